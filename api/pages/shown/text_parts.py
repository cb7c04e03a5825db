"""A long text in parts that a browser shows at once: each ends with a paragraph, and every character is in exactly one."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

LONGEST = 8_000
"""Characters of a part; with its links a page of it stays well under 100 kB."""


@dataclass(frozen=True, slots=True)
class Part:
    """Characters `start` to `end` (exclusive) of the document; part `number` of `total`, from 1; those before and after."""

    start: int
    end: int
    number: int
    total: int
    previous: int | None
    next: int | None


def part_at(text: str, offset: int, place: int | None, *, longest: int = LONGEST) -> Part:
    """The part of `text`, which begins at `offset` of its document, that holds the character `place` (None: the first).

    A place before the text is in the first part, one behind it in the last.
    """
    borders = [offset + border for border in _borders(text, longest)]
    parts = list(pairwise(borders)) or [(offset, offset)]
    index = 0 if place is None else max(0, sum(begin <= place for begin, _ in parts) - 1)
    return Part(
        *parts[index],
        number=index + 1,
        total=len(parts),
        previous=parts[index - 1][0] if index else None,
        next=_begin(parts, index + 1),
    )


def _begin(parts: Sequence[tuple[int, int]], index: int) -> int | None:
    return parts[index][0] if index < len(parts) else None


def _borders(text: str, longest: int) -> list[int]:
    """0, then behind the last line end that fits, or in the middle of a line where none does for half a part."""
    borders = [0]
    while len(text) - borders[-1] > longest:
        begin = borders[-1]
        line = text.rfind("\n", begin + longest // 2, begin + longest)
        borders.append(line + 1 if line >= 0 else begin + longest)
    if len(text) > borders[-1]:
        borders.append(len(text))
    return borders
