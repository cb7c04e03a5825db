"""How each kind of decision about a plan's words follows them into a newer edition: the decision as it stands there.

Each gives None where the decision stays as it is, also where its words are gone.
"""

from collections.abc import Mapping
from dataclasses import replace
from difflib import SequenceMatcher

from graph.decisions import CORRECT_NODE
from graph.decisions.judgements import moved_finding
from graph.decisions.works import WORK
from graph.editions.twins import Editions
from graph.ids import edge_id
from graph.model import Decision, Edge, Evidence, Passage, Value


def rejection(decision: Decision, editions: Editions) -> Decision | None:
    """A rejected duty stays rejected where it is said by the very same words."""
    twin = editions.twin(decision.edge, decision.subject) if decision.edge else None
    if twin is None or twin.id == decision.subject:
        return None
    return replace(decision, subject=twin.id, edge=twin, anchor=editions.anchor(twin))


def added_duty(decision: Decision, editions: Editions) -> Decision | None:
    """An added duty stands on its work as long as the work is there, under whatever id; so do the words that it quotes."""
    edge = decision.edge
    if edge is None or (edge.target not in editions.moved and not _is_stale(edge, editions)):
        return None
    new = _carried(edge, editions, edge.source, editions.called(edge.target), edge.target)
    anchor = decision.anchor
    if new.evidence.statement is not None and new.evidence != edge.evidence:
        anchor = editions.anchor_at(new.evidence.statement.start, new.evidence.statement.quote)
    return replace(decision, object=new.target, edge=new, anchor=anchor)


def corrected_duty(decision: Decision, editions: Editions) -> Decision | None:
    """A corrected duty is found by the words that it was read from."""
    twin = editions.twin(decision.edge, decision.subject) if decision.edge else None
    if twin is None:
        return None
    return replace(
        decision,
        subject=twin.id,
        object=editions.after.plan,
        edge=twin,
        anchor=editions.anchor(twin),
        values=_renamed(decision.values, editions),
        before=_renamed(decision.before, editions),
    )


def corrected_node(decision: Decision, editions: Editions) -> Decision | None:
    """What was corrected of a work or target holds as long as the text says of it what it said."""
    node = editions.node(decision.subject)
    if node is None or any(
        node.properties.get(name, "") != value for name, value in decision.before.items() if name != WORK
    ):
        return None
    return replace(
        decision,
        subject=node.id,
        object=editions.after.plan,
        node=replace(node, properties=dict(node.properties)),
        values=_renamed(decision.values, editions),
        before=_renamed(decision.before, editions),
    )


def added_node(decision: Decision, editions: Editions) -> Decision | None:
    """An added measure or target stands under its work, under whatever id; it keeps its words where they still stand."""
    node, edge = decision.node, decision.edge
    if node is None or edge is None or editions.node(decision.subject) is None:
        return None
    before, after = editions.before.plan, editions.after.plan
    own = after + node.id.removeprefix(before) if node.plan == before else node.id
    work = decision.subject
    held = _carried(edge, editions, editions.called(edge.source), own, work)
    moved = replace(node, id=own, plan=after)
    if held.evidence.statement is not None and held.evidence.statement != edge.evidence.statement:
        passage = held.evidence.statement
        moved = replace(moved, properties={**node.properties, "start": passage.start, "end": passage.end})
    if (moved, held) == (node, edge) and editions.called(work) == work:
        return None
    return replace(decision, subject=editions.called(work), object=after, node=moved, edge=held)


def report(decision: Decision, editions: Editions) -> Decision | None:
    """A report of progress goes with its duty, measure or target."""
    after = editions.after.plan
    seen = next((edge for edge in editions.before.edges if edge.id == decision.subject), None)
    if seen is None:
        return replace(decision, subject=editions.called(decision.subject), object=after)
    twin = editions.twin(seen, decision.subject)
    return replace(decision, subject=twin.id, object=after) if twin is not None else None


def judgement(decision: Decision, editions: Editions) -> Decision | None:
    """A judgement goes with what its finding is about."""
    before, after = editions.before.plan, editions.after.plan
    return replace(decision, subject=moved_finding(decision.subject, before, after, editions.called), object=after)


def reworded(old: Decision, new: Decision) -> float | None:
    """How alike (0..1) the words around a correction are where they changed; None where they are the same."""
    if old.kind != CORRECT_NODE or old.node is None or new.node is None:
        return None
    before, after = old.node.text("text"), new.node.text("text")
    if before == after or old.node.kind != "SubTarget":
        return None
    return round(SequenceMatcher(None, before, after, autojunk=False).ratio(), 3)


def _is_stale(edge: Edge, editions: Editions) -> bool:
    """Whether it quotes another document than the newer one."""
    return bool(edge.evidence.document) and edge.evidence.document != editions.after.document


def _carried(edge: Edge, editions: Editions, source: str, target: str, work: str) -> Edge:
    """An edge that a person added, between the ends of now, with its words at their place of now or without them."""
    mark = edge.id[len(edge_id(edge.kind, edge.source, edge.target, "")) :]
    new = replace(
        edge, source=source, target=target, plan=editions.after.plan, id=edge_id(edge.kind, source, target, mark)
    )
    statement = edge.evidence.statement
    if statement is None or not _is_stale(edge, editions):
        return new
    start = editions.place(statement.quote, work)
    if start is None:
        return replace(new, evidence=Evidence(edge.evidence.basis, edge.evidence.rule, edge.evidence.ruleset))
    passage = Passage(start, start + len(statement.quote), statement.quote)
    return replace(new, evidence=replace(edge.evidence, document=editions.after.document, statement=passage))


def _renamed(values: Mapping[str, Value], editions: Editions) -> dict[str, Value]:
    return {name: editions.called(str(value)) if name == WORK else value for name, value in values.items()}
