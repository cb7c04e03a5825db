"""One metric across places, years and plans: the targets on one axis, and those that cannot stand there, each with its reason."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from graph.deadlines.due import due
from graph.errors import AmbiguousNameError, BadRequestError, UnknownIdError
from graph.facets.facets import NOTHING, Facets
from graph.facets.narrowing import Counts, counted, kept
from graph.ledger.duties import Integers
from graph.ledger.duties import targets as all_targets
from graph.ledger.ledger import Ledger
from graph.metrics.dictionary import entries
from graph.metrics.measured import Scale, shown
from graph.model import Edge, Node
from graph.questions.about import About, about
from graph.questions.comparing.alike import alike
from graph.questions.comparing.metrics import MetricIndex, MetricLine, axis_id, key_of, metric_index
from graph.shadow import search_key
from graph.store import Page, View

Reason = Literal["no-number", "other-scope", "level-or-change", "other-unit", "other-period", "other-baseline"]
"""Why a target of the metric does not stand on the axis, the first that holds."""

REASONS: tuple[Reason, ...] = get_args(Reason)

MOST_NAMED = 8
"""Metrics that an error names."""

MOST_APART = 100
"""Targets that do not match which an answer shows."""


@dataclass(frozen=True, slots=True)
class Axis:
    """A scale that targets of a metric stand on; `id` names it in an address, `unit` is what its numbers are shown in."""

    id: str
    scale: Scale
    unit: str
    targets: int
    plans: int


@dataclass(frozen=True, slots=True)
class Point:
    """A target: `low` and `high` in the axis's unit (None without a number), `year` of its last day (empty: none), the words in `edge`."""

    target: Node
    plan: Node
    edge: Edge
    scale: Scale
    low: float | None
    high: float | None
    unit: str
    year: str


@dataclass(frozen=True, slots=True)
class Apart:
    """A target of the metric that does not stand on the axis, and why."""

    point: Point
    reason: Reason


@dataclass(frozen=True, slots=True)
class Compared:
    """The targets of a metric on one axis, by place, year and number; of all of them the least, middle and greatest number.

    `words` are ways in which plans write the metric, `other_words` such that mean another one, both of the dictionary.

    `alike` are other metrics with names much like its own: they are counted apart.

    `axes` are all of the metric, those of most plans first. `apart` are the first MOST_APART targets of the metric elsewhere,
    `reasons` counts all of them.
    """

    metric: MetricLine
    words: tuple[str, ...]
    other_words: tuple[str, ...]
    axis: Axis | None
    axes: tuple[Axis, ...]
    page: Page[Point]
    least: float | None
    middle: float | None
    greatest: float | None
    apart: tuple[Apart, ...]
    reasons: Mapping[Reason, int]
    alike: tuple[MetricLine, ...]
    facets: Counts
    about: About


def compared_targets(
    view: View, metric: str, *, axis: str = "", facets: Facets = NOTHING, offset: int = 0, limit: int | None = None
) -> Compared:
    """The targets of a metric, given by its key or in words; `axis` is the id of one of its axes, else the one of most plans.

    `facets` keep the targets that have all they choose. Seven reads at most, of what is shown only. Raises UnknownIdError for a metric that no plan states, BadRequestError for an axis of
    another metric.
    """
    ledger = view.ledger()
    index = metric_index(view, ledger)
    key = _meant(index, metric)
    places = index.places[key]
    among = kept(ledger, "targets", facets) if facets else None
    places = places if among is None else places[among[places]]
    axes = _axes(ledger, index, places)
    chosen = next((each for each in axes if each.id == axis), None) if axis else next(iter(axes), None)
    if axis and chosen is None and not facets:  # narrowed, nothing of the axis may be left
        raise BadRequestError(
            f"the metric has no axis {axis!r}", hint=f"its axes are {', '.join(each.id for each in axes)}"
        )
    mine = index.axis == (index.axes.index(chosen.scale) if chosen else -1)
    on, off = places[mine[places]], places[~mine[places]]
    ordered = sorted(on.tolist(), key=_order(ledger, index))
    rest = sorted(off.tolist(), key=lambda place: (_reason(index, place, chosen), *_order(ledger, index)(place)))
    page = ordered[offset : offset + limit if limit is not None else None]
    points = _points(view, ledger, index, [*page, *rest[:MOST_APART]], {axis.scale: axis.unit for axis in axes})
    counts = Counter(REASONS[_reason(index, place, chosen)] for place in rest)
    line = next(each for each in index.lines if each.key == key)
    held = all_targets(ledger)
    plans = tuple(ledger.entries)
    return Compared(
        metric=line,
        words=tuple(entries()[key]["examples"]) if line.known else (),
        other_words=tuple(entries()[key]["not"]) if line.known else (),
        axis=chosen,
        axes=axes,
        page=Page(tuple(points[: len(page)]), offset, len(ordered)),
        **_spread(index, on, chosen),
        apart=tuple(
            Apart(point, REASONS[_reason(index, place, chosen)])
            for place, point in zip(rest[:MOST_APART], points[len(page) :], strict=True)
        ),
        reasons={reason: counts[reason] for reason in REASONS if counts[reason]},
        alike=alike(ledger, index, key),
        facets=counted(ledger, "targets", facets, among=_mask(len(index.axis), index.places[key])),
        about=about(view, plans=[plans[place] for place in np.unique(held.plans[places]).tolist()]),
    )


