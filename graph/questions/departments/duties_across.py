"""Duties across departments and plans: what all departments of a kind must do, who has what in a year, where many share."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal, get_args

from graph.deadlines.due import falls_within, last_day
from graph.errors import BadRequestError
from graph.facets.edges import kept_edges
from graph.facets.emptied import Without
from graph.facets.facets import NOTHING, Facets
from graph.facets.narrowing import Counts, ledger_for
from graph.ledger.ledger import Lately, Ledger
from graph.model import Edge, Node
from graph.questions.departments.duties import Duty, due_edges, place, with_company
from graph.questions.departments.narrowed_duties import Narrowed, narrowed
from graph.questions.parameters import checked_date
from graph.schema import schema
from graph.store import Page, View

Sort = Literal["plan", "department", "due", "parties"]
SORTS: tuple[Sort, ...] = get_args(Sort)

MOST_PLANS = 100
"""Plans that an answer counts one by one, those with most first; it always says how many there are."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What narrows the duties: `words` in a department's name, a plan (id), from when and before when it is due, and facets.

    Dates are YYYY, YYYY-MM or YYYY-MM-DD, compared with the last day that a deadline leaves; with one of them only work with
    a fixed deadline counts. `parties` is the least number
    of departments that share the work.
    """

    words: str = ""
    plan: str = ""
    due_from: str = ""
    due_before: str = ""
    parties: int = 0
    facets: Facets = NOTHING

    @property
    def narrows(self) -> bool:
        """Whether a department, a plan or any facet is named: all duties of a hundred plans are no question."""
        return bool(self.words.strip() or self.plan or self.facets)


@dataclass(frozen=True, slots=True)
class Line:
    """A formal duty: `due` is the work's own deadline, else the first of its targets'; `parties` share the work."""

    role: str
    edge: Edge
    department: Node
    work: Node
    plan: Node
    due: str
    parties: int = 0


@dataclass(frozen=True, slots=True)
class Across:
    """A page of duties; `roles`, `plans` (ids) and `years` count all of them, most first, years in order.

    `plans` and `titles` are of the first MOST_PLANS of `of_plans`. `facets` are the counts of what may be chosen next, `without` which
    filter emptied it.
    """

    page: Page[Line]
    roles: Mapping[str, int]
    plans: Mapping[str, int]
    years: Mapping[str, int]
    titles: Mapping[str, str]
    of_plans: int
    facets: Counts
    without: Without


def across(view: View, wish: Wish, *, sort: Sort = "plan", offset: int = 0, limit: int | None = None) -> Across:
    """Formal duties in measures and goals: the ledger, and three reads for the page. BadRequestError where nothing narrows them.

    All duties of a hundred plans are no question; the words of a department, a plan or a facet must be given.
    """
    if not wish.narrows:
        raise BadRequestError("nothing narrows the duties", hint="give words of a department's name, a plan or a facet")
    since, before = checked_date(wish.due_from), checked_date(wish.due_before)
    ledger = ledger_for(view, wish.plan, wish.facets)
    made = ledger.once("duties across", Lately).get((wish, sort), lambda: _counted(ledger, wish, sort, since, before))
    found, plans = made.narrowed, made.plans
    listed = dict(islice(plans.items(), MOST_PLANS))
    shown = found.kept[offset : offset + limit if limit is not None else None]
    return Across(
        page=Page(tuple(_lines(view, found, shown.tolist())), offset, len(found.kept)),
        roles=made.roles,
        plans=listed,
        years=made.years,
        titles={plan: schema().caption(ledger.plans[plan]) for plan in listed},
        of_plans=len(plans),
        facets=found.facets,
        without=found.without,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Counted:
    """What a wish keeps, and how much of it there is; the same for every page of it."""

    narrowed: Narrowed
    plans: Mapping[str, int]
    roles: Mapping[str, int]
    years: Mapping[str, int]


def _counted(ledger: Ledger, wish: Wish, sort: Sort, since: str, before: str) -> _Counted:
    found = narrowed(
        ledger,
        words=wish.words,
        plan=wish.plan,
        wanted=(lambda due: falls_within(due, since, before)) if since or before else None,
        parties=wish.parties,
        facets=wish.facets,
        sort=sort,
    )
    years: Counter[str] = Counter()
    for due, count in found.dues().items():
        years[last_day(due)[:4]] += count
    return _Counted(found, found.plans(), found.roles(), dict(sorted(years.items())))


def _lines(view: View, found: Narrowed, shown: Sequence[int]) -> list[Line]:
    """The duties of a page with their words, in order. Three reads."""
    duties, works = found.duties, found.works
    ids = {duty: duties.works[work] for duty, work in zip(shown, duties.work[shown].tolist(), strict=True)}
    kinds = schema().role_of
    by_work: dict[str, list[Edge]] = defaultdict(list)
    edges = view.edges(sorted(set(ids.values())), kinds=list(kinds), direction="in") if ids else []
    ranks = {kind: rank for rank, kind in enumerate(schema().roles.values())}
    for edge in sorted(edges, key=lambda edge: (ranks[edge.kind], edge.id)):
        if edge.properties["formal"]:
            by_work[edge.target].append(edge)
    chosen = {duty: by_work[work][duty - int(works.first[duties.work[duty]])] for duty, work in ids.items()}
    ends = {key for edge in chosen.values() for key in (edge.source, edge.target, edge.plan)}
    nodes = {node.id: node for node in view.nodes(sorted(ends))} if ends else {}
    return [
        Line(
            kinds[edge.kind],
            edge,
            nodes[edge.source],
            nodes[edge.target],
            nodes[edge.plan],
            works.dues[works.due[duties.work[duty]]],
            int(works.parties[duties.work[duty]]),
        )
        for duty, edge in chosen.items()
    ]


def every_duty(
    view: View,
    *,
    roles: Sequence[str] = (),
    plan: str = "",
    due_before: str = "",
    facets: Facets = NOTHING,
) -> list[tuple[Node, Duty]]:
    """The formal duties of every department by its name, each once, those that bind a whole plan last.

    `roles`, `plan`, `due_before` and `facets` narrow as in `duties`, whose answers with `own` these are, one after another. Six
    reads for any number of departments.
    """
    due_before = checked_date(due_before)
    kinds = [kind for role, kind in schema().roles.items() if not roles or role in roles]
    departments = view.list_nodes("Department").items
    edges = [
        edge
        for edge in view.edges([node.id for node in departments], kinds=kinds, direction="out")
        if edge.properties["formal"] and plan in ("", edge.plan)
    ]
    ends = {node.id: node for node in view.nodes([*{e.target for e in edges}, *{e.plan for e in edges}])}
    edges = due_edges(view, edges, ends, due_before)
    edges = kept_edges(ledger_for(view, plan, facets), edges, facets) if facets else edges
    edges.sort(key=lambda edge: (ends[edge.target].kind == "Plan", place(edge, ends)))
    answer = with_company(view, edges, ends)
    by_department: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        by_department[edge.source].append(edge)
    return [(node, answer[edge.id]) for node in departments for edge in by_department[node.id]]
