"""From a question to what a picture shows."""

from graph.errors import UnknownIdError
from graph.questions.departments import find_department
from graph.questions.neighbourhood import subgraph
from graph.schema import schema
from graph.store import View
from viz.scene import Scene


def center_of(view: View, key: str) -> str:
    """The id of the node that `key` means: an id, else a department by any name. Raises UnknownIdError."""
    if view.nodes([key]):
        return key
    try:
        return find_department(view, key).id
    except UnknownIdError as error:
        found = view.search(key, limit=5).items
        raise UnknownIdError(
            f"nothing in the graph is called {key!r}",
            hint="the search finds ids by name",
            suggestions=(*error.suggestions, *(node.id for node in found))[:5],
        ) from error


def scene_around(
    view: View,
    center: str,
    *,
    depth: int = 1,
    roles: tuple[str, ...] = (),
    kinds: tuple[str, ...] = (),
    plan: str = "",
    limit: int = 300,
) -> Scene:
    """The picture of everything within `depth` steps of a node."""
    found = subgraph(view, center, depth=depth, roles=roles, kinds=kinds, plan=plan, limit=limit)
    titles = {
        node.id: str(node.properties["title"]) for node in view.nodes(sorted({e.plan for e in found.edges if e.plan}))
    }
    return Scene(
        center=center,
        nodes=found.nodes,
        edges=found.edges,
        plans=titles,
        truncated=found.truncated,
        title=schema().caption(found.center),
    )


def scene_of_plan(view: View, plan: str, *, roles: tuple[str, ...] = (), limit: int = 300) -> Scene:
    """The picture of a whole plan: its goals, measures, targets, departments and the edges between them."""
    owned = [node for kind in ("Goal", "Measure", "SubTarget") for node in view.list_nodes(kind, plan=plan).items]
    center = view.nodes([plan])[0]
    kinds = [
        kind.name
        for kind in schema().edges.values()
        if kind.name not in ("READ_FROM", "CITES") and (not roles or not kind.role or kind.role in roles)
    ]
    edges = [edge for edge in view.edges([plan, *(node.id for node in owned)], kinds=kinds) if edge.plan == plan]
    known = {plan, *(node.id for node in owned)}
    departments = view.nodes(sorted({e.source for e in edges} - known))
    nodes = (center, *owned, *departments)
    kept = {node.id for node in nodes[:limit]}
    return Scene(
        center=plan,
        nodes=nodes[:limit],
        edges=tuple(edge for edge in edges if edge.source in kept and edge.target in kept),
        plans={plan: str(center.properties["title"])},
        truncated=len(nodes) > limit,
        title=str(center.properties["title"]),
    )
