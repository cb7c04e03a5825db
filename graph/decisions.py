"""The effective graph: what was read, with people's decisions applied. A pure function, so that it survives every reload."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from graph.ids import document_id, edge_id
from graph.model import Anchor, Decision, Edge, Node, PlanGraph, Value, quote_of
from graph.schema import schema

RETARGETS = frozenset({"same", "new", "collective"})
"""Decisions that give a mention, or all mentions of a department, to another department."""

REFORM, SUCCEEDS = "reform", "SUCCEEDS"
MOVES = RETARGETS | {REFORM}
"""Decisions that may change every plan which names their subject."""

STATES_TARGET = "HAS_TARGET"
"""The kind of edge that states a target; a target without one is none."""

_NAMES = ("aliases", "aliases_en")


def effective(graph: PlanGraph, decisions: Iterable[Decision]) -> PlanGraph:
    """The plan's graph with the decisions in force, in their order; the same nodes where none applies.

    A department or plan of which nothing but rejected edges spoke stays, so that asking for it says so; a target that is
    rejected goes with the edge that stated it.
    """
    standing = _in_order([decision for decision in decisions if not decision.undone])
    edges: dict[str, Edge] = {edge.id: edge for edge in graph.edges}
    nodes: dict[str, Node] = {node.id: node for node in graph.nodes}
    rejected: list[Edge] = []
    for decision in standing:
        if decision.kind in RETARGETS and decision.node is not None:
            edges = _retarget(edges, decision, decision.node, nodes)
        elif decision.kind == REFORM and decision.node is not None and decision.edge is not None:
            edges = _reform(edges, decision, graph.date, nodes)
        elif decision.kind == "reject-edge":
            rejected += [edge for edge in edges.values() if rejects(decision, edge)]
            edges = {key: edge for key, edge in edges.items() if not rejects(decision, edge)}
        elif decision.kind == "add-edge" and decision.edge is not None and decision.edge.plan == graph.plan:
            ends = {decision.node.id: decision.node} if decision.node is not None else {}
            if {decision.edge.source, decision.edge.target} <= nodes.keys() | ends.keys():  # else a reload lost an end
                edges[decision.edge.id] = decision.edge
                nodes = ends | nodes
    touched = {graph.plan} | {end for edge in (*edges.values(), *rejected) for end in (edge.source, edge.target)}
    gone = {edge.target for edge in rejected if edge.kind == STATES_TARGET}
    gone -= {edge.target for edge in edges.values() if edge.kind == STATES_TARGET}
    edges = {key: edge for key, edge in edges.items() if gone.isdisjoint((edge.source, edge.target))}
    kept = [
        node
        for node in nodes.values()
        if node.id not in gone and (node.id in touched or not schema().nodes[node.kind].shared)
    ]
    return replace(graph, nodes=tuple(kept), edges=tuple(edges.values()))


def _in_order(standing: list[Decision]) -> list[Decision]:
    """The decisions by their times; reforms among themselves by the dates from which they hold."""
    reforms = iter(sorted((d for d in standing if d.kind == REFORM), key=lambda d: (_since(d), d.at, d.id)))
    return [next(reforms) if decision.kind == REFORM else decision for decision in standing]


def _retarget(edges: Mapping[str, Edge], decision: Decision, to: Node, nodes: dict[str, Node]) -> dict[str, Edge]:
    result: dict[str, Edge] = {}
    gone = decision.subject if decision.anchor is None else ""
    heirs = {edge.source for edge in edges.values() if edge.kind == SUCCEEDS and edge.target == gone}
    for edge in edges.values():
        moved = edge
        if edge.source == decision.subject and _names(decision.anchor, edge):
            if edge.target == to.id:  # what joined the two (succession, branch) says nothing once they are one
                continue
            moved = _joined(edge, to.id, edge.target)
        elif gone and edge.target == gone:
            # The body that took over from a name of its own predecessor is no predecessor of the others that did.
            if edge.source == to.id or (edge.kind == SUCCEEDS and to.id in heirs):
                continue
            moved = _joined(edge, edge.source, to.id)
        if moved is not edge:
            nodes[to.id] = _with_names(nodes.get(to.id, to), to)
        result.setdefault(moved.id, moved)
    return result


def _joined(edge: Edge, source: str, target: str) -> Edge:
    """The edge between other ends, with the statement that it rests on."""
    statement = edge.id.rsplit("|", 1)[1]
    return replace(edge, id=edge_id(edge.kind, source, target, statement), source=source, target=target)


def _reform(edges: dict[str, Edge], decision: Decision, date: str, nodes: dict[str, Node]) -> dict[str, Edge]:
    """What a reform says in a plan that names the department before: from its date on the one after is meant.

    Earlier plans, and those without a date, keep its duties; every one gains the one after and the edge between the two.
    A department that only gave away a part stays what it is at any date.
    """
    stated, after = decision.edge, decision.node
    if stated is None or after is None or decision.subject not in nodes:
        return edges
    nodes[after.id] = _with_names(nodes.get(after.id, after), after)
    if date >= _since(decision) and not stated.properties.get("part"):
        roles = schema().roles.values()
        moved = (_joined(e, after.id, e.target) if _duty_of(e, decision.subject, roles) else e for e in edges.values())
        edges = {edge.id: edge for edge in moved}
    return {**edges, stated.id: stated}


def _duty_of(edge: Edge, department: str, roles: Collection[str]) -> bool:
    return edge.source == department and edge.kind in roles


def _since(decision: Decision) -> str:
    """The date from which a reform holds."""
    return str(decision.edge.properties.get("date", "")) if decision.edge else ""


def _with_names(node: Node, said: Node) -> Node:
    """A department that the plan names itself, with the further names that a decision gives it."""
    further: dict[str, Value] = {}
    for name in _NAMES:
        known, given = node.properties.get(name, ()), said.properties.get(name, ())
        if isinstance(known, tuple) and isinstance(given, tuple) and not set(given) <= set(known):
            further[name] = tuple(sorted({*known, *given} - {str(node.properties["name"])}))
    return replace(node, properties={**node.properties, **further}) if further else node


def _names(anchor: Anchor | None, edge: Edge) -> bool:
    """Whether the edge rests on the anchored words; without an anchor every mention is meant."""
    if anchor is None:
        return True
    party = edge.evidence.party
    return (
        edge.evidence.document == document_id(anchor.sha256)
        and party is not None
        and (party.start, party.end) == (anchor.start, anchor.end)
    )


def rejects(decision: Decision, edge: Edge) -> bool:
    """Whether a reject-edge means this edge: its id, and the words that the person saw.

    Ids count statements under a heading. After an edit of the text another duty may have the rejected one's id; nobody
    has judged that one, so it stands, and the decision is listed as one that fits no more.
    """
    if edge.id != decision.subject:
        return False
    seen = decision.edge.evidence if decision.edge else None
    return seen is None or quote_of(seen.statement) == quote_of(edge.evidence.statement)


def rejections(decisions: Iterable[Decision], touching: Collection[str], plans: Collection[str] = ()) -> list[Decision]:
    """The decisions in force that rejected an edge of any of these nodes, or a target of any of these plans."""
    known = list(decisions)
    return [
        decision
        for decision in known
        if decision.kind == "reject-edge"
        and not decision.undone
        and (edge := decision.edge) is not None
        and (
            not {edge.source, merged_into(known, edge.source), edge.target}.isdisjoint(touching)
            or (edge.kind == STATES_TARGET and edge.plan in plans)
        )
    ]


def merged_into(decisions: Iterable[Decision], department: str) -> str:
    """The department (id) that whole-department decisions made of `department`, through any chain; empty for none."""
    after = {d.subject: d.object for d in decisions if d.kind in RETARGETS and d.anchor is None and not d.undone}
    seen = [department]
    while (found := after.get(seen[-1])) and found not in seen:
        seen.append(found)
    return seen[-1] if len(seen) > 1 else ""


def contradiction(decisions: Iterable[Decision], new: Decision) -> Decision | None:
    """The decision in force that `new` contradicts: a difference that a merger would undo, or the other way round.

    A department that was made another is no end of a new one: the earlier decision would have to be taken back first.
    Mergers are followed through their chains, so that A = B and B ≠ C refuse A = C. Anchored ones speak of one mention
    and contradict only a difference of the very two departments.
    """
    standing = [d for d in decisions if not d.undone and d.id != new.id]
    apart = [d for d in standing if d.kind == "different"]
    if new.kind in RETARGETS and merged_into(standing, new.object):
        return next(d for d in standing if d.kind in RETARGETS and d.anchor is None and d.subject == new.object)
    if new.kind == "same":
        merged = [*standing, new] if new.anchor is None else standing
        ends = {new.subject, new.object}
        for difference in apart:
            one, other = difference.subject, difference.object
            if ends == {one, other} or (merged_into(merged, one) or one) == (merged_into(merged, other) or other):
                return difference
    if new.kind == "different":
        one, other = (merged_into(standing, end) or end for end in (new.subject, new.object))
        if one == other:
            return next(d for d in standing if d.kind in RETARGETS and d.subject in (new.subject, new.object))
    return None
