"""Bytes to text: byte order mark, UTF-8, UTF-16, then GB18030 or Big5 by their common characters; no detector library.

The cascade and what it was measured on: research/reading.md §1.5. GB18030 stands for GB2312 and GBK, which it contains.
"""

import codecs
import re
from dataclasses import dataclass

from graph.errors import SourceError
from graph.model import Problem
from loaders.files.formats.content import note
from loaders.vocabulary import vocabulary

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_SAMPLE = 1 << 16
_PLAUSIBLE = re.compile(
    r"[\t\n\r -~\u00b7\u2014-\u2026\u2103\u2160-\u216b\u2460-\u2473\u3000-\u3015\u4e00-\u9fff\uff00-\uff5e]"
)
_PLAUSIBLE_SHARE = 0.85
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
_CONTROL_SHARE = 0.01
_BAD_SHARE = 0.01
_LOST = "\ufffd"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded text, the name of its charset, and what did not decode."""

    text: str
    charset: str
    problems: tuple[Problem, ...] = ()


def decode(data: bytes, where: str, declared: str = "") -> Decoded:
    """The text of `data`; `declared` is the charset that a web page claims, tried after UTF-8.

    Raises SourceError where the bytes are no text in any of the charsets. A few bad bytes become U+FFFD and a problem.
    """
    for mark, charset in _MARKS:
        if data.startswith(mark):
            return _checked(_tolerant(data[len(mark) :], (charset,), where), where)
    if b"\x00" in data:
        return _checked(_wide(data, where), where)
    for read in (_utf8, _wide_by_look, _declared, _chinese):
        decoded = read(data, declared)
        if decoded is not None:
            return _checked(decoded, where)
    return _checked(_tolerant(data, ("utf-8", "gb18030"), where), where)


def _checked(decoded: Decoded, where: str) -> Decoded:
    controls = len(_CONTROL.findall(decoded.text))
    if controls > _CONTROL_SHARE * len(decoded.text):
        raise _binary(where)
    return decoded


def _binary(where: str) -> SourceError:
    return SourceError(
        "this is binary data, not a text or a document that can be read",
        where=where,
        hint="give a text, Word, PDF, web page, Excel or OFD file",
    )


def _strict(data: bytes, charset: str) -> str | None:
    try:
        return data.decode(charset)
    except UnicodeDecodeError:
        return None


def _utf8(data: bytes, _: str) -> Decoded | None:
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        if error.reason != "unexpected end of data" or error.start == 0:
            return None
        text = data[: error.start].decode("utf-8")
    return Decoded(text, "utf-8", (note("cut-character", "the file ends inside a character, which was left out"),))


def _plausible(text: str) -> float:
    return len(_PLAUSIBLE.findall(text)) / max(1, len(text))


def _wide_by_look(data: bytes, _: str) -> Decoded | None:
    """UTF-16 without a mark and without a NUL byte: Chinese only."""
    return _utf16(data) if len(data) % 2 == 0 else None


def _utf16(data: bytes) -> Decoded | None:
    best: tuple[float, Decoded] | None = None
    for charset in ("utf-16-le", "utf-16-be"):
        text = _strict(data, charset)
        if text is None:
            continue
        share = _plausible(text[:_SAMPLE])
        if share > _PLAUSIBLE_SHARE and (best is None or share > best[0]):
            best = (share, Decoded(text, charset))
    return best[1] if best else None


def _wide(data: bytes, where: str) -> Decoded:
    decoded = _utf16(data if len(data) % 2 == 0 else data[:-1])
    if decoded is None:
        raise _binary(where)
    if len(data) % 2:
        problem = note("cut-character", "the file ends inside a character, which was left out")
        return Decoded(decoded.text, decoded.charset, (problem,))
    return decoded


def _declared(data: bytes, declared: str) -> Decoded | None:
    try:
        charset = codecs.lookup(declared).name if declared else ""
    except LookupError:
        return None
    if charset in ("big5", "cp950"):
        charset = "big5hkscs"
    if charset not in ("big5hkscs", "gb18030"):  # GB2312 and GBK pages use characters that only GB18030 has
        return None
    text = _strict(data, charset)
    return None if text is None else Decoded(text, charset)


def _chinese(data: bytes, _: str) -> Decoded | None:
    candidates = [
        Decoded(text, charset) for charset in ("gb18030", "big5hkscs") if (text := _strict(data, charset)) is not None
    ]
    return max(candidates, key=lambda one: _common(one.text[:_SAMPLE]), default=None)


def _common(text: str) -> float:
    """Share of everyday characters among those that are not ASCII."""
    wide = [character for character in text if character > "\x7f"]
    common = frozenset().union(*vocabulary("files/formats/web/pages")["_common_characters"])
    return sum(character in common for character in wide) / max(1, len(wide))


def _tolerant(data: bytes, charsets: tuple[str, ...], where: str) -> Decoded:
    read = [(text := data.decode(charset, "replace"), charset, text.count(_LOST)) for charset in charsets]
    text, charset, lost = min(read, key=lambda one: one[2])
    if lost > max(3, _BAD_SHARE * len(text)):
        raise SourceError(
            "these bytes are no text in UTF-8, UTF-16, GB18030 or Big5",
            where=where,
            hint="open the file in the program that wrote it and save it as UTF-8 text",
        )
    places = (match.start() for match in re.finditer(_LOST, text))
    problems = tuple(
        note("bad-bytes", f"a character that is not {charset} could not be read", place, place + 1, _LOST)
        for place in places
    )
    return Decoded(text, charset, problems)
