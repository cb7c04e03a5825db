"""How a matrix and a coordination picture look: steps of heat, and arcs between departments; numbers in, geometry out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

STEPS = 4
"""Steps of heat; 0 is none. Every cell says its number or role too, so that no meaning rests on colour."""

ROW = 24
"""Height of a department in the picture, in its units."""

GAP = 8
WIDEST = 7.0
BEND = 0.85
"""How far an arc bends out, as a part of its height."""


def levels(counts: Sequence[int], *, most: int | None = None) -> list[int]:
    """The step of each count from 0 to STEPS, in proportion to the largest (`most`, else that of `counts`)."""
    largest = max(counts, default=0) if most is None else most
    return [-(-STEPS * count // largest) if largest and count > 0 else 0 for count in counts]


def role_heat(role: str, leads: int, carriers: int) -> int:
    """The step of a role in a measure with so many leads (`carriers`: those responsible, where nobody leads).

    Alone in charge is hottest, supporting is coolest.
    """
    if role == "lead" or (role == "responsible" and not leads):
        return STEPS if carriers <= 1 else STEPS - 1
    return 2 if role == "responsible" else 1


class Cell(Protocol):
    """A department's part in a measure, as answers give it."""

    measure: str
    role: str


class Row(Protocol):
    """A department's parts in the order of the columns."""

    @property
    def cells(self) -> Sequence[Cell]:
        """Those of columns where it has a part."""


class Measure(Protocol):
    """What a column stands for."""

    id: str


class Column(Protocol):
    """What a matrix knows of a measure."""

    leads: int
    carriers: int

    @property
    def measure(self) -> Measure:
        """What stands below."""


R = TypeVar("R", bound=Row)
C = TypeVar("C", bound=Column)


@dataclass(frozen=True, slots=True)
class Placed(Generic[C]):
    """A cell behind so many empty ones, with its column and its step of heat."""

    before: int
    cell: Cell
    column: C
    heat: int


def laid_out(rows: Sequence[R], columns: Sequence[C]) -> list[tuple[R, list[Placed[C]], int]]:
    """Each row with its cells from left to right, and how many empty ones are left behind them.

    A wide matrix is mostly empty: what draws it need not look at every place.
    """
    places = {column.measure.id: place for place, column in enumerate(columns)}
    laid = []
    for row in rows:
        after, cells = 0, []
        for cell in row.cells:
            place = places[cell.measure]
            heat = role_heat(cell.role, columns[place].leads, columns[place].carriers)
            cells.append(Placed(place - after, cell, columns[place], heat))
            after = place + 1
        laid.append((row, cells, len(columns) - after))
    return laid


@dataclass(frozen=True, slots=True)
class Arc:
    """A line between two rows: an SVG path, its width, the places of its ends and the count that it stands for."""

    path: str
    width: float
    ends: tuple[int, int]
    count: int


@dataclass(frozen=True, slots=True)
class Picture:
    """Rows of names at `rows` (heights), arcs to the right of `edge`; all in units of a `width` x `height` view."""

    width: int
    height: int
    edge: int
    rows: tuple[int, ...]
    arcs: tuple[Arc, ...]


def arcs(pairs: Sequence[tuple[int, int, int]], rows: int, *, names_width: int) -> Picture:
    """Arcs between rows (one, other, count), the wider the larger the count, the heaviest last and so on top."""
    heights = tuple(ROW // 2 + ROW * row for row in range(rows))
    most = max((count for *_, count in pairs), default=1)
    drawn = tuple(
        Arc(_path(names_width, heights[one], heights[other]), round(WIDEST * count / most, 2), (one, other), count)
        for one, other, count in sorted(pairs, key=lambda pair: (pair[2], pair))
    )
    reach = max((abs(heights[one] - heights[other]) for one, other, _ in pairs), default=0) / 2 * BEND
    return Picture(names_width + round(reach) + 2 * GAP, max(ROW * rows, ROW), names_width, heights, drawn)


def _path(edge: int, start: int, end: int) -> str:
    low, high = sorted((start, end))
    radius = (high - low) / 2
    return f"M{edge + GAP} {low} A{radius * BEND:g} {radius:g} 0 0 1 {edge + GAP} {high}"
