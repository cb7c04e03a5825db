"""All metrics of all plans, by their keys: how many plans state each, and which of its targets stand on one axis."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.ledger.duties import Integers
from graph.ledger.duties import targets as all_targets
from graph.ledger.ledger import Ledger
from graph.ledger.measures import Measures, measures
from graph.metrics.dictionary import dictionary, label
from graph.metrics.measured import Scale, named_by
from graph.model import Node
from graph.shadow import search_key
from graph.store import Page, View

MOST_UNNAMED = 50
"""Targets without a key that an answer shows."""


@dataclass(frozen=True, slots=True)
class MetricLine:
    """A metric: in how many `plans` a number stands, `targets` of any kind, `axes` that they stand on, `comparable` on the best.

    `label` and `label_en` are the dictionary's, or the words that are the key.
    """

    key: str
    known: bool
    label: str
    label_en: str
    plans: int
    targets: int
    axes: int
    comparable: int


@dataclass(frozen=True, slots=True)
class Metrics:
    """A page of metrics, those of most plans first; `shared` stand in two plans or more on one axis, of `targets` in all.

    `unnamed` are the first targets whose words alone do not say what is counted, of `unnamed_total`.
    """

    page: Page[MetricLine]
    metrics: int
    shared: int
    targets: int
    unnamed: tuple[Node, ...]
    unnamed_total: int


@dataclass(frozen=True, slots=True, eq=False)
class MetricIndex:
    """All targets (T, as graph.ledger.duties.targets has them) by what they measure.

    `axes` are distinct, `axis` is the index of each target's, `low` and `high` its ends in the base unit. `places` are the
    targets of each key, in order; `lines` the metrics, those that stand in most plans first.
    """

    axes: tuple[Scale, ...]
    axis: Integers
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    places: Mapping[str, Integers]
    lines: tuple[MetricLine, ...]


def metrics(view: View, *, words: str = "", shared: bool = False, offset: int = 0, limit: int | None = None) -> Metrics:
    """The metrics whose name contains the words, or that the words name; `shared`: in two plans or more on one axis.

    Two reads, however many plans there are.
    """
    ledger = view.ledger()
    index = metric_index(view, ledger)
    found = [line for line in index.lines if not shared or line.comparable > 1]
    if words.strip():
        asked = search_key(words)
        meant = key_of(words)
        found = [
            line
            for line in found
            if line.key == meant or asked in search_key(f"{line.label}\n{line.label_en}\n{line.key}")
        ]
    unnamed = index.places.get("", np.zeros(0, dtype=np.int64))
    held = all_targets(ledger)
    first = [held.targets[place] for place in unnamed[:MOST_UNNAMED].tolist()]
    shown = found[offset : offset + limit if limit is not None else None]
    return Metrics(
        page=Page(tuple(shown), offset, len(found)),
        metrics=len(index.lines),
        shared=sum(line.comparable > 1 for line in index.lines),
        targets=len(held.targets),
        unnamed=tuple(view.nodes(first) if first else ()),
        unnamed_total=len(unnamed),
    )


def key_of(words: str) -> str:
    """The key of the metric that words name: a key itself, or words as a plan writes them."""
    return words if words in dictionary() else named_by(words)


def axis_id(scale: Scale) -> str:
    """What an axis is called in an address."""
    return hashlib.sha256("\n".join(scale.axis).encode()).hexdigest()[:8]


def metric_index(view: View, ledger: Ledger) -> MetricIndex:
    """The metrics of all plans; plans that another dictionary measured are read, the others are not."""
    return ledger.once("metrics", lambda: _index(view, ledger))


def _index(view: View, ledger: Ledger) -> MetricIndex:
    parts = [entry.tally.measures or _measured_anew(view, ledger, plan) for plan, entry in ledger.entries.items()]
    every, columns = _axes(parts)
    axis = np.concatenate(columns) if columns else np.zeros(0, dtype=np.int64)
    keys = {key: place for place, key in enumerate(dict.fromkeys(each.key for each in every))}
    key = np.fromiter((keys[each.key] for each in every), np.int64, len(every))[axis] if len(axis) else axis
    order = np.argsort(key, kind="stable")
    begins = np.searchsorted(key[order], np.arange(len(keys) + 1))
    places = {word: order[begins[at] : begins[at + 1]] for word, at in keys.items()}
    plans = all_targets(ledger).plans
    lines = [_line(word, found, every, axis, plans) for word, found in places.items() if word]
    return MetricIndex(
        axes=every,
        axis=axis,
        low=np.concatenate([part.low for part in parts]) if parts else np.zeros(0),
        high=np.concatenate([part.high for part in parts]) if parts else np.zeros(0),
        places=places,
        lines=tuple(
            sorted(lines, key=lambda line: (-line.comparable, -line.plans, not line.known, line.label, line.key))
        ),
    )


def _axes(parts: Sequence[Measures]) -> tuple[tuple[Scale, ...], list[Integers]]:
    """The axes of all parts, each once in the unit that most of them show it in; and of each part the axes of its targets."""
    axes: dict[tuple[str, ...], int] = {}
    units: list[Counter[Scale]] = []
    columns = []
    for part in parts:
        there = np.zeros(len(part.scales), dtype=np.int64)
        for at, scale in enumerate(part.scales):
            there[at] = axes.setdefault(scale.axis, len(axes))
            if there[at] == len(units):
                units.append(Counter())
            units[there[at]][scale] += 1
        columns.append(there[part.scale] if len(part.scale) else np.zeros(0, dtype=np.int64))
    return tuple(min(found, key=lambda each: (-found[each], each.unit)) for found in units), columns


def _line(key: str, found: Integers, axes: tuple[Scale, ...], axis: Integers, plans: Integers) -> MetricLine:
    by_axis: dict[int, set[int]] = {}
    for place in found.tolist():
        if axes[axis[place]].form != "none":
            by_axis.setdefault(int(axis[place]), set()).add(int(plans[place]))
    return MetricLine(
        key=key,
        known=key in dictionary(),
        label=label(key, "zh"),
        label_en=label(key, "en"),
        plans=len(set().union(*by_axis.values())) if by_axis else 0,
        targets=len(found),
        axes=len(by_axis),
        comparable=max(map(len, by_axis.values()), default=0),
    )


def _measured_anew(view: View, ledger: Ledger, plan: str) -> Measures:
    entry = ledger.entries[plan]
    place = ledger.plans[plan].text("jurisdiction") if plan in ledger.plans else ""
    return measures(view.nodes(entry.tally.targets), place)
