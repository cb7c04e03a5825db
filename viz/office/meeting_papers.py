"""Findings as a paper for a meeting: by tier, each with its sentence, what would resolve it, who is concerned, and the words."""

from dataclasses import dataclass

from docx.document import Document as DocumentObject
from docx.shared import Mm, Pt

from viz.office.word_documents import (
    BODY,
    HEADING,
    SMALL,
    add_row,
    heading,
    new_document,
    paragraph,
    say,
    table,
    written,
)

SUMMARY = (36, 50, 16, 165)
CONCERNED = (58, 46, 57, 106)
"""Widths of columns in mm; in all the 267 mm between the margins of a landscape page."""

INDENT = 8


@dataclass(frozen=True, slots=True)
class Concerned:
    """A measure (or the plan) that a finding is about, who leads it, who else is named in which role, and the words."""

    work: str
    leads: str
    others: str
    basis: str


@dataclass(frozen=True, slots=True)
class Item:
    """A finding: what to do, its sentence, where it concerns."""

    sentence: str
    resolve: str
    concerned: tuple[Concerned, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A tier: its name, what it means, its findings."""

    title: str
    note: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A document: title, lines of notes, the summary (four heads, rows), the parts, the heads of their tables.

    `decided` stands before an empty line that the meeting fills in.
    """

    title: str
    notes: tuple[str, ...]
    summary_heads: tuple[str, ...]
    summary: tuple[tuple[str, ...], ...]
    parts: tuple[Part, ...]
    heads: tuple[str, ...]
    decided: str


def paper_document(paper: Paper, *, language: str) -> bytes:
    """The document as docx, byte for byte the same for the same paper; `language` is zh-CN or en."""
    document = new_document(paper.title, language, kind="findings")
    write_paper(document, paper)
    return written(document)


def write_paper(document: DocumentObject, paper: Paper) -> None:
    """Write the paper at the end of a document."""
    paragraph(document, paper.title, HEADING, 16, centred=True)
    for note in paper.notes:
        paragraph(document, note)
    if paper.summary:
        _summarise(document, paper)
    number = 0
    for part in paper.parts:
        heading(document, part.title, 1, 14)
        if part.note:
            paragraph(document, part.note).paragraph_format.keep_with_next = True
        for item in part.items:
            number += 1
            _write(document, item, number, paper)


def _summarise(document: DocumentObject, paper: Paper) -> None:
    grid = table(document, paper.summary_heads, SUMMARY)
    tier = ""
    for row in paper.summary:
        cells = add_row(grid, SUMMARY)
        say(cells[0], row[0] if row[0] != tier else "", HEADING)
        for place, (cell, words) in enumerate(zip(cells[1:], row[1:], strict=True)):
            say(cell, words, BODY, middle=place == 1)
        tier = row[0]


def _write(document: DocumentObject, item: Item, number: int, paper: Paper) -> None:
    heading(document, f"{number}. {item.resolve}", 2, 11)
    why = paragraph(document, item.sentence, BODY, 10.5)
    why.paragraph_format.left_indent, why.paragraph_format.space_after = Mm(INDENT), Pt(4)
    why.paragraph_format.keep_with_next = bool(item.concerned)
    if item.concerned:
        grid = table(document, paper.heads, CONCERNED)
        for line in item.concerned:
            cells = add_row(grid, CONCERNED)
            for cell, words in zip(cells, (line.work, line.leads, line.others, line.basis), strict=True):
                say(cell, words)
    decided = paragraph(document, paper.decided, BODY, SMALL)
    decided.paragraph_format.space_before, decided.paragraph_format.space_after = Pt(6), Pt(6)
