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
from loaders.facts import Cell, Span
from loaders.formats import sniff
from loaders.formats.content import Content
from loaders.limits import LIMITS, MEGABYTE

READERS: Mapping[str, str] = {
    sniff.TEXT: "plain",
    sniff.DOCX: "docx",
    sniff.XLSX: "xlsx",
    sniff.HTML: "html",
    sniff.MHTML: "mhtml",
}
"""Media type → module of loaders/formats whose `read(data, file_name)` returns a Content."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """A file as it was read. `origins` tile the text; offsets are code points, end exclusive.

    Places of origins: `line 12` (plain text), `paragraph 7` and `table 2 row 5 column 3` (Word), `page 3` (PDF, OFD),
    `sheet X cell C5` (Excel), `element p 12` (web pages). `hints` may hold title, number, issuer and date as the format
    states them (labels and meta tags of a web page); the text itself has the last word.
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


def read_source(path: Path) -> SourceText:
    """The text of a file. Raises SourceError: missing, a folder, empty, too large, binary, undecodable, encrypted, a scan."""
    where = path.name or str(path)
    try:
        if path.is_dir():
            raise SourceError(
                "this is a folder, not a file", where=where, hint="give the files in it, or load the folder"
            )
        with path.open("rb") as file:
            data = file.read(LIMITS.file + 1)
    except FileNotFoundError as error:
        raise SourceError("there is no such file", where=str(path), hint="check the spelling and the folder") from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise SourceError(
            f"the file can't be opened: {reason}", where=str(path), hint="check its permissions"
        ) from error
    return read_bytes(data, where)


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
    )


def _content(data: bytes, file_name: str, media_type: str) -> Content:
    name = READERS.get(media_type)
    if name is None:
        raise SourceError(
            f"files of the kind {media_type} can't be read", where=file_name, hint="save it as docx or text"
        )
    reader = import_module(f"loaders.formats.{name}")
    content: Content = reader.read(data, file_name)
    return content
