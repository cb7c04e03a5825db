"""By when work and targets are due, over all departments and plans, seen from a day (docs/deadlines.md)."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from graph.deadlines.due import of_work
from graph.deadlines.periods import WHENS, Days, Wanted, When, by_quarter, days_of, quarter_days
from graph.facets.counting import counted_of_holders
from graph.facets.facets import NOTHING, Facets
from graph.facets.narrowing import Counts, kept_plans
from graph.ledger import dates
from graph.ledger.ledger import Ledger
from graph.ledger.records import Holding
from graph.model import Edge, Node
from graph.questions.plans.measures import Party, parties
from graph.questions.plans.search import search
from graph.schema import schema
from graph.store import Page, View

MOST_DEPARTMENTS = 10_000
"""Departments that a word may name."""

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
    """What is due when. At most seventeen reads, whatever their number."""
    days = wish.days(today)
    narrowed, plans = _narrowed(view, wish)
    kind = wish.when if wish.when in ("recurring", "open-ended", "undated") and not wish.quarter else "dated"
    wanted = replace(narrowed, kind=kind, days=days)
    ledger = view.ledger() if narrowed.items is None else None
    months = dates.months(ledger, narrowed) if ledger else view.due_by_month(narrowed)
    page = _part(view, ledger, wanted, offset, limit)
    expiring: Page[Node] = Page((), 0, 0)
    if kind == "dated" and not wish.words.strip():
        expiring = _expiring(view, days, plans)
    return Deadlines(
        today=today,
        page=Page(tuple(_items(view, page.items)), page.offset, page.total),
        counts=_counts(view, ledger, narrowed, months, today),
        quarters=by_quarter(months),
        expiring=expiring,
        facets={} if wish.plan else _facets(view, wish.facets, replace(wanted, plans=None)),
    )


def due_counts(view: View, today: date) -> Mapping[When, int]:
    """What `deadlines` counts of all plans, without what it lists and narrows. The ledger alone."""
    ledger = view.ledger()
    narrowed, _ = _narrowed(view, Wish())
    return _counts(view, ledger, narrowed, dates.months(ledger, narrowed), today)


def _facets(view: View, facets: Facets, wanted: Wanted) -> Counts:
    """The facets of plans with how much of what is wanted each value would leave."""
    ledger = view.ledger()
    if wanted.items is None:
        return counted_of_holders(ledger, facets, Holding(dates.by_plan(ledger, wanted), ()))
    return counted_of_holders(ledger, facets, Holding(Counter(node.plan for node in view.due(wanted).items), ()))


def due(view: View, wanted: Wanted, *, offset: int = 0, limit: int | None = None) -> Page[Node]:
    """As View.due, at the cost of what is shown where no things are named."""
    return _part(view, view.ledger() if wanted.items is None else None, wanted, offset, limit)


def _part(view: View, ledger: Ledger | None, wanted: Wanted, offset: int, limit: int | None) -> Page[Node]:
    """A part of what is wanted; with a ledger only the plans in which it lies are read."""
    if ledger is None or limit is None:
        return view.due(wanted, offset=offset, limit=limit)
    found = dates.part(ledger, wanted, offset, limit)
    nodes: Sequence[Node] = ()
    if found.plans:
        nodes = view.due(replace(wanted, plans=found.plans), offset=found.before, limit=limit).items
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


def _narrowed(view: View, wish: Wish) -> tuple[Wanted, tuple[str, ...] | None]:
    """What of all measures and targets counts, and the plans; both without the period."""
    plans: tuple[str, ...] | None = (wish.plan,) if wish.plan else None
    inside = kept_plans(view.ledger(), wish.facets) if wish.facets else None
    if inside is not None:
        plans = tuple(plan for plan in sorted(inside) if not wish.plan or plan == wish.plan)
    items = _of_departments(view, wish.words) if wish.words.strip() else None
    return Wanted(plans=plans, items=items), plans


def _expiring(view: View, days: Days, plans: tuple[str, ...] | None) -> Page[Node]:
    """The plans, of these if any are given, whose last day in force is among the days."""
    wanted = Wanted(days=days, items=plans, nodes=("Plan",))
    if plans is not None:
        return view.due(wanted, limit=MOST_EXPIRING)
    every = dates.expiring(view.ledger())
    first, behind = (bisect_left(every, (end,)) for end in wanted.places)
    shown = [plan for *_, plan in every[first:behind][:MOST_EXPIRING]]
    return Page(tuple(view.nodes(shown)) if shown else (), 0, behind - first)


def _of_departments(view: View, words: str) -> tuple[str, ...]:
    """The measures and goals in which departments so called have a formal duty, and their targets: three reads."""
    named = search(view, words, kinds=("Department",), limit=MOST_DEPARTMENTS).found.items
    duties = view.edges([node.id for node in named], kinds=[*schema().role_of], direction="out") if named else []
    works = sorted({edge.target for edge in duties if edge.properties["formal"]})
    held = view.edges(works, kinds=["HAS_TARGET"], direction="out") if works else []
    plans = {edge.plan for edge in duties}  # what a whole plan binds is no duty in its targets
    return (*works, *sorted({edge.target for edge in held if edge.source not in plans}))


def _counts(
    view: View, ledger: Ledger | None, narrowed: Wanted, months: Mapping[str, int], today: date
) -> dict[When, int]:
    """How much each period holds: four reads without a ledger."""
    counts: dict[When, int] = {}
    for when in WHENS:
        days = days_of(when, today)
        if when in ("passed", "recurring", "open-ended", "undated"):
            kind = "dated" if when == "passed" else when
            counts[when] = _part(view, ledger, replace(narrowed, kind=kind, days=days), 0, 0).total
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
