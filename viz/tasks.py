"""The task table 任务分解表 as a Word document: landscape A4, a head on every page, Chinese fonts for Chinese text."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell, _Row
from docx.text.run import Run

from viz.office import plain, settled

LATIN, BODY, HEADING = "Times New Roman", "FangSong", "SimHei"
"""Fonts of official documents (GB/T 9704 asks for 仿宋 and 黑体) by the names that Word knows in every language."""

WIDTHS = (11, 52, 38, 34, 46, 20, 66)
"""Widths of the seven columns in mm; in all the 267 mm between the margins of a landscape page."""

MARGIN = 15
HEADS = 7


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
    """The document as docx, byte for byte the same for the same tables; `language` is zh-CN or en-GB."""
    document = Document()
    _set_fonts(document, language)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(MARGIN)
    properties = document.core_properties
    properties.author, properties.comments = "respgraph", ""
    properties.title = plain(tables[0].title) if tables else ""
    for place, table in enumerate(tables):
        _write(document, table, new_page=place > 0)
    held = io.BytesIO()
    document.save(held)
    return settled(held.getvalue())


def _write(document: DocumentObject, table: TaskTable, *, new_page: bool) -> None:
    title = document.add_paragraph()
    title.paragraph_format.page_break_before = new_page
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _font(title.add_run(plain(table.title)), HEADING, 16)
    if table.note:
        _font(document.add_paragraph().add_run(plain(table.note)), BODY, 9)
    grid = document.add_table(rows=1, cols=HEADS)
    grid.style = "Table Grid"
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    grid.autofit = False
    for place, wide in enumerate(WIDTHS):
        grid.columns[place].width = Mm(wide)
    for cell, head in zip(grid.rows[0].cells, table.heads, strict=True):
        _say(cell, head, HEADING, middle=True)
    _mark_row(grid.rows[0], "w:tblHeader")
    _rows(grid, table.rows)


def _rows(grid: Table, rows: Sequence[Task | Chapter]) -> None:
    number = 0
    for row in rows:
        line: _Row = grid.add_row()  # type: ignore[no-untyped-call]  # python-docx types most, not this
        cells = line.cells
        _mark_row(line, "w:cantSplit")
        if isinstance(row, Chapter):
            _say(cells[0].merge(cells[-1]), row.title, HEADING)
            continue
        number += 1
        _say(cells[0], str(number), BODY, middle=True)
        for cell, words in zip(
            cells[1:], (row.work, row.targets, row.leads, row.others, row.due, row.basis), strict=True
        ):
            _say(cell, words, BODY)


def _say(cell: _Cell, words: str, font: str, *, middle: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    if middle:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for place, line in enumerate(plain(words).splitlines()):
        if place:
            paragraph = cell.add_paragraph()
        _font(paragraph.add_run(line), font, 9)


def _mark_row(row: _Row, mark: str) -> None:
    """`w:tblHeader`: again on every page; `w:cantSplit`: not broken by the end of one."""
    row._tr.get_or_add_trPr().append(OxmlElement(mark))  # noqa: SLF001  python-docx has no other way


def _set_fonts(document: DocumentObject, language: str) -> None:
    """The style that everything rests on: East Asian text takes the font of `w:eastAsia`, else Word picks one itself."""
    style = document.styles["Normal"]
    if not isinstance(style, ParagraphStyle):  # pragma: no cover  # Normal is a paragraph style in every template
        raise TypeError(type(style).__name__)
    style.font.name, style.font.size = LATIN, Pt(9)
    style.paragraph_format.space_after = style.paragraph_format.space_before = Pt(0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), BODY)
    spoken = OxmlElement("w:lang")
    said: Mapping[str, str] = {"w:val": language if language.startswith("en") else "en-US", "w:eastAsia": "zh-CN"}
    for name, value in said.items():
        spoken.set(qn(name), value)
    style.element.get_or_add_rPr().append(spoken)


def _font(run: Run, name: str, size: float) -> None:
    run.font.name, run.font.size = LATIN, Pt(size)
    fonts = run._element.get_or_add_rPr().get_or_add_rFonts()  # noqa: SLF001  python-docx sets no East Asian font
    fonts.set(qn("w:eastAsia"), name)
    fonts.set(qn("w:hint"), "eastAsia")
