"""Pages as PDF and OFD give them: glyphs and ruling lines with their places, no words and no paragraphs yet.

Lengths are in points (1/72 inch), x to the right and y downwards from the top left corner.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from loaders.vocabulary import vocabulary

_RADICALS = range(0x2E80, 0x2F00)
_KANGXI = range(0x2F00, 0x2FE0)
_COMPATIBLE = range(0xF900, 0xFB00)
_INVISIBLE = (0x0002, 0x00AD, 0x200B, 0xFEFF)
_THIN = 3.0
_SPACE = 0.25
_SPREAD = 1.5


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character on the page with the box of its font, not of its ink; `size` is the font's."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float


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


@dataclass(frozen=True, slots=True)
class Line:
    """Glyphs beside each other, as text; `size` is that of most of them."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float


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


def lines(glyphs: Iterable[Glyph]) -> list[Line]:
    """Glyphs grouped into lines from top to bottom, each from left to right."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda one: ((one.top + one.bottom) / 2, one.left)):
        if rows and _beside(rows[-1], glyph):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [line for row in rows if (line := _line(sorted(row, key=lambda one: one.left)))]


def _beside(row: list[Glyph], glyph: Glyph) -> bool:
    """Whether the middle of the glyph lies within the row's tallest glyph, and the other way round."""
    tallest = max(row[-20:], key=lambda one: one.size)
    middle = (glyph.top + glyph.bottom) / 2
    of_row = (tallest.top + tallest.bottom) / 2
    return abs(middle - of_row) < 0.5 * max(glyph.size, tallest.size)


def _line(row: list[Glyph]) -> Line | None:
    text, before = "", None
    for glyph in row:
        sign = repaired(glyph.text)
        if before is not None and sign.strip() and text and not text[-1].isspace():
            gap = glyph.left - before.right
            if gap > _SPACE * glyph.size and not (wide(text[-1]) and gap < _SPREAD * glyph.size):
                text += " "
        if sign.strip():
            before = glyph
        text += sign
    text = spaced(text)
    inked = [glyph for glyph in row if glyph.text.strip()]
    if not text or not inked:
        return None
    sizes = sorted(glyph.size for glyph in inked)
    return Line(
        text,
        inked[0].left,
        min(glyph.top for glyph in inked),
        max(glyph.right for glyph in inked),
        max(glyph.bottom for glyph in inked),
        sizes[len(sizes) // 2],
    )


def spaced(text: str) -> str:
    """Text with the spaces that PDF writers leave between digits and Chinese taken out, the others as one."""
    words = text.split()
    joined = ""
    for word in words:
        if joined and not wide(joined[-1]) and not wide(word[0]):
            joined += " "
        joined += word
    return joined


def wide(sign: str) -> bool:
    """Whether a character is Chinese or a Chinese mark, beside which no space is written."""
    return unicodedata.east_asian_width(sign) in "WF" or sign in "\u201c\u201d\u2018\u2019\u2026\u2014\u00b7"


@cache
def repaired(sign: str) -> str:
    """The character that is meant: radicals and compatibility forms that fonts give out become the plain ones."""
    code = ord(sign[0]) if len(sign) == 1 else 0
    if code in _RADICALS:
        return str(vocabulary("files/formats/web/pages")["_radicals"].get(sign, sign))
    if code in _KANGXI or code in _COMPATIBLE:
        return unicodedata.normalize("NFKC", sign)
    return "" if code in _INVISIBLE else sign
