"""The leaves of an outline: blocks that concatenate to the text."""

import re
from collections.abc import Iterator, Sequence

from loaders.facts import Block, BlockKind, Cell, Heading
from loaders.layout import LINE_ENDS
from loaders.heading_titles import Title


def blocks(shadow: str, headings: Sequence[Heading], titles: Sequence[Title], cells: Sequence[Cell]) -> tuple[Block, ...]:
    """Every line of the text as a block of its own, a heading cut from the words that run on behind it."""
    cuts = {heading.start for heading in headings} | {title.body for title in titles}
    cuts.update(match.end() for match in re.finditer(rf"\r\n|[{LINE_ENDS}]", shadow))
    cuts |= {0, len(shadow)}
    rows = _rows(cells)
    ordered = sorted(cuts)
    return tuple(_blocks(shadow, headings, rows, ordered))


def _blocks(
    shadow: str, headings: Sequence[Heading], rows: Sequence[tuple[int, int]], cuts: Sequence[int]
) -> Iterator[Block]:
    current, row = -1, 0
    for start, end in zip(cuts, cuts[1:], strict=False):
        while current + 1 < len(headings) and headings[current + 1].start <= start:
            current += 1
        while row < len(rows) and rows[row][1] <= start:
            row += 1
        heading = _innermost(headings, current, start)
        in_row = row < len(rows) and rows[row][0] < end
        yield Block(start, end, _kind(shadow, headings, heading, current, start, end, in_row=in_row), heading)


def _innermost(headings: Sequence[Heading], current: int, position: int) -> int | None:
    """The innermost heading whose section holds `position`, from the last one that began before it."""
    index: int | None = current if current >= 0 else None
    while index is not None and headings[index].end <= position:
        index = headings[index].parent
    return index


def _kind(
    shadow: str,
    headings: Sequence[Heading],
    heading: int | None,
    current: int,
    start: int,
    end: int,
    *,
    in_row: bool,
) -> BlockKind:
    if heading is not None and headings[heading].start <= start < headings[heading].body:
        return "heading"
    if not shadow[start:end].strip():
        return "blank"
    if in_row:
        return "row"
    if heading is None:
        return "front" if current < 0 else "tail"
    return "paragraph"


def _rows(cells: Sequence[Cell]) -> list[tuple[int, int]]:
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for cell in cells:
        start, end = spans.get((cell.table, cell.row), (cell.start, cell.end))
        spans[cell.table, cell.row] = (min(start, cell.start), max(end, cell.end))
    return sorted(spans.values())
