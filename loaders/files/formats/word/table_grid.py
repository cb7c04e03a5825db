"""The rows and cells of a Word table, whatever wraps them, on the table's grid."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from loaders.files.formats.word.wordprocessing import W, child, flag, value
from loaders.files.limits import LIMITS

THROUGH = frozenset(W + name for name in ("ins", "moveTo", "sdt", "sdtContent", "customXml"))
"""Elements that only wrap what they hold."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's element, its first column and the column after its last one, from 0."""

    element: etree._Element
    first: int
    last: int


def rows(element: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table in order, without deleted and hidden ones."""
    for node in element:
        if node.tag == W + "tr":
            properties = child(node, "trPr")
            if child(properties, "del") is None and not flag(properties, "hidden"):
                yield node
        elif node.tag in THROUGH:
            yield from rows(node)


def cells(row: etree._Element, column: int | None = None) -> Iterator[Cell]:
    """The cells of a row from left to right; `column` is where the first stands, if the row does not say it."""
    at = _number(value(child(row, "trPr"), "gridBefore"), 0) if column is None else column
    for node in row:
        if node.tag == W + "tc":
            span = max(1, _number(value(child(node, "tcPr"), "gridSpan"), 1))
            yield Cell(node, at, at + span)
            at += span
        elif node.tag in THROUGH:
            for cell in cells(node, at):
                yield cell
                at = cell.last


def header_words(row: list[Cell], width: int) -> list[str]:
    """The row's words on a grid of `width` columns, as far as a header needs them."""
    names = [""] * width
    for cell in row:
        if cell.first < width:
            names[cell.first] = "".join(text.text or "" for text in cell.element.iter(W + "t"))
    return names


def _number(text: str | None, default: int) -> int:
    return min(int(text), LIMITS.columns) if text and text.isascii() and text.isdigit() else default
