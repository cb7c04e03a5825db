"""PDF files with a text layer, by pypdfium2; always run apart from the main process, since pdfium is not thread-safe."""

import ctypes
import math
import sys
from collections.abc import Iterator

import pypdfium2
from pypdfium2 import raw

from graph.errors import SourceError
from loaders.files.formats.content import Builder, Content
from loaders.files.formats.fixed.drawn_text import check_readable, upright_pages
from loaders.files.formats.fixed.glyph_pages import Glyph, Page, Rule, angle, frames, quarter, strokes
from loaders.files.formats.fixed.line_joining import join
from loaders.files.formats.refusals import damaged
from loaders.files.limits import LIMITS

_ASCENT = 0.85
_PARTS = 20_000
_EMPTY = 2
"""Bytes of an empty text in UTF-16 with its end: pdfium drops a lone glyph whose font it has not."""


def read(data: bytes, file_name: str) -> Content:
    """The text with `page N` origins; raises SourceError: encrypted, damaged, a scan, fonts without a Unicode map."""
    document = _opened(data, file_name)
    if len(document) > LIMITS.pages:
        raise SourceError(
            f"the file has more than {LIMITS.pages:,} pages", where=file_name, hint="split it, and give the plan's part"
        )
    builder = Builder(file_name)
    pages = [page for at in range(len(document)) if (page := _page(document, at, builder)) is not None]
    check_readable(pages, builder)
    join(upright_pages(pages, builder), builder)
    return builder.content()


def _opened(data: bytes, where: str) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        reason = str(error).lower()
        if "password" in reason or "security" in reason:
            raise SourceError(
                "the file is encrypted with a password",
                where=where,
                hint="open it with the password and print it to a new PDF without one",
            ) from error
        raise damaged(where) from error


def _page(document: pypdfium2.PdfDocument, at: int, builder: Builder) -> Page | None:
    try:
        page = document[at]
    except pypdfium2.PdfiumError:
        builder.problem("damaged-page", f"page {at + 1} is damaged and was not read")
        return None
    width, height = page.get_size()
    if page.get_rotation() in (90, 270):
        width, height = height, width  # glyphs and lines have the page's own places; upright_pages turns it
    text = page.get_textpage()
    glyphs = tuple(_glyphs(text, height))
    rules: list[Rule] = []
    pictures = lost = 0
    for count, part in enumerate(page.get_objects(max_depth=3)):
        if count > _PARTS:
            break
        pictures += part.type == raw.FPDF_PAGEOBJ_IMAGE
        if part.type == raw.FPDF_PAGEOBJ_PATH:
            rules.extend(_rules(part, height))
        elif part.type == raw.FPDF_PAGEOBJ_TEXT:
            lost += raw.FPDFTextObj_GetText(part, text, None, 0) <= _EMPTY and not _embedded(part)
    if lost:
        builder.problem(
            "lost-characters",
            f"page {at + 1}: {lost} pieces of text are drawn with a font that is neither in the file nor on this machine",
        )
    text.close()
    page.close()
    return Page(at + 1, width, height, glyphs, tuple(rules), pictures)


def _embedded(part: pypdfium2.PdfObject) -> bool:
    font = raw.FPDFTextObj_GetFont(part)
    return bool(font) and raw.FPDFFont_GetIsEmbedded(font) == 1


def _glyphs(text: pypdfium2.PdfTextPage, height: float) -> Iterator[Glyph]:
    """Glyphs with boxes around their baselines: fonts of one line differ in what they call their height."""
    box, matrix, x, y = raw.FS_RECTF(), raw.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    for at in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, at)
        if code in (10, 13) or raw.FPDFText_IsGenerated(text, at) == 1:
            continue
        if not raw.FPDFText_GetLooseCharBox(text, at, ctypes.byref(box)):
            continue
        size = box.top - box.bottom
        turn: int | None = 0
        if raw.FPDFText_GetMatrix(text, at, ctypes.byref(matrix)):
            size = raw.FPDFText_GetFontSize(text, at) * math.hypot(matrix.c, matrix.d) or size
            turn = quarter(angle(matrix.a, -matrix.b))
        raw.FPDFText_GetCharOrigin(text, at, ctypes.byref(x), ctypes.byref(y))
        foot, rise = (1 - _ASCENT) * size, _ASCENT * size
        match turn:
            case 90:
                sides = x.value - foot, height - box.top, x.value + rise, height - box.bottom
            case 180:
                sides = box.left, height - y.value - foot, box.right, height - y.value + rise
            case 270:
                sides = x.value - rise, height - box.top, x.value + foot, height - box.bottom
            case _:
                sides = box.left, height - y.value - rise, box.right, height - y.value + foot
        sign = chr(code) if 0 < code <= sys.maxunicode else "\ufffd"
        yield Glyph(sign, *sides, max(1.0, size), turn)


def _rules(part: pypdfium2.PdfObject, height: float) -> Iterator[Rule]:
    """The straight lines of a path, which may draw a whole table at once."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(part, ctypes.byref(fill), ctypes.byref(stroke))
    runs: list[list[tuple[float, float]]] = []
    for kind, point in _segments(part, height):
        if kind == raw.FPDF_SEGMENT_MOVETO or not runs:
            runs.append([])
        runs[-1].append(point)
    for points in runs:
        yield from strokes(points, stroked=bool(stroke))
    if fill.value and not stroke.value:
        yield from frames(runs)


def _segments(part: pypdfium2.PdfObject, height: float) -> Iterator[tuple[int, tuple[float, float]]]:
    matrix, holder = part.get_matrix(), part.container
    while holder is not None:
        matrix, holder = matrix.multiply(holder.get_matrix()), holder.container
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(min(raw.FPDFPath_CountSegments(part), _PARTS)):
        segment = raw.FPDFPath_GetPathSegment(part, at)
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        across, up = matrix.on_point(x.value, y.value)
        yield raw.FPDFPathSegment_GetType(segment), (across, height - up)
