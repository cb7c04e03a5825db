"""The legend of a picture, which is its filters too: the kinds in it, their labels, counts and looks."""

from collections import Counter
from typing import Any

from graph.schema import Language, schema
from viz.pictures.messages import messages
from viz.pictures.network import look_of
from viz.pictures.scene import Scene
from viz.pictures.style import style


def legend(scene: Scene, language: Language) -> dict[str, list[dict[str, Any]]]:
    """Every kind that the scene holds, in the order of style.yaml, which is by strength for edges."""
    nodes = Counter(node.kind for node in scene.nodes)
    edges = Counter(edge.kind for edge in scene.edges)
    drawn = Counter(look_of(edge) for edge in scene.edges)
    return {
        "nodes": [
            {"kind": name, "label": schema().nodes[name].plural[language], "count": nodes[name]}
            for name in style().nodes
            if nodes[name]
        ],
        "edges": [
            {
                "kind": name,
                **_edge_words(name, language),
                "count": drawn[name],
                "colour": line.colour,
                "width": line.width,
                "dashes": line.dashes,
                "shown": name != "HAS_MEASURE" or not _said_by_goals(scene),
            }
            for name, line in style().edges.items()
            if edges[name] or drawn[name]
        ],
    }


def looks(*, behind: frozenset[str] = frozenset()) -> dict[str, dict[str, Any]]:
    """Kind → how its nodes look and in which column they stand; those `behind` the lines are not drawn."""
    return {
        kind: {
            "shape": look.shape,
            "colour": look.colour,
            "bold": look.bold,
            "column": "behind" if kind in behind else look.column,
            "side": style().columns[look.column].side,
        }
        for kind, look in style().nodes.items()
    }


def _edge_words(kind: str, language: Language) -> dict[str, str]:
    page = messages(language)["page"]
    if kind == "PROSE":
        return {"label": page["prose"], "reverse": page["prose"], "role": "prose"}
    edge = schema().edges[kind]
    label, reverse = edge.label[language], edge.reverse[language]
    if edge.evidence == "inferred":
        label, reverse = (page["kind_inferred"].format(kind=words) for words in (label, reverse))
    return {"label": label, "reverse": reverse, "role": edge.role}


def _said_by_goals(scene: Scene) -> bool:
    """Whether every measure that a plan has also serves a goal here, so that plan → measure lines say nothing more."""
    serving = {edge.source for edge in scene.edges if edge.kind == "SERVES"}
    return serving >= {edge.target for edge in scene.edges if edge.kind == "HAS_MEASURE"}
