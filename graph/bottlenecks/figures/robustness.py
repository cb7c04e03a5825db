"""How far a rank holds: its range under many weightings, and what is left of it when role edges are missing."""

from dataclasses import dataclass
from math import inf

import numpy as np
from scipy.sparse import csr_array

from graph.bottlenecks.figures.counts import own_shares, workloads
from graph.bottlenecks.kernel import (
    LEAD,
    RESPONSIBLE,
    Csr,
    Entries,
    Integers,
    Kernel,
    reciprocal,
    row_counts,
    weigh,
)
from graph.ledger.arrays import Floats

WEIGHTS = (0.0, 0.5, 1.0, 2.0, 3.0, 5.0, inf)
"""What a lead weighs against another role, in whole and in fractional counts: 14 weightings."""

SEED = 20221202
DROPPED = 0.1
RUNS = 300
MOST_PAIRS = 2_000_000
"""Pairs of departments that are compared at once."""


@dataclass(frozen=True, slots=True, eq=False)
class RankRange:
    """The best and the worst rank of each department (D), 1 is first, equals share the better rank."""

    best: Integers
    worst: Integers


@dataclass(frozen=True, slots=True)
class Stability:
    """With a part of the role edges missing at random: what is left of a ranking.

    tau: mean Kendall tau-b to the whole ranking. first_kept: the part of the runs in which the same department was first
    (the same departments, where several are).
    """

    tau: float
    first_kept: float


def rank_range(kernel: Kernel, weights: tuple[float, ...] = WEIGHTS) -> RankRange:
    """Ranks by w * carried + other roles for each weight w, counted whole and as fractions of each list.

    Carried: led, and where a measure names no lead responsible. Unit: ranks. Source: OECD/JRC handbook on composite indicators (show the sensitivity, no blended score). Pitfall: a
    narrow range says that weights do not matter, not that the text is right.
    """
    carried = row_counts(kernel.carry)
    total = row_counts(kernel.any_role)
    pairs = (
        (carried.astype(np.float64), (total - carried).astype(np.float64)),
        (own_shares(kernel), weigh(kernel.helpers, reciprocal(kernel.parties - kernel.carriers))),
    )
    ranks = np.array([_ranks(_blend(leads, others, weight)) for leads, others in pairs for weight in weights])
    return RankRange(ranks.min(axis=0, initial=len(kernel.departments)), ranks.max(axis=0, initial=1))


def _blend(leads: Floats, others: Floats, weight: float) -> Floats:
    """An infinite weight orders by leads, and among equals by the others."""
    if weight == inf:
        _, places = np.unique(leads.round(9), return_inverse=True)
        lexicographic: Floats = places + others / (others.max(initial=0) + 1)
        return lexicographic
    return weight * leads + others


def _ranks(values: Floats) -> Integers:
    """1 + how many have more; values that differ by rounding only are equal."""
    rounded = values.round(9)
    return len(rounded) - np.searchsorted(np.sort(rounded), rounded, side="right") + 1


def pareto_layers(kernel: Kernel) -> Integers:
    """The layer of each department (D), from 1: nobody in an earlier layer's absence has as much of all and more of one.

    Over leads, other roles, own and load, without weights. Pitfall: a layer is no rank; most plans have few layers.
    """
    loads = workloads(kernel)
    values = np.column_stack([loads.lead, loads.responsible + loads.support, loads.own.round(9), loads.load.round(9)])
    layers = np.zeros(len(values), dtype=np.int64)
    layer = 0
    while (layers == 0).any():
        layer += 1
        left = np.flatnonzero(layers == 0)
        best = [place for place in left if not _dominated(values[place], values[left])]
        layers[best] = layer
    return layers


def _dominated(point: Floats, others: Floats) -> bool:
    return bool(((others >= point).all(axis=1) & (others > point).any(axis=1)).any())


