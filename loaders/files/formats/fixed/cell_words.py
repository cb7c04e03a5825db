"""The words of a cell that a page draws: which of its lines run on and which end a paragraph."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from loaders.files.formats.fixed.glyph_lines import Line, lines
from loaders.files.formats.fixed.glyph_pages import Glyph, set_upright, wide

_PADDING = 0.6
_FULL = 2.2
_CLEAR = 0.35
_UNIT = re.compile(
    r"[\u201c\u2018\u300a\u3008(\uff08\u3014\u3010\[]*+(?:[!-~]++|.)[\u3001\u3002\uff0c\uff1b\uff1a\uff01\uff1f\uff09)\u3015\u3011\u300b\u201d\u2019\]]*+"
)
_PARTED = re.compile(r"[\u3001\u3002\uff0c\uff1b;,\uff1a:]")


@dataclass(frozen=True, slots=True)
class Words:
    """A cell's text, and whether its last line runs to the cell's right side, so that it may go on on the next page."""

    text: str
    full: bool


def cell_words(glyphs: Sequence[Glyph], left: float, right: float) -> Words:
    """The words of the cell between two upright lines: a line that fills the cell runs on, another ends a paragraph."""
    turn = Counter(glyph.turn for glyph in glyphs).most_common(1)[0][0]
    if turn:
        return Words("".join(line.text for line in lines(set_upright(glyphs, turn, right, right))), full=False)
    rows = lines(glyphs)
    if not rows:
        return Words("", full=False)
    room = right - left - 2 * min(min(line.left for line in rows) - left, _PADDING * rows[0].size)
    ends = _ends(rows, room)
    text = rows[0].text
    for (above, line), ended in zip(pairwise(rows), ends, strict=True):
        text += " / " if ended else "" if wide(above.text[-1]) or wide(line.text[0]) or above.text[-1] == "-" else " "
        text += line.text
    return Words(text, full=rows[-1].right > right - _FULL * rows[-1].size)


def _ends(rows: Sequence[Line], room: float) -> list[bool]:
    """For each line but the last whether a paragraph ends with it."""
    if all(len(line.text) == 1 for line in rows):
        return [False] * (len(rows) - 1)
    first = rows[0].text[0]
    names = (
        wide(first)
        and not any(_PARTED.search(line.text) for line in rows)
        and all(line.text[0] == first for line in rows)
    )
    return [names or _short(above, below, room, first) for above, below in pairwise(rows)]


def _short(line: Line, following: Line, room: float, first: str) -> bool:
    """Whether the words that follow would have found room on the line; where it is close, names begin alike."""
    if _PARTED.match(line.text[-1]):
        return False
    unit = _UNIT.match(following.text)
    needed = sum(line.size if wide(sign) else line.size / 2 for sign in (unit[0] if unit else ""))
    free = room - (line.right - line.left) - needed
    return free >= _CLEAR * line.size or (free >= 0 and following.text[0] == first and wide(first))
