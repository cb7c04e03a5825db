"""The task table 任务分解表 as a workbook: a sheet a plan, its last column hidden; a hidden sheet says what it was made from."""

import io
from collections.abc import Iterator, Sequence

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from graph.schema import Language
from viz.office.cell_values import Value
from viz.office.packages import settled
from viz.office.sheets import Sheet, fill, name_of, signed
from viz.office.task_tables import Chapter, TaskTable

MARKS = "respgraph"
"""The name of the hidden sheet."""

STATE = 9
"""The column of the state, from 1; one further where the own role has a column."""


def task_workbook(tables: Sequence[TaskTable], language: Language, made: Sheet | None = None) -> bytes:
    """The workbook, byte for byte the same for the same tables; `made` is a sheet that says what it was made from."""
    book = Workbook(write_only=True)
    signed(book, "tasks")
    taken = {MARKS}
    for each in tables:
        page = book.create_sheet(name_of(each.title, taken))
        _ask_for_states(page, each)
        fill(page, Sheet(each.title, each.columns(), tuple(_rows(each)), language, unprinted=1, hidden=1))
    if made is not None:
        fill(book.create_sheet(name_of(made.title, taken)), made)
    marks = book.create_sheet(MARKS)
    for each in tables:
        for mark in each.marks:
            marks.append([mark])
    marks.sheet_state = "hidden"
    held = io.BytesIO()
    book.save(held)
    return settled(held.getvalue())


def _rows(tasks: TaskTable) -> Iterator[tuple[Value, ...]]:
    """The tasks numbered, chapters in the column of tasks."""
    number = 0
    before, empty = ("",) * (1 + bool(tasks.own)), ("",) * (len(tasks.heads) - 3)
    for row in tasks.rows:
        if isinstance(row, Chapter):
            yield (*before, row.title, *empty, row.code)
            continue
        number += 1
        yield (number, *tasks.line(number, row)[1:])


def _ask_for_states(page: Worksheet, tasks: TaskTable) -> None:
    """The cells of states offer the words for them, and take others too."""
    if not tasks.states or not tasks.rows:
        return
    offered = DataValidation("list", formula1=f'"{",".join(tasks.states)}"', allow_blank=True, showErrorMessage=False)
    column = get_column_letter(STATE + bool(tasks.own))
    offered.add(f"{column}2:{column}{len(tasks.rows) + 1}")
    page.data_validations.append(offered)
