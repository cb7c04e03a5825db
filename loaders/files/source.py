"""The first step of reading: a file becomes a text, with the origin of every character.

A file is known by its bytes, never by its name; one table says which reader takes which kind, and a reader is imported
when a file of its kind arrives.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from graph.errors import SourceError
from graph.model import Origin, Problem
from loaders.files.formats import office_conversions, office_markup, sniff
from loaders.files.formats.content import Content
from loaders.files.formats.separate_process import read_apart
from loaders.files.formats.zip_package import Package
from loaders.files.inputs import archive_of, read_member, shown
from loaders.files.limits import LIMITS, MEGABYTE
from loaders.files.own_exports import Export, own_export
from loaders.readings import Cell, Span


@dataclass(frozen=True, slots=True)
class Reader:
    """A module of loaders/formats with `read(data, file_name)`, and from how many bytes of markup on it runs apart."""

    module: str
    apart: int = LIMITS.file + 1


READERS: Mapping[str, Reader] = {
    sniff.TEXT: Reader("plain_text"),
    sniff.HTML: Reader("web.html", 4 * MEGABYTE),
    sniff.MHTML: Reader("web.mhtml", 4 * MEGABYTE),
    office_markup.DOCX: Reader("word.docx", 8 * MEGABYTE),
    office_markup.FLAT_PACKAGE: Reader("word.flat_package"),
    office_markup.XLSX: Reader("spreadsheets.xlsx", 2 * MEGABYTE),
    sniff.PDF: Reader("fixed.pdf", 0),
    office_markup.OFD: Reader("fixed.ofd", 4 * MEGABYTE),
    **{kind: Reader("office_conversions") for kind in office_conversions.KINDS},
}
"""Media type → its reader. What runs apart has limits of time and memory, and can't hurt this process."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """A file as it was read. `origins` tile the text; offsets are code points, end exclusive.

    Places of origins: `line 12` (plain text), `paragraph 7` and `table 2 row 5 column 3` (Word), `page 3` (PDF, OFD),
    `sheet X cell C5` (Excel), `element p 12` (web pages). `hints` may hold title, number, issuer and date as the format
    states them (labels and meta tags of a web page); the text itself has the last word. `export` says that the explorer
    wrote the file itself, and that it is no plan.
    """

    sha256: str
    file_name: str
    media_type: str
    size: int
    text: str
    origins: tuple[Origin, ...]
    cells: tuple[Cell, ...]
    generated: tuple[Span, ...]
    hints: Mapping[str, str]
    problems: tuple[Problem, ...]
    export: Export = ""


_FIRST = 1 << 17
"""Bytes that are read of a file at first."""


def read_source(path: Path) -> SourceText:
    """The text of a file, or of a member of a zip archive (`plans.zip/plan.docx`).

    Raises SourceError: missing, a folder, empty, too large, binary, undecodable, encrypted, a scan.
    """
    where = shown(path.name or str(path))
    try:
        archive = None if path.exists() else archive_of(path)
        if archive is not None:
            return read_bytes(read_member(path, archive), where)
        if path.is_dir():
            raise _a_folder(path)
        if path.exists() and not path.is_file():
            raise SourceError(
                "this is a pipe, a socket or a device, not a file", where=where, hint="save its content to a file"
            )
        with path.open("rb") as file:
            data = file.read(_FIRST)  # room for the largest file takes longer than reading most of them
            if len(data) == _FIRST:
                data += file.read(LIMITS.file + 1 - _FIRST)
    except FileNotFoundError as error:
        raise SourceError(
            "there is no such file", where=shown(str(path)), hint="check the spelling and the folder"
        ) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise SourceError(
            f"the file can't be opened: {reason}", where=shown(str(path)), hint="check its permissions"
        ) from error
    return read_bytes(data, where)


def _a_folder(path: Path) -> SourceError:
    """What is wrong with a folder where a file is wanted. Raises OSError where it can't be opened."""
    if any(path.iterdir()):
        return SourceError(
            "this is a folder in which there is no file that could be a plan",
            where=shown(str(path)),
            hint="give the files themselves, or the folder that holds them",
        )
    return SourceError("the folder is empty", where=shown(str(path)), hint="give a folder that holds plans")


def read_bytes(data: bytes, file_name: str) -> SourceText:
    """The text of a file's bytes; `file_name` is only its name in messages and in the store. Raises as read_source does."""
    if not data:
        raise SourceError("the file is empty", where=file_name, hint="fetch or save it again")
    if len(data) > LIMITS.file:
        raise SourceError(
            f"the file is larger than {LIMITS.file // MEGABYTE} MB",
            where=file_name,
            hint="split it, or save it without pictures",
        )
    media_type = sniff.sniff(data, file_name)
    content = _content(data, file_name, media_type)
    if not content.text.strip():
        raise SourceError("the file holds no text", where=file_name, hint="check that it is the right file")
    return SourceText(
        sha256=hashlib.sha256(data).hexdigest(),
        file_name=file_name,
        media_type=media_type,
        size=len(data),
        text=content.text,
        origins=content.origins,
        cells=content.cells,
        generated=content.generated,
        hints=content.hints,
        problems=content.problems,
        export=own_export(data, file_name),
    )


def _content(data: bytes, file_name: str, media_type: str) -> Content:
    reader = READERS.get(media_type)
    if reader is None:
        names = Package(data, file_name).names()  # a bomb, an encrypted or a damaged archive says so
        raise SourceError(
            f"this is an archive, not a plan (files in it: {len(names)})",
            where=file_name,
            hint="unpack it and give the files in it, or load it whole: `respgraph load ARCHIVE`",
        )
    if sniff.weight(data) >= reader.apart:
        return read_apart(reader.module, data, file_name)
    content: Content = import_module(f"loaders.files.formats.{reader.module}").read(data, file_name)
    return content
