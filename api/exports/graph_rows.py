"""A picture as lists to take away: its links with the words behind them, and its things."""

from collections.abc import Sequence

from api.answers import shared as answers
from api.exports.rows import FOR_PROGRAMS, Row, quote, sheet_of
from graph.model import Edge, Node
from graph.schema import Language, schema
from viz.office.sheets import Sheet
from viz.pictures.labels import end_state
from viz.pictures.scene import Scene
from viz.site.catalogue_words import words


def scene_sheets(scene: Scene, language: Language) -> Sequence[Sheet]:
    """Links, then things, in the order of the picture."""
    nodes = {node.id: node for node in scene.nodes}
    links = [_link(edge, nodes, scene, language) for edge in scene.edges if {edge.source, edge.target} <= nodes.keys()]
    heads = (
        "evidence_from", "evidence_relation", "evidence_to", "basis", "written_as", "plan", "section", "quote",
        "characters_from", "characters_to", "document",
    )  # fmt: skip
    things: list[Row] = [
        (schema().nodes[node.kind].label[language], _called(node), end_state(node), node.id) for node in scene.nodes
    ]
    return [
        sheet_of("graph_links", heads, links, language, unprinted=FOR_PROGRAMS),
        sheet_of("graph_things", ("kind", "name", "value", "identifier"), things, language, unprinted=1),
    ]


def _link(edge: Edge, nodes: dict[str, Node], scene: Scene, language: Language) -> Row:
    evidence = answers.evidence(edge)
    said = evidence.statement
    place: Row = (said.start, said.end) if said else ("", "")
    return (
        _called(nodes[edge.source]), schema().edges[edge.kind].label[language], _called(nodes[edge.target]),
        words(f"basis_{evidence.basis}", language), quote(evidence.party.quote) if evidence.party else "",
        scene.plans.get(edge.plan, edge.plan), evidence.section, quote(said.quote) if said else "", *place,
        evidence.document,
    )  # fmt: skip


def _called(node: Node) -> str:
    return f"{node.properties.get('label', '')}{schema().caption(node)}"
