"""Departments that must talk on a ring: cluster by cluster, each with a line of its own for its name, and the lines between them inside.

Both halves of the ring are spaced by the height of a row, not by angle, so that no two names meet however many there are.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from viz.pictures.layout import Place

GAP = 0.8
"""Rows left free between two clusters."""

ROUND = 0.62
"""Half the width of the ring against its height."""

LEAST_WIDE, MOST_WIDE = 190.0, 420.0
"""Bounds of half its width, in units of the picture."""

MOST_FACING = 24
"""Departments on two sides; of more a ring shows more."""

OPEN = 1.06
"""How much higher the ring is than its rows reach, so that its first and last names stand apart."""


def ring(ids: Sequence[str], clusters: Mapping[str, int], *, row: float) -> dict[str, Place]:
    """Places of departments in their order: down the left, up the right; `row` is the height of a name of two lines."""
    if not ids:
        return {}
    steps = [0.0]
    for one, other in pairwise(ids):
        steps.append(steps[-1] + 1 + (GAP if clusters.get(one) != clusters.get(other) else 0))
    split = next((place for place, step in enumerate(steps) if step > steps[-1] / 2), len(ids))
    sides = ((-1, steps[:split]), (1, [steps[-1] - step for step in steps[split:]]))
    height = max((max(side) - min(side) for _, side in sides if side), default=0) * row
    tall = max(height / 2 * OPEN, row)
    wide = min(max(tall * ROUND, LEAST_WIDE), MOST_WIDE)
    places: list[tuple[float, float]] = []
    for sign, side in sides:
        middle = (max(side) + min(side)) / 2 if side else 0
        for step in side:
            y = (step - middle) * row
            places.append((sign * wide * max(1 - (y / tall) ** 2, 0.06) ** 0.5, y))
    return {node: Place(round(x, 1), round(y, 1), row) for node, (x, y) in zip(ids, places, strict=True)}


def facing(ids: Sequence[str], pairs: Sequence[tuple[str, str]], *, row: float) -> dict[str, Place]:
    """Few departments on two sides, where some on the left stand in every pair, as those who lead one measure do; empty where most would.

    On a ring their lines would run through one another to the same few ends.
    """
    if len(ids) > MOST_FACING:
        return {}
    few = _in_every_pair(ids, pairs)
    others = [node for node in ids if node not in few]
    if not others or len(few) * 2 > len(ids):
        return {}
    tall = max(len(others) - 1, 1) * row
    wide = min(max(tall * ROUND, LEAST_WIDE), MOST_WIDE)
    places: dict[str, Place] = {}
    for x, side in ((-wide, few), (wide, others)):
        step = tall / len(side) if x < 0 else row
        for place, node in enumerate(side):
            places[node] = Place(round(x, 1), round((place - (len(side) - 1) / 2) * step, 1), row)
    return places


def _in_every_pair(ids: Sequence[str], pairs: Sequence[tuple[str, str]]) -> list[str]:
    """Some of `ids`, few, of which every pair has one: again and again the one that stands in most pairs that are left."""
    left, few = list(pairs), []
    while left:
        most = max(ids, key=lambda node: sum(node in pair for pair in left))
        few.append(most)
        left = [pair for pair in left if most not in pair]
    return few


def first_least(weights: Sequence[int], *, most: int) -> int:
    """The fewest measures in common from which on no more than `most` pairs are drawn; the largest number where all are too many."""
    for least in sorted(set(weights)):
        if sum(weight >= least for weight in weights) <= most:
            return least
    return max(weights, default=1)
