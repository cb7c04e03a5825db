"""With whom a department works: every other party of its measures, by how often and in which roles they meet."""

from collections import defaultdict
from dataclasses import dataclass

from graph.model import Edge, Node
from graph.questions.about import About, about
from graph.questions.plans.measures import start_of
from graph.schema import schema
from graph.store import Page, View


@dataclass(frozen=True, slots=True)
class Partnership:
    """How a department meets another: measures they share, both lead, one leads for the other, the other leads for it."""

    department: Node
    together: int
    both_lead: int
    leads_for_us: int
    we_lead_for: int
    measures: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Partners:
    """A page of partners, the most frequent first (then name)."""

    department: Node
    page: Page[Partnership]
    about: About


def partners(view: View, department: Node, *, plan: str = "", offset: int = 0, limit: int | None = None) -> Partners:
    """All partners of a department in formal statements. Six reads."""
    kinds = list(schema().roles.values())
    own = _strongest(view.edges([department.id], kinds=kinds, direction="out"), plan)
    measures = {node.id: node for node in view.nodes(sorted({target for _, target in own})) if node.kind == "Measure"}
    all_edges = view.edges(sorted(measures), kinds=kinds, direction="in") if measures else []
    meetings: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
    for (other, measure), rank in _strongest(all_edges, plan).items():
        if other != department.id:
            meetings[other].append((measure, own[department.id, measure], rank))
    nodes = {node.id: node for node in view.nodes(sorted(meetings))}
    found = [_partnership(nodes[other], met, measures) for other, met in meetings.items()]
    found.sort(key=lambda p: (-p.together, -p.both_lead, str(p.department.properties["name"]), p.department.id))
    return Partners(
        department=department,
        page=Page(tuple(found[offset : offset + limit if limit is not None else None]), offset, len(found)),
        about=about(
            view, plans=sorted({node.plan for node in measures.values()}), edges=all_edges, departments=nodes.values()
        ),
    )


def _strongest(edges: list[Edge], plan: str) -> dict[tuple[str, str], int]:
    """(department, measure) → its strongest formal role there, 0 for lead."""
    kinds = list(schema().roles.values())
    ranks: dict[tuple[str, str], int] = {}
    for edge in edges:
        if edge.properties["formal"] and plan in ("", edge.plan):
            key = (edge.source, edge.target)
            ranks[key] = min(ranks.get(key, len(kinds)), kinds.index(edge.kind))
    return ranks


def _partnership(other: Node, met: list[tuple[str, int, int]], measures: dict[str, Node]) -> Partnership:
    return Partnership(
        department=other,
        together=len(met),
        both_lead=sum(ours == theirs == 0 for _, ours, theirs in met),
        leads_for_us=sum(theirs == 0 < ours for _, ours, theirs in met),
        we_lead_for=sum(ours == 0 < theirs for _, ours, theirs in met),
        measures=tuple(sorted((measures[m] for m, _, _ in met), key=lambda node: (node.plan, start_of(node), node.id))),
    )
