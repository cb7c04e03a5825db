"""Sub-targets and who owns them: the parties of the measure that states them; a headline target has a stated owner only so."""

from collections import defaultdict
from dataclasses import dataclass

from graph.model import Node
from graph.questions.about import About, about
from graph.questions.works import Link, Party, parties
from graph.schema import schema
from graph.store import Page, View

COUNTED = frozenset({"number", "class"})
"""Kinds that count as sub-targets; coverage and deferred ones are milestones."""


@dataclass(frozen=True, slots=True)
class TargetAnswer:
    """A sub-target, what states it, the formal leads and responsible parties of that, and the measures that bear on it."""

    target: Node
    holder: Node
    plan: Node
    owners: tuple[Party, ...]
    borne_on_by: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Targets:
    """A page of targets in order of plan and text."""

    page: Page[TargetAnswer]
    about: About


def targets(
    view: View,
    *,
    plan: str = "",
    unowned: bool | None = None,
    due_before: str = "",
    milestones: bool = False,
    offset: int = 0,
    limit: int | None = None,
) -> Targets:
    """Sub-targets, or milestones; `unowned` True: nobody leads or is responsible for what states it; False: somebody does.

    Six reads over the targets of the plans asked for.
    """
    listed = view.list_nodes("SubTarget", plan=plan).items
    nodes = [node for node in listed if (node.properties["kind"] in COUNTED) != milestones and _due(node, due_before)]
    ids = [node.id for node in nodes]
    held = {e.target: e for e in view.edges(ids, kinds=["HAS_TARGET"], direction="in")} if ids else {}
    bearing = view.edges(ids, kinds=["BEARS_ON"], direction="in") if ids else []
    owning = [kind for role, kind in schema().roles.items() if role in ("lead", "responsible")]
    holders = sorted({edge.source for edge in held.values()})
    duties = view.edges(holders, kinds=owning, direction="in") if holders else []
    ends = {*holders, *(e.source for e in duties), *(e.source for e in bearing), *(node.plan for node in nodes)}
    others = {node.id: node for node in view.nodes(sorted(ends))}
    owners: dict[str, list[Party]] = defaultdict(list)
    for party in parties(duties, others)[0]:
        if others[party.edge.target].kind != "Plan":  # a plan-wide rule makes nobody the owner of one figure
            owners[party.edge.target].append(party)
    borne: dict[str, list[Link]] = defaultdict(list)
    for edge in bearing:
        borne[edge.target].append(Link(others[edge.source], edge))
    answers = [
        TargetAnswer(
            target=node,
            holder=others[held[node.id].source],
            plan=others[node.plan],
            owners=tuple(owners[held[node.id].source]),
            borne_on_by=tuple(borne[node.id]),
        )
        for node in nodes
    ]
    if unowned is not None:
        answers = [answer for answer in answers if (not answer.owners) is unowned]
    return Targets(
        page=Page(tuple(answers[offset : offset + limit if limit is not None else None]), offset, len(answers)),
        about=about(
            view,
            plans=dict.fromkeys(node.plan for node in nodes),
            edges=[p.edge for a in answers for p in a.owners],
            departments=[p.department for a in answers for p in a.owners],
        ),
    )


def _due(node: Node, before: str) -> bool:
    deadline = str(node.properties.get("deadline", ""))
    return not before or (bool(deadline) and deadline < before)
