"""/search: what contains the words, by kind, with the words of each hit."""

from collections.abc import Iterable
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from api.answers import graph as answers_graph
from api.answers import references as answers
from api.http.dependencies import NodeKindWord, Offset, ViewDep
from api.http.pages import PAGE_SIZE, page, page_language, twin
from api.pages.shown.namesakes import places_of
from api.pages.shown.snippets import Snippet, snippet
from api.wire import graph as wire_graph
from api.wire import references as wire
from graph.schema import schema
from graph.store import Page, View

router = APIRouter(include_in_schema=False)


class Hit(NamedTuple):
    """What was found, the place or plan it belongs to, and the words where the title does not show them."""

    node: wire_graph.NodeOut
    belongs: str
    snippet: Snippet | None


@router.get("/search")
def search(
    request: Request,
    view: ViewDep,
    q: Annotated[str, Query(max_length=200)] = "",
    kind: NodeKindWord | None = None,
    offset: Offset = 0,
) -> HTMLResponse:
    """What contains the words; `kind` keeps one kind of it."""
    asked = bool(q.strip())
    counts = [(name, view.search(q, kinds=(name,), limit=0).total) for name in schema().nodes] if asked else []
    kinds = (kind,) if kind else ()
    found = view.search(q, kinds=kinds, offset=offset, limit=PAGE_SIZE) if asked else Page((), 0, 0)
    shown = answers_graph.search(found)
    departments = [answers.department_ref(node) for node in found.items if node.kind == "Department"]
    belongs = places_of(view, departments, page_language(request)) | _plan_names(view, shown.items)
    return page(
        request,
        "search.html",
        found=shown,
        hits=[Hit(node, belongs.get(node.id, ""), snippet(node.properties, _title(node), q)) for node in shown.items],
        tabs=[(name, count) for name, count in counts if count],
        every=sum(count for _, count in counts),
        kind=kind or "",
        words=q,
        twin=twin(request, limit=str(PAGE_SIZE)),
    )


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
