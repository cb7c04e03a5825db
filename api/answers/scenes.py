"""From a question to what a picture shows."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from graph.deadlines.due import falls_within
from graph.errors import UnknownIdError
from graph.facets.facets import NOTHING, Facets
from graph.model import Edge, Node
from graph.questions.bottlenecks.talk import talk
from graph.questions.departments.finding import find_department
from graph.questions.plans.neighbourhood import keeping, subgraph, way
from graph.questions.plans.search import find, search
from graph.schema import schema
from graph.search.asked import whole
from graph.store import View
from loaders.vocabulary import vocabulary
from viz.pictures.scene import Pair, Scene


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
    facets: Facets = NOTHING,
    limit: int = 300,
) -> Scene:
    """The picture of everything within `depth` steps of a node; `plan` (an id) and `facets` keep the lines that it states or that have them."""
    found = subgraph(view, center, depth=depth, roles=roles, kinds=kinds, plan=plan, facets=facets, limit=limit)
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


def scene_of_plan(
    view: View, plan: str, *, roles: tuple[str, ...] = (), facets: Facets = NOTHING, limit: int = 300
) -> Scene:
    """The picture of a whole plan: its goals, measures, targets, departments and the edges between them that have what is chosen."""
    owned = [node for kind in ("Goal", "Measure", "SubTarget") for node in view.list_nodes(kind, plan=plan).items]
    center = view.nodes([plan])[0]
    kinds = [
        kind.name
        for kind in schema().edges.values()
        if kind.name != "READ_FROM" and (not roles or not kind.role or kind.role in roles)
    ]
    stated = (edge for edge in view.edges([plan, *(node.id for node in owned)], kinds=kinds) if edge.plan == plan)
    edges = keeping(view, plan, stated, facets)
    if facets:
        ends = {end for edge in edges for end in (edge.source, edge.target)}
        owned = [node for node in owned if node.id in ends]
    known = {plan, *(node.id for node in owned)}
    departments = view.nodes(sorted({e.source for e in edges} - known))
    acts = view.nodes(sorted({e.target for e in edges if e.kind in ("CITES", "REPLACES")} - known))
    nodes = (center, *owned, *departments, *acts)
    kept = {node.id for node in nodes[:limit]}
    return Scene(
        center=plan,
        nodes=nodes[:limit],
        edges=tuple(edge for edge in edges if edge.source in kept and edge.target in kept),
        plans={plan: str(center.properties["title"])},
        truncated=len(nodes) > limit,
        title=str(center.properties["title"]),
    )


def scene_of_words(
    view: View,
    words: str,
    *,
    depth: int,
    roles: tuple[str, ...] = (),
    kinds: tuple[str, ...] = (),
    plan: str = "",
    facets: Facets = NOTHING,
    limit: int = 300,
    by_topic: str = "",
) -> Scene:
    """The picture of the measures, goals and targets that a search finds, and `depth` steps around them.

    Synonyms are searched too. Where it finds no measure, the other words of its topic are. The notice `by_topic` says which.
    """
    answer = search(view, words, kinds=FOUND, facets=facets, limit=MOST_FOUND)
    if facets and not answer.found.items:  # what has it may lie around what the words find
        answer = search(view, words, kinds=FOUND, limit=MOST_FOUND)
    found = list(answer.found.items)
    also = [each.words for term in answer.asked.terms for each in term.also if each.why in ("synonym", "english")]
    notice = by_topic.format(words="、".join([words, *also])) if also and found else ""
    if all(node.kind != "Measure" for node in found) and (topic := _topic(words)):
        hits = {word: find(view, whole(word), facets, kinds=FOUND, limit=MOST_FOUND).items for word in topic}
        found = list(
            {node.id: node for node in (*found, *(node for nodes in hits.values() for node in nodes))}.values()
        )
        notice = by_topic.format(words="、".join(word for word, nodes in hits.items() if nodes))
    scene = Scene(None, (), (), truncated=len(found) >= MOST_FOUND)
    for node in found[:MOST_FOUND]:
        if plan in ("", node.plan):
            around = scene_around(
                view, node.id, depth=depth, roles=roles, kinds=kinds, plan=plan, facets=facets, limit=limit
            )
            scene = joined(scene, around, limit=limit)
    return replace(_filled(view, scene, roles, facets), title=words, notice=notice)


def _topic(words: str) -> tuple[str, ...]:
    """The words of the topics that know `words`, as part of a longer one too: 大气 is of the air, as 蓝天 is."""
    entries = vocabulary("plan/topics")["topics"].values()
    return tuple(
        word for entry in entries if any(words in known for known in entry["words"]) for word in entry["words"]
    )


def scene_of_way(view: View, start: str, to: str, *, no_way: str) -> Scene:
    """The picture of a shortest way between two nodes; both ends with the notice `no_way` where there is none."""
    found = way(view, start, to)
    nodes = found.nodes or tuple(view.nodes([start, to]))
    titles = _titles(view, found.edges, nodes)
    title = " — ".join(schema().caption(node) for node in (nodes[0], nodes[-1]))
    return Scene(start, nodes, found.edges, titles, title=title, notice="" if found.nodes else no_way)


def scene_of_talk(
    view: View, plans: Sequence[str], *, title: str, around: str = "", measures: Collection[str] | None = None
) -> Scene:
    """The picture of departments alone: who must talk to whom in plans, or in some of their measures."""
    found = talk(view, plans, around=around, measures=measures)
    return Scene(
        center=around or None,
        nodes=(*found.departments, *found.measures),
        edges=found.edges,
        plans=_titles(view, found.edges, found.measures),
        truncated=len(found.pairs) < found.total,
        title=title,
        pairs=tuple(Pair(*pair) for pair in found.pairs),
        pairs_in_all=found.total,
        clusters={node.id: label for node, label in zip(found.departments, found.clusters, strict=True)},
    )


def joined(one: Scene, other: Scene, *, limit: int) -> Scene:
    """Both pictures in one, the first in front; at most `limit` nodes."""
    nodes = tuple({node.id: node for node in (*one.nodes, *other.nodes)}.values())
    kept = {node.id for node in nodes[:limit]}
    edges = {edge.id: edge for edge in (*one.edges, *other.edges) if edge.source in kept and edge.target in kept}
    return replace(
        one,
        nodes=nodes[:limit],
        edges=tuple(edges.values()),
        plans={**other.plans, **one.plans},
        truncated=one.truncated or other.truncated or len(nodes) > limit,
    )


def due(scene: Scene, before: str) -> Scene:
    """Without the measures and targets that are not due before a date; a measure is due when its targets are, too."""
    soon = {node.id for node in scene.nodes if falls_within(node.text("deadline"), before=before)}
    soon |= {edge.source for edge in scene.edges if edge.kind == "HAS_TARGET" and edge.target in soon}
    kept = {
        node.id
        for node in scene.nodes
        if node.kind not in ("Measure", "SubTarget") or node.id in soon or node.id == scene.center
    }
    return replace(
        scene,
        nodes=tuple(node for node in scene.nodes if node.id in kept),
        edges=tuple(edge for edge in scene.edges if edge.source in kept and edge.target in kept),
    )


FOUND = ("Goal", "Measure", "SubTarget")
"""Kinds that words look for; a department that they mean is found by its name."""

MOST_FOUND = 40


def _filled(view: View, scene: Scene, roles: Sequence[str], facets: Facets) -> Scene:
    """With every edge between the nodes of a scene that was put together from several, of those that have what is chosen."""
    inside = {node.id for node in scene.nodes}
    kinds = [
        k.name
        for k in schema().edges.values()
        if k.name != "READ_FROM" and (not roles or not k.role or k.role in roles)
    ]
    between = (e for e in view.edges(sorted(inside), kinds=kinds) if e.source in inside and e.target in inside)
    edges = keeping(view, "", between, facets)
    return replace(scene, edges=tuple(edges), plans=_titles(view, edges, scene.nodes))


def _titles(view: View, edges: Sequence[Edge], nodes: Sequence[Node]) -> dict[str, str]:
    plans = {edge.plan for edge in edges} | {node.plan for node in nodes}
    return {node.id: str(node.properties["title"]) for node in view.nodes(sorted(plans - {""}))}
