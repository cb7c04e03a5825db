"""/search: what contains the words, by kind, with the words of each hit."""

from collections.abc import Iterable
from typing import NamedTuple

from fastapi import Request
from fastapi.responses import HTMLResponse

from api.answers import graph as answers_graph
from api.answers import references as answers
from api.facets.counted import plan_choices
from api.http.delivery.router import Router
from api.http.dependencies import NodeKindWord, Offset, ViewDep
from api.http.filters.facet_parameters import FacetsDep
from api.http.pages import PAGE_SIZE, page, page_language, twin
from api.pages.shown.namesakes import places_of
from api.pages.shown.snippets import Piece, snippet, titled
from api.wire import graph as wire_graph
from api.wire import references as wire
from graph.questions.plans.search import SearchAnswer, search_facets
from graph.questions.plans.search import search as find_words
from graph.search.asked import Asked
from graph.store import View

MOST_APART = 10
"""Terms of which the page says how much holds each."""

router = Router(include_in_schema=False)


class Hit(NamedTuple):
    """What was found, the place or plan it belongs to, and the words where the title does not show them."""

    node: wire_graph.NodeOut
    belongs: str
    snippet: tuple[Piece, ...]
    title: tuple[Piece, ...]


@router.get("/search")
def search(
    request: Request,
    view: ViewDep,
    facets: FacetsDep,
    q: str = "",
    kind: NodeKindWord | None = None,
    literal: bool = False,
    offset: Offset = 0,
) -> HTMLResponse:
    """What holds all the words; `kind` keeps one kind of it, `literal` takes the words as typed."""
    kinds = (kind,) if kind else ()
    answer = find_words(view, q, literal=literal, kinds=kinds, facets=facets, offset=offset, limit=PAGE_SIZE)
    shown = answers_graph.search(answer, search_facets(view, answer.asked, facets, kinds=kinds))
    departments = [answers.department_ref(node) for node in answer.found.items if node.kind == "Department"]
    belongs = places_of(view, departments, page_language(request)) | _plan_names(view, shown.items)
    return page(
        request,
        "search.html",
        found=shown,
        hits=[
            Hit(
                n,
                belongs.get(n.id, ""),
                snippet(n.properties, _title(n), answer.asked),
                titled(n.caption, answer.asked),
            )
            for n in shown.items
        ],
        tabs=list(shown.counts.items()),
        every=sum(shown.counts.values()),
        kind=kind or "",
        words=q,
        literal=literal,
        facets=shown.facets if answer.asked else plan_choices(view, facets),
        counted=bool(answer.asked),
        chosen=facets.chosen(),
        apart=_apart(view, answer),
        twin=twin(request, limit=str(PAGE_SIZE)),
    )


def _apart(view: View, answer: SearchAnswer) -> list[tuple[str, int]]:
    """Where nothing holds several terms together: how much holds each."""
    terms = answer.asked.terms
    if len(terms) < 2 or answer.found.counts:  # noqa: PLR2004  # one alone is told by the count
        return []
    return [(term.words, view.find(Asked((term,), ()), limit=0).total) for term in terms[:MOST_APART]]


def _title(node: wire_graph.NodeOut) -> str:
    """What the list shows of it."""
    return f"{node.properties.get('label', '')}{node.caption}"


def _plan_names(view: View, nodes: Iterable[wire_graph.NodeOut]) -> dict[str, str]:
    """Node → number or title of its plan; a plan's own number. One read."""
    listed = list(nodes)
    plans: dict[str, wire.PlanRef] = {
        node.id: answers.plan_ref(node) for node in view.nodes(sorted({each.plan for each in listed} - {""}))
    }
    named = {each.id: plans[each.plan] for each in listed if each.plan in plans}
    own = {each.id: str(each.properties.get("number", "")) for each in listed if each.kind == "Plan"}
    return {key: plan.number or plan.title for key, plan in named.items()} | own
