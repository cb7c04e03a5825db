"""The task table 任务分解表 as a Word document: landscape A4, a head on every page, Chinese fonts for Chinese text."""

from collections.abc import Sequence
from dataclasses import dataclass

from docx.document import Document as DocumentObject

from viz.office.word_documents import BODY, HEADING, add_row, new_document, paragraph, say, table, written

WIDTHS = (11, 50, 36, 34, 46, 24, 66)
"""Widths of the seven columns in mm; in all the 267 mm between the margins of a landscape page."""


@dataclass(frozen=True, slots=True)
class Task:
    """A row: the measure, its targets, who leads, who else in which role, by when, and the words that say so."""

    work: str
    targets: str
    leads: str
    others: str
    due: str
    basis: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A row across the table: the heading that the tasks below stand under."""

    title: str


@dataclass(frozen=True, slots=True)
class TaskTable:
    """A document: title, a line of notes, seven heads, rows in the order of the text."""

    title: str
    note: str
    heads: tuple[str, ...]
    rows: tuple[Task | Chapter, ...]


def task_document(tables: Sequence[TaskTable], *, language: str) -> bytes:
    """The document as docx, byte for byte the same for the same tables; `language` is zh-CN or en."""
    document = new_document(tables[0].title if tables else "", language)
    for place, each in enumerate(tables):
        _write(document, each, new_page=place > 0)
    return written(document)


def _write(document: DocumentObject, tasks: TaskTable, *, new_page: bool) -> None:
    paragraph(document, tasks.title, HEADING, 16, centred=True).paragraph_format.page_break_before = new_page
    if tasks.note:
        paragraph(document, tasks.note)
    grid = table(document, tasks.heads, WIDTHS)
    number = 0
    for row in tasks.rows:
        cells = add_row(grid, WIDTHS)
        if isinstance(row, Chapter):
            say(cells[0].merge(cells[-1]), row.title, HEADING)
            continue
        number += 1
        say(cells[0], str(number), BODY, middle=True)
        told = (row.work, row.targets, row.leads, row.others, row.due, row.basis)
        for cell, words in zip(cells[1:], told, strict=True):
            say(cell, words)
