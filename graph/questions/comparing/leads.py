"""Who leads what where: the measures of a topic, of words or of a function over all plans, and who leads them, alone or with whom."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from graph.errors import BadRequestError
from graph.facets.facets import NOTHING, Facets
from graph.facets.narrowing import Counts, counted, kept
from graph.ledger.duties import Duties, Integers, duties
from graph.ledger.ledger import Ledger
from graph.model import Edge, Node
from graph.questions.about import About, about
from graph.questions.plans.search import search
from graph.schema import schema
from graph.search.asked import Asked
from graph.store import Page, View

MOST_WORKS = 1000
"""Measures that words may find; it is said how many more there are."""

MOST_FUNCTIONS = 40
"""Functions that an answer counts, those of most measures first."""

MOST_PARTNERS = 5
"""Departments that a lead leads most measures with."""

EXAMPLES = 3
"""Measures of a lead that are shown with their words."""

_LEAD = "lead"


@dataclass(frozen=True, slots=True)
class Leader:
    """A department that leads measures of one plan: `alone`, `jointly`, with whom how often; the first of them with their words.

    `partners` are the first MOST_PARTNERS of `of_partners`.
    """

    department: Node
    alone: int
    jointly: int
    partners: tuple[tuple[Node, int], ...]
    of_partners: int
    examples: tuple[tuple[Node, Edge], ...]


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A plan: how many of its measures are meant, how many nobody leads, and who leads the others, the most first."""

    plan: Node
    year: str
    works: int
    leaderless: int
    leaders: tuple[Leader, ...]


@dataclass(frozen=True, slots=True)
class FunctionLine:
    """A function: in how many `plans` and `places` it leads, how many measures alone and jointly; `years` counts them by year."""

    function: str
    plans: int
    places: int
    alone: int
    jointly: int
    years: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Leads:
    """A page of plans by place and year, and over all of them: measures meant (`works`), those without a lead, who leads by function.

    `asked` is what the words were taken for, None without words; `left_out` are measures beyond MOST_WORKS that hold the words.
    """

    page: Page[PlaceLine]
    works: int
    leaderless: int
    functions: tuple[FunctionLine, ...]
    of_functions: int
    asked: Asked | None
    left_out: int
    facets: Counts
    about: About


@dataclass(slots=True)
class _Led:
    """What one department leads in one plan: works and who else leads them."""

    alone: list[int] = field(default_factory=list)
    jointly: list[int] = field(default_factory=list)
    partners: Counter[int] = field(default_factory=Counter)

    @property
    def works(self) -> list[int]:
        return sorted([*self.alone, *self.jointly])


@dataclass(frozen=True, slots=True, eq=False)
class _Counted:
    """What is meant: the duties of all plans, plan → department → what it leads; works and those without a lead by plan."""

    duties: Duties
    led: Mapping[int, Mapping[int, _Led]]
    works: Integers
    without: Integers


def leads(view: View, *, words: str = "", facets: Facets = NOTHING, offset: int = 0, limit: int | None = None) -> Leads:
    """Who leads the measures and goals that hold the words and have what the facets choose; a function keeps its own leads only.

    The ledger, a search, and five reads for the page. BadRequestError where neither words nor facets narrow them.
    """
    if not words.strip() and not facets:
        raise BadRequestError("nothing narrows the measures", hint="give words, a topic, a function or a place")
    ledger = view.ledger()
    found = duties(ledger)
    meant, worded = kept(ledger, "measures", facets), None
    asked, left_out = None, 0
    if words.strip():
        answer = search(view, words, kinds=("Goal", "Measure"), limit=MOST_WORKS)
        asked, left_out = answer.asked, max(0, answer.found.total - MOST_WORKS)
        worded = _those(ledger, found, [node.id for node in answer.found.items])
        meant = meant & worded
    stated = _of_leads(found, meant)
    led = _led(found, stated, _bearers(ledger, found, facets))
    works = np.bincount(found.work_plans[meant], minlength=len(found.plans))
    without = _without_lead(found, meant, stated)
    plans = sorted(np.flatnonzero(works).tolist(), key=_by_place(ledger, found))
    shown = plans[offset : offset + limit if limit is not None else None]
    lines = tuple(_lines(view, ledger, _Counted(found, led, works, without), shown))
    functions = _functions(ledger, found, led)
    edges = [edge for line in lines for leader in line.leaders for _, edge in leader.examples]
    return Leads(
        page=Page(lines, offset, len(plans)),
        works=int(works.sum()),
        leaderless=int(without.sum()),
        functions=functions[:MOST_FUNCTIONS],
        of_functions=len(functions),
        asked=asked,
        left_out=left_out,
        facets=counted(ledger, "measures", facets, among=worded),
        about=about(view, plans=[found.plans[plan] for plan in plans], edges=edges),
    )


def year_of(plan: Node) -> str:
    """The year of a plan's date; empty where it has none."""
    return plan.text("date")[:4]


def _those(ledger: Ledger, found: Duties, ids: Iterable[str]) -> NDArray[np.bool_]:
    places = ledger.once("work places", lambda: {key: place for place, key in enumerate(found.works)})
    mask = np.zeros(len(found.works), dtype=np.bool_)
    mask[[places[key] for key in ids if key in places]] = True
    return mask


