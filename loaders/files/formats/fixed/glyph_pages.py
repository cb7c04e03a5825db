"""Pages as PDF and OFD give them: glyphs and ruling lines with their places, no words and no paragraphs yet.

Lengths are in points (1/72 inch), x to the right and y downwards from the top left corner.
"""

import math
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import TypeVar

from loaders.vocabulary import vocabulary

_RADICALS = range(0x2E80, 0x2F00)
_KANGXI = range(0x2F00, 0x2FE0)
_COMPATIBLE = range(0xF900, 0xFB00)
_UPRIGHT_FORMS = (*range(0xFE10, 0xFE1A), *range(0xFE30, 0xFE45))
_HYPHEN = "\x02"  # what pdfium gives for a hyphen at the end of a line
_INVISIBLE = (0x00AD, 0x200B, 0xFEFF)
_THIN = 3.0
_LEVEL = 6.0
_QUARTER = 90


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character on the page with the box of its font, not of its ink; `size` is the font's.

    `turn`: how its line runs as seen, degrees with the clock: 0 level, 90 downwards, 180, 270 upwards; None askew.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    turn: int | None = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruling line, upright or level, with its two ends; thickness does not matter."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def upright(self) -> bool:
        """Whether it runs from top to bottom."""
        return self.bottom - self.top > self.right - self.left


@dataclass(frozen=True, slots=True)
class Page:
    """One page, counted from 1. `pictures` counts images: a page of pictures without glyphs is a scan."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...] = ()
    pictures: int = 0


_Placed = TypeVar("_Placed", Glyph, Rule)


def quarter(degrees: float) -> int | None:
    """The quarter turn that an angle is, as 0, 90, 180 or 270; None where a line at that angle is askew."""
    near = round(degrees / _QUARTER)
    return None if abs(degrees - near * _QUARTER) > _LEVEL else near % 4 * _QUARTER


def angle(along: float, down: float) -> float:
    """The degrees with the clock of a line that runs so far to the right and down."""
    return math.degrees(math.atan2(down, along))


def set_upright(things: Sequence[_Placed], turn: int, width: float, height: float) -> list[_Placed]:
    """Glyphs or rules of a page of that size, the page turned back by `turn` (0, 90, 180, 270)."""
    return [_turned_back(one, turn, width, height) for one in things] if turn else list(things)


def _turned_back(one: _Placed, turn: int, width: float, height: float) -> _Placed:
    left, top, right, bottom = one.left, one.top, one.right, one.bottom
    match turn:
        case 90:
            left, top, right, bottom = one.top, width - one.right, one.bottom, width - one.left
        case 180:
            left, top, right, bottom = width - one.right, height - one.bottom, width - one.left, height - one.top
        case 270:
            left, top, right, bottom = height - one.bottom, one.left, height - one.top, one.right
    if isinstance(one, Rule):
        return replace(one, left=left, top=top, right=right, bottom=bottom)
    now = None if one.turn is None else (one.turn - turn) % 360
    return replace(one, left=left, top=top, right=right, bottom=bottom, turn=now)


def strokes(points: Sequence[tuple[float, float]], *, stroked: bool) -> Iterator[Rule]:
    """The ruling lines of one run of a path: all of it where it is thin, its level and upright sides where it is stroked.

    A filled box that is not thin is a background.
    """
    if len(points) <= 1:
        return
    xs, ys = [x for x, _ in points], [y for _, y in points]
    if min(max(xs) - min(xs), max(ys) - min(ys)) <= _THIN:
        yield Rule(min(xs), min(ys), max(xs), max(ys))
    elif stroked:
        closed = points if points[0] == points[-1] or len(points) <= 2 else [*points, points[0]]  # noqa: PLR2004 (a line)
        for (x, y), (to_x, to_y) in pairwise(closed):
            if abs(x - to_x) < 1 or abs(y - to_y) < 1:
                yield Rule(min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y))


def frames(boxes: Sequence[Sequence[tuple[float, float]]]) -> Iterator[Rule]:
    """The ruling lines that filled rings draw: a box right inside another, of which only the rim is painted."""
    for one, other in pairwise(boxes):
        if min(len(one), len(other)) < 4:  # noqa: PLR2004 (the corners of a box)
            continue
        (left, top, right, bottom), (west, north, east, south) = sorted((_bounds(one), _bounds(other)))
        if all(0 <= rim <= _THIN for rim in (west - left, north - top, right - east, bottom - south)):
            for near, far in (((left, top), (west, bottom)), ((east, top), (right, bottom)),
                              ((left, top), (right, north)), ((left, south), (right, bottom))):  # fmt: skip
                if near[0] < far[0] and near[1] < far[1]:
                    yield Rule(*near, *far)


def _bounds(points: Sequence[tuple[float, float]]) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def wide(sign: str) -> bool:
    """Whether a character is Chinese or a Chinese mark, beside which no space is written."""
    return unicodedata.east_asian_width(sign) in "WF" or sign in "\u201c\u201d\u2018\u2019\u2026\u2014\u00b7"


@cache
def repaired(sign: str) -> str:
    """The character that is meant: radicals, compatibility forms and those of upright lines become the plain ones."""
    code = ord(sign[0]) if len(sign) == 1 else 0
    if code in _RADICALS or code in _KANGXI:
        plain = unicodedata.normalize("NFKC", sign) if code in _KANGXI else sign
        return str(vocabulary("files/formats/web/pages")["_radicals"].get(sign, plain))
    if code in _COMPATIBLE or code in _UPRIGHT_FORMS:
        return unicodedata.normalize("NFKC", sign)
    if sign == _HYPHEN:
        return "-"
    return "" if code in _INVISIBLE else sign
