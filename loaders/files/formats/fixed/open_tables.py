"""Tables that a page draws with level lines only: the three-line tables of yearbooks and papers, rows parted by lines.

Their columns are where no word of any row stands; their rows lie between lines, or between gaps wider than those of lines.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from loaders.files.formats.fixed.cell_words import cell_words
from loaders.files.formats.fixed.glyph_lines import chunks
from loaders.files.formats.fixed.glyph_pages import Glyph, Page, Rule, wide
from loaders.files.formats.fixed.ruled_tables import Box, Grid, straight
from loaders.files.limits import LIMITS

_SAME = 4.0
_WIDEST_WORDS = 16
_HEAD_LINES = 3
_LEAST_WIDTH = 150.0
_CORRIDOR = 0.35
_APART = 0.5
_ROWS_BY_LINES = 3
_JUMP = 1.15
_MOST = 0.8
_NOISE = 0.7
_HANGING = 0.2


@dataclass(frozen=True, slots=True)
class _Column:
    left: float
    right: float


def open_tables(page: Page, grids: Sequence[Grid], outside: Sequence[Glyph]) -> tuple[list[Grid], list[Glyph]]:
    """The tables without upright lines among the glyphs outside ruled ones, and the glyphs outside them too."""
    level = [rule for rule in straight(page.rules) if not rule.upright and rule.right - rule.left >= _LEAST_WIDTH]
    free = [rule for rule in level if not any(grid.top - 1 <= rule.top <= grid.bottom + 1 for grid in grids)]
    left = list(outside)
    found: list[Grid] = []
    for stack in _stacks(free):
        for grid, inside in _tables(page.number, stack, left):
            kept = {id(glyph) for glyph in inside}
            left = [glyph for glyph in left if id(glyph) not in kept]
            found.append(grid)
    return found, left


def _stacks(level: Sequence[Rule]) -> Iterator[list[Rule]]:
    """Lines of the same ends, two or more, from top to bottom."""
    waiting = sorted(level, key=lambda rule: rule.top)
    while waiting:
        first = waiting[0]
        same = [one for one in waiting if abs(one.left - first.left) < _SAME and abs(one.right - first.right) < _SAME]
        waiting = [one for one in waiting if one not in same]
        if len(same) > 1:
            yield same


def _tables(number: int, stack: Sequence[Rule], glyphs: Sequence[Glyph]) -> Iterator[tuple[Grid, list[Glyph]]]:
    inked = [one for one in glyphs if one.text.strip() and _inside(one, stack[0])]
    at = 0
    while at + 1 < len(stack):
        bands = [_between(inked, above.top, below.top) for above, below in pairwise(stack[at:])]
        last = next((end for end, band in enumerate(bands) if not band), len(bands))
        bands = bands[:last]
        rest = _between(inked, stack[at + last].top, float("inf")) if bands else []
        made = _table(bands, rest) if bands and _is_head(bands[0]) else None
        if made is None:
            at += 1
            continue
        columns, rows = made
        inside = [glyph for row in rows for cell in row.cells for glyph in cell]
        edges = (stack[at].left, *((one.right + two.left) / 2 for one, two in pairwise(columns)), stack[at].right)
        bottom = max(stack[at + last].top, *(glyph.bottom for glyph in inside))
        boxes = tuple(tuple(_box(cell, column, open_below=row.cut) for cell, column in zip(row.cells, columns, strict=True))
                      for row in rows)  # fmt: skip
        yield Grid(number, stack[at].top, bottom, edges, boxes, ruled=False), inside
        at += last + 1


def _inside(glyph: Glyph, rule: Rule) -> bool:
    return not glyph.turn and rule.left - 1 <= (glyph.left + glyph.right) / 2 <= rule.right + 1


def _between(glyphs: Sequence[Glyph], top: float, bottom: float) -> list[Glyph]:
    return [glyph for glyph in glyphs if top <= (glyph.top + glyph.bottom) / 2 <= bottom]


def _is_head(band: Sequence[Glyph]) -> bool:
    """Whether the words between two lines are short ones beside each other."""
    runs = _runs(band)
    words = [part for run in runs for part in chunks(run, _APART)]
    return len(runs) <= _HEAD_LINES and len(words) > len(runs) and max(map(len, words)) <= _WIDEST_WORDS


@dataclass(frozen=True, slots=True)
class _Row:
    cells: tuple[tuple[Glyph, ...], ...]
    cut: bool = False


def _table(bands: list[list[Glyph]], rest: list[Glyph]) -> tuple[list[_Column], list[_Row]] | None:
    """The columns and rows of a head and what stands below it; None where the words below do not stand in columns."""
    body = [glyph for band in bands[1:] for glyph in band]
    columns = _columns(body or rest)
    if not 1 < len(columns) <= LIMITS.columns:
        return None
    by_lines = len(bands) > _ROWS_BY_LINES or (
        len(bands) == _ROWS_BY_LINES and all(_is_row(band, columns) for band in bands[1:])
    )
    tail = _fitting(rest, columns) if not body or by_lines else []
    rows = [_Row(_cells(bands[0], columns))]
    for band in bands[1:]:
        rows += [_Row(_cells(run, columns)) for run in ([band] if by_lines else _rows(band, columns))]
    if tail:
        rows += [_Row(_cells(run, columns), cut=by_lines) for run in ([tail] if by_lines else _rows(tail, columns))]
    full = sum(sum(map(bool, row.cells)) > 1 for row in rows[1:])
    return (columns, rows) if full else None


def _is_row(band: Sequence[Glyph], columns: Sequence[_Column]) -> bool:
    """Whether a band is one row: its first column is filled once, and a line below goes on in one column only."""
    first, *later = [_cells(run, columns) for run in _runs(band)]
    return bool(first[0]) and all(not cells[0] and sum(map(bool, cells)) == 1 for cells in later)


def _columns(glyphs: Sequence[Glyph]) -> list[_Column]:
    """The parts of the line that words cover, parted by corridors in which none stands."""
    columns: list[_Column] = []
    for glyph in sorted(glyphs, key=lambda one: one.left):
        last = columns[-1] if columns else None
        if last and glyph.left - last.right <= _CORRIDOR * glyph.size:
            columns[-1] = _Column(last.left, max(last.right, _ink(glyph)))
        else:
            columns.append(_Column(glyph.left, _ink(glyph)))
    return columns


def _ink(glyph: Glyph) -> float:
    """Where its ink surely ends: a wide stop is half empty, and typesetters hang that half out of the cell."""
    hanging = wide(glyph.text[-1]) and unicodedata.category(glyph.text[-1]) in ("Po", "Pe")
    return glyph.right - _HANGING * glyph.size if hanging else glyph.right


def _parts(run: Sequence[Glyph], columns: Sequence[_Column]) -> Iterator[list[Glyph]]:
    """Words beside each other: parted by wide gaps, and by narrow ones where those lie between two columns."""
    for chunk in chunks(run, _APART):
        part: list[Glyph] = []
        for glyph in chunk:
            if part and glyph.left - _ink(part[-1]) > _CORRIDOR * glyph.size:
                middle = (_ink(part[-1]) + glyph.left) / 2
                if not any(one.left < middle < one.right for one in columns):
                    yield part
                    part = []
            part.append(glyph)
        yield part


def _fitting(glyphs: Sequence[Glyph], columns: Sequence[_Column]) -> list[Glyph]:
    """The words to the page's end as far as they stand in the columns, two of them at least."""
    kept: list[Glyph] = []
    for run in _runs(glyphs):
        if any(one.right < _ink(glyph) and glyph.left < two.left for glyph in run for one, two in pairwise(columns)):
            break
        kept += run
    return kept if sum(map(bool, _cells(kept, columns))) > 1 else []


