"""What the measures of a plan, a chapter or a jurisdiction have in sum: nobody named, leads, pairs, open lists (4, 5, 11)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from graph.bottlenecks.kernel import Csr, Integers, Kernel, reciprocal
from graph.ledger.arrays import Floats

MANY_LEADS = 3
"""From so many leads on, leadership is called shared by many (多头); 2008 《关于深化行政管理体制改革的意见》: one matter,
one department; GAO-12-1022."""


@dataclass(frozen=True, slots=True, eq=False)
class Profiles:
    """One entry a group of measures, in the order of `names`.

    measures, assigned: how many there are, and name anybody. unowned: that name nobody. leaderless: that name somebody,
    and no lead. sole, many: that one carries, that MANY_LEADS or more carry (leads, and where there is none those
    responsible). leads: mean leads of a measure that names anybody. seats, pairs: sums of n and of n (n - 1) / 2;
    pairs_many: pairs in the measures that many carry. open_lists: measures with a list that ends in 等. targets: sub-targets
    that stand in them; sole_targets: of them carried by one. effective: effective number of carriers (see `concentration`).
    """

    names: tuple[str, ...]
    measures: Integers
    assigned: Integers
    unowned: Integers
    leaderless: Integers
    sole: Integers
    many: Integers
    leads: Floats
    seats: Integers
    pairs: Integers
    pairs_many: Integers
    open_lists: Integers
    targets: Integers
    sole_targets: Integers
    effective: Floats


def profiles(kernel: Kernel, groups: Sequence[str]) -> Profiles:
    """Sums over the measures of each group; `groups` has a name for each measure (its plan, chapter, jurisdiction).

    Unit: measures, seats, pairs or sub-targets; the sums of two disjoint kernels add up. Pitfall: a plan that names no
    leads at all has every assigned measure in `leaderless`; its `sole` and `many` count those responsible: say so beside them.
    """
    index = {name: place for place, name in enumerate(dict.fromkeys(groups))}
    places = np.fromiter((index[name] for name in groups), dtype=np.int64, count=len(groups))
    count = len(index)

    def total(values: Integers | NDArray[np.bool_]) -> Integers:
        return np.bincount(places, weights=values, minlength=count).astype(np.int64)

    parties, carriers, pairs = kernel.parties, kernel.carriers, seat_pairs(kernel)
    assigned, many = total(parties > 0), carriers >= MANY_LEADS
    return Profiles(
        names=tuple(index),
        measures=total(np.ones(len(groups), dtype=np.bool_)),
        assigned=assigned,
        unowned=total(parties == 0),
        leaderless=total(kernel.unled),
        sole=total(carriers == 1),
        many=total(many),
        leads=total(kernel.leads) * reciprocal(assigned),
        seats=total(parties),
        pairs=total(pairs),
        pairs_many=total(pairs * many),
        open_lists=total(kernel.open_lists),
        targets=total(kernel.targets),
        sole_targets=total(kernel.targets * (carriers == 1)),
        effective=_effective(kernel, places, count),
    )


def seat_pairs(kernel: Kernel) -> Integers:
    """The n (n - 1) / 2 pairs of departments that a measure makes talk (M).

    Unit: pairs. Source: Cataldo et al. 2006. Pitfall: an open list undercounts, and supporters rarely meet each other.
    """
    parties = kernel.parties
    return parties * (parties - 1) // 2


def plans_without_leads(kernel: Kernel) -> frozenset[str]:
    """The plans that name parties and never a lead: their style has no leads, so nobody's lead is missing there."""
    led = {plan for plan, leads in zip(kernel.plans, kernel.leads, strict=True) if leads}
    named = {plan for plan, assigned in zip(kernel.plans, kernel.assigned, strict=True) if assigned}
    return frozenset(named - led)


def _effective(kernel: Kernel, places: Integers, count: int) -> Floats:
    """1 / sum of squared parts of own within each group, by one sparse product; 0 for a group that nobody carries."""
    size = len(places)
    members: Csr = csr_array((np.ones(size), places, np.arange(size + 1)), shape=(size, count))
    owned: Csr = csr_array(csr_array(kernel.carry * reciprocal(kernel.carriers)) @ members)
    squares = np.bincount(owned.indices, weights=owned.data**2, minlength=count)
    carried = np.bincount(places, weights=kernel.carriers > 0, minlength=count)
    return np.divide(carried**2, squares, out=np.zeros(count), where=squares > 0)
