"""What a store of schema 2 holds in terms of this schema: pure functions that the stores' upgrades share.

Schema 2 named measures by the number of their heading and plans by their 发文字号 alone, and kept no editions. Schema 3 lacks
some of what follows from the readings: facets, keys of metrics, the index of words (searched otherwise since).
"""

from collections.abc import Mapping
from dataclasses import replace

from graph.identity import Identified, identified
from graph.ids import edge_id, plan_id
from graph.model import Decision, Edge, PlanGraph

OLDEST = 2
"""The oldest schema that is brought to this one."""

PLANS_AT_A_TIME = 27
"""Plans that are written at once where what follows from their readings is made anew."""

UNKNOWN = "?"
"""What a place begins with that is not known."""


def upgraded(graph: PlanGraph) -> Identified:
    """A reading of schema 2 with the ids of what it says; one that has them stays as it is."""
    plan = next(node for node in graph.nodes if node.id == graph.plan)
    number, place = plan.text("number"), plan.text("jurisdiction")
    if not number or graph.plan.startswith(f"{number}@"):
        return identified(graph, graph.plan)
    _, _, ordinal = graph.plan.rpartition("#")
    return identified(
        graph,
        plan_id(
            number=number,
            title="",
            issuer="",
            sha256="",
            place="" if place.startswith(UNKNOWN) else place,
            ordinal=int(ordinal) if ordinal.isdecimal() else 1,
        ),
    )


def upgraded_decision(decision: Decision, renamed: Mapping[str, str]) -> Decision:
    """A decision that speaks of ids of schema 2, in those of this one; it stands on the very same words."""
    edge = _edge(decision.edge, renamed) if decision.edge else None
    subject = edge.id if edge and decision.kind == "reject-edge" else renamed.get(decision.subject, decision.subject)
    return replace(decision, subject=subject, object=renamed.get(decision.object, decision.object), edge=edge)


def _edge(edge: Edge, renamed: Mapping[str, str]) -> Edge:
    source, target = renamed.get(edge.source, edge.source), renamed.get(edge.target, edge.target)
    mark = edge.id[len(edge_id(edge.kind, edge.source, edge.target, "")) :]
    known = renamed.get(edge.id) or edge_id(edge.kind, source, target, mark)
    return replace(edge, id=known, source=source, target=target, plan=renamed.get(edge.plan, edge.plan))