def _mask(size: int, places: Integers) -> NDArray[np.bool_]:
    mask = np.zeros(size, dtype=np.bool_)
    mask[places] = True
    return mask


def _meant(index: MetricIndex, metric: str) -> str:
    """The key of the metric that is asked for: its key, words that a plan may use, or the one name that contains them."""
    for key in (metric, key_of(metric)):
        if key and key in index.places:
            return key
    asked = search_key(metric)
    named = [line for line in index.lines if asked and asked in search_key(f"{line.label}\n{line.label_en}")]
    if len(named) == 1:
        return named[0].key
    if named:
        fitting = tuple((line.key, line.label) for line in named[:MOST_NAMED])
        raise AmbiguousNameError(
            f"the name {metric!r} fits {len(named)} metrics", hint="say which", candidates=fitting, of="Metric"
        )
    raise UnknownIdError(f"no plan states the metric {metric!r}", hint="/compare/targets lists them")


def _axes(ledger: Ledger, index: MetricIndex, places: Integers) -> tuple[Axis, ...]:
    """All axes of a metric with numbers; one that differs from another in its unit's word only is the same scale."""
    plans = all_targets(ledger).plans
    found = []
    for place in np.unique(index.axis[places]).tolist():
        scale = index.axes[place]
        if scale.form != "none":
            on = places[index.axis[places] == place]
            found.append(Axis(axis_id(scale), scale, scale.unit, len(on), len(set(plans[on].tolist()))))
    return tuple(
        sorted(
            found,
            key=lambda axis: (-axis.plans, -axis.targets, axis.scale.form != "level", axis.scale.scope != "", axis.id),
        )
    )


def _order(ledger: Ledger, index: MetricIndex) -> Callable[[int], tuple[str, str, float, int]]:
    held = all_targets(ledger)
    plans = tuple(ledger.entries)

    def key(place: int) -> tuple[str, str, float, int]:
        plan = ledger.plans.get(plans[held.plans[place]])
        jurisdiction = plan.text("jurisdiction") if plan else ""
        low = float(index.low[place])
        return jurisdiction, _year(held.dues[place]), 0.0 if np.isnan(low) else low, place

    return key


def _year(deadline: str) -> str:
    found = due(deadline)
    return found.last[:4] if found else ""


def _reason(index: MetricIndex, place: int, axis: Axis | None) -> int:
    """The place of the reason in REASONS."""
    one = index.axes[index.axis[place]]
    if one.form == "none" or axis is None:
        return 0
    other = axis.scale
    differs = (
        one.scope != other.scope,
        one.form != other.form,
        one.dimension != other.dimension,
        one.per != other.per,
    )
    return next((at + 1 for at, different in enumerate(differs) if different), len(REASONS) - 1)


def _points(
    view: View, ledger: Ledger, index: MetricIndex, places: Sequence[int], units: Mapping[Scale, str]
) -> list[Point]:
    held = all_targets(ledger)
    ids = [held.targets[place] for place in places]
    nodes = {node.id: node for node in view.nodes(ids)} if ids else {}
    edges = {edge.target: edge for edge in view.edges(ids, kinds=["HAS_TARGET"], direction="in")} if ids else {}
    plans = {node.id: node for node in view.nodes(sorted({node.plan for node in nodes.values()}))} if nodes else {}
    points = []
    for place, key in zip(places, ids, strict=True):
        scale = index.axes[index.axis[place]]
        low, high = (_number(scale, float(ends[place])) for ends in (index.low, index.high))
        node = nodes[key]
        points.append(
            Point(
                node,
                plans[node.plan],
                edges[key],
                scale,
                low,
                high,
                units.get(scale, ""),
                _year(held.dues[place]),
            )
        )
    return points


def _number(scale: Scale, base: float) -> float | None:
    return None if np.isnan(base) else shown(scale, base)


def _spread(index: MetricIndex, on: Integers, axis: Axis | None) -> dict[str, float | None]:
    """The least, middle and greatest number on the axis; a range counts with its middle."""
    if axis is None or not len(on):
        return {"least": None, "middle": None, "greatest": None}
    numbers = (index.low[on] + index.high[on]) / 2
    ends = (float(numbers.min()), float(np.median(numbers)), float(numbers.max()))
    least, middle, greatest = (shown(axis.scale, end) for end in ends)
    return {"least": least, "middle": middle, "greatest": greatest}
