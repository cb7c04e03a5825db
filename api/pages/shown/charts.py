"""Answers as charts: load by kind of duty, what is due by quarter, duties over years, progress, how far a rank holds.

Each is made of numbers that the page has anyway, and each page has a table or list of the same numbers.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from api.http.pages import page_path
from api.wire import departments as wire_departments
from api.wire import references as wire
from api.wire.figures import PlaceOut
from graph.deadlines.periods import quarter, quarter_of
from graph.schema import Language
from viz.charts.bars import Bar, Part, bars
from viz.charts.columns import MOST, Column, columns
from viz.charts.points import Row, points
from viz.site.catalogue_words import words

MOST_BARS = 15
"""Departments in a chart; the table below has all."""

_KINDS = ("lead_alone", "lead_shared", "responsible", "support")
"""What is counted of a department, from the heaviest duty."""

_QUARTERS = 4
_BEFORE = 4
"""Quarters that are shown before the one of today."""


def loads(
    found: Sequence[wire_departments.LoadOut], language: Language, places: Mapping[str, str] | None = None
) -> str:
    """The load of departments as bars; each leads to its department; `places` tell namesakes apart (id → place)."""
    return bars(
        [
            Bar(
                " ".join(filter(None, (called(load.department, language), (places or {}).get(load.department.id)))),
                page_path("departments", load.department.id),
                tuple(
                    Part(kind, count, f"{words(key, language)} {count:,}")
                    for kind, key in enumerate(_KINDS, start=1)
                    if (count := _count(load, key))
                ),
            )
            for load in found[:MOST_BARS]
            if load.total
        ],
        title=words("chart_loads", language),
        note=words("chart_table_below", language),
    )


def dues(quarters: Mapping[str, int], today: date, language: Language, link: Callable[[str], str]) -> str:
    """How much is due by quarter (YYYY-Qn), around today; `link` leads to a quarter, to `passed` and to `later` ones."""
    here = quarter(today.isoformat())
    last = max((key for key, count in quarters.items() if count), default=here)
    first = min((key for key, count in quarters.items() if count), default=here)
    begin = max(first, min(_moved(here, -_BEFORE), _moved(last, 3 - MOST)))
    shown = [_moved(begin, by) for by in range(MOST - 2)]
    before = sum(count for key, count in quarters.items() if key < shown[0])
    after = sum(count for key, count in quarters.items() if key > shown[-1])
    times = [
        Column(
            words("quarter_tick", language, n=key[-1]),
            key[:4],
            quarters.get(key, 0),
            f"{words('quarter_long', language, y=key[:4], n=key[-1])} {quarters.get(key, 0):,}",
            link(key) if quarters.get(key) else "",
            key < here,
        )
        for key in shown
        if key <= max(last, here)
    ]
    for count, name, of, place in (
        (before, "chart_before", "passed", 0),
        (after, "chart_after", "later", len(times) + 1),
    ):
        if count:
            said = words(name, language)
            times.insert(place, Column(said, "", count, f"{said} {count:,}", link(of), of == "passed"))
    return columns(
        times,
        title=words("chart_dues", language),
        note=words("chart_table_below", language),
        now=words("chart_today", language),
        part=_gone(today) if here <= shown[-1] else 0.0,
    )


def _gone(today: date) -> float:
    """How much of its quarter has gone by."""
    days = quarter_of(today)
    first, behind = date.fromisoformat(days.since), date.fromisoformat(days.before)
    return (today - first).days / (behind - first).days


def years(counts: Mapping[str, int], language: Language, title: str, link: Callable[[str], str]) -> str:
    """So much in each year (YYYY; others are left to the table), the latest ones; empty for fewer than two years."""
    known = sorted(year for year, count in counts.items() if year.isdigit() and count)[-MOST:]
    if len(known) < 2:  # noqa: PLR2004
        return ""
    return columns(
        [Column(year, "", counts[year], f"{year} {counts[year]:,}", link(year)) for year in known],
        title=words(title, language),
        note=words("chart_table_below", language),
    )


def by_year(found: Iterable[wire_departments.PlanLoadOut]) -> dict[str, int]:
    """How many duties plans of each year give a department."""
    counted: Counter[str] = Counter()
    for line in found:
        counted[line.plan.date[:4]] += line.lead + line.responsible + line.support
    return dict(counted)


def states(counts: Mapping[str, int], language: Language, link: Callable[[str], str]) -> str:
    """How far reported work has come, as one bar a state."""
    return bars(
        [
            Bar(
                words(f"state_{key}", language), link(key), (Part(kind, n, f"{words(f'state_{key}', language)} {n:,}"),)
            )
            for key, n in counts.items()
            if n
            for kind in (_state_kind(key),)
        ],
        title=words("progress", language),
        note=words("chart_table_below", language),
    )


def ranks(places: Sequence[PlaceOut], language: Language) -> str:
    """Between which ranks a department's load lies, however leading is weighed against taking part."""
    return points(
        [
            Row(
                called(place.department, language),
                f"{place.best}–{place.worst}" if place.best != place.worst else str(place.best),
                page_path("departments", place.department.id),
                place.best,
                place.worst,
                "range" if place.best != place.worst else "at",
            )
            for place in places[:MOST_BARS]
        ],
        title=words("chart_ranks", language),
        note=words("chart_table_below", language),
        unit="",
    )


def called(department: wire.DepartmentRef, language: Language) -> str:
    """A department in a chart: its name in the page's language."""
    return (department.name_en if language == "en" else "") or department.name


def _count(load: wire_departments.LoadOut, key: str) -> int:
    counts = {
        "lead_alone": load.lead_alone,
        "lead_shared": load.lead_shared,
        "responsible": load.responsible,
        "support": load.support,
    }
    return counts[key]


def _moved(key: str, by: int) -> str:
    number = int(key[:4]) * _QUARTERS + int(key[-1]) - 1 + by
    return f"{number // _QUARTERS}-Q{number % _QUARTERS + 1}"


def _state_kind(key: str) -> int:
    return {"done": 1, "under-way": 2, "delayed": 3}.get(key, 4)
