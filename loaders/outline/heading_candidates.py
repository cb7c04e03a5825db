"""Which labels of a text may be headings at all: none in tables of contents, few in tables, decimals in their chains."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from graph.kept.patterns import compiled
from loaders.outline.decimal_outlines import Decimal, decimal_candidates, decimal_labels
from loaders.outline.flat_tables import FlatTable
from loaders.outline.heading_labels import Label, labels
from loaders.outline.tables_of_contents import contents
from loaders.readings import Act, Cell, Span
from loaders.vocabulary import vocabulary

_TITLE = 80
"""Characters of a title at most."""


def heading_candidates(
    text: str, laid: str, cells: Sequence[Cell], tables: Sequence[FlatTable], annexed: Sequence[Act]
) -> tuple[list[Label], set[Label]]:
    """All labels, and those that are headings for certain: of decimal outlines.

    In a run-together table only the labels of its rows count; one right behind a title begins a line.
    """
    decimals = _decimals(text, laid, cells)
    bounds = [bound for table in tables for bound in (table.start, table.end)]
    every = labels(laid)
    listed = contents(laid, sorted([*every, *(each.label for each in decimals)], key=lambda label: label.start))
    starts = [span.start for span in listed]

    tall = sorted([*_tall(cells), *_in_lines(text, cells)], key=lambda span: span.start)
    tops = [span.start for span in tall]

    def in_text(label: Label) -> bool:
        outside = bisect_right(bounds, label.start) % 2 == 0 and not _within(listed, starts, label.start)
        return outside and not _within(tall, tops, label.start)

    outlined = [each for each in decimals if in_text(each.label)]
    sure = set(decimal_labels(outlined, [act.start for act in annexed]))
    taken = [Span(label.start, label.end) for label in sorted(sure, key=lambda label: label.start)]
    heads = [span.start for span in taken]
    found = [label for label in every if in_text(label) and not _within(taken, heads, label.start)]
    found += [label for table in tables for label in table.rows]
    behind = {act.title.end for act in annexed} | _behind_title(laid, found)
    found = [replace(label, place="line") if label.start in behind else label for label in found]
    return sorted([*found, *sure], key=lambda label: label.start), sure


def _behind_title(laid: str, found: Sequence[Label]) -> set[int]:
    """The first label of a text that is one line, right behind its title (…实施方案 一、…)."""
    first = min(found, key=lambda label: label.start, default=None)
    if first is None or first.number != 1 or first.start > _TITLE:
        return set()
    return {first.start} if _title_before().fullmatch(laid, 0, first.start) else set()


def _decimals(text: str, laid: str, cells: Sequence[Cell]) -> list[Decimal]:
    """What may be a label of a decimal outline; the serial numbers of a table's rows are none."""
    sizes = Counter((cell.table, cell.row) for cell in cells)
    rows = sorted(
        (Span(cell.start, cell.end) for cell in cells if sizes[cell.table, cell.row] > 1), key=lambda span: span.start
    )
    starts = [span.start for span in rows]
    return [
        each
        for each in decimal_candidates(laid)
        if text[each.label.end] != "\t" and not _within(rows, starts, each.label.start)
    ]


def _tall(cells: Sequence[Cell]) -> list[Span]:
    """Cells of a column in which one reaches over several rows; they name groups of rows, also where a group is one row."""
    sizes = Counter((cell.table, cell.row) for cell in cells)
    columns = {
        (cell.table, cell.column)
        for cell in cells
        if cell.merged and cell.start < cell.end and sizes[cell.table, cell.row] > 1
    }
    return [
        Span(cell.start, cell.end)
        for cell in cells
        if sizes[cell.table, cell.row] > 1 and (cell.table, cell.column) in columns
    ]


def _in_lines(text: str, cells: Sequence[Cell]) -> list[Span]:
    """Cells of tables that are written with one cell a line."""
    return [
        Span(each.start, each.end)
        for one, other in pairwise(cells)
        if one.table == other.table and one.row == other.row and text.find("\n", one.end, other.start) >= 0
        for each in (one, other)
    ]


def _within(spans: Sequence[Span], starts: Sequence[int], position: int) -> bool:
    """Whether one of the spans, in order, holds a position."""
    at = bisect_right(starts, position) - 1
    return at >= 0 and position < spans[at].end


@cache
def _title_before() -> re.Pattern[str]:
    return compiled(str(vocabulary("outline/headings")["_title_before"]))
