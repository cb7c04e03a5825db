"""Sub-targets and who owns them: the parties of the measure that states them; a headline target has a stated owner only so."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from graph.deadlines.due import falls_within, in_order
from graph.decisions import rejections
from graph.errors import RespgraphError, UnknownIdError
from graph.model import Edge, Node
from graph.questions.about import About, about
from graph.questions.moved_ids import moved_or
from graph.questions.parameters import checked_date
from graph.questions.plans.measures import Link, Party, parties
from graph.schema import schema
from graph.store import Page, View

COUNTED = frozenset({"number", "class"})
"""Kinds that count as sub-targets; coverage and deferred ones are milestones."""


@dataclass(frozen=True, slots=True)
class TargetAnswer:
    """A sub-target, what states it (`edge` has the words), the formal leads and responsible parties of that, and what bears on it."""

    target: Node
    holder: Node
    plan: Node
    owners: tuple[Party, ...]
    borne_on_by: tuple[Link, ...]
    edge: Edge


@dataclass(frozen=True, slots=True)
class Targets:
    """A page of targets; `deadlines` of the whole list in order, each with how many are due then, empty for none stated."""

    page: Page[TargetAnswer]
    about: About
    deadlines: tuple[tuple[str, int], ...] = ()


def targets(
    view: View,
    *,
    plan: str = "",
    unowned: bool | None = None,
    due_before: str = "",
    milestones: bool = False,
    by_deadline: bool = False,
    offset: int = 0,
    limit: int | None = None,
) -> Targets:
    """Sub-targets, or milestones; `unowned` True: nobody leads or is responsible for what states it; False: somebody does.

    In order of plan and text, or `by_deadline`, the one whose last day comes first in front and those without one last; `due_before` looks at the last
    day too. Nine reads at most; they go over all
    targets of the plans asked for only where `unowned` has to be known of each.
    """
    due_before = checked_date(due_before)
    listed = view.list_nodes("SubTarget", plan=plan).items
    nodes = [node for node in listed if (node.properties["kind"] in COUNTED) != milestones and _due(node, due_before)]
    if by_deadline:
        nodes.sort(key=lambda node: in_order(_deadline(node)))
    if unowned is None:
        shown = nodes[offset : offset + limit if limit is not None else None]
        return _page(view, Page(tuple(_answers(view, shown)), offset, len(nodes)), nodes, nodes)
    owned = _owned(view, nodes)
    found = [node for node in nodes if (node.id not in owned) is unowned]
    shown = found[offset : offset + limit if limit is not None else None]
    return _page(view, Page(tuple(_answers(view, shown)), offset, len(found)), nodes, found)


def one_target(view: View, key: str) -> TargetAnswer:
    """A sub-target or milestone by id. Raises UnknownIdError."""
    found = [node for node in view.nodes([key]) if node.kind == "SubTarget"]
    if not found:
        raise _no_target(view, key)
    return _answers(view, found)[0]


def _no_target(view: View, key: str) -> RespgraphError:
    for decision in rejections(view.decisions(), [key]):
        return UnknownIdError(
            f"{decision.by} rejected the target {key!r}", where=decision.id, hint="undo that decision to have it back"
        )
    return moved_or(view, key, UnknownIdError(f"no target has the id {key!r}", hint="/targets lists them"))


def _page(view: View, page: Page[TargetAnswer], nodes: Sequence[Node], found: Sequence[Node]) -> Targets:
    owners = [party for answer in page.items for party in answer.owners]
    plans = dict.fromkeys(node.plan for node in nodes)
    fine_print = about(
        view,
        plans=plans,
        edges=[party.edge for party in owners],
        departments=[party.department for party in owners],
        rejected=rejections(view.decisions(), {answer.holder.id for answer in page.items}, plans),
    )
    return Targets(page, fine_print, tuple(Counter(_deadline(node) for node in found).items()))


def _owned(view: View, nodes: Sequence[Node]) -> set[str]:
    """The targets that somebody leads or is responsible for: two reads. A plan-wide rule makes nobody the owner."""
    held = view.edges([node.id for node in nodes], kinds=["HAS_TARGET"], direction="in") if nodes else []
    holders = sorted({edge.source for edge in held} - {node.plan for node in nodes})
    duties = view.edges(holders, kinds=_owning(), direction="in") if holders else []
    stated = {edge.target for edge in duties if edge.properties["formal"]}
    return {edge.target for edge in held if edge.source in stated}


def _owning() -> list[str]:
    return [kind for role, kind in schema().roles.items() if role in ("lead", "responsible")]


def _answers(view: View, nodes: Sequence[Node]) -> list[TargetAnswer]:
    """Each target with its holder, owners and what bears on it: four reads."""
    ids = [node.id for node in nodes]
    held = {e.target: e for e in view.edges(ids, kinds=["HAS_TARGET"], direction="in")} if ids else {}
    bearing = view.edges(ids, kinds=["BEARS_ON"], direction="in") if ids else []
    holders = sorted({edge.source for edge in held.values()})
    duties = view.edges(holders, kinds=_owning(), direction="in") if holders else []
    ends = {*holders, *(e.source for e in duties), *(e.source for e in bearing), *(node.plan for node in nodes)}
    others = {node.id: node for node in view.nodes(sorted(ends))}
    owners: dict[str, list[Party]] = defaultdict(list)
    for party in parties(duties, others)[0]:
        if others[party.edge.target].kind != "Plan":  # a plan-wide rule makes nobody the owner of one figure
            owners[party.edge.target].append(party)
    borne: dict[str, list[Link]] = defaultdict(list)
    for edge in bearing:
        borne[edge.target].append(Link(others[edge.source], edge))
    return [
        TargetAnswer(
            target=node,
            holder=others[held[node.id].source],
            plan=others[node.plan],
            owners=tuple(owners[held[node.id].source]),
            borne_on_by=tuple(borne[node.id]),
            edge=held[node.id],
        )
        for node in nodes
    ]


def _deadline(node: Node) -> str:
    return str(node.properties.get("deadline", ""))


def _due(node: Node, before: str) -> bool:
    return not before or falls_within(_deadline(node), before=before)
