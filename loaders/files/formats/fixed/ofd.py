"""OFD, the fixed layout of the document exchange (GB/T 33190-2016): glyphs with their places, then the joiner that PDF uses.

Own reader on lxml, since no library reads them whole (research/reading.md §1.7). Both namespaces, template pages, nested
blocks, transforms and runs of equal steps are read; seals and annotations are not part of the text.
"""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from graph.errors import SourceError
from loaders.files.formats.content import Builder, Content
from loaders.files.formats.fixed.drawn_text import check_readable, upright_pages
from loaders.files.formats.fixed.glyph_pages import Glyph, Page, Rule, angle, quarter, strokes, wide
from loaders.files.formats.fixed.line_joining import join
from loaders.files.formats.package_xml import part
from loaders.files.formats.refusals import damaged
from loaders.files.formats.zip_package import Package, resolve
from loaders.files.limits import LIMITS

_POINTS = 72 / 25.4
_ASCENT = 0.85
_WIDEST = 1.3
_DEFAULT_BOX = (0.0, 0.0, 210.0, 297.0)


@dataclass(frozen=True, slots=True)
class _Frame:
    """From an object's own millimetres to points of the page: its matrix, then its corner."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def point(self, x: float, y: float) -> tuple[float, float]:
        """The place on the page in points."""
        return (self.a * x + self.c * y + self.e) * _POINTS, (self.b * x + self.d * y + self.f) * _POINTS


def read(data: bytes, file_name: str) -> Content:
    """The text with `page N` origins over all documents in the file; raises SourceError: damaged, pictures only."""
    package = Package(data, file_name)
    root = part(package, "OFD.xml")
    if root is None:
        raise damaged(file_name)
    pages: list[Page] = []
    for place in _all(root, "DocRoot"):
        name = resolve("", (place.text or "").strip())
        document = part(package, name)
        if document is not None:
            pages.extend(_pages(package, document, posixpath.dirname(name), len(pages)))
    builder = Builder(file_name)
    check_readable(pages, builder)
    join(upright_pages(pages, builder), builder)
    return builder.content()


def _pages(package: Package, document: etree._Element, folder: str, count: int) -> Iterator[Page]:
    templates = {one.get("ID", ""): one.get("BaseLoc", "") for one in _all(document, "TemplatePage")}
    whole = next((_numbers(box.text) for box in _all(document, "PhysicalBox")), [])
    for number, entry in enumerate(_all(document, "Page"), count + 1):
        if number > LIMITS.pages:
            raise SourceError(
                f"the file has more than {LIMITS.pages:,} pages",
                where=package.where,
                hint="split it, and give the plan's part",
            )
        content = _part(package, folder, entry.get("BaseLoc", ""))
        if content is None:
            continue
        box = next((_numbers(one.text) for one in _all(content, "PhysicalBox")), whole) or list(_DEFAULT_BOX)
        layers = [content]
        for used in _all(content, "Template"):
            layer = _part(package, folder, templates.get(used.get("TemplateID", ""), ""))
            if layer is not None:
                layers.insert(0, layer)
        yield _page(number, box, layers)


def _part(package: Package, folder: str, place: str) -> etree._Element | None:
    """A part by its place: from the package's root, or beside the document; some writers leave out the slash."""
    if not place:
        return None
    beside = part(package, resolve("" if place.startswith("/") else folder, place))
    return beside if beside is not None else part(package, resolve("", place))


def _page(number: int, box: list[float], layers: list[etree._Element]) -> Page:
    width, height = [*box, 0.0, 0.0, 0.0, 0.0][2:4]
    glyphs = [glyph for layer in layers for text in _all(layer, "TextObject") for glyph in _glyphs(text)]
    rules = [rule for layer in layers for path in _all(layer, "PathObject") for rule in _rules(path)]
    pictures = sum(1 for layer in layers for _ in _all(layer, "ImageObject"))
    return Page(number, width * _POINTS, height * _POINTS, tuple(glyphs), tuple(rules), pictures)


def _frame(element: etree._Element) -> _Frame:
    x, y = [*_numbers(element.get("Boundary", "")), 0.0, 0.0][:2]
    matrix = _numbers(element.get("CTM", ""))
    a, b, c, d, e, f = matrix[:6] if len(matrix) >= 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)  # noqa: PLR2004 (a matrix)
    return _Frame(a, b, c, d, e + x, f + y)


def _glyphs(element: etree._Element) -> Iterator[Glyph]:
    frame = _frame(element)
    size = (_numbers(element.get("Size", "")) or [3.5])[0]
    x = y = 0.0
    for code in _all(element, "TextCode"):
        text = code.text or ""
        x = (_numbers(code.get("X", "")) or [x])[0]
        y = (_numbers(code.get("Y", "")) or [y])[0]
        right = _steps(code.get("DeltaX", ""), len(text))
        down = _steps(code.get("DeltaY", ""), len(text))
        for at, sign in enumerate(text):
            step = right[at] if at < len(right) else 0.0
            width = size if wide(sign) else size / 2
            yield _glyph(sign, frame, (x, y), step if width / 2 < step < _WIDEST * size else width, size)
            x += step if at < len(right) else 0.0 if down else width
            y += down[at] if at < len(down) else 0.0


def _glyph(sign: str, frame: _Frame, at: tuple[float, float], width: float, size: float) -> Glyph:
    """A glyph as wide as the step to the next one of its run, so that no blank is guessed inside a run."""
    x, y = at
    corners = [
        frame.point(x + right, y + below) for right in (0, width) for below in (-_ASCENT * size, (1 - _ASCENT) * size)
    ]
    xs, ys = [corner[0] for corner in corners], [corner[1] for corner in corners]
    turn = quarter(angle(frame.a, frame.b))
    height = max(xs) - min(xs) if turn in (90, 270) else max(ys) - min(ys)
    return Glyph(sign, min(xs), min(ys), max(xs), max(ys), max(1.0, height), turn)


def _steps(text: str, most: int) -> list[float]:
    """Distances between glyphs; `g 3 3.5` stands for three steps of 3.5."""
    steps: list[float] = []
    words = iter(text.split())
    for word in words:
        if word == "g":
            count, step = _number(next(words, "")), _number(next(words, ""))
            steps.extend([step] * min(max(0, int(count)), most))
        else:
            steps.append(_number(word))
        if len(steps) >= most:
            break
    return steps


def _rules(element: etree._Element) -> Iterator[Rule]:
    frame = _frame(element)
    stroked = element.get("Stroke", "true").lower() != "false"
    points: list[tuple[float, float]] = []
    for data in _all(element, "AbbreviatedData"):
        words = iter((data.text or "").split())
        for word in words:
            if word not in ("M", "S", "L"):
                continue
            if word != "L":
                yield from strokes(points, stroked=stroked)
                points = []
            points.append(frame.point(_number(next(words, "")), _number(next(words, ""))))
    yield from strokes(points, stroked=stroked)


def _all(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Descendants of that name in either namespace, or in none."""
    return element.iter("{*}" + name)


def _numbers(text: str | None) -> list[float]:
    return [_number(word) for word in (text or "").split()]


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return value if abs(value) < 1e6 else 0.0  # noqa: PLR2004 (no page is a kilometre wide)
