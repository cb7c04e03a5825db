"""Duties in a table whose rows are units and whose columns are tasks: the mark where they meet says the unit's role in the task."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from graph.kept.patterns import compiled
from loaders.readings import Column, Outline, Row, Span, Table
from loaders.statements.drafts import Draft, Page, RoleList
from loaders.statements.forms.marks.mark_legends import Legend, legend_of, marks_in, role_in
from loaders.statements.lists import unit_names as units
from loaders.statements.lists.parties import listing
from loaders.tables.column_heads import ends_like_unit, head_of, is_label
from loaders.tables.mark_signs import letters, told_signs
from loaders.tables.marked_columns import is_mark
from loaders.vocabulary import vocabulary

_FEWEST = 2
"""Tasks, and units, that such a table has at least."""
_HEAD_ROWS = 2
"""Rows that such a head has at most."""
_NEAR = 200
"""Characters in front of a table in which a word may say that it divides work."""
_NO_TASKS = frozenset({"person", "figure", "metric", "deadline", "serial", "other"})
"""What the head of a column that is a task never says."""
_TASKS = frozenset({"task", "detail", "aim"})
"""What the head of a column of tasks says."""


@dataclass(frozen=True, slots=True)
class _Turned:
    """Such a table: the column of the units, the heads of the tasks by column, its rows, and what its marks stand for."""

    names: int
    tasks: dict[int, Span]
    rows: tuple[Row, ...]
    legend: Legend


def turned_statements(page: Page, _taken: Sequence[Span] = ()) -> Iterator[Draft]:
    """One statement for each task, at its head, with the units that have a mark below it."""
    for table in page.outline.tables:
        found = _turned(page.outline, table)
        if found is None:
            continue
        for at, head in found.tasks.items():
            if page.part.start <= head.start and head.end <= page.part.end:
                yield from _statement(page, found, at, head)


def unread_grid(outline: Outline, table: Table) -> Iterator[Row]:
    """Rows with marks of a table that divides work, where neither its heads nor its rows are known to be units."""
    if any(column.marked or column.kind == "duty" for column in table.columns.values()):
        return
    first = min((head.start for head in table.heads), default=table.rows[0].span.start)
    if not _divides().search(outline.shadow, max(0, first - _NEAR), table.rows[0].span.end):
        return
    marked = [
        (row, {at for at, cell in row.cells.items() if is_mark(outline.shadow[cell.start : cell.end])})
        for row in table.rows
    ]
    if len({at for _, columns in marked for at in columns}) >= _FEWEST and _turned(outline, table) is None:
        yield from (row for row, columns in marked if columns)


def _statement(page: Page, turned: _Turned, at: int, head: Span) -> Iterator[Draft]:
    lists: list[RoleList] = []
    marks: list[Span] = []
    for row in turned.rows:
        name, cell = row.cells.get(turned.names), row.cells.get(at)
        said = page.words[cell.start : cell.end].strip() if cell else ""
        if name is None or cell is None or not said:
            continue
        roles = (turned.legend.role_of(mark) for mark in turned.legend.marks_in(said))
        role = role_in(said) or next((role for role in roles if role), None)
        read = listing(page.text, page.words, Span(name.start, name.end))
        if role and read.mentions:
            lists.append(RoleList(role, Span(name.start, name.end), read.mentions, open=False, fixed=True))
            marks.append(Span(cell.start, cell.end))
    if lists:
        yield Draft(
            head.start, head.end, "table", "table-marks", tuple(lists), head,
            work=head, scope="measure", governing=(*marks, *turned.legend.spans),
        )  # fmt: skip


def _turned(outline: Outline, table: Table) -> _Turned | None:
    """The table as one of units by tasks, or None; a tally of what is done (单位, 报送方案, 报送总结) divides no work."""
    if any(column.marked for column in table.columns.values()):
        return None
    head, rows = _head(outline.shadow, table)
    if len(rows) < _FEWEST:
        return None
    shown = [{at: outline.shadow[cell.start : cell.end].strip() for at, cell in row.cells.items()} for row in rows]
    names = next(
        (
            at
            for at, span in sorted(head.items())
            if not _names_tasks(outline.shadow[span.start : span.end])
            and _are_units([row.get(at, "") for row in shown])
        ),
        None,
    )
    if names is None:
        return None
    told = told_signs(outline.shadow, _around(head, rows)) if letters(outline.shadow, rows) else {}
    marked = {at for row in shown for at, words in row.items() if is_mark(words) or (words in told and at != names)}
    marked -= {at for at, span in head.items() if _is_other(outline.shadow, span)} if told else set()
    said = [words for row in shown for at, words in row.items() if at in marked and words]
    tasks = {at: span for at, span in sorted(head.items()) if at in marked and _is_task(outline.shadow, span)}
    by_units = all(ends_like_unit(outline.shadow[span.start : span.end].strip()) for span in tasks.values())
    corner = _corner().search(outline.shadow, head[names].start, head[names].end) is not None
    other = not all(is_mark(words) or words in told for words in said)
    if other or (by_units and not corner) or len(tasks) < _FEWEST or tasks.keys() != marked:
        return None  # one task among others may end as a unit does (检修泵站)
    legend = _legend(outline, table, head, rows, marked)
    if not legend.roles and not any(role_in(words) for row in shown for at, words in row.items() if at in marked):
        return None
    return _Turned(names, tasks, rows, legend)


def _head(words: str, table: Table) -> tuple[dict[int, Span], tuple[Row, ...]]:
    """The cells of the head by column, and the rows below: of a head that is known, else the first rows without marks."""
    if table.columns:
        return {at: column.head for at, column in table.columns.items()}, table.rows
    first = next((at for at, row in enumerate(table.rows) if _has_mark(words, row)), 1)
    rows = table.rows[: max(1, min(first, _HEAD_ROWS))]
    head = {at: Span(cell.start, cell.end) for at, cell in rows[0].cells.items()}
    for row in rows[1:]:
        own = {at: cell for at, cell in row.cells.items() if words[cell.start : cell.end].strip() and not cell.merged}
        head |= {at: Span(cell.start, cell.end) for at, cell in own.items()}
    return head, table.rows[len(rows) :]


def _has_mark(words: str, row: Row) -> bool:
    return any(is_mark(words[cell.start : cell.end]) for cell in row.cells.values())


def _are_units(said: Sequence[str]) -> bool:
    written = [words for words in said if words]
    return bool(written) and all(ends_like_unit(words) or units.looks_like_unit(words) for words in written)


def _names_tasks(head: str) -> bool:
    """The head of a column of tasks: what stands below are none but tasks, whatever they end in (建设产业园)."""
    known = head_of(head)
    return known is not None and known.kind in _TASKS and _corner().search(head) is None


def _is_task(words: str, head: Span) -> bool:
    return is_label(_unnumbered(words, head)) and not _is_other(words, head)


def _is_other(words: str, head: Span) -> bool:
    """Whether a head says something that no task is: numbers of rows, people, figures."""
    known = head_of(_unnumbered(words, head))
    return known is not None and known.kind in _NO_TASKS


def _unnumbered(words: str, head: Span) -> str:
    return _number().sub("", words[head.start : head.end].strip())


def _around(head: dict[int, Span], rows: tuple[Row, ...]) -> Span:
    return Span(min(span.start for span in head.values()), rows[-1].span.end)


def _legend(outline: Outline, table: Table, head: dict[int, Span], rows: tuple[Row, ...], marked: set[int]) -> Legend:
    """What the marks stand for; a single kind of mark in a table that divides work says who is responsible."""
    columns = {at: Column("duty", span, marked=at in marked) for at, span in head.items()}
    top = (Span(min(span.start for span in head.values()), max(span.end for span in head.values())),)
    found = legend_of(outline, Table(columns, rows, table.heads or top))
    if found.roles:
        return found
    words = outline.shadow
    marks = {
        mark for row in rows for at in marked if at in row.cells
        for mark in marks_in(words[row.cells[at].start : row.cells[at].end])
    }  # fmt: skip
    first = top[0].start
    divides = _divides().search(words, max(0, first - _NEAR), top[0].end)
    return replace(found, roles=dict.fromkeys(marks, "responsible")) if len(marks) == 1 and divides else found


@cache
def _corner() -> re.Pattern[str]:
    return compiled(vocabulary("tables/marks")["_corner"])


@cache
def _number() -> re.Pattern[str]:
    """The number of a task (1.压缩开办时间), which does not make its words those of a row."""
    return compiled(vocabulary("tables/columns")["_label"])


@cache
def _divides() -> re.Pattern[str]:
    return compiled(vocabulary("tables/marks")["legends"]["divides"]["pattern"])
