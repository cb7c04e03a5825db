"""Measures of all plans or of one, in the order of plan and text, with who must do them: narrowed by any facet."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from graph.decisions import ACTING, rejections
from graph.facets.emptied import Without, emptied_by
from graph.facets.facets import NOTHING, Facets
from graph.facets.narrowing import Counts, countable, counted, ledger_for
from graph.facets.narrowing import kept as keeping
from graph.ledger.arrays import Booleans, distinct
from graph.ledger.duties import duties
from graph.ledger.ledger import Ledger
from graph.model import Edge, Node
from graph.questions.about import About, about
from graph.questions.plans.measures import Party, parties
from graph.schema import schema
from graph.store import Page, View


@dataclass(frozen=True, slots=True)
class Listed:
    """A measure with its formal parties, by role and place in the text."""

    measure: Node
    plan: Node
    parties: tuple[Party, ...]


@dataclass(frozen=True, slots=True)
class MeasureList:
    """A page of measures; `facets` are the counts of what may be chosen next, `without` which filter emptied it."""

    page: Page[Listed]
    about: About
    facets: Counts
    without: Without


def measure_list(
    view: View, *, plan: str = "", facets: Facets = NOTHING, offset: int = 0, limit: int | None = None
) -> MeasureList:
    """Measures (no goals) of a plan (id) or of all that have what is chosen: the ledger, and three reads for the page."""
    ledger = ledger_for(view, plan, facets)
    among = measures_among(ledger, plan)
    counts = counted(ledger, "measures", facets, among=among, names=countable(plan))
    kept = np.flatnonzero(among & keeping(ledger, "measures", facets) if facets else among)
    found = duties(ledger)
    shown = [found.works[row] for row in kept[offset : offset + limit if limit is not None else None].tolist()]
    page = Page(tuple(listed(view, shown)), offset, len(kept))
    theirs = {"plan": among} if plan else {}
    without = {} if len(kept) else emptied_by(ledger, "measures", measures_among(ledger, ""), theirs, facets)
    plans = [found.plans[row] for row in distinct(found.work_plans[kept])]
    return MeasureList(page, _about(view, page, plans), counts, without)


def _about(view: View, page: Page[Listed], plans: Sequence[str]) -> About:
    named = [party for item in page.items for party in item.parties]
    gone = rejections(view.decisions(kinds=ACTING), {item.measure.id for item in page.items}, frozenset(plans))
    return about(
        view,
        plans=plans,
        edges=[party.edge for party in named],
        departments=[party.department for party in named],
        rejected=gone,
    )


def measures_among(ledger: Ledger, plan: str) -> Booleans:
    """Which works are measures, of the plan where one is named."""
    found = duties(ledger)
    among: Booleans = ~found.goals
    if plan:
        among = among & (found.work_plans == found.plan_at(plan))
    return among


def kept_measures(view: View, facets: Facets) -> frozenset[str]:
    """The measures (ids) of all plans that have what is chosen."""
    ledger = view.ledger()
    works = duties(ledger).works
    kept = measures_among(ledger, "") & keeping(ledger, "measures", facets)
    return frozenset(works[row] for row in np.flatnonzero(kept).tolist())


def listed(view: View, ids: Sequence[str]) -> list[Listed]:
    """Measures by id with their parties, in this order. Three reads."""
    if not ids:
        return []
    edges = view.edges(ids, kinds=list(schema().role_of), direction="in")
    nodes = {node.id: node for node in view.nodes(ids)}
    ends = sorted({*(edge.source for edge in edges), *(node.plan for node in nodes.values())})
    nodes |= {node.id: node for node in view.nodes(ends)}
    ranks = {kind: rank for rank, kind in enumerate(schema().roles.values())}
    by_work: dict[str, list[Edge]] = defaultdict(list)
    for edge in sorted(edges, key=lambda edge: ranks[edge.kind]):  # among equals the order of the text stays
        by_work[edge.target].append(edge)
    return [Listed(nodes[key], nodes[nodes[key].plan], tuple(parties(by_work[key], nodes)[0])) for key in ids]