def _bearers(ledger: Ledger, found: Duties, facets: Facets) -> NDArray[np.bool_]:
    """The departments whose leads are meant: those of the functions that are chosen, else all."""
    wanted = set(facets.function)
    if not wanted:
        return np.ones(len(found.departments), dtype=np.bool_)
    faces = ledger.departments
    return np.array([not wanted.isdisjoint(faces[key].slots) for key in found.departments], dtype=np.bool_)


def _of_leads(found: Duties, meant: NDArray[np.bool_]) -> Integers:
    """The duties that lead a work that is meant."""
    lead = list(schema().roles).index(_LEAD)
    chosen = np.append(meant, False)
    return np.flatnonzero((found.role == lead) & chosen[np.maximum(found.work, -1)])


def _without_lead(found: Duties, meant: NDArray[np.bool_], stated: Integers) -> Integers:
    """How many of the works that are meant nobody leads, by plan."""
    left = meant.copy()
    left[found.work[stated]] = False
    return np.bincount(found.work_plans[left], minlength=len(found.plans))


def _led(found: Duties, stated: Integers, bearers: NDArray[np.bool_]) -> dict[int, dict[int, _Led]]:
    """Plan → department → what it leads."""
    by_work: dict[int, set[int]] = defaultdict(set)
    for duty in stated.tolist():
        by_work[int(found.work[duty])].add(int(found.department[duty]))
    led: dict[int, dict[int, _Led]] = defaultdict(lambda: defaultdict(_Led))
    for work, together in by_work.items():
        for department in together:
            if bearers[department]:
                line = led[int(found.work_plans[work])][department]
                (line.jointly if len(together) > 1 else line.alone).append(work)
                line.partners.update(together - {department})
    return led


def _by_place(ledger: Ledger, found: Duties) -> Callable[[int], tuple[str, str, str]]:
    def key(plan: int) -> tuple[str, str, str]:
        node = ledger.plans[found.plans[plan]]
        return node.text("jurisdiction"), node.text("date"), node.id

    return key


def _lines(view: View, ledger: Ledger, counts: _Counted, plans: Sequence[int]) -> Iterable[PlaceLine]:
    """The plans of a page. Two reads."""
    found, led = counts.duties, counts.led
    examples = {(plan, d): led[plan][d].works[:EXAMPLES] for plan in plans if plan in led for d in led[plan]}
    ids = sorted({found.works[work] for chosen in examples.values() for work in chosen})
    named = {
        d
        for plan in plans
        if plan in led
        for d, line in led[plan].items()
        for d in (d, *dict(line.partners.most_common(MOST_PARTNERS)))
    }
    nodes = (
        {node.id: node for node in view.nodes([*ids, *(found.departments[d] for d in sorted(named))])} if ids else {}
    )
    edges: dict[tuple[str, str], Edge] = {}
    for edge in view.edges(ids, kinds=[schema().roles[_LEAD]], direction="in") if ids else ():
        if edge.properties["formal"]:
            edges.setdefault((edge.source, edge.target), edge)
    for plan in plans:
        node = ledger.plans[found.plans[plan]]
        leaders = [
            Leader(
                nodes[found.departments[d]],
                len(line.alone),
                len(line.jointly),
                tuple((nodes[found.departments[other]], n) for other, n in line.partners.most_common(MOST_PARTNERS)),
                len(line.partners),
                tuple((nodes[found.works[w]], edges[found.departments[d], found.works[w]]) for w in examples[plan, d]),
            )
            for d, line in led.get(plan, {}).items()
        ]
        leaders.sort(
            key=lambda each: (-each.alone - each.jointly, -each.alone, each.department.text("name"), each.department.id)
        )
        yield PlaceLine(node, year_of(node), int(counts.works[plan]), int(counts.without[plan]), tuple(leaders))


def _functions(ledger: Ledger, found: Duties, led: Mapping[int, Mapping[int, _Led]]) -> tuple[FunctionLine, ...]:
    """Over all plans who leads by function; a department without one stands for itself by its name."""
    alone: dict[str, set[int]] = defaultdict(set)
    jointly: dict[str, set[int]] = defaultdict(set)
    plans: dict[str, set[int]] = defaultdict(set)
    for plan, lines in led.items():
        for department, line in lines.items():
            face = ledger.departments[found.departments[department]]
            for function in face.slots or (face.name,):
                alone[function].update(line.alone)
                jointly[function].update(line.jointly)
                plans[function].add(plan)
    years = {plan: year_of(ledger.plans[found.plans[plan]]) for plan in led}
    lines_of = [
        FunctionLine(
            function,
            len(there),
            len({ledger.plans[found.plans[plan]].text("jurisdiction") for plan in there}),
            len(alone[function]),
            len(jointly[function]),
            dict(
                sorted(
                    Counter(years[int(found.work_plans[work])] for work in alone[function] | jointly[function]).items()
                )
            ),
        )
        for function, there in plans.items()
    ]
    return tuple(sorted(lines_of, key=lambda each: (-each.plans, -each.alone - each.jointly, each.function)))
