"""The task table 任务分解表 as a Word document: landscape A4, a head on every page, Chinese fonts for Chinese text.

Its last column tells the rows apart for whoever reads the table back; hidden words at its end say what it was made from.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from docx.document import Document as DocumentObject

from viz.office.word_documents import (
    BODY,
    HEADING,
    add_heading_row,
    add_row,
    hidden_paragraph,
    new_document,
    paragraph,
    say,
    table,
    written,
)

WIDTHS = (11, 27, 48, 24, 22, 28, 16, 25, 12, 12, 12, 12, 12, 6)
WIDTHS_WITH_OWN = (11, 12, 25, 46, 22, 21, 26, 16, 22, 12, 12, 12, 12, 12, 6)
"""Widths of the fourteen columns in mm, of fifteen where the role of the table's own department has one; in all the 267 mm
between the margins of a landscape page."""

TINY = 4.5
"""Size of type of what only programs read, in points."""


@dataclass(frozen=True, slots=True)
class Task:
    """A row: the measure, what the plan says of it, its targets, who leads, who else in which role, by when, and the words that say so.

    Then how it goes, for people to fill in: state, what was measured, the date of it, a note, who is in charge. `code` tells
    the row from all others. `own` is the role of the department whose table it is.
    """

    work: str
    targets: str
    leads: str
    others: str
    due: str
    basis: str
    state: str = ""
    value: str = ""
    date: str = ""
    note: str = ""
    contact: str = ""
    code: str = ""
    own: str = ""
    text: str = ""

    def cells(self) -> tuple[str, ...]:
        """What stands behind the number of the row, without the code."""
        return (
            self.work, self.text, self.targets, self.leads, self.others, self.due, self.basis,
            self.state, self.value, self.date, self.note, self.contact,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chapter:
    """A row across the table: the heading that the tasks below stand under."""

    title: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class TaskTable:
    """A document: title, a line of notes, fourteen heads, rows in the order of the text.

    `marks` are lines that say what the table was made from; nobody needs to see them. `states` are the words for how
    a task goes. `own` is the head of a column behind the number for the role of the table's own department; empty: none.
    """

    title: str
    note: str
    heads: tuple[str, ...]
    rows: tuple[Task | Chapter, ...]
    marks: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    own: str = ""

    def columns(self) -> tuple[str, ...]:
        """The heads of all columns."""
        return (self.heads[0], *([self.own] if self.own else []), *self.heads[1:])

    def line(self, number: int, task: Task) -> tuple[str, ...]:
        """The cells of a task, its code last."""
        return (str(number), *([task.own] if self.own else []), *task.cells(), task.code)


def task_document(tables: Sequence[TaskTable], *, language: str) -> bytes:
    """The document as docx, byte for byte the same for the same tables; `language` is zh-CN or en."""
    kind = "tasks" if any(each.marks for each in tables) else "list"
    document = new_document(tables[0].title if tables else "", language, kind=kind)
    for place, each in enumerate(tables):
        _write(document, each, new_page=place > 0)
    for each in tables:
        for mark in each.marks:
            hidden_paragraph(document, mark)
    return written(document)


def _write(document: DocumentObject, tasks: TaskTable, *, new_page: bool) -> None:
    paragraph(document, tasks.title, HEADING, 16, centred=True).paragraph_format.page_break_before = new_page
    if tasks.note:
        paragraph(document, tasks.note)
    widths = WIDTHS_WITH_OWN if tasks.own else WIDTHS
    grid = table(document, tasks.columns(), widths)
    number = 0
    for row in tasks.rows:
        if isinstance(row, Chapter):
            across, code = add_heading_row(grid, widths)
            say(across, row.title, HEADING)
            say(code, row.code, BODY, size=TINY)
            continue
        cells = add_row(grid, widths)
        say(cells[-1], row.code, BODY, size=TINY)
        number += 1
        line = tasks.line(number, row)
        say(cells[0], line[0], BODY, middle=True)
        for place, (cell, words) in enumerate(zip(cells[1:-1], line[1:-1], strict=True)):
            say(cell, words, HEADING if tasks.own and place == 0 else BODY)
