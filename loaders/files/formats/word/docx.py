"""Word's docx (and docm): paragraphs with Word's automatic numbers, tables as rows, text boxes and footnotes once.

Own reader on lxml, since no library shows the numbers as Word does (research/reading.md §1.1). Macros are never run,
footers and comments are not part of the text; a header may say the act's number.
"""

from collections.abc import Iterator, Mapping

from lxml import etree

from graph.errors import SourceError
from loaders.files.formats.column_names import column_names
from loaders.files.formats.content import Builder, Content, Piece, Square, Words, one_line
from loaders.files.formats.word.automatic_numbers import Numbers, Styles
from loaders.files.formats.word.beside_text import header_hints
from loaders.files.formats.word.document_parts import parts
from loaders.files.formats.word.paragraph_words import Reader, chosen
from loaders.files.formats.word.table_grid import THROUGH, Cell, cells, header_words, rows
from loaders.files.formats.word.wordprocessing import MC, W, attribute, child, flag, value
from loaders.files.limits import LIMITS


def read(data: bytes, file_name: str) -> Content:
    """The text with `paragraph N` and `table N row N column NAME` origins; raises SourceError for broken packages."""
    found = parts(data, file_name)
    styles = Styles(found.of_kind("styles"))
    numbers = Numbers(found.of_kind("numbering"), styles)
    hints = header_hints(found.all_of_kind("header"))
    walk = _Walk(file_name, Reader(styles, found.root), styles, numbers, hints)
    body = child(found.root, "body")
    if body is not None:
        walk.blocks(body)
    walk.notes({kind: found.of_kind(f"{kind}s") for kind in ("footnote", "endnote")})
    return walk.content()


