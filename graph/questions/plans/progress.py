"""How far work has come, by what people reported: of single things, over all plans, and where nobody says anything."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from graph.deadlines.due import place
from graph.deadlines.periods import Days, Wanted
from graph.decisions import PROGRESS, read_as
from graph.decisions.progress import STATES, Progress, latest
from graph.model import Decision, Edge, Node
from graph.questions.moved_ids import corrected_edge
from graph.questions.plans.deadlines import due
from graph.schema import schema
from graph.store import Page, View

Said = Literal["all", "not-started", "under-way", "done", "stopped", "met", "missed", "not-comparable", "silent"]
"""A state, how a measured value stands against its target, or `silent`: due, and nobody reported anything."""


@dataclass(frozen=True, slots=True)
class Line:
    """A thing with what was last reported: a target or measure (`node`), or a duty (`edge`, with its department)."""

    subject: str
    node: Node
    plan: Node
    department: Node | None
    edge: Edge | None
    progress: Progress | None


@dataclass(frozen=True, slots=True)
class Reported:
    """A page of lines, the latest report first, and how many there are of each state, whatever is shown.

    `silent` counts measures and targets whose last day is before `today` and of which nothing was reported.
    """

    page: Page[Line]
    states: dict[str, int]
    verdicts: dict[str, int]
    silent: int
    today: date


def progress_of(view: View, subjects: Sequence[str]) -> dict[str, Progress]:
    """Id of a duty (as it was read), target or measure → how far it has come; those nobody reported of are left out.

    One read, one more where anything was reported.
    """
    reports = by_subject(view.decisions(kinds=[PROGRESS], subjects=list(subjects))) if subjects else {}
    return _judged(view, reports)


def progress_in(view: View, plan: str = "") -> dict[str, Progress]:
    """The same of everything in a plan (none: in all plans)."""
    return _judged(view, by_subject(view.decisions(kinds=[PROGRESS], plans=[plan] if plan else [])))


def reported(
    view: View,
    said: Said,
    today: date,
    *,
    plan: str = "",
    department: str = "",
    offset: int = 0,
    limit: int | None = None,
) -> Reported:
    """What was reported in a plan (id; none: in all) of what a department (id; none: any) has to do, by what it says.

    A department has to do its duties, and what they are about: measures and their targets. Nine reads.
    """
    told = progress_in(view, plan)
    own = _own(view, department) if department else None
    part = slice(offset, offset + limit if limit is not None else None) if said == "silent" else slice(0, 0)
    quiet = _silent(view, set(told), _wanted(today, plan, own), part)
    if own is not None:
        told = {key: each for key, each in told.items() if key in own}
    states = {state: sum(each.state == state for each in told.values()) for state in STATES}
    verdicts = {name: sum(p.verdict == name for p in told.values()) for name in ("met", "missed", "not-comparable")}
    if said == "silent":
        lines = _lines(view, [node.id for node in quiet.items], told)
        return Reported(Page(tuple(lines), offset, quiet.total), states, verdicts, quiet.total, today)
    kept = [key for key, each in told.items() if said == "all" or said in (each.state, each.verdict)]
    kept.sort(key=lambda key: (told[key].reports[0].at, key), reverse=True)
    lines = _lines(view, kept, told)
    shown_lines = lines[offset : offset + limit if limit is not None else None]
    return Reported(Page(tuple(shown_lines), offset, len(lines)), states, verdicts, quiet.total, today)


def by_subject(reports: Iterable[Decision]) -> dict[str, list[Decision]]:
    """Reports by the id of what they are about, each in the order given."""
    found: dict[str, list[Decision]] = defaultdict(list)
    for report in reports:
        found[report.subject].append(report)
    return found


def _judged(view: View, reports: dict[str, list[Decision]]) -> dict[str, Progress]:
    measured = [key for key, told in reports.items() if any("value" in report.values for report in told)]
    targets = {node.id: node for node in view.nodes(measured) if node.kind == "SubTarget"} if measured else {}
    found = {key: latest(told, targets.get(key)) for key, told in reports.items()}
    return {key: progress for key, progress in found.items() if progress is not None}


def _own(view: View, department: str) -> set[str]:
    """What a department has to do: its duties (as they were read), the measures and goals, their targets. Two reads."""
    duties = view.edges([department], kinds=list(schema().roles.values()), direction="out")
    works = {edge.target for edge in duties}
    targets = view.edges(sorted(works), kinds=["HAS_TARGET"], direction="out") if works else []
    return {read_as(edge) for edge in duties} | works | {edge.target for edge in targets}


def _wanted(today: date, plan: str, own: set[str] | None) -> Wanted:
    """What is due, of a plan or of these things if any are given."""
    items = tuple(sorted(key for key in own if "|" not in key)) if own is not None else None
    return Wanted(days=Days(before=today.isoformat()), plans=(plan,) if plan else None, items=items)


def _silent(view: View, heard: set[str], wanted: Wanted, part: slice) -> Page[Node]:
    """A part of what is wanted and nobody reported of, neither of it nor of a duty in it: the price of what is shown and heard."""
    duties = [key for key in heard if "|" in key]
    works = {edge.target for edge in duties_of(view, duties)} if duties else set()
    told = {key for key in heard if "|" not in key} | works
    if wanted.items is not None:
        told &= set(wanted.items)
    of_these = view.due(replace(wanted, items=tuple(sorted(told)))).items if told else ()
    limit = None if part.stop is None else part.stop - part.start + 2 * len(of_these)
    window = due(view, wanted, offset=part.start, limit=limit)
    first = _place(window.items[0]) if window.items else None
    before = sum(_place(node) < first for node in of_these) if first else 0
    quiet = [node for node in window.items if node.id not in told][before:]
    shown = quiet if part.stop is None else quiet[: part.stop - part.start]
    return Page(tuple(shown), part.start, window.total - len(of_these))


def _place(node: Node) -> tuple[str, str, int, str]:
    """Where a measure or target stands in a list of what is due."""
    start = node.properties.get("start", 0)
    return place(node.text("deadline")), node.plan, start if isinstance(start, int) else 0, node.id


def duties_of(view: View, keys: Sequence[str]) -> list[Edge]:
    """The duties that were read under these ids: one read of the edges of their departments or works."""
    wanted = set(keys)
    ends = sorted({part for key in keys for part in _works_in(key)})
    edges = view.edges(ends, kinds=list(schema().roles.values()), direction="in")
    found = {read_as(edge): edge for edge in edges if read_as(edge) in wanted}
    moved = (corrected_edge(view, key) for key in sorted(wanted - found.keys()))
    return [*found.values(), *(edge for edge in moved if edge is not None)]


def _works_in(key: str) -> list[str]:
    """What may be the work of a duty with this id: kind|department|work|statement, where ids may hold the separator."""
    fields = key.split("|")
    return ["|".join(fields[at:-1]) for at in range(2, len(fields) - 1)]


def _lines(view: View, keys: Sequence[str], told: dict[str, Progress]) -> list[Line]:
    """The things with these ids; those that are there no more are left out."""
    duties = {read_as(edge): edge for edge in duties_of(view, [key for key in keys if "|" in key])} if keys else {}
    ends = {key for key in keys if "|" not in key}
    ends |= {end for edge in duties.values() for end in (edge.source, edge.target, edge.plan)}
    nodes = {node.id: node for node in view.nodes(sorted(ends))} if ends else {}
    plans = {node.id: node for node in view.nodes(sorted({node.plan for node in nodes.values() if node.plan}))}
    found = []
    for key in keys:
        edge = duties.get(key)
        node = nodes.get(edge.target if edge else key)
        if node is None:
            continue
        plan = plans.get(node.plan) or node
        found.append(Line(key, node, plan, nodes.get(edge.source) if edge else None, edge, told.get(key)))
    return found
