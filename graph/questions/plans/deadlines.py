"""By when work and targets are due, over all departments and plans, seen from a day (docs/deadlines.md)."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from graph.deadlines.due import of_work
from graph.deadlines.periods import WHENS, Days, Wanted, When, by_quarter, days_of, quarter_days
from graph.facets.counting import counted_of_owned
from graph.facets.facets import NOTHING, Facets
from graph.facets.narrowing import Counts, kept_plans
from graph.ledger import dates
from graph.ledger.arrays import Booleans
from graph.ledger.ledger import Ledger
from graph.model import Edge, Node
from graph.questions.all_plans import named
from graph.questions.plans.measures import Party, parties
from graph.schema import schema
from graph.store import Page, View

MOST_EXPIRING = 50
"""Plans that expire that an answer holds."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What narrows deadlines: words of a department's name, a plan (id), facets of plans, a period or a quarter (YYYY-Qn)."""

    words: str = ""
    plan: str = ""
    when: When = "all"
    quarter: str = ""
    facets: Facets = NOTHING

    def days(self, today: date) -> Days:
        """The days that count. BadRequestError for what is no quarter."""
        return quarter_days(self.quarter) if self.quarter else days_of(self.when, today)


@dataclass(frozen=True, slots=True)
class Item:
    """A measure or target with what states it (`work`: itself or what holds the target), its formal parties and its words."""

    node: Node
    work: Node
    plan: Node
    parties: tuple[Party, ...]
    edge: Edge


@dataclass(frozen=True, slots=True)
class Deadlines:
    """A page of what is due, seen from `today`.

    `counts` of each period, whatever is shown; `quarters` (YYYY-Qn) of all that is dated; `expiring` plans whose last day in
    force is in the period, the first MOST_EXPIRING. `facets`: how much of the period each value would leave; none within one plan.
    """

    today: date
    page: Page[Item]
    counts: Mapping[When, int]
    quarters: Mapping[str, int]
    expiring: Page[Node]
    facets: Counts


def deadlines(view: View, wish: Wish, today: date, *, offset: int = 0, limit: int | None = None) -> Deadlines:
    """What is due when. At most nine reads, whatever their number."""
    days = wish.days(today)
    kind = wish.when if wish.when in ("recurring", "open-ended", "undated") and not wish.quarter else "dated"
    ledger = view.ledger()
    narrowed = Wanted(plans=_plans(ledger, wish))
    only = dates.borne_by(ledger, frozenset(named(ledger, wish.words))) if wish.words.strip() else None
    wanted = replace(narrowed, kind=kind, days=days)
    months = dates.months(ledger, narrowed, only)
    page = _part(view, wanted, offset, limit, only)
    expiring: Page[Node] = Page((), 0, 0)
    if kind == "dated" and only is None:
        expiring = _expiring(view, days, narrowed.plans)
    facets: Counts = {}
    if not wish.plan:
        every = dates.by_plan(ledger, replace(wanted, plans=None), only)
        facets = counted_of_owned(ledger, wish.facets, every)
    return Deadlines(
        today=today,
        page=Page(tuple(_items(view, page.items)), page.offset, page.total),
        counts=_counts(ledger, narrowed, months, today, only),
        quarters=by_quarter(months),
        expiring=expiring,
        facets=facets,
    )


def due_counts(view: View, today: date) -> Mapping[When, int]:
    """What `deadlines` counts of all plans, without what it lists and narrows. The ledger alone."""
    ledger, every = view.ledger(), Wanted()
    return _counts(ledger, every, dates.months(ledger, every), today, None)


def due(view: View, wanted: Wanted, *, offset: int = 0, limit: int | None = None) -> Page[Node]:
    """As View.due, at the cost of what is shown where no things are named."""
    if wanted.items is not None:
        return view.due(wanted, offset=offset, limit=limit)
    return _part(view, wanted, offset, limit, None)


