"""What each list is narrowed by, line by line: a duty of an item with its plan, its work and its department.

An item is kept where one of its lines has all that is chosen: of a measure, one and the same duty must be that of the function
and have the role. A line without a duty stands beside those of each item, for facets that are none of duties.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, get_args

from graph.facets.dues import PERIODS, due_values, is_due
from graph.facets.facets import FACETS, PLAN_FACETS, WORK_FACETS
from graph.facets.members import Members, begins_of, members, paired
from graph.facets.plan_facets import LEVEL_VALUES, VALIDITIES, readers
from graph.ledger.arrays import Booleans, np
from graph.ledger.duties import INDEX, Integers, duties, ranked, targets
from graph.ledger.ledger import Ledger
from graph.ledger.works import works_due
from graph.place_words import lies_in
from graph.schema import schema

Items = Literal["duties", "measures", "targets", "plans"]
"""What lists hold: formal duties, works (goals among them), sub-targets and milestones, plans that were read."""

ITEMS: tuple[Items, ...] = get_args(Items)


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Lines (L) of items (0..size-1, as the ledger's arrays have them), by item; below 0: the line has none.

    `own` are the facets of which all lines of an item say the same, so that its first line, in `heads`, says it.
    """

    size: int
    item: Integers
    plan: Integers
    work: Integers
    duty: Integers
    own: tuple[str, ...]
    first: Integers
    """Of each item."""

    heads: "Table | None" = None
    """The first line of each item alone; None where an item has no other."""

    def said_by(self, name: str) -> "Table":
        """The lines that say of each item what a facet is: as few as there are."""
        return self.heads if self.heads is not None and name in self.own else self


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """A facet of a table: the things that have values, and which of them each line that says it is about (below 0: none)."""

    members: Members
    rows: Integers


@dataclass(frozen=True, slots=True, eq=False)
class Listing:
    """A list of a state of the store, seen from a day: what one question asks of it.

    Its table and what things have are worked out once for each state. What each line is about is as long as all duties, a few
    milliseconds to look up, and much to keep for every list and facet: it goes with the question.
    """

    ledger: Ledger
    items: Items
    today: date
    _columns: dict[str, Column] = field(default_factory=dict, repr=False)

    @property
    def table(self) -> Table:
        """The lines of its items."""
        return self.ledger.once(("facet table", self.items), lambda: _headed(_TABLES[self.items](self.ledger)))

    def column(self, name: str) -> Column:
        """A facet of its lines, or of its items where all lines of one say the same (`Table.said_by`)."""
        if name not in self._columns:
            self._columns[name] = _column(self, name)
        return self._columns[name]


def _headed(lines: Table) -> Table:
    if len(lines.item) == lines.size:
        return lines
    every = np.arange(lines.size, dtype=INDEX)
    duty = lines.duty[lines.first]
    heads = Table(lines.size, every, lines.plan[lines.first], lines.work[lines.first], duty, lines.own, every)
    return replace(lines, heads=heads)


def _duties(ledger: Ledger) -> Table:
    found = duties(ledger)
    every = np.arange(len(found.work), dtype=INDEX)
    return Table(len(every), every, found.plan, np.maximum(found.work, -1), every, FACETS, every)


def _measures(ledger: Ledger) -> Table:
    found = duties(ledger)
    lines = _with_duties(ledger, np.arange(len(found.works), dtype=INDEX), found.work_plans)
    return replace(lines, work=lines.item)


def _targets(ledger: Ledger) -> Table:
    found = targets(ledger)
    return _with_duties(ledger, np.maximum(found.holders, -1), found.plans)


def _with_duties(ledger: Ledger, work: Integers, plan: Integers) -> Table:
    """Of each item, which stands in `work` or (below 0) in none, a line without a duty and one for each of the work's."""
    found = duties(ledger)
    formal = np.flatnonzero(found.work >= 0)
    ordered = formal[np.argsort(found.work[formal], kind="stable")]
    counts = np.append(np.bincount(found.work[formal], minlength=len(found.works)), 0)
    begins = begins_of(counts)
    sizes = counts[work] + 1
    first = begins_of(sizes)[:-1]
    item = np.repeat(np.arange(len(work), dtype=INDEX), sizes)
    within = np.arange(len(item)) - first[item] - 1
    duty = np.full(len(item), -1, dtype=INDEX)
    beside = within >= 0
    duty[beside] = ordered[begins[work[item[beside]]] + within[beside]]
    return Table(len(work), item, plan[item], work[item], duty, (*PLAN_FACETS, *WORK_FACETS), first)