class _Walk:
    def __init__(self, where: str, reader: Reader, styles: Styles, numbers: Numbers, hints: Mapping[str, str]) -> None:
        self._where = where
        self._hints = hints
        self._reader = reader
        self._styles = styles
        self._numbers = numbers
        self._builder = Builder(where)
        self._pending: list[Piece] = []
        self._paragraphs = self._tables = self._boxes = self._inside = 0

    def content(self) -> Content:
        aside = self._reader.aside
        if aside.inserted or aside.deleted:
            self._builder.problem(
                "tracked-changes",
                f"the file holds tracked changes: {aside.inserted} insertions are read, {aside.deleted} deletions are not",
            )
        if aside.hidden:
            self._builder.problem("hidden-text", f"{aside.hidden} characters of hidden text were left out")
        if aside.objects:
            self._builder.problem(
                "embedded-object", f"{aside.objects} files embedded in this one (workbooks, as a rule) were not read"
            )
        if aside.large:
            self._builder.problem(
                "pictured-content", f"{aside.large} large pictures, which may be tables or pages, were not read"
            )
        content = self._builder.content(self._hints)
        if not content.text.strip() and aside.pictures:
            raise SourceError(
                "the file holds only pictures, no text",
                where=self._where,
                hint="recognise their text first (OCR) and give the text",
            )
        return content

    def blocks(self, element: etree._Element, place: str = "") -> None:
        """Paragraphs and tables, in order; `place` is that of the cell, box or note they stand in."""
        for node in element:
            if node.tag == W + "p":
                self._paragraph(node, place)
            elif node.tag == W + "tbl":
                self._table(node, place)
            elif node.tag in THROUGH and not _contents(node):
                self.blocks(node, place)
            elif node.tag == MC + "AlternateContent":
                self.blocks(chosen(node), place)
            elif node.tag == W + "altChunk":
                self._builder.problem("embedded-document", "a document is embedded in this one; it was not read")

    def _paragraph(self, paragraph: etree._Element, place: str) -> None:
        if not place:
            self._paragraphs += 1
        at = place or f"paragraph {self._paragraphs}"
        before = self._reader.in_contents
        words, ends = self._words(paragraph)
        if (before or self._reader.in_contents or self._listed(paragraph)) and not _text(words).strip():
            return
        self._pending.extend(words)
        if ends:
            self._builder.line(self._pending, at)
            self._pending = []
        self._put_boxes()

    def _words(self, paragraph: etree._Element) -> tuple[Words, bool]:
        """A paragraph's label and words, and whether its end is shown (a deleted or hidden end joins it to the next)."""
        properties = child(paragraph, "pPr")
        style = value(properties, "pStyle") or self._styles.default
        mark = child(properties, "rPr")
        deleted = child(mark, "del") is not None or child(mark, "moveFrom") is not None
        text = self._reader.words(paragraph, style)
        counts = not deleted and (text.strip() or child(properties, "sectPr") is None)
        label = self._numbers.label(properties, style) if counts and not self._reader.in_contents else ""
        pieces = (Piece(label, generated=True), Piece(text))
        return tuple(piece for piece in pieces if piece.text), not deleted and not flag(mark, "vanish")

    def _listed(self, paragraph: etree._Element) -> bool:
        """Whether the paragraph is a line of a table of contents by its style."""
        name = self._styles.name(value(child(paragraph, "pPr"), "pStyle") or "")
        return name.startswith("toc ") and name[4:].isdigit()

    def _put_boxes(self) -> None:
        while self._reader.aside.boxes and not self._inside:
            self._boxes += 1
            self.blocks(self._reader.aside.boxes.pop(0), f"text box {self._boxes}")

    def _table(self, table: etree._Element, place: str) -> None:
        self._flush(place)
        self._tables += 1
        number = self._tables
        grid = [list(cells(row)) for row in rows(table)]
        if len(grid) > LIMITS.rows:
            raise SourceError(
                f"a table has more than {LIMITS.rows:,} rows",
                where=self._where,
                hint="this is no plan; if so, split it",
            )
        width = min(max((cell.last for row in grid for cell in row), default=0), LIMITS.columns)
        names = column_names([header_words(row, width) for row in grid if len(row) > 1])
        above: dict[int, Words] = {}
        for at, row in enumerate(grid, 1):
            start = f"table {number} row {at}"
            if len(row) == 1:
                above.clear()
                self.blocks(row[0].element, f"{place} {start}".strip())
                self._flush(start)
                continue
            squares = list(self._squares(row, width, above))
            self._builder.row(squares, [f"{start} column {name}" for name in names[: len(squares)]], number, at)
        self._put_boxes()

    def _flush(self, place: str) -> None:
        if self._pending:
            self._builder.line(self._pending, place or f"paragraph {self._paragraphs}")
            self._pending = []

    def _squares(self, row: list[Cell], width: int, above: dict[int, Words]) -> Iterator[Square]:
        """The row on the table's grid: a cell merged downwards repeats its words, one merged to the right leaves gaps."""
        column = 0
        for cell in row:
            if cell.first >= width:
                break
            yield from (Square(()) for _ in range(column, cell.first))
            merge = child(child(cell.element, "tcPr"), "vMerge")
            if merge is not None and attribute(merge, "val") != "restart" and cell.first in above:
                yield Square(above[cell.first], merged=True)
            else:
                words = one_line(self._cell(cell.element))
                above.pop(cell.first, None)
                if merge is not None:
                    above[cell.first] = words
                yield Square(words)
            column = min(cell.last, width)
            yield from (Square((), merged=True) for _ in range(cell.first + 1, column))
        yield from (Square(()) for _ in range(column, width))

    def _cell(self, element: etree._Element) -> Iterator[Words]:
        self._inside += 1
        for paragraph in element.iter(W + "p"):
            holder = next(paragraph.iterancestors(W + "txbxContent", W + "tc"), None)
            if holder is None or holder.tag != W + "tc":
                continue  # a text box of the cell is read with the boxes
            words, _ = self._words(paragraph)
            yield from _split(words)
        self._inside -= 1

    def notes(self, roots: dict[str, etree._Element | None]) -> None:
        """Footnotes and endnotes stand after the text, once each, never inside it."""
        self._flush("")
        for count, (kind, identifier) in enumerate(self._reader.aside.notes, 1):
            root = roots[kind]
            for note in root.iterchildren(W + kind) if root is not None else ():
                if attribute(note, "id") == identifier:
                    self.blocks(note, f"{kind} {count}")
        self._flush("")


def _split(words: Words) -> Iterator[Words]:
    """A paragraph with line breaks as several."""
    line: list[Piece] = []
    for piece in words:
        first, *others = piece.text.split("\n")
        line.append(Piece(first, piece.generated))
        for other in others:
            yield tuple(line)
            line = [Piece(other, piece.generated)]
    yield tuple(line)


def _text(words: Words) -> str:
    return "".join(piece.text for piece in words)


def _contents(node: etree._Element) -> bool:
    """Whether a block is a table of contents from Word's gallery."""
    gallery = value(child(child(node, "sdtPr"), "docPartObj"), "docPartGallery")
    return gallery == "Table of Contents"
