"""What our Word documents share: landscape A4, Chinese fonts for Chinese text, tables whose head stands on every page."""

import io
from collections.abc import Mapping, Sequence
from copy import deepcopy
from functools import cache

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Row
from docx.oxml.text.font import CT_RPr
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from viz.office.packages import MAKER, plain, settled

LATIN, BODY, HEADING = "Times New Roman", "FangSong", "SimHei"
"""Fonts of official documents (GB/T 9704 asks for 仿宋 and 黑体) by the names that Word knows in every language."""

MARGIN = 15
SMALL = 9.0
"""Size of type in tables, in points: 小五."""


def new_document(title: str, language: str, *, kind: str) -> DocumentObject:
    """An empty landscape page with numbers at the foot; `language` is zh-CN or en, `kind` what its properties say it is."""
    document = Document()
    _set_fonts(document, language)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(MARGIN)
    section.footer_distance = Mm(8)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _count_pages(foot)
    properties = document.core_properties
    properties.author, properties.comments, properties.title = MAKER, "", plain(title)
    properties.keywords = f"{MAKER} {kind}"
    return document


def written(document: DocumentObject) -> bytes:
    """The docx, byte for byte the same for the same content."""
    held = io.BytesIO()
    document.save(held)
    return settled(held.getvalue())


def paragraph(
    document: DocumentObject, words: str, font: str = BODY, size: float = SMALL, *, centred: bool = False
) -> Paragraph:
    """A paragraph of words in one font."""
    made = document.add_paragraph()
    if centred:
        made.alignment = WD_ALIGN_PARAGRAPH.CENTER
    set_font(made.add_run(plain(words)), font, size)
    return made


def hidden_paragraph(document: DocumentObject, words: str) -> None:
    """A paragraph that is neither shown nor printed, its end neither."""
    made = document.add_paragraph()
    run = made.add_run(plain(words))
    run.font.hidden = True
    set_font(run, BODY, 1)
    end = OxmlElement("w:rPr")
    end.append(OxmlElement("w:vanish"))
    made._p.get_or_add_pPr().append(end)  # noqa: SLF001  python-docx knows no font of a paragraph's end


def heading(document: DocumentObject, words: str, level: int, size: float) -> Paragraph:
    """A heading that Word's outline knows, in the heading font, black, kept with what follows."""
    made: Paragraph = document.add_heading(level=level)
    made.paragraph_format.space_before, made.paragraph_format.space_after = Pt(10), Pt(4)
    made.paragraph_format.keep_with_next = True
    set_font(made.add_run(plain(words)), HEADING, size)
    return made


def table(document: DocumentObject, heads: Sequence[str], widths: Sequence[int]) -> Table:
    """A table with its head, which stands on every page; widths in mm, 267 between the margins."""
    grid: Table = document.add_table(rows=1, cols=len(widths))
    grid.style = "Table Grid"
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    grid.autofit = False
    for place, wide in enumerate(widths):
        grid.columns[place].width = Mm(wide)
        grid.rows[0].cells[place].width = Mm(wide)
    for cell, head in zip(grid.rows[0].cells, heads, strict=True):
        say(cell, head, HEADING, middle=True)
    _mark_row(grid.rows[0], "w:tblHeader")
    _mark_row(grid.rows[0], "w:cantSplit")
    return grid


def add_row(grid: Table, widths: Sequence[int]) -> tuple[_Cell, ...]:
    """A further row that the end of a page does not break: a copy of one that was made once, which is much cheaper."""
    line = deepcopy(_empty_row(tuple(widths)))
    grid._tbl.append(line)  # noqa: SLF001  python-docx adds rows cell by cell
    return tuple(_Cell(cell, grid) for cell in line.tc_lst)


