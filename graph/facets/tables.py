"""The facets of a list's lines: what each line is about, and which values that has; asked of one state of the store, from a day."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from graph.facets.dues import PERIODS, due_values, is_due
from graph.facets.facets import PLAN_FACETS
from graph.facets.lines import Items, Table, lines_of
from graph.facets.members import Members, members, paired
from graph.facets.plan_facets import LEVEL_VALUES, VALIDITIES, readers
from graph.ledger.arrays import Booleans, np
from graph.ledger.duties import INDEX, Integers, by_name, duties, targets
from graph.ledger.ledger import Ledger
from graph.ledger.works import works_due
from graph.place_words import lies_in
from graph.schema import schema


class Column:
    """A facet of a table: the things that have values, and which of them each line that says it is about (below 0: none)."""

    def __init__(self, members: Members, rows: Integers, at: Integers | None = None) -> None:
        """`rows` are those of the lines; with `at` of duties, works and targets, of which it says which each line has (-1: none)."""
        self.members = members
        self._rows = rows if at is None else np.append(rows, rows.dtype.type(-1))
        self._at = at

    @property
    def rows(self) -> Integers:
        """Those of all lines."""
        if self._at is not None:
            self._rows, self._at = self._rows[self._at], None
        return self._rows

    def of(self, lines: Integers) -> Integers:
        """Those of some lines."""
        return self._rows[lines if self._at is None else self._at[lines]]

    def having(self, values: Iterable[str]) -> Booleans:
        """Which lines have one of the values."""
        found: Booleans = self.members.having(values)[self._rows]
        return found if self._at is None else found[self._at]


@dataclass(frozen=True, slots=True, eq=False)
class Listing:
    """A list of a state of the store, or lines of a question (`lines`), seen from a day: what one question asks of it.

    The table of a list and what things have are worked out once for each state. What each line is about is as long as all duties,
    a few milliseconds to look up, and much to keep for every list and facet: it goes with the question.
    """

    ledger: Ledger
    items: Items | None
    today: date
    lines: Table | None = None
    _columns: dict[str, Column] = field(default_factory=dict, repr=False)

    @property
    def table(self) -> Table:
        """The lines of its items."""
        if self.lines is not None:
            return self.lines
        if self.items is None:
            raise ValueError("neither a list nor lines")
        return lines_of(self.ledger, self.items)

    def column(self, name: str) -> Column:
        """A facet of its lines, or of its items where all lines of one say the same (`Table.said_by`)."""
        if name not in self._columns:
            self._columns[name] = _column(self, name)
        return self._columns[name]

    def once(self, name: str, facet: str, make: Callable[[], list[Integers]]) -> list[Integers]:
        """What is worked out of a facet of a list: once for each state; of lines of a question each time."""
        return make() if self.items is None else self.ledger.once((name, self.items, facet, self.today), make)


def _column(asked: Listing, name: str) -> Column:
    ledger, lines = asked.ledger, asked.table.said_by(name)
    if name in PLAN_FACETS:
        plans = ledger.once(("facet", name, asked.today), lambda: _of_plans(ledger, name, asked.today))
        return Column(plans, lines.plan)
    if name == "due":
        return _due(asked, lines)
    if name == "topic":
        return Column(ledger.once(("facet", "topic"), lambda: _topics(ledger)), lines.about)
    return _said(asked, lines, name)


def _said(asked: Listing, lines: Table, name: str) -> Column:
    """What lines say of duties: function, role or form."""
    ledger, found, said = asked.ledger, duties(asked.ledger), lines.said
    if name == "function":
        if asked.items == "departments":
            return Column(_functions(ledger, by_name(ledger)), lines.item)
        if said is not None:
            return Column(_functions(ledger, by_name(ledger)), said.department)
        return _of_duty(_functions(ledger, found.departments), found.department, lines)
    if name == "role":
        roles = _each(tuple(schema().roles))
        return Column(roles, said.role) if said else _of_duty(roles, found.role, lines)
    forms = _each(tuple(_forms()))
    return Column(forms, said.form) if said else _of_duty(forms, found.form, lines)


_ORDERS = {"level": LEVEL_VALUES, "validity": VALIDITIES}


def order_of(name: str) -> Sequence[str]:
    """The values of a facet in their own order; those that are not among them follow by name."""
    if name == "role":
        return tuple(schema().roles)
    if name == "form":
        return _forms()
    return PERIODS if name == "due" else _ORDERS.get(name, ())


def _forms() -> Sequence[str]:
    return schema().edges[next(iter(schema().role_of))].properties["form"].enum


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


def _functions(ledger: Ledger, departments: tuple[str, ...]) -> Members:
    faces = ledger.departments
    key = ("facet", "function", len(departments))  # those of duties are some of all
    return ledger.once(key, lambda: members([faces[each].functions for each in departments]))


def _topics(ledger: Ledger) -> Members:
    """Those of works, and behind them of targets."""
    found, held = duties(ledger), targets(ledger)
    values = tuple(sorted({*found.topics, *held.topics}))
    place_of = {value: place for place, value in enumerate(values)}
    parts = ((found.topics, found.work_topics, 0), (held.topics, held.target_topics, len(found.works)))
    pairs = [
        np.stack([each[:, 0] + begin, np.array([place_of[topic] for topic in topics], dtype=INDEX)[each[:, 1]]], axis=1)
        for topics, each, begin in parts
    ]
    return paired(values, np.concatenate(pairs), len(found.works) + len(held.targets))


def _due(asked: Listing, lines: Table) -> Column:
    """The distinct deadlines with their values, and which each line has."""
    ledger, today = asked.ledger, asked.today
    every = works_due(ledger)
    about = ledger.once("due of works and targets", lambda: np.concatenate([every.due[:-1], every.stated]))
    return Column(ledger.once(("facet", "due", today), lambda: _dates(every.dues, today)), about, lines.about)


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


def _of_duty(members: Members, rows: Integers, lines: Table) -> Column:
    """What duties have."""
    return Column(members, rows, None if lines.duty is lines.item else lines.duty)  # of the list of duties as they are
