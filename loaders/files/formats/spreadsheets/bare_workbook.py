"""A workbook with nothing in it but its values, for workbooks that openpyxl refuses or can't see into.

Of the strict variant the names become the common ones; of styles the number formats stay, of sheets the cells, the merged
areas and what is hidden. Colours, fonts, rules of input, drawings and names go: they break readers and say no words.
"""

import io
import zipfile
from collections.abc import Iterable

from lxml import etree

from loaders.files.formats.package_xml import parse_xml
from loaders.files.formats.zip_package import Package

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_S = f"{{{_MAIN}}}"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", _MAIN.encode()),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
_SHEET_PARTS = ("sheetPr", "sheetFormatPr", "cols", "sheetData", "mergeCells")
_BOOK_PARTS = ("workbookPr", "sheets")
_KEPT_RELATIONS = ("officeDocument", "worksheet", "sharedStrings", "styles")
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def is_strict(package: Package) -> bool:
    """Whether the workbook is of the strict variant of the format, which openpyxl reads as empty."""
    return any(
        _STRICT[0][0] in (package.read(name) or b"")[:4000]
        for name in package.names()
        if name.lower().startswith("xl/workbook") and name.lower().endswith(".xml")
    )


def bare(package: Package) -> bytes:
    """The package with the parts that hold values only; raises SourceError where its XML is broken."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name in package.names():
            if not name.lower().endswith((".xml", ".rels")) or "drawing" in name.lower():
                continue
            data = package.read(name) or b""
            for strict, common in _STRICT:
                data = data.replace(strict, common)
            made.writestr(name, _reduced(data, package.where))
    return stream.getvalue()


def _reduced(data: bytes, where: str) -> bytes:
    root = parse_xml(data, where)
    match root.tag:
        case "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}styleSheet":
            return etree.tostring(_styles(root))
        case "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}worksheet":
            _keep(root, _SHEET_PARTS)
        case "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}workbook":
            _keep(root, _BOOK_PARTS)
        case _:
            for relation in list(root.iter(_RELATION)):
                if relation.get("Type", "").rpartition("/")[2] not in _KEPT_RELATIONS:
                    root.remove(relation)
    return etree.tostring(root)


def _keep(root: etree._Element, names: Iterable[str]) -> None:
    kept = {_S + name for name in names}
    for part in list(root):
        if part.tag not in kept:
            root.remove(part)
        elif part.tag == _S + "sheetPr":
            part.clear()


def _styles(root: etree._Element) -> etree._Element:
    """A style sheet with the number formats of the cells and one font, fill and border."""
    made = etree.Element(_S + "styleSheet", nsmap={"x": _MAIN})
    formats = root.find(_S + "numFmts")
    if formats is not None:
        made.append(formats)
    for group, member in (("fonts", "font"), ("fills", "fill"), ("borders", "border")):
        etree.SubElement(etree.SubElement(made, _S + group, count="1"), _S + member)
    fill = made.find(f"{_S}fills/{_S}fill")
    if fill is not None:
        etree.SubElement(fill, _S + "patternFill", patternType="none")
    etree.SubElement(etree.SubElement(made, _S + "cellStyleXfs", count="1"), _S + "xf", numFmtId="0")
    cells = etree.SubElement(made, _S + "cellXfs")
    for one in root.iterfind(f"{_S}cellXfs/{_S}xf"):
        etree.SubElement(cells, _S + "xf", numFmtId=one.get("numFmtId", "0"))
    if not len(cells):
        etree.SubElement(cells, _S + "xf", numFmtId="0")
    return made
