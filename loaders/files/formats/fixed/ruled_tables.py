"""Tables that a page draws with ruling lines: their grid, their merged cells and the words in them."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from loaders.files.formats.fixed.cell_words import cell_words
from loaders.files.formats.fixed.glyph_pages import Glyph, Page, Rule, set_upright
from loaders.files.limits import LIMITS

_NEAR = 3.0
_SHORTEST = 8.0
_NARROWEST = 5.5
_MOST_RULES = 5_000
_HANGING = ("\u3001", "\u3002", "\uff0c", "\uff1b", "\uff1a")
_LEFT_INK = 0.2


@dataclass(frozen=True, slots=True)
class Box:
    """A square of the grid: its words, and whether it repeats a cell above or lies beside one that spans columns.

    `full`: its last line runs to the cell's right side, so that it may go on on the next page. `down`: it belongs to the
    cell above it. `open_above`, `open_below`: no line parts its cell from the page before or the next.
    """

    text: str
    merged: bool = False
    full: bool = False
    down: bool = False
    open_above: bool = False
    open_below: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table on one page, between `top` and `bottom`, with the places where its columns part.

    A table that is not `ruled` has no upright lines there, so that the places are about right.
    """

    page: int
    top: float
    bottom: float
    columns: tuple[float, ...]
    rows: tuple[tuple[Box, ...], ...]
    ruled: bool = True


def tables(page: Page) -> tuple[list[Grid], list[Glyph]]:
    """The page's ruled tables of two or more columns, and the glyphs outside them.

    A table whose words are turned is read as they run, whatever stands around it.
    """
    left = list(page.glyphs)
    grids = []
    for drawn in _groups(straight(page.rules)):
        edges = _edges(drawn)
        inside = [glyph for glyph in left if _within(glyph, *edges)]
        turns = Counter(glyph.turn for glyph in inside if glyph.text.strip())
        turn = turns.most_common(1)[0][0] if turns else 0
        group = set_upright(drawn, turn or 0, page.width, page.height)
        xs, ys = _places(group)
        if not (inside and turns and len(ys) > 1 and 2 < len(xs) <= LIMITS.columns):  # noqa: PLR2004 (three lines: two columns)
            continue
        kept = {id(glyph) for glyph in inside}
        left = [glyph for glyph in left if id(glyph) not in kept]
        inside = set_upright(inside, turn or 0, page.width, page.height)
        grids.append(_grid((page.number, edges[1], edges[3]), group, xs, ys, inside))
    return grids, left


def straight(rules: Iterable[Rule]) -> list[Rule]:
    """Rules long enough to part cells, with pieces on one line joined."""
    kept = [rule for rule in rules if max(rule.right - rule.left, rule.bottom - rule.top) >= _SHORTEST][:_MOST_RULES]
    level = _joined([rule for rule in kept if not rule.upright])
    upright = _joined([_turned(rule) for rule in kept if rule.upright])
    return [*level, *(_turned(rule) for rule in upright)]


def _joined(level: list[Rule]) -> list[Rule]:
    joined: list[Rule] = []
    for rule in sorted(level, key=lambda rule: (round(rule.top / _NEAR), rule.left)):
        last = joined[-1] if joined else None
        if last and abs(last.top - rule.top) < _NEAR and rule.left <= last.right + _NEAR:
            joined[-1] = Rule(last.left, last.top, max(last.right, rule.right), last.bottom)
        else:
            joined.append(rule)
    return joined


def _turned(rule: Rule) -> Rule:
    return Rule(rule.top, rule.left, rule.bottom, rule.right)


def _groups(rules: Sequence[Rule]) -> Iterator[list[Rule]]:
    """Rules that touch each other, directly or through others."""
    waiting = list(rules)
    while waiting:
        group, edge = [], [waiting.pop()]
        while edge:
            rule = edge.pop()
            group.append(rule)
            touching = [other for other in waiting if _touch(rule, other)]
            waiting = [other for other in waiting if not _touch(rule, other)]
            edge.extend(touching)
        yield group


def _touch(one: Rule, other: Rule) -> bool:
    return (
        one.left <= other.right + _NEAR
        and other.left <= one.right + _NEAR
        and one.top <= other.bottom + _NEAR
        and other.top <= one.bottom + _NEAR
    )


def _edges(group: Sequence[Rule]) -> tuple[float, float, float, float]:
    return (
        min(rule.left for rule in group),
        min(rule.top for rule in group),
        max(rule.right for rule in group),
        max(rule.bottom for rule in group),
    )


