"""From nodes, edges and what lies around and between them to the wire's shapes."""

from api.answers.references import evidence, sliced
from api.facets.counted import facets_out
from api.wire import graph as shapes
from graph.facets.narrowing import Counts
from graph.model import Edge, Node
from graph.questions.plans.neighbourhood import Subgraph, Way
from graph.questions.plans.plans import EvidenceAnswer
from graph.questions.plans.search import SearchAnswer
from graph.schema import schema
from graph.search.asked import Asked
from graph.serial import properties_to_json
from graph.store import Page


def search(answer: SearchAnswer, counts: Counts) -> shapes.SearchOut:
    """Nodes that hold all the words, and what these were taken to be; `counts` of what may be chosen."""
    found = answer.found
    return shapes.SearchOut(
        **sliced(Page(found.items, found.offset, found.total), node_out),
        terms=terms(answer.asked),
        unpaired=answer.asked.unpaired,
        counts=dict(found.counts),
        facets=facets_out(counts),
    )


def terms(asked: Asked) -> list[shapes.TermOut]:
    """What words were taken to be."""
    return [
        shapes.TermOut(
            words=term.words,
            phrase=term.phrase,
            also=[shapes.AlsoOut(words=also.words, why=also.why) for also in term.also],
            unread=term.unread,
            simple=term.simple,
        )
        for term in asked.terms
    ]


def subgraph(answer: Subgraph, facets: Counts) -> shapes.SubgraphOut:
    """The graph around a node."""
    return shapes.SubgraphOut(
        center=answer.center.id,
        nodes=[node_out(node) for node in answer.nodes],
        edges=[edge_out(edge) for edge in answer.edges],
        truncated=answer.truncated,
        facets=facets_out(facets),
    )


def way(answer: Way) -> shapes.WayOut:
    """A shortest way."""
    return shapes.WayOut(nodes=[node_out(n) for n in answer.nodes], edges=[edge_out(e) for e in answer.edges])


def evidence_answer(answer: EvidenceAnswer) -> shapes.EvidenceAnswerOut:
    """An edge with its words and where they stood."""
    return shapes.EvidenceAnswerOut(
        edge=edge_out(answer.edge),
        source=node_out(answer.source),
        target=node_out(answer.target),
        file_name=answer.file_name,
        origins=[
            shapes.OriginOut(start=o.start, end=o.end, place=o.place, generated=o.generated) for o in answer.origins
        ],
        before=answer.before,
        after=answer.after,
    )


def node_out(node: Node) -> shapes.NodeOut:
    """Any node."""
    return shapes.NodeOut(
        kind=node.kind,
        id=node.id,
        caption=schema().caption(node),
        plan=node.plan,
        properties=properties_to_json(node.properties),
    )


def edge_out(edge: Edge) -> shapes.EdgeOut:
    """Any edge."""
    return shapes.EdgeOut(
        kind=edge.kind,
        id=edge.id,
        source=edge.source,
        target=edge.target,
        plan=edge.plan,
        properties=properties_to_json(edge.properties),
        evidence=evidence(edge),
    )
