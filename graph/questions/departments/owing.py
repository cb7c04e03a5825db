"""Which departments have to be reminded, and of how much: counts over all plans that `reminders` lists for one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from graph.deadlines.periods import Days, Wanted
from graph.decisions import read_as
from graph.ledger import dates
from graph.ledger.arrays import Booleans, Int64s, distinct, np
from graph.ledger.duties import duties, targets
from graph.ledger.ledger import Ledger
from graph.model import Node
from graph.questions.all_plans import named
from graph.questions.departments.reminders import horizon, is_closed
from graph.questions.plans.progress import duties_of, progress_in
from graph.store import Page, View


@dataclass(frozen=True, slots=True)
class Owing:
    """A department and how many measures and goals it owes of each kind (graph/questions/departments/reminders.py)."""

    department: Node
    overdue: int
    soon: int
    silent: int


@dataclass(frozen=True, slots=True)
class OwingList:
    """A page of departments, those with most overdue first, then most due before `before`, then most never reported on."""

    page: Page[Owing]
    today: date
    before: date


def owing(
    view: View,
    today: date,
    *,
    before: date | None = None,
    plan: str = "",
    words: str = "",
    offset: int = 0,
    limit: int | None = None,
) -> OwingList:
    """Departments that owe something by their own names; `words` keep those that they name.

    The ledger, what was reported, and one read of the departments of the page.
    """
    ledger, end = view.ledger(), horizon(today, before)
    said = _Said.of(view, ledger, plan)
    pairs, many = _pairs(ledger), max(len(duties(ledger).works), 1)
    department, work = pairs // many, pairs % many
    open_pairs = ~(said.closed[work] | np.isin(pairs, said.closed_duties))
    overdue = _due(ledger, said, today)[work] & open_pairs
    soon = _due(ledger, said, end)[work] & open_pairs & ~overdue
    silent = open_pairs & ~(said.told[work] | np.isin(pairs, said.told_duties)) & ~overdue & ~soon
    if plan:
        inside = (duties(ledger).work_plans == duties(ledger).plan_at(plan))[work]
        overdue, soon, silent = overdue & inside, soon & inside, silent & inside
    keys = duties(ledger).departments
    counts = [np.bincount(department[kind], minlength=len(keys)) for kind in (overdue, soon, silent)]
    order = np.lexsort(tuple(-count for count in reversed(counts)))
    listed = order[np.sum(counts, axis=0)[order] > 0].tolist()
    if words.strip():
        wanted = set(named(ledger, words))
        listed = [at for at in listed if keys[at] in wanted]
    shown = listed[offset : offset + limit if limit is not None else None]
    nodes = {node.id: node for node in view.nodes([keys[at] for at in shown])} if shown else {}
    lines = [Owing(nodes[keys[at]], *(int(count[at]) for count in counts)) for at in shown if keys[at] in nodes]
    return OwingList(Page(tuple(lines), offset, len(listed)), today, end)


@dataclass(frozen=True, slots=True, eq=False)
class _Said:
    """What was reported: of works (as many as the ledger has), of targets, and of duties as `_pairs` has them."""

    closed: Booleans
    told: Booleans
    met: Booleans
    closed_duties: Sequence[int]
    told_duties: Sequence[int]

    @classmethod
    def of(cls, view: View, ledger: Ledger, plan: str) -> "_Said":
        found, held = duties(ledger), targets(ledger)
        closed, told = (np.zeros(len(found.works), dtype=np.bool_) for _ in range(2))
        met = np.zeros(len(held.targets), dtype=np.bool_)
        progress = progress_in(view, plan) if view.last_decided() else {}
        if not progress:
            return cls(closed, told, met, (), ())
        for at, key in enumerate(found.works):
            if key in progress:
                told[at], closed[at] = True, is_closed(progress[key])
        for at, key in enumerate(held.targets):
            if key in progress:
                met[at] = is_closed(progress[key])
                told[held.holders[at]] |= held.holders[at] >= 0
        place_of = {key: at for at, key in enumerate(found.departments)}
        work_of = {key: at for at, key in enumerate(found.works)}
        edges = [
            (edge, place_of[edge.source] * len(found.works) + work_of[edge.target])
            for edge in duties_of(view, [key for key in progress if "|" in key])
            if edge.source in place_of and edge.target in work_of
        ]
        shut = [pair for edge, pair in edges if is_closed(progress.get(read_as(edge)))]
        return cls(closed, told, met, shut, [pair for _, pair in edges])


def _pairs(ledger: Ledger) -> Int64s:
    """Each department with each work in which it has a formal duty: its index times the number of works, and the work's."""

    def made() -> Int64s:
        found = duties(ledger)
        of_works = found.work >= 0
        return distinct(found.department[of_works].astype(np.int64) * max(len(found.works), 1) + found.work[of_works])

    return ledger.once("departments and works", made)


def _due(ledger: Ledger, said: _Said, end: date) -> Booleans:
    """Works of which something that is not met has its last day before a day: their own deadline, or a target's."""
    found, held, dated = duties(ledger), targets(ledger), dates.dates(ledger)
    things = dated.thing[dates.inside(dated, Wanted(days=Days(before=end.isoformat())))]
    count = len(found.works)
    of_targets = things[things >= count] - count
    holders = held.holders[of_targets[~said.met[of_targets]]]
    works = np.zeros(count, dtype=np.bool_)
    works[things[things < count]] = True
    works[holders[holders >= 0]] = True
    return works