def stability(kernel: Kernel, *, dropped: float = DROPPED, runs: int = RUNS, seed: int = SEED) -> dict[str, Stability]:
    """Drop a part of the role edges `runs` times and compare the rankings by lead, total and own, with a fixed seed.

    Where a measure names no lead those responsible count as its leads, whatever is dropped. Unit: tau from
    -1 to 1; a part of the runs. Source: Frantz, Cataldo, Carley 2009. Pitfall: real omissions are not
    random, an open list (等) hides helpers only. Meant for one plan (memory D x D). Names do not matter: departments are taken in the order of their roles.
    """
    entries = kernel.entries()
    if not len(entries.rows) or len(kernel.departments) < 2:  # noqa: PLR2004 - a ranking needs two
        return {}
    order = np.lexsort((entries.roles, entries.columns, _places(kernel)[entries.rows]))
    random = np.random.default_rng(seed)
    gone = round(dropped * len(order))
    kept = np.ones((runs, len(order)))
    for run in range(runs):
        kept[run, order[random.permutation(len(order))[len(order) - gone :]]] = 0.0
    whole = _figures(kernel, entries, np.ones((1, len(order))))
    thinned = _figures(kernel, entries, kept)
    return {name: _compared(whole[name][0], thinned[name]) for name in whole}


def _compared(whole: Floats, thinned: Floats) -> Stability:
    """One ranking (D) with those of all runs (runs x D), a block of runs at a time."""
    one, other = np.triu_indices(len(whole), 1)
    first = np.sign(whole[one] - whole[other])
    step = max(1, MOST_PAIRS // len(one))
    taus = [
        _taus(first, np.sign(block[:, one] - block[:, other]))
        for block in (thinned[begin : begin + step] for begin in range(0, len(thinned), step))
    ]
    best = whole == whole.max()
    kept_first = (thinned == thinned.max(axis=1, keepdims=True)) == best
    return Stability(float(np.concatenate(taus).mean()), float(kept_first.all(axis=1).mean()))


def _taus(first: Floats, others: Floats) -> Floats:
    """Kendall's tau-b of each run over all pairs of departments; 0 where one side ranks nobody."""
    ranked = np.sqrt((first**2).sum() * (others**2).sum(axis=1))
    found: Floats = np.divide(others @ first, ranked, out=np.zeros(len(others)), where=ranked > 0)
    return found


def _places(kernel: Kernel) -> Integers:
    """An order of the departments by their roles alone: equal under any renaming, up to departments with equal roles."""
    marks = (kernel.lead * 3 + kernel.responsible * 2 + kernel.support).tocsr()
    rows = [
        tuple(zip(marks.indices[start:end].tolist(), marks.data[start:end].tolist(), strict=True))
        for start, end in zip(marks.indptr, marks.indptr[1:], strict=False)
    ]
    places = np.empty(len(rows), dtype=np.int64)
    places[sorted(range(len(rows)), key=lambda row: sorted(rows[row]))] = np.arange(len(rows))
    return places


def _figures(kernel: Kernel, entries: Entries, kept: Floats) -> dict[str, Floats]:
    """Leads, all roles and own shares (runs x D) with the entries that `kept` (runs x entries, 1 or 0) leaves."""
    departments, measures = len(kernel.departments), len(kernel.measures)
    leading = (entries.roles == LEAD) | ((entries.roles == RESPONSIBLE) & (kernel.leads == 0)[entries.columns])
    rows, columns = entries.rows[leading], entries.columns[leading]
    leads = kept[:, leading]
    shared = _summed(leads, columns, measures)[:, columns]
    parts = np.divide(leads, shared, out=np.zeros_like(leads), where=leads > 0)
    return {
        "lead": _summed(leads, rows, departments),
        "total": _summed(kept, entries.rows, departments),
        "own": _summed(parts, rows, departments).round(9),
    }


def _summed(values: Floats, groups: Integers, count: int) -> Floats:
    """The sums of each row's values by group (rows x count)."""
    entries = np.arange(len(groups))
    member: Csr = csr_array((np.ones(len(groups)), (groups, entries)), shape=(count, len(groups)))
    return np.ascontiguousarray((member @ values.T).T)
