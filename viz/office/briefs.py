"""Findings on two pages: a table of what to decide, why and who is concerned, with room for the decision; the long form may follow."""

from dataclasses import dataclass

from docx.document import Document as DocumentObject
from docx.enum.text import WD_BREAK
from docx.shared import Pt

from viz.office.meeting_papers import Paper, write_paper
from viz.office.word_documents import BODY, HEADING, add_row, new_document, paragraph, say, table, written

WIDTHS = (9, 66, 96, 58, 38)
"""Widths of columns in mm; in all the 267 mm between the margins of a landscape page."""

SIZE = 8.5


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
    """Title, lines of notes, five heads, the rows, what is left to the annex, and how the annex is called."""

    title: str
    notes: tuple[str, ...]
    heads: tuple[str, ...]
    rows: tuple[BriefRow, ...]
    rest: str
    annex: str


def brief_document(brief: Brief, annex: Paper | None, *, language: str) -> bytes:
    """The document as docx, with the long form behind it where `annex` is given; `language` is zh-CN or en."""
    document = new_document(brief.title, language, kind="findings")
    paragraph(document, brief.title, HEADING, 15, centred=True)
    for note in brief.notes:
        _small(document, note)
    grid = table(document, brief.heads, WIDTHS)
    for row in brief.rows:
        cells = add_row(grid, WIDTHS)
        say(cells[0], row.number, BODY, middle=True, size=SIZE)
        say(cells[1], row.act, HEADING, size=SIZE)
        say(cells[2], f"{row.title}\n{row.why}", BODY, size=SIZE)
        say(cells[3], row.who, BODY, size=SIZE)
    for line in (brief.rest, brief.annex):
        if line:
            _small(document, line)
    if annex is not None:
        document.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
        write_paper(document, annex)
    return written(document)


def _small(document: DocumentObject, words: str) -> None:
    written_line = paragraph(document, words, BODY, SIZE)
    written_line.paragraph_format.space_before, written_line.paragraph_format.space_after = Pt(2), Pt(2)
