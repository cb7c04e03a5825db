"""How the leads of plans are spread: concentration, what is lost with whom, who touches all, and how far a rank holds."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from graph.bottlenecks.figures.concentration import Concentration, concentration
from graph.bottlenecks.figures.counts import workloads
from graph.bottlenecks.figures.covers import Cover
from graph.bottlenecks.figures.dependence import targets_at_stake
from graph.bottlenecks.figures.partners import dependence, merges, mutual, strongest
from graph.bottlenecks.figures.profiles import Profiles, profiles
from graph.bottlenecks.figures.repeated import Numbers, covers_again, layers_again, losses_again, stability_again
from graph.bottlenecks.figures.robustness import Stability, rank_range
from graph.bottlenecks.kernel import Csr, Kernel, fold
from graph.model import Node
from graph.questions.about import About, about
from graph.questions.all_plans import kernel as kernel_of
from graph.questions.bottlenecks.unled import Unled, unled_in
from graph.store import View

By = Literal["plan", "jurisdiction"]
MOST_SETS = 10
MOST_PAIRS = 10
MOST_FIGURED = 100
"""Plans that a page of figures goes over; of more it shows the latest, and says so."""

LARGEST = 400
"""Departments up to which layers and stability are computed; they need all pairs of departments."""


@dataclass(frozen=True, slots=True)
class Place:
    """A department's figures with the range of its rank; `layer` 0 where there are too many departments for layers."""

    department: Node
    lead: int
    sole: int
    total: int
    share: float
    own: float
    sup: float
    load: float
    targets_at_stake: int
    best: int
    worst: int
    layer: int


