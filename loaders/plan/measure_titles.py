"""What a measure is called: its heading, the cell of the task in its row, or the first words of its sentence."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from graph.kept.patterns import compiled
from graph.shadow import shadow
from loaders.plan.builder import Builder
from loaders.plan.measures_and_goals import Work
from loaders.readings import Cell, Column, ColumnKind, Outline, Row, Statement, Table
from loaders.text.time_words import time_words
from loaders.vocabulary import vocabulary

LENGTH = 40
"""Longest title, in characters, of a measure that has no heading of its own."""

_TAB = "\t"
"""What stands between the cells of a row."""

_NAMING: tuple[ColumnKind, ...] = ("task", "detail", "aim", "metric", "unknown", "other")
"""Kinds of columns that may name a row's measure, the first that has words of the row's own."""


def measure_title(builder: Builder, work: Work) -> str:
    """The title of a measure, at most LENGTH characters where it is no heading's."""
    if work.heading and work.basis == "heading" and work.heading.title:
        return work.heading.title
    words = builder.outline.text[work.span.start : work.span.end].strip()
    if work.statement and (work.basis == "row" or _TAB in words):
        words = _row_title(builder.outline, work) or _longest_cell(words, work.statement)
    first = next((line for line in words.splitlines() if line.strip()), "")
    for mark in vocabulary("outline/chapters")["_title_ends"]:
        first = first.split(mark)[0] or first
    return first[:LENGTH] or (work.heading.label if work.heading else builder.plan)


def _row_title(outline: Outline, work: Work) -> str:
    """The words of the cell that names a row's measure: of the task, and of that row alone where there is such a cell."""
    found = _place(outline, work.span.start)
    if found is None:
        return ""
    table, at = found
    shared = ""
    for kind in _NAMING:
        for column, words in _cells(outline, table, at, kind, work.statement):
            if not _is_shared(table, at, column):
                return words
            shared = shared or words
    return shared


def _place(outline: Outline, position: int) -> tuple[Table, int] | None:
    """The table with a head whose row begins at a position, and the row's index."""
    for table in outline.tables:
        if not table.columns or not table.rows[0].span.start <= position <= table.rows[-1].span.start:
            continue
        at = bisect_right(table.rows, position, key=lambda row: row.span.start) - 1
        if table.rows[at].span.start == position:
            return table, at
    return None


def _cells(
    outline: Outline, table: Table, at: int, kind: ColumnKind, statement: Statement | None
) -> Iterator[tuple[int, str]]:
    """The cells of a row in the columns of a kind that hold words, from left to right: without numbers and the statement."""
    for column, said in sorted(table.columns.items(), key=_number):
        cell = table.rows[at].cells.get(column)
        if said.kind != kind or cell is None:
            continue
        inside = statement is not None and cell.start < statement.start < cell.end
        end = statement.start if statement is not None and inside else cell.end
        words = _lines().sub("\n", outline.text[cell.start : end]).strip().rstrip(_OPENING)
        words = _label().sub("", words)
        if words and not words.isdigit():
            yield column, words


_OPENING = "(\uff08[\u3010\u3014"


def _number(item: tuple[int, Column]) -> int:
    return item[0]


def _is_shared(table: Table, at: int, column: int) -> bool:
    """Whether a cell covers rows above or below as well, so that it names a group of them."""
    cell = table.rows[at].cells[column]
    below = _cell(table.rows[at + 1], column) if at + 1 < len(table.rows) else None
    return cell.merged or (below is not None and below.merged and below.end > below.start)


def _cell(row: Row, column: int) -> Cell | None:
    return row.cells.get(column)


def _longest_cell(row: str, statement: Statement) -> str:
    """Of a row without a known head: the longest cell that names none of the statement's parties and is no time."""
    named = [party.surface for party in statement.parties]
    cells = [cell.strip() for cell in row.split(_TAB) if not any(name in cell for name in named) and not _is_time(cell)]
    return max(cells, key=len, default="") or row


def _is_time(cell: str) -> bool:
    """Whether a cell says little more than by when."""
    said = sum(word.end - word.start for word in time_words(shadow(cell)))
    return said * 2 > len(cell.strip())


@cache
def _lines() -> re.Pattern[str]:
    return compiled(vocabulary("tables/columns")["_lines"])


@cache
def _label() -> re.Pattern[str]:
    return compiled(vocabulary("tables/columns")["_label"])
