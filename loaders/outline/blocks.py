"""The leaves of an outline: blocks that concatenate to the text."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from loaders.outline.heading_titles import Title
from loaders.readings import Block, BlockKind, Cell, Heading
from loaders.text.paragraphs import LINE_ENDS


def blocks(laid: str, headings: Sequence[Heading], titles: Sequence[Title], cells: Sequence[Cell]) -> tuple[Block, ...]:
    """Every line of the text as a block of its own, a heading cut from the words that run on behind it."""
    cuts = {heading.start for heading in headings} | {title.body for title in titles}
    cuts.update(match.end() for match in re.finditer(rf"\r\n|[{LINE_ENDS}]", laid))
    cuts |= {0, len(laid)}
    rows = _rows(cells)
    ordered = sorted(cuts)
    return tuple(_blocks(laid, headings, rows, ordered))


def _blocks(
    laid: str, headings: Sequence[Heading], rows: Sequence[tuple[int, int]], cuts: Sequence[int]
) -> Iterator[Block]:
    current, row = -1, 0
    for start, end in pairwise(cuts):
        while current + 1 < len(headings) and headings[current + 1].start <= start:
            current += 1
        while row < len(rows) and rows[row][1] <= start:
            row += 1
        heading = _innermost(headings, current, start)
        in_row = row < len(rows) and rows[row][0] < end
        if heading is not None and headings[heading].start <= start < headings[heading].body:
            kind: BlockKind = "heading"
        else:
            kind = _kind(laid[start:end], seen=current >= 0, inside=heading is not None, in_row=in_row)
        yield Block(start, end, kind, heading)


def _innermost(headings: Sequence[Heading], current: int, position: int) -> int | None:
    """The innermost heading whose section holds `position`, from the last one that began before it."""
    index: int | None = current if current >= 0 else None
    while index is not None and headings[index].end <= position:
        index = headings[index].parent
    return index


def _kind(words: str, *, seen: bool, inside: bool, in_row: bool) -> BlockKind:
    """The kind of a line that is no heading; `seen`: a heading stands before it, `inside`: its section holds it."""
    if not words.strip():
        return "blank"
    if in_row:
        return "row"
    if inside:
        return "paragraph"
    return "tail" if seen else "front"


def _rows(cells: Sequence[Cell]) -> list[tuple[int, int]]:
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for cell in cells:
        start, end = spans.get((cell.table, cell.row), (cell.start, cell.end))
        spans[cell.table, cell.row] = (min(start, cell.start), max(end, cell.end))
    return sorted(spans.values())
