"""How concentrated a share is on few departments (measure 3)."""

from dataclasses import dataclass

import numpy as np

from graph.ledger.arrays import Floats

TOP = 3


@dataclass(frozen=True, slots=True)
class Concentration:
    """Of shares that add up to `total`.

    holders: departments with a share above 0; among: departments looked at (the denominator, always show it). leader:
    index of the largest share, the first of equals, -1 where nobody holds any. top1, top3: their part of the total, 0 to
    1. hhi: sum of squared parts. effective: 1 / hhi, "as concentrated as if so many held equal shares". gini: corrected
    by n / (n - 1), among the holders; gini_all: among all.
    """

    holders: int
    among: int
    total: float
    leader: int
    top1: float
    top3: float
    hhi: float
    effective: float
    gini: float
    gini_all: float


def concentration(shares: Floats) -> Concentration:
    """Concentration of any figure that is 0 or more for each department, usually own or total.

    Sources: Herfindahl-Hirschman; Deltas 2003 for the small-sample Gini. Pitfall: with those who never lead in, Gini
    means another thing (0.49 becomes 0.73 on the founding plan), so both are given; use it to compare plans only.
    """
    held = np.sort(shares[shares > 0])[::-1]
    total = float(held.sum())
    parts = held / total if total else held
    hhi = float((parts**2).sum())
    return Concentration(
        holders=len(held),
        among=len(shares),
        total=total,
        leader=int(shares.argmax()) if total else -1,
        top1=float(parts[:1].sum()),
        top3=float(parts[:TOP].sum()),
        hhi=hhi,
        effective=1 / hhi if hhi else 0.0,
        gini=_gini(held),
        gini_all=_gini(shares),
    )


def _gini(values: Floats) -> float:
    """Mean absolute difference over twice the mean, times n / (n - 1); 0 for fewer than two values."""
    count, total = len(values), float(values.sum())
    if count < 2 or not total:  # noqa: PLR2004 - a difference needs two
        return 0.0
    ranked = np.sort(values) * (2 * np.arange(1, count + 1) - count - 1)
    return float(ranked.sum() / (total * (count - 1)))
