"""The tables of a Word document with the text that is hidden in them and beside them, for task tables that come back."""

from collections.abc import Iterator

from lxml import etree

from loaders.files.formats.content import Builder, Content, Piece, Square
from loaders.files.formats.refusals import damaged
from loaders.files.formats.word.automatic_numbers import Styles
from loaders.files.formats.word.document_parts import parts
from loaders.files.formats.word.paragraph_words import Reader
from loaders.files.formats.word.table_grid import cells, rows
from loaders.files.formats.word.wordprocessing import W, attribute, child
from loaders.files.limits import LIMITS


class _Everything(Reader):
    """Reads hidden words too; deletions that are tracked stay out."""

    def _hidden(self, run: etree._Element, *, hidden: bool) -> bool:  # noqa: ARG002  what is hidden counts here
        return False


def read(data: bytes, file_name: str) -> Content:
    """Every cell by its table, row and column (from 1), a paragraph a line, and the paragraphs beside tables.

    Origins are `table 1 row 2` and `paragraph 3`. Raises SourceError for broken packages and those past the limits.
    """
    found = parts(data, file_name)
    styles = Styles(found.of_kind("styles"))
    reader = _Everything(styles, found.root)
    builder = Builder(file_name)
    for number, table in enumerate(_outermost(found.root, W + "tbl"), 1):
        _table(builder, reader, table, number)
    for number, paragraph in enumerate(_outermost(found.root, W + "p"), 1):
        builder.line((Piece(reader.words(paragraph, styles.default)),), f"paragraph {number}")
    return builder.content()


def _table(builder: Builder, reader: Reader, table: etree._Element, number: int) -> None:
    above: dict[int, str] = {}
    for at, row in enumerate(rows(table), 1):
        if at > LIMITS.rows:
            raise damaged(builder.where)
        squares: list[Square] = []
        for cell in cells(row):
            squares += [Square(()) for _ in range(min(cell.first, LIMITS.columns) - len(squares))]
            merge = child(child(cell.element, "tcPr"), "vMerge")
            if merge is not None and attribute(merge, "val") != "restart" and cell.first in above:
                squares.append(Square((Piece(above[cell.first]),), merged=True))
            else:
                above[cell.first] = "\n".join(_lines(reader, cell.element))
                squares.append(Square((Piece(above[cell.first]),)))
            squares += [Square((), merged=True) for _ in range(cell.first + 1, min(cell.last, LIMITS.columns))]
        builder.row(squares, [f"table {number} row {at}"] * len(squares), number, at)


def _lines(reader: Reader, element: etree._Element) -> Iterator[str]:
    for paragraph in element.iter(W + "p"):
        yield reader.words(paragraph, "").strip()


def _outermost(root: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Elements that stand in no table; tables in tables belong to their cell."""
    for element in root.iter(tag):
        if next(element.iterancestors(W + "tbl"), None) is None:
            yield element
