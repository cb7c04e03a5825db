"""What replacing a plan means, whatever the store: the checks, the outcome, who owns what, which plans a decision touches."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from graph.decisions import ADD_EDGE, ADD_NODE, APART, MOVES, REJECT, effective, plan_of
from graph.decisions.applying import department_added, may_make
from graph.decisions.works import holding
from graph.editions.alignment import Moved, aligned, renames
from graph.editions.called import derived
from graph.editions.following import followed
from graph.errors import ModelError
from graph.ids import edge_parts
from graph.model import Decision, DocumentText, Edge, Node, PlanGraph, quote_of
from graph.schema import schema
from graph.store import Outcome, View
from graph.stores.rows import contributed_kinds
from graph.stores.spans import mark


@dataclass(frozen=True, slots=True)
class Parts:
    """A plan's effective graph by owner: its own nodes and edges, and what it contributes to shared ones.

    `mentions` are the departments whose decisions concern this plan, those that decisions lead to included.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    shared_nodes: tuple[Node, ...]
    shared_edges: tuple[Edge, ...]
    mentions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Loading:
    """What is known of a load beside its reading: when (UTC, ISO 8601) and by whom.

    `instead_of` is the plan (id) that this one was known as before, `renamed` what ids given before have become where
    that is known better than by comparing the readings, `note` how an edition came back.
    """

    at: str
    by: str = ""
    instead_of: str = ""
    renamed: Mapping[str, str] | None = None
    note: str = ""


