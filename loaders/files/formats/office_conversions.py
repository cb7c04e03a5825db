"""Files of other offices and older ones (.doc, .wps, .rtf, .xls, .et, OpenDocument, UOF, the XML of 2003), through LibreOffice.

It makes them docx or xlsx, which are then read; without it, python-calamine reads the bare values of workbooks, apart.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from graph.errors import SourceError
from loaders.files.formats import office_markup, sniff
from loaders.files.formats.content import Content
from loaders.files.formats.libreoffice import converted, program
from loaders.files.formats.separate_process import read_apart


@dataclass(frozen=True, slots=True)
class Conversion:
    """The extension by which LibreOffice knows a kind, and what it becomes; `bare`: python-calamine reads it too."""

    extension: str
    wanted: str
    bare: bool = False


KINDS: Mapping[str, Conversion] = {
    sniff.DOC: Conversion("doc", "docx"),
    sniff.RTF: Conversion("rtf", "docx"),
    office_markup.ODT: Conversion("odt", "docx"),
    office_markup.FLAT_ODT: Conversion("fodt", "docx"),
    office_markup.UOT: Conversion("uot", "docx"),
    office_markup.WORD_2003: Conversion("xml", "docx"),
    sniff.XLS: Conversion("xls", "xlsx", bare=True),
    office_markup.XLSB: Conversion("xlsb", "xlsx", bare=True),
    office_markup.ODS: Conversion("ods", "xlsx", bare=True),
    office_markup.FLAT_ODS: Conversion("fods", "xlsx"),
    office_markup.UOS: Conversion("uos", "xlsx"),
    office_markup.EXCEL_2003: Conversion("xml", "xlsx"),
}
_READERS = {"docx": "word.docx", "xlsx": "spreadsheets.xlsx"}
_OLE = b"\xd0\xcf\x11\xe0"
_SECTOR = 512
_MAGIC = b"\xec\xa5"
_FLAGS = 10
_ENCRYPTED = 0x0100


def read(data: bytes, file_name: str) -> Content:
    """The text as docx or xlsx give it; raises SourceError: encrypted, damaged, too slow, LibreOffice not installed."""
    kind = KINDS[sniff.sniff(data, file_name)]
    if kind.bare and program() is None and find_spec("python_calamine") is not None:
        return read_apart("spreadsheets.calamine", data, file_name)
    made, wanted = renewed(data, file_name)
    content: Content = import_module(f"loaders.files.formats.{_READERS[wanted]}").read(made, file_name)
    return content


def renewed(data: bytes, file_name: str) -> tuple[bytes, str]:
    """The file as docx or xlsx, and which of the two; raises SourceError as `read` does."""
    if data.startswith(_OLE) and _encrypted(data):
        raise SourceError(
            "this file is encrypted with a password",
            where=file_name,
            hint="open it in Word and save it without a password",
        )
    kind = KINDS[sniff.sniff(data, file_name)]
    if kind.bare and program() is None:
        raise SourceError(
            f"files of the kind .{kind.extension} need LibreOffice or the package python-calamine, which are not installed",
            where=file_name,
            hint="install one of them, or save the file as .xlsx",
        )
    return converted(data, kind.extension, kind.wanted, file_name), kind.wanted


def _encrypted(data: bytes) -> bool:
    """Whether the head of the Word stream, which begins a sector, says so."""
    for at in range(_SECTOR, min(len(data) - _FLAGS - 2, 4096 * _SECTOR), _SECTOR):
        if data.startswith(_MAGIC, at):
            (flags,) = struct.unpack_from("<H", data, at + _FLAGS)
            return bool(flags & _ENCRYPTED)
    return False
