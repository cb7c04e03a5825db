"""What a Word document holds beside its text: numbers in the headers of pages, pictures that may be tables, embedded files."""

import re
from collections.abc import Iterable, Mapping

from lxml import etree

from graph.shadow import shadow
from loaders.files.formats.word.wordprocessing import W
from loaders.vocabulary import vocabulary

_EMU = 12700
_WIDE, _HIGH = 170.0, 85.0
"""Points (6 by 3 cm): seals, logos and signs are smaller in one direction at least."""

_LENGTH = re.compile(r"(?:^|;)\s*+(width|height)\s*+:\s*+([\d.]{1,12}+)(pt|in|cm|mm|px)?")
_UNITS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "px": 0.75, None: 0.75}


def is_object(drawing: etree._Element) -> bool:
    """Whether a file is embedded or linked there, a workbook as a rule."""
    return next(drawing.iter("{urn:schemas-microsoft-com:office:office}OLEObject"), None) is not None


def is_large(drawing: etree._Element) -> bool:
    """Whether a picture is large enough to be a table or a page."""
    for extent in drawing.iter("{*}extent"):
        width, height = (_number(extent.get(name, "")) / _EMU for name in ("cx", "cy"))
        return width >= _WIDE and height >= _HIGH
    for shape in drawing.iter("{urn:schemas-microsoft-com:vml}shape", "{urn:schemas-microsoft-com:vml}rect"):
        sizes = {
            name: float(size) * _UNITS[unit or None] for name, size, unit in _LENGTH.findall(shape.get("style", ""))
        }
        return sizes.get("width", 0.0) >= _WIDE and sizes.get("height", 0.0) >= _HIGH
    return False


def _number(text: str) -> float:
    return float(text) if text.isascii() and text.isdigit() else 0.0


def header_hints(heads: Iterable[etree._Element | None]) -> Mapping[str, str]:
    """The number of the act as `number`, nothing where no header or more than one number is found."""
    pattern = vocabulary("files/formats/web/pages")["paragraph_starts"]["document-number"]["pattern"]
    found = set()
    for head in heads:
        for paragraph in head.iter(W + "p") if head is not None else ():
            words = "".join("".join(text.text or "" for text in paragraph.iter(W + "t")).split())
            if re.fullmatch(pattern, shadow(words)):
                found.add(words)
    return {"number": found.pop()} if len(found) == 1 else {}
