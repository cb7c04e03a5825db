"""What a picture's script is given: the model with places, what panels say, labels and looks of kinds, messages.

The pyvis model repeats the look of a kind on every node and edge, and ids on every edge; here each is said once and
nodes are meant by their place in the list, which makes the data of a plan a quarter as long.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from graph.model import Edge, Node
from graph.schema import Language
from viz.pictures.labels import name_of, told_apart
from viz.pictures.legend import legend, looks
from viz.pictures.messages import messages
from viz.pictures.network import group_name, network
from viz.pictures.node_tree import GROUP, Group, Outline, outline
from viz.pictures.panel_words import node_facts, node_text, own, said
from viz.pictures.ring import first_least
from viz.pictures.scene import Scene
from viz.pictures.served_data import shortened
from viz.pictures.style import style

_SHEET = ("background", "ink", "muted", "accent", "font_size", "font_family", "row", "line")
"""What the script needs of the sheet."""

PAIRS_AT_FIRST = 70
"""Lines between departments that one can follow; more are drawn when the reader asks for pairs with fewer measures."""


def picture_data(scene: Scene, *, language: Language, served: bool) -> dict[str, Any]:
    """All of the page's data, shortened where it is served (viz/pictures/served_data.py).

    `parent`, `from`, `to`, `closed` and `center` are places in `nodes`, `plan` in `plans`, names of facts in `facts`.
    """
    scene = replace(scene, nodes=told_apart(scene.nodes, language))
    tree = outline(scene, overview=style().sheet.overview)
    model = network(scene, tree, language)
    places = {node: place for place, node in enumerate(tree.order)}
    plans = _plans(scene)
    nodes = _nodes(scene, tree, model.nodes, plans, language)
    facts = _facts(nodes)
    statements: dict[str, int] = {}
    edges = []
    for edge in _drawn(scene, places):
        statement = statements.setdefault(json.dumps(said(edge, plans)), len(statements))
        ends: dict[str, Any] = {"kind": edge.kind, "from": places[edge.source], "to": places[edge.target]}
        known = _key(edge) if served else {}
        edges.append({**ends, **known, "said": statement, **own(edge, language)})
    data = {
        "nodes": nodes,
        "facts": facts,
        "edges": edges,
        "said": [json.loads(statement) for statement in statements],
        "plans": [[scene.plans.get(plan, plan), plan] for plan in plans],
        "kinds": legend(scene, language),
        "looks": looks(behind=frozenset({"Measure"}) if scene.pairs is not None else frozenset()),
        "options": model.options,
        "closed": sorted(places[node] for node in tree.closed if node in places),
        "center": places.get(scene.center or ""),
        "served": served,
        "title": scene.title or messages(language)["page"]["untitled"],
        "text": messages(language)["page"],
        "sheet": {name: getattr(style().sheet, name) for name in _SHEET},
    }
    if scene.pairs is not None:
        data |= _talk(scene, places)
    return shortened(data) if served else data


def _talk(scene: Scene, places: Mapping[str, int]) -> dict[str, Any]:
    """Pairs as [one, other, measures], the look of their lines, and from how many measures on they are drawn at first."""
    line = style().talk
    weights = [len(pair.measures) for pair in scene.pairs or ()]
    return {
        "pairs": [
            [places[pair.one], places[pair.other], [places[each] for each in pair.measures]]
            for pair in scene.pairs or ()
        ],
        "talk": {"kind": "TALK", "colour": line.colour, "widest": line.width, "dashes": [], "rank": 0},
        "pairs_in_all": scene.pairs_in_all,
        "least": first_least(weights, most=PAIRS_AT_FIRST),
    }


def _plans(scene: Scene) -> dict[str, int]:
    """Every plan that a node or an edge belongs to → its place."""
    named = {node.plan for node in scene.nodes} | {edge.plan for edge in scene.edges}
    return {plan: place for place, plan in enumerate(sorted(named - {""}))}


def _facts(nodes: list[dict[str, Any]]) -> list[str]:
    """The names of all facts, once; the nodes' facts then mean them by place."""
    names = list(dict.fromkeys(name for node in nodes for name, _ in node.get("facts", ())))
    places = {name: place for place, name in enumerate(names)}
    for node in nodes:
        if "facts" in node:
            node["facts"] = [(places[name], value) for name, value in node["facts"]]
    return names


def _nodes(
    scene: Scene, tree: Outline, drawn: list[dict[str, Any]], plans: Mapping[str, int], language: Language
) -> list[dict[str, Any]]:
    """In the order of the outline, each with its place and what is to be said of it."""
    places = {node: place for place, node in enumerate(tree.order)}
    about = {group.id: _about_group(group, scene, language) for group in tree.groups}
    about |= {node.id: _about(node, language, plans) for node in scene.nodes}
    entries = []
    for item in sorted(drawn, key=lambda item: places[item["id"]]):
        entry = {name: item[name] for name in ("id", "x", "y", "size", "side") if name in item} | about[item["id"]]
        if item["label"] != entry["name"]:
            entry["label"] = item["label"]
        if item["id"] in tree.parents:
            entry["parent"] = places[tree.parents[item["id"]]]
        entries.append(entry)
    return entries


def _about(node: Node, language: Language, plans: Mapping[str, int]) -> dict[str, Any]:
    name = name_of(node, language)
    entry: dict[str, Any] = {"kind": node.kind, "name": name}
    if facts := node_facts(node, language):
        entry["facts"] = facts
    # the panel's head says the heading already
    if node.kind != "SubTarget" and (text := node_text(node).removeprefix(name).lstrip()):
        entry["text"] = text
    if node.plan in plans:
        entry["plan"] = plans[node.plan]
    if node.properties.get("assigned") is False:
        entry["unassigned"] = True
    return entry


def _about_group(group: Group, scene: Scene, language: Language) -> dict[str, Any]:
    name = group_name(group, scene, language)
    return {"kind": GROUP, "look": "Plan" if group.plan else "Department", "name": name}


def _key(edge: Edge) -> dict[str, str]:
    """What makes the id of an edge beside its kind and ends; the whole id where it is made otherwise."""
    stem = f"{edge.kind}|{edge.source}|{edge.target}|"
    return {"key": edge.id} if not edge.id.startswith(stem) else {"tail": edge.id.removeprefix(stem)}


def _drawn(scene: Scene, places: Mapping[str, int]) -> list[Edge]:
    both = [edge for edge in scene.edges if edge.source in places and edge.target in places]
    return sorted(both, key=lambda edge: edge.id)
