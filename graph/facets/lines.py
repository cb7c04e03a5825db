"""What each list is narrowed by, line by line: a duty of an item with its plan, its work and its department.

An item is kept where one of its lines has all that is chosen: of a measure, one and the same duty must be that of the function
and have the role. A line without a duty stands beside those of each item, for facets that are none of duties.
"""

from dataclasses import dataclass, replace
from typing import Literal, get_args

from graph.facets.facets import FACETS, PLAN_FACETS, WORK_FACETS
from graph.facets.members import begins_of
from graph.ledger.arrays import np, spread
from graph.ledger.duties import INDEX, Integers, by_name, duties, targets
from graph.ledger.ledger import Ledger
from graph.ledger.places import name_rows, speaking

Items = Literal["duties", "measures", "targets", "plans", "departments"]
"""What lists hold: formal duties, works (goals among them), sub-targets and milestones, plans that were read, departments by name."""

ITEMS: tuple[Items, ...] = get_args(Items)


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """What lines say of duties in place of the ledger's: department (by name), role and form (schema order); below 0: nothing."""

    department: Integers
    role: Integers
    form: Integers


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Lines (L) of items (0..size-1, as the ledger's arrays have them), by item; below 0: the line has none.

    `about` is what a line is about: a work, or a target, which stand behind all works. `own` are the facets of which all lines of
    an item say the same, so that its first line, in `heads`, says it; such columns of the lines themselves may be empty. `said` stands in place of `duty` where it is given.
    """

    size: int
    item: Integers
    plan: Integers
    about: Integers
    duty: Integers
    own: tuple[str, ...]
    first: Integers
    """Of each item."""

    said: Said | None = None
    heads: "Table | None" = None
    """The first line of each item alone; None where an item has no other."""

    def said_by(self, name: str) -> "Table":
        """The lines that say of each item what a facet is: as few as there are."""
        return self.heads if self.heads is not None and name in self.own else self


def lines_of(ledger: Ledger, items: Items) -> Table:
    """Those of a list, worked out once for each state of the store."""
    return ledger.once(("facet table", items), lambda: headed(_TABLES[items](ledger)))


def headed(lines: Table) -> Table:
    """The same with its heads, which alone say what all lines of an item say the same: of all lines it would be much."""
    if len(lines.item) == lines.size:
        return lines
    every, first = np.arange(lines.size, dtype=INDEX), lines.first.astype(INDEX)
    about, duty = lines.about[first], lines.duty[first]
    heads = Table(lines.size, every, lines.plan[first], about, duty, lines.own, every)
    shared = every[:0]
    return replace(
        lines,
        plan=shared if {*PLAN_FACETS} <= {*lines.own} and lines.plan is not lines.item else lines.plan,
        about=shared if {*WORK_FACETS} <= {*lines.own} else lines.about,
        first=first,
        heads=heads,
    )


def beside_duties(ledger: Ledger, work: Integers, plan: Integers, about: Integers) -> Table:
    """Of each item, which stands in `work` or (below 0) in none, a line without a duty and one for each of the work's."""
    ordered, begins = _by_work(ledger)
    sizes = np.append(np.diff(begins), 0)[work]  # the last one is of what is no work
    first = begins_of(sizes + 1)[:-1]
    item = np.repeat(np.arange(len(work), dtype=INDEX), sizes + 1)
    duty = np.full(len(item), -1, dtype=INDEX)
    beside = np.ones(len(item), dtype=np.bool_)
    beside[first] = False
    duty[beside] = ordered[spread(begins[work], sizes)]
    return Table(len(work), item, plan[item], about[item], duty, (*PLAN_FACETS, *WORK_FACETS), first)


def _by_work(ledger: Ledger) -> tuple[Integers, Integers]:
    """The duties of works in the order of these, and where those of each work begin."""

    def ordered() -> tuple[Integers, Integers]:
        found = duties(ledger)
        formal = np.flatnonzero(found.work >= 0).astype(INDEX)
        by_work = formal[np.argsort(found.work[formal], kind="stable")]
        return by_work, begins_of(np.bincount(found.work[formal], minlength=len(found.works)))

    return ledger.once("duties by work", ordered)


def _duties(ledger: Ledger) -> Table:
    found = duties(ledger)
    every = np.arange(len(found.work), dtype=INDEX)
    return Table(len(every), every, found.plan, np.maximum(found.work, -1), every, FACETS, every)


def _measures(ledger: Ledger) -> Table:
    found = duties(ledger)
    every = np.arange(len(found.works), dtype=INDEX)
    lines = beside_duties(ledger, every, found.work_plans, every)
    return replace(lines, about=lines.item)


def _targets(ledger: Ledger) -> Table:
    held, works = targets(ledger), len(duties(ledger).works)
    behind = np.arange(works, works + len(held.targets), dtype=INDEX)
    return beside_duties(ledger, np.maximum(held.holders, -1), held.plans, behind)


def _plans(ledger: Ledger) -> Table:
    """Of each plan a line without anything, one for each work and one for each duty."""
    found = duties(ledger)
    count, works = len(found.plans), len(found.works)
    item = np.concatenate([np.arange(count, dtype=INDEX), found.work_plans, found.plan])
    about = np.concatenate([_none(count), np.arange(works, dtype=INDEX), np.maximum(found.work, -1)])
    duty = np.concatenate([_none(count + works), np.arange(len(found.work), dtype=INDEX)])
    return _ordered(Table(count, item, item, about, duty, PLAN_FACETS, _none(count)))


def _departments(ledger: Ledger) -> Table:
    """Of each department a line without anything, one for each plan that speaks of it and one for each duty."""
    found, names = duties(ledger), by_name(ledger)
    place_of, spoken = name_rows(ledger), speaking(ledger)
    places = np.array([place_of.get(key, -1) for key in spoken.names], dtype=INDEX)[spoken.said]
    of_name, of_plan = places[places >= 0], spoken.plans[places >= 0]
    item = np.concatenate([np.arange(len(names), dtype=INDEX), of_name, bearers(ledger)[found.department]])
    plan = np.concatenate([_none(len(names)), of_plan, found.plan])
    about = np.concatenate([_none(len(names) + len(of_name)), np.maximum(found.work, -1)])
    duty = np.concatenate([_none(len(names) + len(of_name)), np.arange(len(found.work), dtype=INDEX)])
    return _ordered(Table(len(names), item, plan, about, duty, (), _none(len(names))))


def bearers(ledger: Ledger) -> Integers:
    """Where the departments of duties stand among all by name."""
    place_of = name_rows(ledger)
    return ledger.once(
        "rows of bearers", lambda: np.array([place_of[key] for key in duties(ledger).departments], dtype=INDEX)
    )


def said_of(ledger: Ledger, duty: Integers) -> Said:
    """What duties (rows; below 0: none) say."""
    found, borne = duties(ledger), duty >= 0
    department, role, form = (np.full(len(duty), -1, dtype=INDEX) for _ in range(3))
    rows = duty[borne]
    department[borne] = bearers(ledger)[found.department[rows]]
    role[borne], form[borne] = found.role[rows], found.form[rows]
    return Said(department, role, form)


def _none(size: int) -> Integers:
    return np.full(size, -1, dtype=INDEX)


def _ordered(lines: Table) -> Table:
    """By item, each of which has one line at least."""
    order = np.argsort(lines.item, kind="stable")
    item, about, duty = (each[order] for each in (lines.item, lines.about, lines.duty))
    plan = item if lines.plan is lines.item else lines.plan[order]
    first = np.searchsorted(item, np.arange(lines.size))
    return Table(lines.size, item, plan, about, duty, lines.own, first)


_TABLES = {
    "duties": _duties,
    "measures": _measures,
    "targets": _targets,
    "plans": _plans,
    "departments": _departments,
}
