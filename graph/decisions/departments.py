"""Decisions about departments, applied to a plan: a name means another body, a reform gave its duties to another."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from graph.decisions.draft import Draft, joined
from graph.decisions.kinds import RETARGETS, SUCCEEDS
from graph.ids import document_id
from graph.model import Anchor, Decision, Edge, Node, Value
from graph.schema import schema

_NAMES = ("aliases", "aliases_en")


def retarget(draft: Draft, decision: Decision) -> bool:
    """The subject, or one mention of it, is the object."""
    to = decision.node
    if to is None:
        return False
    gone = decision.subject if decision.anchor is None else ""
    heirs = {edge.source for edge in draft.edges.values() if edge.kind == SUCCEEDS and edge.target == gone}
    acted = False
    for key, edge in list(draft.edges.items()):
        if edge.source == decision.subject and _names(decision.anchor, edge):
            moved = None if edge.target == to.id else joined(edge, to.id, edge.target, key=key)
        elif gone and edge.target == gone:
            # The body that took over from a name of its own predecessor is no predecessor of the others that did.
            inside = edge.source == to.id or (edge.kind == SUCCEEDS and to.id in heirs)
            moved = None if inside else joined(edge, edge.source, to.id, key=key)
        else:
            continue
        acted = True
        if moved is None:  # what joined the two (succession, branch) says nothing once they are one
            del draft.edges[key]
        else:
            draft.edges[key] = moved
            draft.nodes[to.id] = _with_names(draft.nodes.get(to.id, to), to)
    return acted


def reform(draft: Draft, decision: Decision) -> bool:
    """What a reform says in a plan that names the department before: from its date on the one after is meant.

    Earlier plans, and those without a date, keep its duties; every one gains the one after and the edge between the two.
    A department that only gave away a part stays what it is at any date. Where its duties went to several bodies on one
    day, nobody knows which went where: each of them has them.
    """
    stated, after = decision.edge, decision.node
    if stated is None or after is None or decision.subject not in draft.nodes:
        return False
    draft.nodes[after.id] = _with_names(draft.nodes.get(after.id, after), after)
    since = reform_date(decision)
    if draft.graph.date >= since and not stated.properties.get("part"):
        _give(draft, decision.subject, after.id, since)
    draft.edges[stated.id] = stated
    return True


def _give(draft: Draft, before: str, after: str, since: str) -> None:
    """Its duties to the one after; to a second heir of the same day what the first one got."""
    kinds = set(schema().roles.values())
    given = [(key, edge) for key, edge in draft.edges.items() if edge.source == before and edge.kind in kinds]
    for key, edge in given:
        draft.edges[key] = joined(edge, after, edge.target, key=key)
    shared = draft.ended.setdefault((before, since), [])
    for edge in shared:
        copied = joined(edge, after, edge.target, key=edge.id)
        draft.edges[f"{edge.id}\n{after}"] = copied
    shared.extend(edge for _, edge in given)


def reform_date(decision: Decision) -> str:
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


def merged_into(decisions: Iterable[Decision], department: str) -> str:
    """The department (id) that whole-department decisions made of `department`, through any chain; empty for none."""
    after: Mapping[str, str] = {
        d.subject: d.object for d in decisions if d.kind in RETARGETS and d.anchor is None and not d.undone
    }
    seen = [department]
    while (found := after.get(seen[-1])) and found not in seen:
        seen.append(found)
    return seen[-1] if len(seen) > 1 else ""