def _places(group: list[Rule]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Where the table's columns and rows part.

    A table that is open at its sides gets the ends of its level lines; one that a page end cuts open gets the ends of
    its upright lines.
    """
    level = [rule for rule in group if not rule.upright]
    upright = [rule for rule in group if rule.upright]
    across, down = [rule.left for rule in upright], [rule.top for rule in level]
    if level and upright:
        across += [min(rule.left for rule in level), max(rule.right for rule in level)]
    if len(upright) > 2:  # noqa: PLR2004 (two columns)
        ends = min(rule.top for rule in upright), max(rule.bottom for rule in upright)
        down += [end for end, out in zip(ends, (-1, 1), strict=True) if _beyond(end * out, down, out)]
    return _distinct(across), _distinct(down)


def _beyond(end: float, level: list[float], out: int) -> bool:
    """Whether upright lines reach so far past the last level line that a line of words has room there."""
    return not level or end - max(place * out for place in level) > _SHORTEST


def _distinct(places: Iterable[float]) -> tuple[float, ...]:
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > _NARROWEST:
            kept.append(place)
    return tuple(kept)


def _within(glyph: Glyph, left: float, top: float, right: float, bottom: float) -> bool:
    return left <= _ink(glyph) <= right and top <= (glyph.top + glyph.bottom) / 2 <= bottom


def _ink(glyph: Glyph) -> float:
    """The middle of what is drawn: a Chinese comma or stop, which may hang over a cell's edge, stands at its box's left."""
    share = _LEFT_INK if glyph.text in _HANGING and not glyph.turn else 0.5
    return glyph.left + share * (glyph.right - glyph.left)


def _grid(
    at: tuple[int, float, float], group: list[Rule], xs: Sequence[float], ys: Sequence[float], inside: list[Glyph]
) -> Grid:
    owners = _owners(group, xs, ys)
    words: dict[tuple[int, int], list[Glyph]] = {}
    for glyph in inside:
        column = min(bisect_right(xs, _ink(glyph)), len(xs) - 1) - 1
        row = min(bisect_right(ys, (glyph.top + glyph.bottom) / 2), len(ys) - 1) - 1
        words.setdefault(owners[row, column], []).append(glyph)
    cells = {owner: cell_words(glyphs, xs[owner[1]], _right(owner, owners, xs)) for owner, glyphs in words.items()}
    level = [rule for rule in group if not rule.upright]
    open_above, open_below = (
        [not _lined(level, (xs[column] + xs[column + 1]) / 2, y) for column in range(len(xs) - 1)]
        for y in (ys[0], ys[-1])
    )
    rows = []
    for row in range(len(ys) - 1):
        boxes = []
        for column in range(len(xs) - 1):
            owner = owners[row, column]
            cell = cells.get(owner)
            beside = owner[1] != column
            boxes.append(
                Box(
                    cell.text if cell and not beside else "",
                    merged=owner != (row, column),
                    full=bool(cell and cell.full),
                    down=owner[0] != row and not beside,
                    open_above=owner[0] == 0 and open_above[column],
                    open_below=owners[len(ys) - 2, column] == owner and open_below[column],
                )
            )
        rows.append(tuple(boxes))
    return Grid(at[0], at[1], at[2], tuple(xs), tuple(rows))


def _right(owner: tuple[int, int], owners: dict[tuple[int, int], tuple[int, int]], xs: Sequence[float]) -> float:
    column = owner[1]
    while owners.get((owner[0], column + 1)) == owner:
        column += 1
    return xs[column + 1]


def _owners(group: list[Rule], xs: Sequence[float], ys: Sequence[float]) -> dict[tuple[int, int], tuple[int, int]]:
    """For each square the first square of its cell: squares without a line between them are one cell."""
    upright = [rule for rule in group if rule.upright]
    level = [rule for rule in group if not rule.upright]
    owners: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            owner = (row, column)
            middle, height = (xs[column] + xs[column + 1]) / 2, (ys[row] + ys[row + 1]) / 2
            if column and not _parted(upright, xs[column], height):
                owner = owners[row, column - 1]
            elif row and not _lined(level, middle, ys[row]):
                owner = owners[row - 1, column]
            owners[row, column] = owner
    return owners


def _parted(upright: list[Rule], x: float, height: float) -> bool:
    outside = not any(abs(rule.left - x) <= _NEAR for rule in upright)
    return outside or any(abs(rule.left - x) <= _NEAR and rule.top <= height <= rule.bottom for rule in upright)


def _lined(level: list[Rule], x: float, y: float) -> bool:
    """Whether a level line passes there."""
    return any(abs(rule.top - y) <= _NEAR and rule.left <= x <= rule.right for rule in level)
