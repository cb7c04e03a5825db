"""Sub-targets and who owns them: the parties of the measure that states them; a headline target has a stated owner only so."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from graph.deadlines.due import falls_within, in_order
from graph.decisions import ACTING, rejections
from graph.errors import RespgraphError, UnknownIdError
from graph.facets.emptied import Without, emptied_by
from graph.facets.facets import NOTHING, Facets
from graph.facets.narrowing import Counts, countable, counted, ledger_for
from graph.facets.narrowing import kept as keeping
from graph.ledger.duties import Integers, duties, ranked
from graph.ledger.duties import targets as all_targets
from graph.ledger.ledger import Ledger
from graph.model import Edge, Node
from graph.questions.about import About, about
from graph.questions.moved_ids import moved_or
from graph.questions.parameters import checked_date
from graph.questions.plans.measures import Link, Party, parties
from graph.schema import schema
from graph.store import Page, View

OWNING = ("lead", "responsible")
"""Roles of those who own a target."""


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
    """A page of targets; `deadlines` of the whole list in order, each with how many are due then, empty for none stated.

    `facets` are the counts of what may be chosen next, `without` which filter emptied it.
    """

    page: Page[TargetAnswer]
    about: About
    deadlines: tuple[tuple[str, int], ...] = ()
    facets: Counts = field(default_factory=dict)
    without: Without = field(default_factory=dict)


def targets(
    view: View,
    *,
    plan: str = "",
    unowned: bool | None = None,
    due_before: str = "",
    milestones: bool = False,
    by_deadline: bool = False,
    facets: Facets = NOTHING,
    offset: int = 0,
    limit: int | None = None,
) -> Targets:
    """Sub-targets, or milestones; `unowned` True: nobody leads or is responsible for what states it; False: somebody does.

    In order of plan and text, or `by_deadline`, the one whose last day comes first in front and those without one last; `due_before` looks at the last
    day too. Nine reads at most; they go over all
    targets of the plans asked for only where `unowned` has to be known of each.
    """
    due_before = checked_date(due_before)
    ledger = ledger_for(view, plan, facets)
    held, stated = all_targets(ledger), _stated(ledger)
    base, masks = held.numbers != milestones, {}
    if plan:
        masks["plan"] = held.plans == duties(ledger).plan_at(plan)
    if due_before:
        fits = np.array([falls_within(due, before=due_before) for due in stated.dues], dtype=np.bool_)
        masks["due_before"] = fits[stated.due]
    if unowned is not None:
        masks["unowned"] = stated.owned != unowned
    kept = base.copy()
    for mask in masks.values():
        kept &= mask
    counts = counted(ledger, "targets", facets, among=kept, names=countable(plan))
    if facets:
        kept &= keeping(ledger, "targets", facets)
    plans = [stated.plans[place] for place in np.flatnonzero(np.bincount(held.plans[kept])).tolist()]
    order = stated.in_order[kept[stated.in_order]] if by_deadline else np.flatnonzero(kept)
    shown = order[offset : offset + limit if limit is not None else None].tolist()
    answers = _answers(view, view.nodes([held.targets[place] for place in shown]) if shown else [])
    codes, first, sizes = np.unique(stated.due[order], return_index=True, return_counts=True)
    met = np.argsort(first)
    deadlines = tuple((stated.dues[codes[place]], int(sizes[place])) for place in met.tolist())
    without = {} if len(order) else emptied_by(ledger, "targets", base, masks, facets)
    return replace(_page(view, Page(tuple(answers), offset, len(order)), plans, deadlines, counts), without=without)


def count_unowned(view: View) -> int:
    """How many sub-targets of all plans nobody leads or is responsible for. The ledger alone."""
    ledger = view.ledger()
    return int((all_targets(ledger).numbers & ~_stated(ledger).owned).sum())


def one_target(view: View, key: str) -> TargetAnswer:
    """A sub-target or milestone by id. Raises UnknownIdError."""
    found = [node for node in view.nodes([key]) if node.kind == "SubTarget"]
    if not found:
        raise _no_target(view, key)
    return _answers(view, found)[0]


def _no_target(view: View, key: str) -> RespgraphError:
    for decision in rejections(view.decisions(kinds=ACTING), [key]):
        return UnknownIdError(
            f"{decision.by} rejected the target {key!r}", where=decision.id, hint="undo that decision to have it back"
        )
    return moved_or(view, key, UnknownIdError(f"no target has the id {key!r}", hint="/targets lists them"))


def _page(
    view: View,
    page: Page[TargetAnswer],
    plans: Sequence[str],
    deadlines: tuple[tuple[str, int], ...],
    counts: Counts,
) -> Targets:
    owners = [party for answer in page.items for party in answer.owners]
    fine_print = about(
        view,
        plans=plans,
        edges=[party.edge for party in owners],
        departments=[party.department for party in owners],
        rejected=rejections(
            view.decisions(kinds=ACTING), {answer.holder.id for answer in page.items}, frozenset(plans)
        ),
    )
    return Targets(page, fine_print, deadlines, counts)


@dataclass(frozen=True, slots=True, eq=False)
class _Stated:
    """Of every target: `due` as an index into `dues`, which stand in order; whether somebody owns it; all by deadline."""

    plans: tuple[str, ...]
    due: Integers
    dues: tuple[str, ...]
    owned: NDArray[np.bool_]
    in_order: Integers


def _stated(ledger: Ledger) -> _Stated:
    return ledger.once("targets stated", lambda: _of_all(ledger))


def _of_all(ledger: Ledger) -> _Stated:
    """A target is owned where somebody leads or is responsible for what states it; a plan-wide rule makes nobody the owner."""
    held, found = all_targets(ledger), duties(ledger)
    due, dues = ranked(held.dues, in_order)
    owning = np.array([role in OWNING for role in schema().roles])
    bearing = found.work[(found.work >= 0) & owning[found.role]]
    stated = np.zeros(len(found.works) + 1, dtype=np.bool_)  # the last one stands for what is no work
    stated[bearing] = True
    owned = stated[np.maximum(held.holders, -1)]
    return _Stated(tuple(ledger.entries), due, dues, owned, np.argsort(due, kind="stable"))


def _owning() -> list[str]:
    return [kind for role, kind in schema().roles.items() if role in OWNING]


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
