"""Findings on two pages: a table of what to decide, why and who is concerned, with room for the decision; the long form may follow."""

from dataclasses import dataclass
from math import ceil

from docx.document import Document as DocumentObject
from docx.enum.text import WD_BREAK
from docx.shared import Pt

from viz.office.meeting_papers import Paper, write_paper
from viz.office.word_documents import BODY, HEADING, add_row, new_document, paragraph, say, table, written
from viz.pictures.labels import width

WIDTHS = (9, 66, 96, 58, 38)
"""Widths of columns in mm; in all the 267 mm between the margins of a landscape page."""

SIZES = (8.5, 8.0, 7.5, 9.0, 9.5, 10.0)
"""Points of type; the first in which no page is almost empty and the paper keeps to two."""

LINE, BESIDE, HEIGHT, HEADER = 0.47, 4.5, 178.0, 26.0
"""Millimetres: of a line for each point of type, of the borders of a cell, of a page, of the title with its notes."""

LEAST = 0.25
"""So much of its last page a paper fills, else a smaller type saves the page, or a larger one fills it."""

MOST_PAGES = 2
POINT = 0.3528


@dataclass(frozen=True, slots=True)
class BriefRow:
    """A kind of finding: its number, its title with how many there are, what to do, why, who is concerned."""

    number: str
    title: str
    act: str
    why: str
    who: str


@dataclass(frozen=True, slots=True)
class Brief:
    """Title, lines of notes, five heads, the rows, what there was no room for, and where all of it stands."""

    title: str
    notes: tuple[str, ...]
    heads: tuple[str, ...]
    rows: tuple[BriefRow, ...]
    rest: str
    annex: str


def brief_document(brief: Brief, annex: Paper | None, *, language: str) -> bytes:
    """The document as docx, with the long form behind it where `annex` is given; `language` is zh-CN or en."""
    size = _size(brief)
    document = new_document(brief.title, language, kind="findings")
    paragraph(document, brief.title, HEADING, 15, centred=True)
    for note in brief.notes:
        _small(document, note, size)
    grid = table(document, brief.heads, WIDTHS)
    for row in brief.rows:
        cells = add_row(grid, WIDTHS)
        say(cells[0], row.number, BODY, middle=True, size=size)
        say(cells[1], row.act, HEADING, size=size)
        say(cells[2], f"{row.title}\n{row.why}", BODY, size=size)
        say(cells[3], row.who, BODY, size=size)
    for line in (brief.rest, brief.annex):
        if line:
            _small(document, line, size)
    if annex is not None:
        document.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
        write_paper(document, annex)
    return written(document)


def _size(brief: Brief) -> float:
    """The type in which the paper looks like one that was made for the pages it takes."""
    for size in SIZES:
        pages = _pages(brief, size)
        if pages <= MOST_PAGES and (pages <= 1 or pages % 1 >= LEAST or pages % 1 == 0):
            return size
    return SIZES[0] if _pages(brief, SIZES[0]) <= MOST_PAGES else min(SIZES)


def _pages(brief: Brief, size: float) -> float:
    """How many pages the paper fills, from the widths of its words."""
    used = HEADER + LINE * size * (len(brief.notes) + 1)
    for row in brief.rows:
        cells = ((WIDTHS[1], (row.act,)), (WIDTHS[2], (row.title, *row.why.splitlines())), (WIDTHS[3], (row.who,)))
        lines = [sum(ceil(width(words) * size * POINT / (wide - BESIDE)) for words in said) for wide, said in cells]
        used += LINE * size * max(lines)
    used += LINE * size * sum(2 for line in (brief.rest, brief.annex) if line)
    return used / HEIGHT


def _small(document: DocumentObject, words: str, size: float) -> None:
    written_line = paragraph(document, words, BODY, size)
    written_line.paragraph_format.space_before, written_line.paragraph_format.space_after = Pt(2), Pt(2)
