"""A measure or a goal with everything around it: who, what for, how much, by when."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from graph.decisions import ACTING, rejections
from graph.errors import UnknownIdError
from graph.model import Edge, Node
from graph.questions.about import About, about
from graph.questions.moved_ids import moved_or
from graph.schema import schema
from graph.store import View


@dataclass(frozen=True, slots=True)
class Party:
    """A department in its role, with the edge that says so."""

    role: str
    department: Node
    edge: Edge


@dataclass(frozen=True, slots=True)
class Link:
    """Another node and the edge to it."""

    node: Node
    edge: Edge


@dataclass(frozen=True, slots=True)
class WorkAnswer:
    """A measure or goal with what surrounds it.

    `parties`: formal, in text order; `also_mentioned`: prose; `targets`: stated in it;
    `bears_on`: headline sub-targets by inference; `serves`: its goals; `part_of`, `parts`: the same kind above, below;
    `measures`: those that serve a goal, in text order, with the formal parties of each in `table`.
    """

    node: Node
    plan: Node
    parties: tuple[Party, ...]
    also_mentioned: tuple[Party, ...]
    targets: tuple[Link, ...]
    bears_on: tuple[Link, ...]
    serves: tuple[Link, ...]
    part_of: tuple[Link, ...]
    parts: tuple[Link, ...]
    measures: tuple[Link, ...]
    table: dict[str, tuple[Party, ...]]
    about: About


def work(view: View, node_id: str, kind: str) -> WorkAnswer:
    """A Measure or Goal by id: who must sit at one table for it. Eight reads. Raises UnknownIdError."""
    found = [node for node in view.nodes([node_id]) if node.kind == kind]
    if not found:
        unknown = UnknownIdError(f"no {kind.lower()} has the id {node_id!r}", hint="the plan's outline lists them")
        raise moved_or(view, node_id, unknown)
    edges = view.edges([node_id])
    serving = [edge.source for edge in edges if edge.kind == "SERVES" and edge.target == node_id]
    roles = list(schema().roles.values())
    further = view.edges(serving, kinds=roles, direction="in") if serving else []
    ends = {end for edge in [*edges, *further] for end in (edge.source, edge.target)} | {found[0].plan}
    nodes = {node.id: node for node in view.nodes(sorted(ends))}
    formal, prose = parties([edge for edge in edges if edge.target == node_id], nodes)
    table, _ = parties(further, nodes)
    by_measure: dict[str, list[Party]] = defaultdict(list)
    for party in table:
        by_measure[party.edge.target].append(party)
    return WorkAnswer(
        node=found[0],
        plan=nodes[found[0].plan],
        parties=tuple(formal),
        also_mentioned=tuple(prose),
        targets=_links(edges, nodes, "HAS_TARGET", node_id, out=True),
        bears_on=_links(edges, nodes, "BEARS_ON", node_id, out=True),
        serves=_links(edges, nodes, "SERVES", node_id, out=True),
        part_of=_links(edges, nodes, "PART_OF", node_id, out=True),
        parts=_links(edges, nodes, "PART_OF", node_id, out=False),
        measures=_links(edges, nodes, "SERVES", node_id, out=False),
        table={measure: tuple(found) for measure, found in by_measure.items()},
        about=about(
            view,
            plans=[found[0].plan],
            edges=[party.edge for party in [*formal, *table]],
            departments=[party.department for party in [*formal, *table]],
            rejected=rejections(view.decisions(kinds=ACTING), [node_id]),
        ),
    )


def parties(edges: Iterable[Edge], nodes: dict[str, Node]) -> tuple[list[Party], list[Party]]:
    """Formal and prose parties among edges, in their order."""
    roles = schema().role_of
    found = [Party(roles[edge.kind], nodes[edge.source], edge) for edge in edges if edge.kind in roles]
    return [p for p in found if p.edge.properties["formal"]], [p for p in found if not p.edge.properties["formal"]]


def _links(edges: list[Edge], nodes: dict[str, Node], kind: str, of: str, *, out: bool) -> tuple[Link, ...]:
    """The other ends of the edges of a kind, by place in the text."""
    chosen = [e for e in edges if e.kind == kind and (e.source if out else e.target) == of]
    links = [Link(nodes[e.target if out else e.source], e) for e in chosen]
    return tuple(sorted(links, key=lambda link: (start_of(link.node), link.node.id, link.edge.id)))


def start_of(node: Node) -> int:
    """Where a node's words begin in its document; 0 for one that stands nowhere."""
    start = node.properties.get("start", 0)
    return start if isinstance(start, int) else 0
