"""Reminders 催办单 as a Word document: a table for each kind of what is owed, with a column for the answer, and who sends it."""

from collections.abc import Sequence
from dataclasses import dataclass

from docx.shared import Pt

from viz.office.word_documents import BODY, HEADING, add_row, heading, new_document, paragraph, say, table, written

WIDTHS = (10, 66, 18, 26, 36, 71, 40)
"""Widths of the seven columns in mm, in all the 267 between the margins."""


@dataclass(frozen=True, slots=True)
class Part:
    """What is owed of one kind; a row has the cells behind the number."""

    title: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to a department: title, what it lists and seen from when, heads of its tables, the line below them."""

    title: str
    note: str
    heads: tuple[str, ...]
    parts: tuple[Part, ...]
    foot: str


def reminder_document(letters: Sequence[Letter], *, language: str) -> bytes:
    """The letters as docx, each on pages of its own; `language` is zh-CN or en."""
    document = new_document(letters[0].title if letters else "", language, kind="list")
    for place, letter in enumerate(letters):
        paragraph(document, letter.title, HEADING, 16, centred=True).paragraph_format.page_break_before = place > 0
        paragraph(document, letter.note)
        number = 0
        for part in letter.parts:
            heading(document, part.title, 2, 11)
            grid = table(document, letter.heads, WIDTHS)
            for row in part.rows:
                number += 1
                cells = add_row(grid, WIDTHS)
                say(cells[0], str(number), middle=True)
                for cell, words in zip(cells[1:], row, strict=True):
                    say(cell, words, BODY)
        paragraph(document, letter.foot, BODY, 10.5).paragraph_format.space_before = Pt(12)
    return written(document)
