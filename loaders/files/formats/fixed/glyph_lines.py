"""Glyphs beside each other as lines of text: blanks where they are meant, raised signs as raised characters."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from loaders.files.formats.fixed.glyph_pages import Glyph, repaired, wide
from loaders.files.formats.superscripts import raised

_SPACE = 0.25
_SPREAD = 1.5
_SMALL = 0.85
_LIFT = 0.2
_BELOW = 0.15
"""What of a glyph's box lies below its baseline, as a share of its size."""


@dataclass(frozen=True, slots=True)
class Line:
    """Glyphs beside each other, as text; `size` is that of most of them."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float


def lines(glyphs: Iterable[Glyph]) -> list[Line]:
    """Glyphs grouped into lines from top to bottom, each from left to right."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda one: ((one.top + one.bottom) / 2, one.left)):
        if rows and _beside(rows[-1], glyph):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [line for row in rows if (line := _line(sorted(row, key=lambda one: one.left)))]


def chunks(glyphs: Iterable[Glyph], apart: float) -> list[list[Glyph]]:
    """The glyphs of one line, parted where a gap is wider than `apart` times their size."""
    parts: list[list[Glyph]] = []
    for glyph in sorted((one for one in glyphs if one.text.strip()), key=lambda one: one.left):
        if parts and glyph.left - max(one.right for one in parts[-1][-3:]) <= apart * glyph.size:
            parts[-1].append(glyph)
        else:
            parts.append([glyph])
    return parts


def _beside(row: list[Glyph], glyph: Glyph) -> bool:
    """Whether the middle of the glyph lies within the row's tallest glyph, and the other way round."""
    tallest = max(row[-20:], key=lambda one: one.size)
    middle = (glyph.top + glyph.bottom) / 2
    of_row = (tallest.top + tallest.bottom) / 2
    return abs(middle - of_row) < 0.5 * max(glyph.size, tallest.size)


def _line(row: list[Glyph]) -> Line | None:
    inked = [glyph for glyph in row if glyph.text.strip()]
    if not inked:
        return None
    sizes = sorted(glyph.size for glyph in inked)
    text, before = "", None
    for glyph, sign in _signs(row, sizes):
        if before is not None and sign.strip() and text and not text[-1].isspace():
            gap = glyph.left - before.right
            if gap > _SPACE * glyph.size and not (wide(text[-1]) and gap < _SPREAD * glyph.size):
                text += " "
        if sign.strip():
            before = glyph
        text += sign
    text = spaced(text)
    if not text:
        return None
    return Line(
        text,
        inked[0].left,
        min(glyph.top for glyph in inked),
        max(glyph.right for glyph in inked),
        max(glyph.bottom for glyph in inked),
        sizes[len(sizes) // 2],
    )


def _signs(row: Sequence[Glyph], sizes: Sequence[float]) -> Iterable[tuple[Glyph, str]]:
    """The glyphs with the characters that they mean; in a line of several sizes small ones may be raised."""
    if sizes[0] >= _SMALL * sizes[-1]:
        return [(glyph, repaired(glyph.text)) for glyph in row]
    found: list[tuple[Glyph, str]] = []
    foot = _foot(row, sizes[-1])
    for lifted, run in groupby(row, key=lambda one: _lifted(one, foot, sizes[-1])):
        glyphs = list(run)
        signs = "".join(repaired(glyph.text) for glyph in glyphs)
        upper = raised(signs) if lifted else signs
        if upper != signs and len(upper) == len(glyphs):
            found += zip(glyphs, upper, strict=True)
        else:
            found += [(glyph, repaired(glyph.text)) for glyph in glyphs]
    return found


def _foot(row: Sequence[Glyph], size: float) -> float:
    """The baseline of the line's full-grown glyphs."""
    feet = sorted(one.bottom - _BELOW * one.size for one in row if one.text.strip() and one.size >= _SMALL * size)
    return feet[len(feet) // 2]


def _lifted(glyph: Glyph, foot: float, size: float) -> bool:
    return glyph.size < _SMALL * size and foot - (glyph.bottom - _BELOW * glyph.size) > _LIFT * size


def spaced(text: str) -> str:
    """Text with the spaces that PDF writers leave between digits and Chinese taken out, the others as one."""
    words = text.split()
    joined = ""
    for word in words:
        if joined and not wide(joined[-1]) and not wide(word[0]):
            joined += " "
        joined += word
    return joined
