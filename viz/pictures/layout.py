"""Where everything stands: departments left, the plan's outline in the middle, targets right; the same for the same scene.

Columns were chosen over a ring or a spring layout because every label then has a line of its own, roles run through
the free space between two columns, and the middle one reads like the plan's table of contents.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from viz.pictures.node_tree import Outline
from viz.pictures.scene import Scene
from viz.pictures.style import Sheet, Side

MOST_STRETCH = 2.2
"""A short column is spread out to match a long one, but its rows no further apart than this."""


@dataclass(frozen=True, slots=True)
class Row:
    """A node to place: its column, the side of its label, its lines of label, and the label's width in the picture."""

    id: str
    column: str
    side: Side
    lines: tuple[str, ...]
    width: float
    parent: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """Position of a node's mark, and the height of its row."""

    x: float
    y: float
    height: float


def layout(scene: Scene, tree: Outline, rows: Sequence[Row], sheet: Sheet) -> dict[str, Place]:
    """A place for every row, also for those that are folded at first (at the place of what they are folded into)."""
    columns: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        columns[row.column].append(row)
    heights = {row.id: sheet.row + sheet.line * (len(row.lines) - 1) for row in rows}
    shown = {row.id for row in rows if tree.visible(row.id)}
    totals = {name: sum(heights[row.id] for row in members if row.id in shown) for name, members in columns.items()}
    tallest = max(totals.values(), default=0)
    gap = min(max(tallest * 0.42, 190), 460)

    y = _stack([row.id for row in columns["outline"] if row.id in shown], heights, tallest)
    _follow(columns["outline"], shown, y)
    around = _neighbours(scene)
    parties = [row for row in columns["parties"] if row.id in shown]
    y |= _stack(_by_barycentre(parties, around, y, center=scene.center), heights, tallest)
    _follow(columns["parties"], shown, y)
    y |= _beside([row for row in columns["targets"] if row.id in shown], around, heights, y)
    _follow(columns["targets"], shown, y)

    x = _across(columns, gap, sheet.indent)
    return {row.id: Place(round(x(row), 1), round(y[row.id], 1), heights[row.id]) for row in rows}


def _stack(ids: Sequence[str], heights: Mapping[str, float], tallest: float) -> dict[str, float]:
    """Rows one under the other around y = 0, spread to the tallest column within reason."""
    total = sum(heights[node] for node in ids)
    if not total:
        return {}
    stretch = min(tallest / total, MOST_STRETCH) if len(ids) > 1 else 1
    y: dict[str, float] = {}
    top = -total * stretch / 2
    for node in ids:
        y[node] = top + heights[node] * stretch / 2
        top += heights[node] * stretch
    return y


def _follow(rows: Iterable[Row], shown: set[str], y: dict[str, float]) -> None:
    """A folded row waits where its parent stands."""
    for row in rows:
        if row.id not in shown:
            y[row.id] = y.get(row.parent, 0)


def _neighbours(scene: Scene) -> dict[str, list[str]]:
    around: dict[str, list[str]] = defaultdict(list)
    for edge in scene.edges:
        around[edge.source].append(edge.target)
        around[edge.target].append(edge.source)
    return around


def _by_barycentre(
    rows: Sequence[Row], around: Mapping[str, Sequence[str]], y: Mapping[str, float], *, center: str | None
) -> list[str]:
    """Order that keeps lines short: by the mean height of what a department is joined to; the center in the middle.

    Among equals the order of the outline stays.
    """
    means: dict[str, float] = {}
    for row in rows:
        heights = [y[node] for node in around.get(row.id, ()) if node in y]
        means[row.id] = fmean(heights) if heights else 0
    if center in means:
        means[center] = sorted(means.values())[len(means) // 2]
    return sorted(means, key=lambda node: means[node])


def _beside(
    rows: Sequence[Row], around: Mapping[str, Sequence[str]], heights: Mapping[str, float], y: Mapping[str, float]
) -> dict[str, float]:
    """Targets as near as they can be to what they belong to, in its order, never on each other."""
    wish = {row.id: _wish(row, around, y) for row in rows}
    ids = sorted(wish, key=lambda node: (wish[node], node))
    placed: list[tuple[str, float]] = []
    top = float("-inf")
    for node in ids:
        top = max(top, wish[node] - heights[node] / 2)
        placed.append((node, top + heights[node] / 2))
        top += heights[node]
    drift = fmean(place - wish[node] for node, place in placed) if placed else 0
    return {node: place - drift for node, place in placed}


def _wish(row: Row, around: Mapping[str, Sequence[str]], y: Mapping[str, float]) -> float:
    if row.parent in y:
        return y[row.parent]
    heights = [y[node] for node in around.get(row.id, ()) if node in y]
    return fmean(heights) if heights else 0


def _across(columns: Mapping[str, Sequence[Row]], gap: float, indent: float) -> Callable[[Row], float]:
    widest = max((row.width + indent * row.depth for row in columns.get("outline", ())), default=0)
    targets = widest + gap * 0.45 if widest else 0

    def x(row: Row) -> float:
        if row.column == "parties":
            return -gap
        return indent * row.depth if row.column == "outline" else targets

    return x
