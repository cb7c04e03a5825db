"""Numbers with their units in a text: 8,400亩以上, 240余座, 2-3个, 10%-20%, 30.3微克/立方米以内."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from graph.kept.patterns import compiled
from graph.quantities.units import counted_words, not_behind, spellings, table
from loaders.vocabulary import vocabulary

Bound = Literal[">=", "<=", "="]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as written with its unit: `start`..`end` with the bound words, `unit_end` without.

    `bound` is what the words after or in front of the unit say (以上 → >=), None where there are none. `kind` is a key
    of units.yaml (`share`, `count`, `money` …), "proportion" for 1:13, "bare" for a number without a unit.
    """

    start: int
    end: int
    unit_end: int
    value: str
    unit: str
    kind: str
    bound: Bound | None


def quantities(shadow: str, start: int, end: int) -> Iterator[Quantity]:
    """The quantities of `shadow[start:end]`, left to right, not overlapping; a number after 第 is a name, none of them."""
    pattern, kinds, bounds = _reading()
    for found in pattern.finditer(shadow, start, end):
        unit = found["unit"] or found["counted"] or ""
        value = found["number"] or found["written"] or found["share"]
        kind = next(
            (kinds[word] for word in (unit, unit.split("/", 1)[0]) if word in kinds),
            "money"
            if found["alone"]
            else "proportion"
            if ":" in value
            else "share"
            if found["share"] or _fraction().fullmatch(value)
            else "bare",
        )
        yield Quantity(
            start=found.start(),
            end=found.end(),
            unit_end=max(
                found.end(name) for name in ("number", "written", "share", "alone", "unit", "counted", "second")
            ),
            value="".join((value.replace(unit, "") if unit else value).split()),
            unit=(found["times"] or found["alone"] or found["myriad"] or "") + unit + (found["second"] or ""),
            kind=kind,
            bound=bounds.get(found["bound"] or "") or (">=" if found["more"] or found["more2"] else None),
        )


def has_number(shadow: str, start: int, end: int) -> bool:
    """Whether `shadow[start:end]` has a sign with which a quantity may begin: a quick test before any is read."""
    return _first().search(shadow, start, end) is not None


@cache
def _first() -> re.Pattern[str]:
    return compiled(vocabulary("text/units")["_first"])


@cache
def _reading() -> tuple[re.Pattern[str], dict[str, str], dict[str, Bound]]:
    """The pattern of a quantity, the kind of each unit, what each bound word says."""
    data = vocabulary("text/units")
    entries = data["units"].items()
    kinds = {word: kind for kind, entry in entries for word in entry.get("words", ())}
    kinds |= dict.fromkeys(counted_words(), "count") | dict.fromkeys(spellings(), "measure")
    bounds: dict[str, Bound] = {word: bound for bound, words in data["_bounds"].items() for word in words}
    digits = rf"(?:{data['_power_alone']}|{data['_spaced']}|(?:\d{{1,3}}(?:,\d{{3}})++(?!\d)|\d++(?:\.\d++)?+){data['_power']}?+)"
    dash, more = (_either(data[key]) for key in ("_ranges", "_more"))
    repeated = _either(word for word in kinds if len(word) == 1)  # the unit of a range's lower end: 10%-20%
    times = "|".join(word + data["_part_of_unit"].get(word, "") for word in _longest_first(table()["multipliers"]))
    counted = f"{_units(counted_words(), kinds)}|{data['_written_amount']}"
    per = _either({*data["_per"], *kinds})
    return (
        compiled(
            rf"(?={data['_first']})(?:(?<![\d.{data['_ordinal']}])(?P<number>{data['_proportion']}|{data['_fraction']}|{digits}"
            rf"(?:\s?(?:{repeated})?\s?(?:{dash})\s?{digits})?)"
            rf"(?:\s?(?P<more>{more})?(?P<times>{times})?(?P<more2>{more})?"
            rf"(?P<unit>(?:{_units(kinds, kinds)})(?:(?:/|{data['_each']})(?:{times})?(?:{per}))?)(?P<second>{data['_second']})?\s?"
            rf"|(?P<alone>{data['_alone']}))?"
            rf"|(?P<written>{data['_written']})(?P<myriad>{data['_myriad']})?(?P<counted>{counted})|(?P<share>{data['_share']}))(?P<bound>{_either(bounds)})?"
        ),
        kinds,
        bounds,
    )


def _units(words: Iterable[str], kinds: dict[str, str]) -> str:
    """A pattern of these units, the longest first, each with what may not stand behind it or in front of its number."""
    data = vocabulary("text/units")
    unless = {kind: f"(?!{entry['unless']})" for kind, entry in data["units"].items() if "unless" in entry}
    compounds, names = data["_compounds"], not_behind()
    return "|".join(
        names.get(word, "")
        + re.escape(word)
        + unless.get(kinds[word], "")
        + (f"(?!{compounds[word]})" if word in compounds else "")
        for word in _longest_first(words)
    )


@cache
def _fraction() -> re.Pattern[str]:
    return compiled(vocabulary("text/units")["_fraction"])


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in _longest_first(words))


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))