def _plans(ledger: Ledger) -> Table:
    """Of each plan a line without anything, one for each work and one for each duty."""
    found = duties(ledger)
    count = len(found.plans)
    item = np.concatenate([np.arange(count, dtype=INDEX), found.work_plans, found.plan])
    bare = np.full(count, -1, dtype=INDEX)
    work = np.concatenate([bare, np.arange(len(found.works), dtype=INDEX), np.maximum(found.work, -1)])
    duty = np.concatenate([bare, np.full(len(found.works), -1, dtype=INDEX), np.arange(len(found.work), dtype=INDEX)])
    order = np.argsort(item, kind="stable")
    item = item[order]
    return Table(
        count,
        item,
        item,
        work[order],
        duty[order],
        PLAN_FACETS,
        np.searchsorted(item, np.arange(count)),
    )


_TABLES = {"duties": _duties, "measures": _measures, "targets": _targets, "plans": _plans}


def _column(asked: Listing, name: str) -> Column:
    ledger, lines = asked.ledger, asked.table.said_by(name)
    if name in PLAN_FACETS:
        plans = ledger.once(("facet", name, asked.today), lambda: _of_plans(ledger, name, asked.today))
        return Column(plans, lines.plan)
    if name == "due":
        return _due(asked, lines)
    if name == "topic":
        return _topics(asked, lines)
    found = duties(ledger)
    if name == "function":
        return Column(ledger.once(("facet", name), lambda: _functions(ledger)), _of_duty(found.department, lines))
    if name == "role":
        return Column(_each(tuple(schema().roles)), _of_duty(found.role, lines))
    forms = schema().edges[next(iter(schema().role_of))].properties["form"].enum
    return Column(_each(tuple(forms)), _of_duty(found.form, lines))


_ORDERS = {"level": LEVEL_VALUES, "validity": VALIDITIES}


def _of_plans(ledger: Ledger, name: str, today: date) -> Members:
    read = readers(ledger, today)[name]
    plans = [ledger.plans[plan] for plan in ledger.entries]
    found = members([read(plan) for plan in plans], _ORDERS.get(name))
    if name != "place":
        return found
    paths = [plan.text("jurisdiction") for plan in plans]
    return Members(found.values, found.begins, found.codes, lambda asked: _inside(paths, asked))


def _inside(paths: list[str], asked: str) -> Booleans:
    """Which of the places lie in the one that is asked for."""
    lying = {path: lies_in(path, asked) for path in set(paths)}
    return np.fromiter((lying[path] for path in paths), np.bool_, len(paths))


def _functions(ledger: Ledger) -> Members:
    """Those of the departments of all duties."""
    faces = ledger.departments
    return members([faces[key].functions for key in duties(ledger).departments])


def _topics(asked: Listing, lines: Table) -> Column:
    """Those of targets where these are listed, else of works."""
    ledger = asked.ledger
    if asked.items == "targets":
        held = targets(ledger)
        told = ledger.once(("facet", "topic", "targets"), lambda: paired(held.topics, held.target_topics, lines.size))
        return Column(told, lines.item)
    found = duties(ledger)
    told = ledger.once(("facet", "topic"), lambda: paired(found.topics, found.work_topics, len(found.works)))
    return Column(told, lines.work)


def _due(asked: Listing, lines: Table) -> Column:
    """The distinct deadlines with their values, and which each line has."""
    ledger, today = asked.ledger, asked.today
    if asked.items == "targets":
        held = targets(ledger).dues
        codes, dues = ledger.once("due of targets", lambda: ranked(held, str))
        key, rows = ("facet", "due", "targets", today), codes[lines.item]
    else:
        every = works_due(ledger)
        dues, rows = every.dues, np.where(lines.work < 0, -1, every.due[lines.work])
        key = ("facet", "due", "", today)
    return Column(ledger.once(key, lambda: _dates(dues, today)), rows)


def _dates(dues: tuple[str, ...], today: date) -> Members:
    lists = [due_values(due, today) for due in dues]
    others = sorted({value for each in lists for value in each} - {*PERIODS})
    found = members(lists, [*PERIODS, *others])

    def has(value: str) -> Booleans:
        return np.fromiter((is_due(due, value, today) for due in dues), np.bool_, len(dues))

    return Members(found.values, found.begins, found.codes, has)


def _each(values: tuple[str, ...]) -> Members:
    """Things that are the values themselves."""
    every = np.arange(len(values))
    return Members(values, np.arange(len(values) + 1), every)


def _of_duty(row: Integers, lines: Table) -> Integers:
    """What a duty has, for every line; the last one stands for no duty."""
    if lines.duty is lines.item:  # the list of duties
        return row
    return np.concatenate([row, np.full(1, -1, row.dtype)])[lines.duty]