@dataclass(frozen=True, slots=True)
class Sets:
    """The smallest sets of departments that touch all of something; `count` of them, the first few in `sets`.

    `complete` is false where the search ended early: then smaller sets may exist.
    """

    size: int
    count: int
    sets: tuple[tuple[Node, ...], ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class Dropped:
    """With so many departments gone, at most so many measures have no lead left; one such choice."""

    dropped: int
    leaderless: int
    departments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Between:
    """A figure of two departments."""

    one: Node
    other: Node
    value: float


@dataclass(frozen=True, slots=True, eq=False)
class Figures:
    """The figures of some plans. Covers and lose-k are given for one plan only (they are exact and slow).

    `places` begin at `offset` of `total` departments. `covers`: leads of every led measure, leads of every measure with sub-targets, any role in every assigned measure.
    `depends`: one leads what the other helps with, in measures; `mutual`: both ways; `merges`: pairs of departments
    that a merger saves. `rankings`: concentration of own shares and of all roles. `unled`: measures that name no lead, in
    which those responsible stand for the leads.
    """

    plans: tuple[Node, ...]
    profiles: Profiles
    rankings: Mapping[str, Concentration]
    leaders: Mapping[str, Node | None]
    places: tuple[Place, ...]
    offset: int
    total: int
    covers: Mapping[str, Sets]
    losses: tuple[Dropped, ...]
    depends: tuple[Between, ...]
    mutual: tuple[Between, ...]
    merges: tuple[Between, ...]
    stability: Mapping[str, Stability]
    unled: Unled
    about: About


def figures(
    view: View,
    plans: Sequence[str],
    *,
    by: By = "plan",
    slots: bool = False,
    offset: int = 0,
    limit: int | None = None,
) -> Figures:
    """The figures of plans by id. Five reads.

    `by`: what a line of the profiles is. `slots` counts departments of one function (first slot) as one, so that plans
    of several places compare; those without a slot stay themselves. `offset` and `limit` choose among the departments
    (`places`), the one that owns most first.
    """
    kernel = kernel_of(view.ledger(plans), plans)
    nodes = {node.id: node for node in view.nodes((*dict.fromkeys(kernel.plans), *kernel.departments))}
    if slots:
        kernel, nodes = _by_slot(kernel, nodes)
    own_plans = tuple(nodes[plan] for plan in dict.fromkeys(kernel.plans))
    loads = workloads(kernel)
    ranked = {"own": loads.own, "total": loads.total.astype(np.float64)}
    rankings = {name: concentration(values) for name, values in ranked.items()}
    named = _named(kernel, nodes)
    numbers = Numbers.of(kernel)
    one = len(own_plans) == 1
    depends = dependence(kernel)
    return Figures(
        plans=own_plans,
        profiles=profiles(kernel, [_group(nodes[plan], by) for plan in kernel.plans]),
        rankings=rankings,
        leaders={name: named(found.leader) if found.leader >= 0 else None for name, found in rankings.items()},
        places=_places(kernel, numbers, named)[offset : offset + limit if limit is not None else None],
        offset=offset,
        total=len(kernel.departments),
        covers={name: _sets(cover, named) for name, cover in covers_again(numbers).items()} if one else {},
        losses=tuple(
            Dropped(loss.dropped, loss.leaderless, tuple(named(row) for row in loss.departments))
            for loss in (losses_again(numbers) if one else ())
        ),
        depends=_between(depends, named),
        mutual=_between(mutual(depends), named),
        merges=_between(merges(kernel), named),
        stability=stability_again(numbers) if len(kernel.departments) <= LARGEST else {},
        unled=unled_in(kernel, nodes),
        about=about(
            view,
            plans=[node.id for node in own_plans],
            departments=[named(row) for row in range(len(kernel.departments))],
        ),
    )


def _by_slot(kernel: Kernel, nodes: Mapping[str, Node]) -> tuple[Kernel, dict[str, Node]]:
    """The kernel of functions; the first department of each stands for all."""
    groups = [_slot(nodes[department]) for department in kernel.departments]
    first = dict(zip(reversed(groups), reversed(kernel.departments), strict=True))
    return fold(kernel, groups), {**nodes, **{group: nodes[department] for group, department in first.items()}}


def _slot(department: Node) -> str:
    slots = department.texts("slots")
    return f"slot:{slots[0]}" if slots else department.id


def _group(plan: Node, by: By) -> str:
    return plan.id if by == "plan" else str(plan.properties.get("jurisdiction", ""))


def _named(kernel: Kernel, nodes: Mapping[str, Node]) -> Callable[[int], Node]:
    return lambda row: nodes[kernel.departments[row]]


def _places(kernel: Kernel, numbers: Numbers, named: Callable[[int], Node]) -> tuple[Place, ...]:
    """Every department, the one that owns most first."""
    loads, ranks, stake = workloads(kernel), rank_range(kernel), targets_at_stake(kernel)
    layers = layers_again(numbers) if len(kernel.departments) <= LARGEST else np.zeros(len(kernel.departments), int)
    found = [
        Place(
            department=named(row),
            lead=int(loads.lead[row]),
            sole=int(loads.sole[row]),
            total=int(loads.total[row]),
            share=round(float(loads.share[row]), 4),
            own=round(float(loads.own[row]), 4),
            sup=round(float(loads.sup[row]), 4),
            load=round(float(loads.load[row]), 3),
            targets_at_stake=int(stake[row]),
            best=int(ranks.best[row]),
            worst=int(ranks.worst[row]),
            layer=int(layers[row]),
        )
        for row in range(len(kernel.departments))
    ]
    found.sort(key=lambda place: (-place.own, -place.total, str(place.department.properties["name"])))
    return tuple(found)


def _sets(cover: Cover, named: Callable[[int], Node]) -> Sets:
    return Sets(
        size=cover.size,
        count=len(cover.sets),
        sets=tuple(tuple(named(row) for row in one) for one in cover.sets[:MOST_SETS]),
        complete=cover.complete,
    )


def _between(pairs: Csr, named: Callable[[int], Node]) -> tuple[Between, ...]:
    return tuple(
        Between(named(one), named(other), round(value, 4)) for one, other, value in strongest(pairs)[:MOST_PAIRS]
    )
