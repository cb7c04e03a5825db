"""What the targets of a plan measure, as its tally keeps it: the scale that each stands on, and its number there."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from functools import lru_cache
from typing import Any

from graph.ledger.arrays import Floats, Int32s, np
from graph.metrics.dictionary import version
from graph.metrics.measured import Scale, measured
from graph.model import Node


@dataclass(frozen=True, slots=True, eq=False)
class Measures:
    """`scales` are distinct; `scale` is the index of each target's, `low` and `high` its ends in the base unit (nan: no number)."""

    scales: tuple[Scale, ...]
    scale: Int32s
    low: Floats
    high: Floats


def measures(targets: Sequence[Node], place: str) -> Measures:
    """What targets of a plan of a place (a path) measure."""
    return read(written(targets, place)) or Measures((), np.zeros(0, np.int32), np.zeros(0), np.zeros(0))


def written(targets: Sequence[Node], place: str) -> list[Any]:
    """What targets of a plan of a place (a path) measure, as JSON takes it: each scale once, then a column each."""
    scales: dict[Scale, int] = {}
    lines = []
    for target in targets:
        found = measured(target, place)
        lines.append((scales.setdefault(found.scale, len(scales)), found.low, found.high))
    columns = [list(column) for column in zip(*lines, strict=True)]
    return [version(), [list(astuple(scale)) for scale in scales], *columns]


@lru_cache(maxsize=1 << 16)
def _scale(said: tuple[Any, ...]) -> Scale:
    """The scale, one for all plans that have it."""
    return Scale(*said)


def read(said: Sequence[Any]) -> Measures | None:
    """The reverse of `written`; None where another dictionary measured them."""
    by, scales, *columns = said
    if by != version():
        return None
    scale, low, high = columns or ([], [], [])
    return Measures(
        scales=tuple(_scale(tuple(each)) for each in scales),
        scale=np.array(scale, dtype=np.int32),
        low=np.array(low, dtype=np.float64),
        high=np.array(high, dtype=np.float64),
    )
