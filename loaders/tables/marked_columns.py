"""Tables whose columns are units and whose cells are marks: which rows are such heads, and which columns stand below them."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from graph.kept.patterns import compiled
from loaders.readings import Row, Span
from loaders.tables.column_heads import ends_like_unit, head_of, names_contact, names_task, unbroken
from loaders.tables.mark_signs import letters, told_signs
from loaders.vocabulary import vocabulary

_LONGEST = 24
"""Characters of a cell that is a mark, its remark included."""
_FEWEST = 2
"""Columns of units that such a table has at least."""


def is_mark(words: str) -> bool:
    """Whether a cell says no more than a mark or a word for a role (●, 牵头, √(6月))."""
    said = words.strip()
    return 0 < len(said) <= _LONGEST and _cell().fullmatch(said) is not None


def marked_columns(words: str, rows: Sequence[Row]) -> Mapping[int, frozenset[int]]:
    """The columns of units by the index of the row at their head; empty for nearly every table.

    Their cells hold marks and nothing else, letters and numbers that a legend explains included. The heads of most end
    as names of units do, or the head above them is one of duties, or a legend gives the marks roles, whatever the names
    (发改, 财政). Another column tells of tasks.
    """
    marks = [{column for column, cell in row.cells.items() if is_mark(words[cell.start : cell.end])} for row in rows]
    alone = letters(words, rows)
    if not alone and not any(marks):
        return {}
    told = told_signs(words, Span(rows[0].span.start, rows[-1].span.end))
    for (at, column), sign in alone.items():
        if sign in told:
            marks[at].add(column)
    found: dict[int, frozenset[int]] = {}
    for at, row in enumerate(rows):
        if marks[at] or not any(marks[at + 1 : at + 2]):
            continue
        columns = _below(words, rows, marks, at)
        named = columns | {column for column in row.cells if _is_unit(_name_at(words, row, column))}
        if columns and len(named) >= _FEWEST and _are_units(words, rows, at, columns, explained=bool(told)):
            found[at] = named
    return found


def _below(words: str, rows: Sequence[Row], marks: Sequence[set[int]], at: int) -> frozenset[int]:
    """The columns with marks in the rows below, up to the next row without any whose cells there are names, and no other words."""
    row = rows[at]
    named = {column for column in row.cells if _name_at(words, row, column)}
    seen: set[int] = set()
    spoilt: dict[int, int] = {}
    for below in range(at + 1, len(rows)):
        written = {column for column, cell in rows[below].cells.items() if words[cell.start : cell.end].strip()}
        if not marks[below] and len(written & seen) > len(seen) // 2:
            break
        seen |= marks[below] & named
        for column in (written & named) - marks[below]:
            spoilt[column] = spoilt.get(column, 0) + 1
    counts = {column: sum(column in each for each in marks[at + 1 :]) for column in seen}
    return frozenset(column for column in seen if spoilt.get(column, 0) * 4 <= counts[column])


def _are_units(words: str, rows: Sequence[Row], at: int, columns: frozenset[int], *, explained: bool) -> bool:
    row = rows[at]
    above = rows[at - 1] if at else None
    heads = [_name_at(words, row, column) for column in columns]
    rest = [
        _said(words, each, column) for each in (row, above) if each for column in each.cells if column not in columns
    ]
    if any(names_contact(said) for said in rest) or _names_units_beside(words, rows, at, columns):
        return False
    led = above is not None and any(_is_duty(_said(words, above, column)) for column in above.cells)
    tasks = led or any(names_task(said) or _kind(said) == "task" for said in rest)
    known = led or sum(map(_is_unit, heads)) * 2 > len(heads)
    return tasks and (known or (explained and not _names_units_beside(words, rows, at, columns, headed=False)))


def _names_units_beside(
    words: str, rows: Sequence[Row], at: int, columns: frozenset[int], *, headed: bool = True
) -> bool:
    """Whether a column beside the marks holds units, `headed` 单位, so that the heads over the marks are tasks."""
    for column in set(rows[at].cells) - columns:
        heads = [_said(words, row, column) for row in rows[max(0, at - 1) : at + 1]]
        below = [said for row in rows[at + 1 :] if (said := _said(words, row, column))]
        if (not headed or any(map(_is_duty, heads))) and below and sum(map(ends_like_unit, below)) * 2 > len(below):
            return True
    return False


def _is_duty(said: str) -> bool:
    return _kind(said) == "duty"


def _kind(said: str) -> str:
    head = head_of(said)
    return head.kind if head else ""


def _is_unit(name: str) -> bool:
    return bool(name) and (ends_like_unit(name) or _unit_ends().search(name) is not None)


def _name_at(words: str, row: Row, column: int) -> str:
    """The name at the head of a column, without the ends of its lines; nothing where the cell is another head."""
    said = _said(words, row, column)
    if not said or _name().fullmatch(said) is None:
        return ""
    head = head_of(said)
    return said if head is None or (head.kind == "duty" and head.weak) else ""


def _said(words: str, row: Row, column: int) -> str:
    cell = row.cells.get(column)
    return unbroken(words[cell.start : cell.end]) if cell else ""


@cache
def _cell() -> re.Pattern[str]:
    data = vocabulary("tables/marks")
    words = "|".join(entry["pattern"] for entry in data["roles"].values())
    mark = f"(?:{data['_mark']}|(?:{words}){data['_word_end']})"
    return compiled(f"{mark}(?:{data['_between']}{mark})*{data['_remark']}")


@cache
def _unit_ends() -> re.Pattern[str]:
    return compiled(vocabulary("tables/marks")["_unit_ends"])


@cache
def _name() -> re.Pattern[str]:
    return compiled(vocabulary("tables/marks")["_name"])
