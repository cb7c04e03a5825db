"""Old Word files (.doc, .wps), RTF and OpenDocument texts: LibreOffice makes them docx, which is then read."""

import struct

from graph.errors import SourceError
from loaders.files.formats import sniff
from loaders.files.formats.content import Content
from loaders.files.formats.libreoffice import converted
from loaders.files.formats.word import docx

_EXTENSIONS = {sniff.DOC: "doc", sniff.RTF: "rtf", sniff.ODT: "odt"}
_SECTOR = 512
_MAGIC = b"\xec\xa5"
_FLAGS = 10
_ENCRYPTED = 0x0100


def read(data: bytes, file_name: str) -> Content:
    """The text as docx gives it; raises SourceError: encrypted, damaged, too slow, LibreOffice not installed."""
    if _encrypted(data):
        raise SourceError(
            "this file is encrypted with a password",
            where=file_name,
            hint="open it in Word and save it without a password",
        )
    extension = _EXTENSIONS[sniff.sniff(data, file_name)]
    return docx.read(converted(data, extension, "docx", file_name), file_name)


def _encrypted(data: bytes) -> bool:
    """Whether the head of the Word stream, which begins a sector, says so."""
    for at in range(_SECTOR, min(len(data) - _FLAGS - 2, 4096 * _SECTOR), _SECTOR):
        if data.startswith(_MAGIC, at):
            (flags,) = struct.unpack_from("<H", data, at + _FLAGS)
            return bool(flags & _ENCRYPTED)
    return False
