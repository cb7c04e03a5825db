"""Plain text: kept exactly as decoded, line ends included; rows of TAB-separated cells are tables, and so is a .csv."""

from collections.abc import Iterator
from dataclasses import replace

from graph.kept.patterns import compiled
from graph.model import Origin
from loaders.files.formats.charset import decode
from loaders.files.formats.content import Content, too_long, too_many_lines
from loaders.files.formats.spreadsheets import separated_values
from loaders.files.formats.spreadsheets.separated_values import separator
from loaders.files.limits import LIMITS
from loaders.readings import Cell

_LINE = compiled(r"[^\r\n]*+(?:\r\n|\r|\n|$)")


def read(data: bytes, file_name: str) -> Content:
    """The text with `line N` origins; raises SourceError where the bytes are no text."""
    decoded = decode(data, file_name)
    if len(decoded.text) > LIMITS.characters:
        raise too_long(file_name)
    if max(map(decoded.text.count, "\r\n")) > LIMITS.lines:
        raise too_many_lines(file_name)
    if sign := separator(decoded.text):
        table = separated_values.read(decoded.text, sign, file_name)
        return replace(table, problems=(*(replace(one, start=0, end=0) for one in decoded.problems), *table.problems))
    lines = list(_lines(decoded.text))
    origins = tuple(Origin(start, end, f"line {number}") for number, (start, end) in enumerate(lines, 1))
    return Content(decoded.text, origins, cells=tuple(_cells(decoded.text, lines)), problems=decoded.problems)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    for match in _LINE.finditer(text):
        if match.end() > match.start():
            yield match.start(), match.end()


def _cells(text: str, lines: list[tuple[int, int]]) -> Iterator[Cell]:
    """Two or more lines in a row with the same number of TABs inside them are a table."""
    table: list[list[tuple[int, int]]] = []
    count = 0
    for start, end in (*lines, (len(text), len(text))):
        row = _row(text, start, end)
        if table and (row is None or len(row) != len(table[0])):
            if len(table) > 1:
                count += 1
                yield from _table(count, table)
            table = []
        if row is not None:
            table.append(row)


def _row(text: str, start: int, end: int) -> list[tuple[int, int]] | None:
    line = text[start:end].rstrip("\r\n")
    if "\t" not in line.strip():
        return None
    cells = []
    for words in line.split("\t"):
        cells.append((start + len(words) - len(words.lstrip()), start + len(words.rstrip())))
        start += len(words) + 1
    return [(first, max(first, last)) for first, last in cells]


def _table(table: int, rows: list[list[tuple[int, int]]]) -> Iterator[Cell]:
    for number, row in enumerate(rows, 1):
        for column, (start, end) in enumerate(row, 1):
            yield Cell(start, end, table, number, column)
