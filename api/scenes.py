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
