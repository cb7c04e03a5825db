"""The legend of a picture, which is its filters too: the kinds in it, their labels, counts and looks."""

from collections import Counter
from typing import Any

from graph.schema import Language, schema
from viz.messages import messages
from viz.scene import Scene
from viz.style import style


def legend(scene: Scene, language: Language) -> dict[str, list[dict[str, Any]]]:
    """Every kind that the scene holds, in the order of style.yaml, which is by strength for edges."""
    nodes = Counter(node.kind for node in scene.nodes)
    edges = Counter(edge.kind for edge in scene.edges)
    return {
        "nodes": [
            {"kind": name, "label": schema().nodes[name].plural[language], "count": nodes[name]}
            for name in style().nodes
            if nodes[name]
        ],
        "edges": [
            {
                "kind": name,
                "label": _edge_label(name, language),
                "reverse": schema().edges[name].reverse[language],
                "role": schema().edges[name].role,
                "count": edges[name],
                "colour": line.colour,
                "width": line.width,
                "dashes": line.dashes,
                "shown": name != "HAS_MEASURE" or not _said_by_goals(scene),
            }
            for name, line in style().edges.items()
            if edges[name]
        ],
    }


def looks() -> dict[str, dict[str, Any]]:
    """Kind → how its nodes look and in which column they stand."""
    return {
        kind: {
            "shape": look.shape,
            "colour": look.colour,
            "bold": look.bold,
            "column": look.column,
            "side": style().columns[look.column].side,
        }
        for kind, look in style().nodes.items()
    }


def _edge_label(kind: str, language: Language) -> str:
    edge = schema().edges[kind]
    if edge.evidence != "inferred":
        return edge.label[language]
    return messages(language)["page"]["kind_inferred"].format(kind=edge.label[language])


def _said_by_goals(scene: Scene) -> bool:
    """Whether every measure that a plan has also serves a goal here, so that plan → measure lines say nothing more."""
    serving = {edge.source for edge in scene.edges if edge.kind == "SERVES"}
    return serving >= {edge.target for edge in scene.edges if edge.kind == "HAS_MEASURE"}