def _cells(glyphs: Sequence[Glyph], columns: Sequence[_Column]) -> tuple[tuple[Glyph, ...], ...]:
    """The glyphs of a row by column; words that reach over several stand in the first of them."""
    cells: list[list[Glyph]] = [[] for _ in columns]
    for run in _runs(glyphs):
        for part in _parts(run, columns):
            left, right = part[0].left, _ink(part[-1])
            first = next((at for at, one in enumerate(columns) if left < one.right + 1 and right > one.left - 1), None)
            middle = (left + right) / 2
            at = first if first is not None else min(
                range(len(columns)), key=lambda at: abs((columns[at].left + columns[at].right) / 2 - middle)
            )  # fmt: skip
            cells[at] += part
    return tuple(map(tuple, cells))


def _runs(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """The glyphs in groups from top to bottom, each of those that stand beside each other."""
    runs: list[list[Glyph]] = []
    foot = float("-inf")
    for glyph in sorted(glyphs, key=lambda one: one.top):
        if runs and glyph.top < foot - 1:
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
        foot = max(foot, glyph.bottom)
    return runs


def _rows(glyphs: Sequence[Glyph], columns: Sequence[_Column]) -> list[list[Glyph]]:
    """The rows of a band without lines inside: one a line where lines fill the columns or gaps are alike, else by gaps."""
    runs = _runs(glyphs)
    gaps = [min(one.top for one in below) - max(one.bottom for one in above) for above, below in pairwise(runs)]
    if not gaps:
        return runs
    cells = [_cells(run, columns) for run in runs]
    ends = sum(bool(row[0]) for row in cells) - 1
    limit = _limit(gaps, ends, alike=sum(map(all, cells)) >= _MOST * len(cells))
    if limit is None:
        return runs
    rows = [runs[0]]
    for gap, run in zip(gaps, runs[1:], strict=True):
        if gap > limit:
            rows.append(run)
        else:
            rows[-1] = rows[-1] + run
    return rows


def _limit(gaps: Sequence[float], ends: int, *, alike: bool) -> float | None:
    """From which gap on rows are parted, None where none parts them.

    `ends` of them do, as many as the first column says, where those are the widest; else gaps of two kinds, unless the
    lines are `alike` and fill all columns.
    """
    order = sorted(gaps)
    if 0 < ends < len(order) and order[-ends] - order[-ends - 1] > _NOISE:
        return (order[-ends] + order[-ends - 1]) / 2
    if alike:
        return None
    jump, limit = max(((two - one, (one + two) / 2) for one, two in pairwise(order)), default=(0.0, 0.0))
    if order[-1] <= _JUMP * max(order[0], 1.0) + _NOISE or jump <= 1:
        return None
    return limit


def _box(glyphs: Sequence[Glyph], column: _Column, *, open_below: bool) -> Box:
    words = cell_words(glyphs, column.left, column.right) if glyphs else None
    return Box(words.text if words else "", full=bool(words and words.full), open_below=open_below)