def now() -> str:
    """The time of a write: UTC, ISO 8601, whole seconds."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def moment(view: View) -> str:
    """Now, and after every decision that is stored: they apply in the order of their times."""
    latest = view.last_decided()
    now = datetime.now(UTC)
    with suppress(ValueError, TypeError, OverflowError):  # none yet, or written in another way by hand
        now = max(now, datetime.fromisoformat(latest) + timedelta(microseconds=1))
    return now.isoformat(timespec="microseconds")


def check(graph: PlanGraph, document: DocumentText) -> None:
    """Raise ModelError where the graph breaks the schema or speaks for a plan or document that is not its own."""
    schema().check(graph, document.text)
    kinds = {node.id: node.kind for node in graph.nodes}
    contributed = contributed_kinds()
    if graph.document != document.node.id or kinds.get(graph.document) != "Document":
        raise ModelError("the graph does not hold the document that it was read from", where=graph.plan)
    if kinds.get(graph.plan) != "Plan":
        raise ModelError("the graph does not hold its own plan", where=graph.plan)
    for node in graph.nodes:
        owner = "" if node.kind in contributed else graph.plan
        if node.plan != owner:
            raise ModelError(f"the node belongs to {node.plan or 'no plan'}, not to {owner or 'none'}", where=node.id)
    plan = graph.plan
    for edge in graph.edges:
        if not edge.id.startswith(f"{edge.kind}|{edge.source}|{edge.target}|"):  # as ids.edge_id, for each of all
            raise ModelError("the id of the edge is not made of its kind and ends", where=edge.id)
        if edge.plan != plan and edge.plan:
            raise ModelError(f"the edge belongs to another plan, {edge.plan}", where=edge.id)


@dataclass(frozen=True, slots=True)
class Succession:
    """What a new edition changes beside its plan: ids that were given before, and decisions that point elsewhere now."""

    renamed: Mapping[str, str]
    decisions: tuple[Decision, ...]

    def applied(self, decisions: Iterable[Decision]) -> list[Decision]:
        """All decisions as they stand after it."""
        changed = {decision.id: decision for decision in self.decisions}
        return [changed.get(decision.id, decision) for decision in decisions]


def succession(
    before: PlanGraph | None, after: PlanGraph, decisions: Sequence[Decision], loading: Loading
) -> Succession:
    """What follows from an edition that comes after another; nothing where there was none."""
    if before is None:
        return Succession(loading.renamed or {}, ())
    moves = aligned(before, after)
    if loading.renamed is not None:
        known = loading.renamed
        moves = tuple(Moved(old, new, "plan", 1.0) for old, new in known.items()) + tuple(
            move for move in moves if move.old not in known
        )
    called = renames(moves)
    current = {item.id for items in (after.nodes, after.edges) for item in items}
    called |= _edges_renamed(before, after, called)
    gone = {old: new for old, new in called.items() if old not in current and new in current}
    return Succession(
        {**(loading.renamed or {}), **gone}, tuple(followed(decisions, before, after, moves, at=loading.at))
    )


def _edges_renamed(before: PlanGraph, after: PlanGraph, called: Mapping[str, str]) -> dict[str, str]:
    """Edges whose ends are called otherwise and that say the same under another mark: what does not follow from their ends."""
    by_ends: dict[tuple[str, str, str], list[Edge]] = defaultdict(list)
    for edge in after.edges:
        by_ends[edge.kind, edge.source, edge.target].append(edge)
    found = {}
    for edge in before.edges:
        source, target = called.get(edge.source, edge.source), called.get(edge.target, edge.target)
        if (source, target) != (edge.source, edge.target):
            words = quote_of(edge.evidence.statement), quote_of(edge.evidence.party)
            equal = [
                other.id
                for other in by_ends[edge.kind, source, target]
                if (quote_of(other.evidence.statement), quote_of(other.evidence.party)) == words
            ]
            if equal and derived(edge.kind, (source, target), mark(edge), {}) not in equal:
                found[edge.id] = equal[0]
    return found


def check_added(decision: Decision, graph: PlanGraph, text: str, decisions: Sequence[Decision] = ()) -> None:
    """Raise ModelError where what a person adds to the plan breaks the schema or lacks an end."""
    if decision.edge is None or decision.undone or decision.kind not in (ADD_EDGE, ADD_NODE):
        return
    stated = effective(graph, [d for d in decisions if d.id != decision.id])
    nodes = {node.id: node for node in (decision.node, *stated.nodes) if node is not None}
    under = nodes.get(decision.subject)
    edges = holding(decision.edge, graph.plan, under) if decision.kind == ADD_NODE and under else (decision.edge,)
    schema().check(replace(graph, nodes=tuple(nodes.values()), edges=edges), text)


def edition(graph: PlanGraph) -> str:
    """The edition of the plan that the graph is about."""
    return next(str(node.properties["edition"]) for node in graph.nodes if node.id == graph.plan)


def outcome(*, stored_fingerprint: str, stored_edition: str, new_fingerprint: str, new_edition: str) -> Outcome:
    """What a load does to the plan that is stored (empty strings: none is)."""
    if not stored_fingerprint:
        return "added"
    if stored_edition == "official" != new_edition:
        return "kept"
    return "unchanged" if stored_fingerprint == new_fingerprint else "changed"


def parts(graph: PlanGraph, decisions: Iterable[Decision]) -> Parts:
    """The effective graph of a reading under all decisions, those taken back included, by owner."""
    everything = list(decisions)
    result = effective(graph, everything)
    contributed = contributed_kinds()
    return Parts(
        nodes=tuple([node for node in result.nodes if node.kind not in contributed]),
        edges=tuple([edge for edge in result.edges if edge.plan]),
        shared_nodes=tuple([node for node in result.nodes if node.kind in contributed]),
        shared_edges=tuple([edge for edge in result.edges if not edge.plan]),
        mentions=mentions(graph, everything),
    )


def mentions(graph: PlanGraph, decisions: Collection[Decision]) -> frozenset[str]:
    """The departments of a reading and every department that decisions, in force or not, could make of them."""
    found = {node.id for node in graph.nodes if node.kind == "Department"}
    found.update(added for decision in decisions if (added := department_added(decision, graph.plan)))
    moves = [move for decision in decisions if (move := may_make(decision))]
    size = -1
    while size != len(found):
        size = len(found)
        found.update(after for before, after in moves if before in found)
    return frozenset(found)


def edge_ends(edge: str) -> set[str]:
    """Every id that may be an end of the edge with this id; ids may hold the separator themselves."""
    return {end for _, source, target, _ in edge_parts(edge) for end in (source, target)}


def touches(decision: Decision) -> tuple[str, str, set[str]]:
    """Whose effective graphs the decision may change: plans that mention a department, a plan, those that own one of these ids.

    Of what changes no graph (reports of progress, judgements of findings) none.
    """
    if decision.kind in MOVES:
        return decision.subject, "", set()
    if decision.kind == REJECT:
        return "", "", edge_ends(decision.subject)
    return "", "" if decision.kind in APART else plan_of(decision), set()
