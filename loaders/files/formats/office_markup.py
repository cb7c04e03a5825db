"""Which office's format a file of XML or a package holds: by its root element, its content types, its stated kind."""

import re
from collections.abc import Iterable, Mapping

from graph.errors import SourceError

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLSB = "application/vnd.ms-excel.sheet.binary.macroenabled.12"
OFD = "application/ofd"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
FLAT_ODT = "application/vnd.oasis.opendocument.text-flat-xml"
FLAT_ODS = "application/vnd.oasis.opendocument.spreadsheet-flat-xml"
UOT = "application/vnd.uof.text"
UOS = "application/vnd.uof.spreadsheet"
WORD_2003 = "application/vnd.ms-word.2003+xml"
EXCEL_2003 = "application/vnd.ms-excel.2003+xml"
FLAT_PACKAGE = "application/vnd.ms-package.flat+xml"
ZIP = "application/zip"

_PRESENTATION = "a presentation (PowerPoint)"
_DRAWING = "a drawing or a chart"
_DATABASE = "a database"
_UNKNOWN = "a package of a kind that is not known"
_ROOTS = {
    ("wordDocument", "http://schemas.microsoft.com/office/word/2003/wordml"): WORD_2003,
    ("Workbook", "urn:schemas-microsoft-com:office:spreadsheet"): EXCEL_2003,
    ("package", "http://schemas.microsoft.com/office/2006/xmlPackage"): FLAT_PACKAGE,
    ("document", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"): FLAT_ODT,
}
_ROOT = re.compile(
    r"\s*+(?:<\?[^>]{0,2000}+>\s*+|<!--(?:(?!-->).){0,4000}+-->\s*+|<!DOCTYPE[^>\[]{0,500}+>\s*+)*+<([^\s<>/!?]{1,80}+)([^>]{0,20000}+)>?",
    re.DOTALL,
)
_MAIN_PARTS: tuple[tuple[str, str], ...] = (
    ("wordprocessingml.document.main", DOCX),
    ("wordprocessingml.template.main", DOCX),
    ("ms-word.document.macroenabled.main", DOCX),
    ("ms-word.template.macroenabledtemplate.main", DOCX),
    ("spreadsheetml.sheet.main", XLSX),
    ("spreadsheetml.template.main", XLSX),
    ("ms-excel.sheet.macroenabled.main", XLSX),
    ("ms-excel.template.macroenabled.main", XLSX),
    ("ms-excel.sheet.binary.macroenabled.main", XLSB),
)
_FOLDERS = (("word", DOCX), ("xl", XLSX))
_PACKAGE_MARKS = frozenset(("[content_types].xml", "_rels/.rels", "word/document.xml", "xl/workbook.xml"))
_OTHER_FOLDERS = (("ppt", _PRESENTATION), ("visio", _DRAWING))
_OTHER_MEMBERS = (
    ("meta-inf/manifest.mf", "a program"),
    ("androidmanifest.xml", "a program"),
    ("index/document.iwa", "a document of Apple's iWork"),
    ("index/tables/datalist.iwa", "a document of Apple's iWork"),
)
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."


def kind_of_xml(text: str, where: str) -> str | None:
    """The media type of a file that is XML, None where it is not; raises SourceError for kinds that hold no plan."""
    match = _ROOT.match(text)
    if match is None:
        return None
    prefix, _, name = match[1].rpartition(":")
    inside = match[2]
    space = re.search(rf"""\sxmlns{":" + re.escape(prefix) if prefix else ""}\s*+=\s*+["']([^"']*+)""", inside)
    known = _ROOTS.get((name, space[1] if space else ""))
    if known is None and name == "UOF":
        known = _uof(inside + text[match.end() : match.end() + 4000], where)
    if known == FLAT_ODT:
        stated = re.search(r"""[\s:]mimetype\s*+=\s*+["']([^"']*+)""", inside)
        return _open_document(stated[1] if stated else "", where, flat=True)
    if known is None and text.lstrip().startswith("<?xml"):
        raise _refused(f"XML of a kind that is not known ({match[1][:40]})", where)
    return known


def kind_of_package(names: Iterable[str], content_types: str, mimetype: str, where: str) -> str:
    """The media type of a zip by its members' names (lower case), its content types and its stated kind."""
    members = set(names)
    if "ofd.xml" in members:
        return OFD
    types = content_types.lower()
    for words, kind in _MAIN_PARTS:
        if words in types:
            return kind
    if mimetype.startswith(_OPEN_DOCUMENT):
        return _open_document(mimetype, where, flat=False)
    if "uof.xml" in members:
        return UOT
    if members & _PACKAGE_MARKS:
        return _by_folder(members, where)
    if foreign := next((what for name, what in _OTHER_MEMBERS if name in members), ""):
        raise _refused(foreign, where)
    if mimetype:
        raise _refused(_UNKNOWN, where)
    return ZIP


def _by_folder(members: Iterable[str], where: str) -> str:
    """The kind of an Office package that does not say it: by the folder of its parts."""
    folders = {name.partition("/")[0] for name in members}
    kind = next((kind for folder, kind in _FOLDERS if folder in folders), None)
    if kind is None:
        raise _refused(next((what for folder, what in _OTHER_FOLDERS if folder in folders), _UNKNOWN), where)
    return kind


def _open_document(mimetype: str, where: str, *, flat: bool) -> str:
    kind = mimetype.removeprefix(_OPEN_DOCUMENT).partition("-")[0]
    known: Mapping[str, str] = {"text": FLAT_ODT if flat else ODT, "spreadsheet": FLAT_ODS if flat else ODS}
    if kind in known:
        return known[kind]
    raise _refused({"presentation": _PRESENTATION, "base": _DATABASE, "database": _DATABASE}.get(kind, _DRAWING), where)


def _uof(head: str, where: str) -> str:
    stated = re.search(r"vnd\.uof\.(\w++)", head)
    match stated[1] if stated else "text":
        case "spreadsheet":
            return UOS
        case "presentation":
            raise _refused(_PRESENTATION, where)
    return UOT


def _refused(what: str, where: str) -> SourceError:
    return SourceError(
        f"this is {what}, not a document", where=where, hint="give the plan itself, as docx, xlsx, PDF, OFD or text"
    )
