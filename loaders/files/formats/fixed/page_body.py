"""What of a page is the plan's text: its lines and tables without page numbers and running heads, and its edges."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from graph.shadow import shadow
from loaders.files.formats.fixed.glyph_lines import Line, lines
from loaders.files.formats.fixed.glyph_pages import Page
from loaders.files.formats.fixed.open_tables import open_tables
from loaders.files.formats.fixed.ruled_tables import Grid, tables
from loaders.vocabulary import vocabulary

_EDGE = 3
_REPEATS = 3
_SAME_PLACE = 6.0
_HEAD_GAP = 1.25
_SIZE = 1.15


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's lines and tables from top to bottom, with the edges of its text and the usual step between lines.

    `beside`: words that stand sideways on it.
    """

    number: int
    width: int
    blocks: tuple[Line | Grid, ...]
    left: float
    right: float
    step: float
    beside: str = ""


def sheets(pages: Sequence[Page]) -> list[Sheet]:
    """The pages with their blocks, each with the edges that pages of its width usually have."""
    return _aligned([_sheet(page) for page in pages])


def _sheet(page: Page) -> Sheet:
    grids, outside = tables(page)
    unruled, outside = open_tables(page, grids, outside)
    grids += unruled
    rows = lines(glyph for glyph in outside if not glyph.turn)
    beside = "".join(glyph.text for glyph in outside if glyph.turn).strip()
    blocks: list[Line | Grid] = sorted([*rows, *grids], key=lambda block: block.top)
    lefts = Counter(round(line.left) for line in rows if len(line.text) > 1)
    steps = sorted(below.top - above.top for above, below in pairwise(rows))
    return Sheet(
        page.number,
        round(page.width),
        tuple(blocks),
        _margin(lefts),
        max((line.right for line in rows), default=page.width),
        steps[len(steps) // 3] if steps else 0.0,
        "" if _page_number(beside) else beside,
    )


def _aligned(sheets: list[Sheet]) -> list[Sheet]:
    """Pages with the edges that pages of their width usually have: one of short or indented lines only has none of its own."""
    edges: dict[int, list[tuple[float, float]]] = {}
    for sheet in sheets:
        if sum(isinstance(block, Line) for block in sheet.blocks) >= _EDGE:
            edges.setdefault(sheet.width, []).append((sheet.left, sheet.right))
    return [_widened(sheet, edges.get(sheet.width, [])) for sheet in sheets]


def _widened(sheet: Sheet, edges: list[tuple[float, float]]) -> Sheet:
    if not edges:
        return sheet
    left, right = (sorted(side)[len(edges) // 2] for side in zip(*edges, strict=True))
    return replace(sheet, left=min(sheet.left, left), right=max(sheet.right, right))


def _margin(lefts: Counter[int]) -> float:
    """The left edge of the text: the leftmost place where several lines begin."""
    often = [left for left, count in lefts.items() if count >= max(1, max(lefts.values()) // 4)]
    return float(min(often, default=0))


def running(sheets: Sequence[Sheet]) -> frozenset[tuple[str, int]]:
    """Lines apart from the text at the head or foot of pages that stand at one place of most, whatever their digits."""
    seen = Counter(_key(line) for sheet in sheets for line in _apart(sheet))
    return frozenset(key for key, count in seen.items() if count >= max(_REPEATS, len(sheets) // 2 + 1))


def _key(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "0", "".join(shadow(line.text).split())), round(line.top / _SAME_PLACE)


def _apart(sheet: Sheet) -> Iterator[Line]:
    """The first and last lines of a page that a gap or their size sets apart from the text."""
    for blocks in (sheet.blocks, sheet.blocks[::-1]):
        for line, following in list(pairwise(blocks))[: _EDGE - 1]:
            if not isinstance(line, Line):
                break
            gap = abs(following.top - line.top) > _HEAD_GAP * max(sheet.step, line.size)
            if gap or (
                isinstance(following, Line) and max(line.size, following.size) > _SIZE * min(line.size, following.size)
            ):
                yield line


def body(sheet: Sheet, heads: frozenset[tuple[str, int]]) -> Iterator[Line | Grid]:
    """The page's lines and tables without page numbers and the running `heads`."""
    last = len(sheet.blocks) - 1
    for at, block in enumerate(sheet.blocks):
        edge = at < _EDGE or at > last - _EDGE
        if isinstance(block, Line) and edge and (_key(block) in heads or _page_number(block.text)):
            continue
        yield block


def _page_number(text: str) -> bool:
    words = shadow(text).strip()
    return any(
        re.fullmatch(entry["pattern"], words) for entry in vocabulary("files/formats/web/pages")["page_marks"].values()
    )
