"""The pyvis model of a scene: nodes with places and looks, edges with widths and dashes, options without physics."""

import json
from collections.abc import Mapping
from typing import Any

from pyvis.network import Network

from graph.model import Edge, Node
from graph.schema import Language, schema
from viz.pictures.labels import label_lines, name_of, shared_prefix, width, wrap
from viz.pictures.layout import Place, Row, layout
from viz.pictures.messages import messages
from viz.pictures.node_tree import GROUP, Group, Outline
from viz.pictures.ring import facing, ring
from viz.pictures.scene import Scene
from viz.pictures.style import NodeStyle, Sheet, style

OPTIONS: Mapping[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "edges": {"smooth": False, "selectionWidth": 0, "hoverWidth": 0, "chosen": False},
    "nodes": {"chosen": False, "borderWidth": 1.5, "borderWidthSelected": 1.5},
    "interaction": {
        "hover": False,
        "tooltipDelay": 10**8,
        "dragNodes": False,
        "multiselect": False,
        "selectConnectedEdges": False,
        "hideEdgesOnZoom": False,
        "keyboard": {"enabled": True, "bindToWindow": False},
    },
}
"""Positions are given, so nothing moves by itself; hovering and pop-ups are the page's own, which know the labels."""


def network(scene: Scene, tree: Outline, language: Language) -> Network:
    """Every node of `scene` and every stand-in of `tree`, placed; every edge whose two ends are there."""
    looks = style()
    drawn = Network(directed=True, bgcolor=looks.sheet.background)
    drawn.set_options(json.dumps(OPTIONS))
    rows = _rows(scene, tree, language)
    places = _on_a_ring(scene, looks.sheet) if scene.pairs is not None else layout(scene, tree, rows, looks.sheet)
    kinds = {node.id: node.kind for node in scene.nodes}
    on_ring = {node.id for node in scene.nodes if node.kind == "Department"} if scene.pairs is not None else set()
    shown = on_ring or {row.id for row in rows if tree.visible(row.id)}
    for row in rows:
        look = _look(row.id, row, kinds)
        is_center = row.id == scene.center
        drawn.add_node(
            row.id,
            label="\n".join(row.lines),
            title=" ".join(row.lines),
            shape=look.shape,
            color={"background": look.colour, "border": look.colour},
            size=look.size * (1.5 if is_center else 1),
            x=places[row.id].x,
            y=places[row.id].y,
            hidden=row.id not in shown,
            **({"side": "left" if places[row.id].x < 0 else "right"} if row.id in on_ring else {}),
        )
    for pair in scene.pairs or ():
        drawn.add_edge(pair.one, pair.other, color=looks.talk.colour, value=len(pair.measures), arrows="")
    if scene.pairs is not None:
        return drawn
    for edge in sorted(scene.edges, key=lambda edge: edge.id):
        if edge.source in kinds and edge.target in kinds:
            line = looks.edges[look_of(edge)]
            drawn.add_edge(
                edge.source,
                edge.target,
                id=edge.id,
                title=schema().edges[edge.kind].label[language],
                color=line.colour,
                width=line.width,
                dashes=list(line.dashes) or False,
                arrows="",
            )
    return drawn


def _on_a_ring(scene: Scene, sheet: Sheet) -> dict[str, Place]:
    """Departments on the ring; the measures behind their lines in its middle, where they are not drawn."""
    departments = [node.id for node in scene.nodes if node.kind == "Department"]
    pairs = [(pair.one, pair.other) for pair in scene.pairs or ()]
    row = sheet.row + sheet.line
    places = facing(departments, pairs, row=row) or ring(departments, scene.clusters, row=row)
    return {node.id: Place(0, 0, sheet.row) for node in scene.nodes} | places


def look_of(edge: Edge) -> str:
    """The entry of style.yaml that `edge` is drawn by: its kind, or PROSE for a role given in running text."""
    return "PROSE" if edge.properties.get("formal") is False else edge.kind


def group_name(group: Group, scene: Scene, language: Language) -> str:
    """What a stand-in is called: other departments, or the plan whose measures it holds."""
    if group.plan:
        return scene.plans.get(group.plan, group.plan)
    return messages(language)["page"]["group_departments"]


def _rows(scene: Scene, tree: Outline, language: Language) -> list[Row]:
    nodes = {node.id: node for node in scene.nodes}
    groups = {group.id: group for group in tree.groups}
    prefix = shared_prefix([name_of(node, language) for node in scene.nodes if node.kind == "Department"])
    rows = []
    for node in tree.order:
        column = _group_column(groups[node]) if node in groups else style().nodes[nodes[node].kind].column
        shape = style().columns[column]
        limit = shape.width[language]
        if node in groups:
            lines = wrap(group_name(groups[node], scene, language), limit=limit, lines=shape.lines)
        else:
            left_out = prefix if nodes[node].kind == "Department" else ""
            lines = label_lines(nodes[node], language, limit=limit, lines=shape.lines, prefix=left_out)
        rows.append(_row(node, column, lines, tree, nodes))
    return rows


def _row(node: str, column: str, lines: tuple[str, ...], tree: Outline, nodes: Mapping[str, Node]) -> Row:
    in_outline = column == "outline"
    return Row(
        id=node,
        column=column,
        side=style().columns[column].side,
        lines=lines,
        width=max((width(line) for line in lines), default=0) * style().sheet.font_size + 14,
        parent=tree.parents.get(node, ""),
        depth=sum(1 for above in tree.above(node) if _is_outline(above, nodes)) if in_outline else 0,
    )


def _is_outline(node: str, nodes: Mapping[str, Node]) -> bool:
    return node not in nodes or style().nodes[nodes[node].kind].column == "outline"


def _group_column(group: Group) -> str:
    return "outline" if group.plan else "parties"


def _look(node: str, row: Row, kinds: Mapping[str, str]) -> NodeStyle:
    if kinds.get(node, GROUP) != GROUP:
        return style().nodes[kinds[node]]
    return style().nodes["Department" if row.column == "parties" else "Plan"]
