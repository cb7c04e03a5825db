"""Tables that a page draws with ruling lines: their grid, their merged cells and the words in them."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from loaders.files.formats.fixed.glyph_pages import Glyph, Line, Page, Rule, lines
from loaders.files.limits import LIMITS

_NEAR = 3.0
_SHORTEST = 8.0
_MOST_RULES = 5_000
_FULL = 2.2


@dataclass(frozen=True, slots=True)
class Box:
    """A square of the grid: its words, and whether it repeats a cell above or lies beside one that spans columns.

    `full`: its last line runs to the cell's right side, so that it may go on on the next page.
    """

    text: str
    merged: bool = False
    full: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table on one page; `columns` are the places of its upright lines."""

    page: int
    top: float
    bottom: float
    columns: tuple[float, ...]
    rows: tuple[tuple[Box, ...], ...]


def tables(page: Page) -> tuple[list[Grid], list[Glyph]]:
    """The page's ruled tables of two or more columns, and the glyphs outside them."""
    left = list(page.glyphs)
    grids = []
    for group in _groups(_straight(page.rules)):
        xs, ys = _places(group)
        if not (len(ys) > 1 and 2 < len(xs) <= LIMITS.columns):  # noqa: PLR2004 (three lines make two columns)
            continue
        inside = [glyph for glyph in left if _within(glyph, xs, ys)]
        if not inside:
            continue
        left = [glyph for glyph in left if not _within(glyph, xs, ys)]
        grids.append(_grid(page.number, group, xs, ys, inside))
    return grids, left


def _straight(rules: Iterable[Rule]) -> list[Rule]:
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


def _places(group: list[Rule]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Where the table's columns and rows part; a table that is open at its sides gets the ends of its level lines."""
    level = [rule for rule in group if not rule.upright]
    upright = [rule.left for rule in group if rule.upright]
    if level and upright:
        upright += [min(rule.left for rule in level), max(rule.right for rule in level)]
    return _distinct(upright), _distinct(rule.top for rule in level)


def _distinct(places: Iterable[float]) -> tuple[float, ...]:
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > _NEAR:
            kept.append(place)
    return tuple(kept)


def _within(glyph: Glyph, xs: Sequence[float], ys: Sequence[float]) -> bool:
    middle, height = (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2
    return xs[0] <= middle <= xs[-1] and ys[0] <= height <= ys[-1]


def _grid(number: int, group: list[Rule], xs: Sequence[float], ys: Sequence[float], inside: list[Glyph]) -> Grid:
    owners = _owners(group, xs, ys)
    words: dict[tuple[int, int], list[Glyph]] = {}
    for glyph in inside:
        column = min(bisect_right(xs, (glyph.left + glyph.right) / 2), len(xs) - 1) - 1
        row = min(bisect_right(ys, (glyph.top + glyph.bottom) / 2), len(ys) - 1) - 1
        words.setdefault(owners[row, column], []).append(glyph)
    texts = {owner: _cell(glyphs, _right(owner, owners, xs)) for owner, glyphs in words.items()}
    rows = tuple(
        tuple(_box((row, column), owners[row, column], texts) for column in range(len(xs) - 1))
        for row in range(len(ys) - 1)
    )
    return Grid(number, ys[0], ys[-1], tuple(xs), rows)


def _box(at: tuple[int, int], owner: tuple[int, int], cells: dict[tuple[int, int], Box]) -> Box:
    cell = cells.get(owner, Box(""))
    if at == owner:
        return cell
    return Box(cell.text if at[1] == owner[1] else "", merged=True, full=cell.full)


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
            elif row and not any(abs(r.top - ys[row]) <= _NEAR and r.left <= middle <= r.right for r in level):
                owner = owners[row - 1, column]
            owners[row, column] = owner
    return owners


def _parted(upright: list[Rule], x: float, height: float) -> bool:
    outside = not any(abs(rule.left - x) <= _NEAR for rule in upright)
    return outside or any(abs(rule.left - x) <= _NEAR and rule.top <= height <= rule.bottom for rule in upright)


def _cell(glyphs: list[Glyph], right: float) -> Box:
    """The words of a cell: a line that fills the cell runs on, another one ends a paragraph."""
    rows = lines(glyphs)
    text = "".join(
        line.text if after is None else line.text + ("" if _reaches(line, right) else " / ")
        for line, after in zip(rows, [*rows[1:], None], strict=False)
    )
    return Box(text, full=bool(rows) and _reaches(rows[-1], right))


def _reaches(line: Line, right: float) -> bool:
    """Whether the line runs to the cell's right side, but for its margin and a character that did not fit."""
    return line.right > right - _FULL * line.size