def _part(view: View, wanted: Wanted, offset: int, limit: int | None, only: Booleans | None) -> Page[Node]:
    """A part of what is wanted; only the plans in which it lies are read."""
    ledger = view.ledger()
    if limit is None:
        items = None if only is None else dates.ids(ledger, only)
        return view.due(replace(wanted, items=items), offset=offset)
    found = dates.part(ledger, wanted, offset, limit, only)
    nodes: Sequence[Node] = ()
    if found.plans:
        items = None if only is None else dates.ids(ledger, only, found.plans)
        nodes = view.due(replace(wanted, plans=found.plans, items=items), offset=found.before, limit=limit).items
    return Page(tuple(nodes), offset, found.total)


def dues_of(view: View, works: Iterable[Node]) -> dict[str, str]:
    """Measure or goal → its own deadline, else the first of its targets'; empty where none is stated. Two reads; plans have none."""
    works = [work for work in works if work.kind != "Plan"]
    holders = [work.id for work in works if not work.text("deadline")]
    held = view.edges(holders, kinds=["HAS_TARGET"], direction="out") if holders else []
    targets = {node.id: node.text("deadline") for node in view.nodes([edge.target for edge in held])} if held else {}
    stated: dict[str, list[str]] = defaultdict(list)
    for edge in held:
        stated[edge.source].append(targets.get(edge.target, ""))
    return {work.id: of_work(work.text("deadline"), stated[work.id]) for work in works}


def _plans(ledger: Ledger, wish: Wish) -> tuple[str, ...] | None:
    """The plans that count; None for all."""
    if wish.facets and (inside := kept_plans(ledger, wish.facets)) is not None:
        return tuple(plan for plan in sorted(inside) if not wish.plan or plan == wish.plan)
    return (wish.plan,) if wish.plan else None


def _expiring(view: View, days: Days, plans: tuple[str, ...] | None) -> Page[Node]:
    """The plans, of these if any are given, whose last day in force is among the days."""
    wanted = Wanted(days=days, items=plans, nodes=("Plan",))
    if plans is not None:
        return view.due(wanted, limit=MOST_EXPIRING)
    every = dates.expiring(view.ledger())
    first, behind = (bisect_left(every, (end,)) for end in wanted.places)
    shown = [plan for *_, plan in every[first:behind][:MOST_EXPIRING]]
    return Page(tuple(view.nodes(shown)) if shown else (), 0, behind - first)


def _counts(
    ledger: Ledger, narrowed: Wanted, months: Mapping[str, int], today: date, only: Booleans | None
) -> dict[When, int]:
    """How much each period holds; no read of the store."""
    counts: dict[When, int] = {}
    for when in WHENS:
        days = days_of(when, today)
        if when in ("passed", "recurring", "open-ended", "undated"):
            kind = "dated" if when == "passed" else when
            counts[when] = dates.part(ledger, replace(narrowed, kind=kind, days=days), 0, 0, only).total
        else:  # whole months
            counts[when] = sum(n for at, n in months.items() if at >= days.since[:7] and at < (days.before[:7] or ":"))
    return counts


def _items(view: View, nodes: Iterable[Node]) -> list[Item]:
    """Each with what states it, its parties and its words: three reads."""
    listed = list(nodes)
    ids = [node.id for node in listed]
    held = view.edges(ids, kinds=["HAS_TARGET", "HAS_MEASURE"], direction="in") if ids else []
    edge_of = {edge.target: edge for edge in held}
    work_of = {node.id: edge_of[node.id].source if node.kind == "SubTarget" else node.id for node in listed}
    roles = list(schema().roles.values())
    duties = view.edges(sorted(set(work_of.values())), kinds=roles, direction="in") if listed else []
    ends = {*work_of.values(), *(edge.source for edge in duties), *(node.plan for node in listed)}
    others = {node.id: node for node in view.nodes(sorted(ends))} if ends else {}
    found: dict[str, list[Party]] = defaultdict(list)
    for party in parties(duties, others)[0]:
        if others[party.edge.target].kind != "Plan":  # a plan-wide rule makes nobody the owner of one figure
            found[party.edge.target].append(party)
    return [
        Item(
            node=node,
            work=others[work_of[node.id]],
            plan=others[node.plan],
            parties=tuple(found[work_of[node.id]]),
            edge=edge_of[node.id],
        )
        for node in listed
    ]