@cache
def _empty_row(widths: tuple[int, ...]) -> CT_Row:
    grid: Table = Document().add_table(rows=1, cols=len(widths))
    line: _Row = grid.rows[0]
    _mark_row(line, "w:cantSplit")
    for cell, wide in zip(line.cells, widths, strict=True):
        cell.width = Mm(wide)
    return line._tr  # noqa: SLF001  to be copied


def add_heading_row(grid: Table, widths: Sequence[int]) -> tuple[_Cell, _Cell]:
    """A further row of one cell across all columns but the last, and that one."""
    line = deepcopy(_heading_row(tuple(widths)))
    grid._tbl.append(line)  # noqa: SLF001  as above
    across, last = line.tc_lst
    return _Cell(across, grid), _Cell(last, grid)


@cache
def _heading_row(widths: tuple[int, ...]) -> CT_Row:
    line = deepcopy(_empty_row(widths))
    first, *between, _ = line.tc_lst
    for cell in between:
        line.remove(cell)
    first.grid_span = len(widths) - 1
    first.width = Mm(sum(widths[:-1]))
    return line


def say(cell: _Cell, words: str, font: str = BODY, *, middle: bool = False, size: float = SMALL) -> None:
    """Words in a cell, a paragraph a line."""
    made = cell.paragraphs[0]
    if middle:
        made.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for place, line in enumerate(plain(words).splitlines()):
        if place:
            made = cell.add_paragraph()
        set_font(made.add_run(line), font, size)


def set_font(run: Run, name: str, size: float) -> None:
    """A run's fonts: `name` for Chinese characters, Times New Roman for others; black, upright."""
    hidden = run.font.hidden
    given = run._element.rPr  # noqa: SLF001  python-docx sets no East Asian font
    if given is not None:
        run._element.remove(given)  # noqa: SLF001
    run._element.insert(0, deepcopy(_fonts(name, size)))  # noqa: SLF001
    if hidden:
        run.font.hidden = True


@cache
def _fonts(name: str, size: float) -> CT_RPr:
    """The properties of a run, made once for each font and size."""
    run = Document().add_paragraph().add_run()
    run.font.name, run.font.size = LATIN, Pt(size)
    properties = run._element.get_or_add_rPr()  # noqa: SLF001  python-docx sets no East Asian font
    fonts = properties.get_or_add_rFonts()
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(theme), "")
    fonts.set(qn("w:eastAsia"), name)
    fonts.set(qn("w:hint"), "eastAsia")
    colour = OxmlElement("w:color")
    colour.set(qn("w:val"), "000000")
    properties.append(colour)
    return properties


def _mark_row(row: _Row, mark: str) -> None:
    """`w:tblHeader`: again on every page; `w:cantSplit`: not broken by the end of one."""
    row._tr.get_or_add_trPr().append(OxmlElement(mark))  # noqa: SLF001  python-docx has no other way


def _count_pages(foot: Paragraph) -> None:
    """`1 / 9`, counted by the program that shows the document."""
    for place, code in enumerate(("PAGE", "NUMPAGES")):
        if place:
            set_font(foot.add_run(" / "), BODY, SMALL)
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), code)
        foot._p.append(field)  # noqa: SLF001  python-docx knows no fields


def _set_fonts(document: DocumentObject, language: str) -> None:
    """The style that everything rests on: East Asian text takes the font of `w:eastAsia`, else Word picks one itself."""
    style = document.styles["Normal"]
    if not isinstance(style, ParagraphStyle):  # pragma: no cover  # Normal is a paragraph style in every template
        raise TypeError(type(style).__name__)
    style.font.name, style.font.size = LATIN, Pt(SMALL)
    style.paragraph_format.space_after = style.paragraph_format.space_before = Pt(0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), BODY)
    spoken = OxmlElement("w:lang")
    said: Mapping[str, str] = {"w:val": language if language.startswith("en") else "en-US", "w:eastAsia": "zh-CN"}
    for name, value in said.items():
        spoken.set(qn(name), value)
    style.element.get_or_add_rPr().append(spoken)
