"""The tables of an office file with all that is hidden in them, and its whole text: what reads task tables back stands on it.

The limits are those of every file; large ones are read in a process of their own.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module

from graph.errors import SourceError
from loaders.files.formats import office_conversions, office_markup, sniff
from loaders.files.formats.content import Content
from loaders.files.formats.separate_process import read_apart
from loaders.files.limits import LIMITS, MEGABYTE

_READERS = {"xlsx": "spreadsheets.whole_sheets", "docx": "word.whole_tables"}
_NEW = {office_markup.XLSX: "xlsx", office_markup.DOCX: "docx"}
_APART = 2 * MEGABYTE


@dataclass(frozen=True, slots=True)
class Square:
    """What a square says, its lines as they are, and where it stands; `merged` where another one covers it."""

    text: str
    place: str
    merged: bool = False


@dataclass(frozen=True, slots=True)
class WholeTable:
    """A table or sheet: its rows from the top, by their numbers; each by column from 1. Rows without words may be missing."""

    rows: tuple[tuple[int, Mapping[int, Square]], ...]


@dataclass(frozen=True, slots=True)
class WholeTables:
    """All tables of a file in order, and all its text, hidden words too."""

    file_name: str
    text: str
    tables: tuple[WholeTable, ...]


def read_tables(data: bytes, file_name: str) -> WholeTables:
    """The tables of a workbook or Word document (older ones and those of other offices through LibreOffice).

    Raises SourceError: another kind of file, damaged, encrypted, past the limits, LibreOffice not installed.
    """
    if len(data) > LIMITS.file:
        raise SourceError(f"the file is larger than {LIMITS.file // MEGABYTE} MB", where=file_name, hint="split it")
    media_type = sniff.sniff(data, file_name)
    kind = _NEW.get(media_type, "")
    if media_type in office_conversions.KINDS:
        data, kind = office_conversions.renewed(data, file_name)
    if not kind:
        raise SourceError(
            "this is no task table: those are workbooks and Word documents",
            where=file_name,
            hint="save the table as xlsx or docx",
        )
    if sniff.weight(data) >= _APART:
        return _tables(read_apart(_READERS[kind], data, file_name), file_name)
    content: Content = import_module(f"loaders.files.formats.{_READERS[kind]}").read(data, file_name)
    return _tables(content, file_name)


def _tables(content: Content, file_name: str) -> WholeTables:
    found: dict[int, dict[int, dict[int, Square]]] = defaultdict(lambda: defaultdict(dict))
    starts = [origin.start for origin in content.origins]
    for cell in content.cells:
        at = bisect_right(starts, cell.start) - 1
        place = content.origins[at].place if at >= 0 else ""
        square = Square(content.text[cell.start : cell.end], place, cell.merged)
        found[cell.table][cell.row][cell.column] = square
    tables = (WholeTable(tuple(sorted(rows.items()))) for _, rows in sorted(found.items()))
    return WholeTables(file_name, content.text, tuple(tables))
