"""Metrics that are called much like another and counted apart: a name that says more, or something else, means other things.

Whoever compares 建成OPC社区 ought to see that one plan speaks of 重点OPC社区 only, and judge for herself.
"""

from collections.abc import Iterator, Mapping, Sequence

from graph.ledger.ledger import Ledger
from graph.metrics.dictionary import entries
from graph.questions.comparing.metrics import MetricIndex, MetricLine
from graph.shadow import search_key

SHORTEST = 4
"""Characters of the end that two names must share; a Chinese name says last what is counted."""

MOST_ALIKE = 12
"""Metrics that an answer names."""


def alike(ledger: Ledger, index: MetricIndex, key: str) -> tuple[MetricLine, ...]:
    """The other metrics of plans whose names share two thirds of the shorter one at the end, the nearest first."""
    endings = ledger.once("endings of metrics", lambda: _endings(index))
    nearest: dict[str, tuple[int, MetricLine]] = {}
    for mine in _names(next(line for line in index.lines if line.key == key)):
        for name, line in endings.get(mine[-SHORTEST:], ()):
            shared = _shared(name, mine)
            if line.key != key and shared > nearest.get(line.key, (0,))[0]:
                nearest[line.key] = shared, line
    found = sorted(nearest.values(), key=lambda pair: (-pair[0], -pair[1].plans, pair[1].label, pair[1].key))
    return tuple(line for _, line in found[:MOST_ALIKE])


def _endings(index: MetricIndex) -> Mapping[str, Sequence[tuple[str, MetricLine]]]:
    """The names of all metrics by their last characters, so that a name is held against few others."""
    found: dict[str, list[tuple[str, MetricLine]]] = {}
    for line in index.lines:
        for name in _names(line):
            if len(name) >= SHORTEST:
                found.setdefault(name[-SHORTEST:], []).append((name, line))
    return found


def _names(line: MetricLine) -> Iterator[str]:
    """What a metric is called, as search keys."""
    known = entries().get(line.key)
    yield from map(search_key, (line.label, *(known["examples"] if known else ())))


def _shared(one: str, other: str) -> int:
    """How many characters two names share at their ends; 0 where that is little of them."""
    pairs = enumerate(zip(reversed(one), reversed(other), strict=False))
    length = next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))
    return length if length >= SHORTEST and 3 * length >= 2 * min(len(one), len(other)) else 0
