"""What a file is, told by its bytes and never by its name."""

import io
import re
import zipfile

from graph.errors import SourceError
from loaders.files.formats import office_markup

TEXT = "text/plain"
HTML = "text/html"
MHTML = "multipart/related"
PDF = "application/pdf"
DOC = "application/msword"
XLS = "application/vnd.ms-excel"
RTF = "application/rtf"

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
)
_HEAD = 1 << 16
_MARKUP = (".xml", ".rels")
_PAGE = re.compile(
    rb"\s*+(?:---[ \t]*+\r?\n(?:(?!---)[^\n]{0,2000}+\n){0,50}+---[ \t]*+\r?\n\s*+)?+"
    rb"(?:(?:<\?xml[^>]{0,200}+>|<!--(?:(?!-->).){0,4000}+-->)\s*+)*+"
    rb"<(?:!doctype\s++html|html|head|body|meta|title|style|script|link|table|tbody|tr|div|p|span|article|section|main"
    rb"|center|font|h[1-6]|ul|ol|br|a|b|strong)[\s>/]",
    re.IGNORECASE | re.DOTALL,
)
_MAIL = re.compile(rb"(?:[A-Za-z-]{2,40}+:[^\n]{0,1000}+\n(?:[ \t][^\n]{0,1000}+\n)*+){1,60}+")


def sniff(data: bytes, where: str) -> str:
    """The media type of `data`; raises SourceError for kinds that hold no text to read."""
    head = data[:_HEAD]
    if head.startswith(b"PK\x03\x04"):
        return _package(data, where)
    if head.startswith(_OLE):
        return _ole(data, where)
    if b"%PDF-" in head[:1024]:
        return PDF
    if head.lstrip().startswith(b"{\\rtf"):
        return RTF
    for magic, what in _OTHERS:
        if head.startswith(magic):
            raise _unreadable(what, where)
    return _textual(head, where)


def weight(data: bytes) -> int:
    """How much there is to parse: the unpacked markup of a package as it states it, else the size of the file."""
    if not data.startswith(b"PK\x03\x04"):
        return len(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return sum(one.file_size for one in package.infolist() if one.filename.lower().endswith(_MARKUP))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return len(data)


def _unreadable(what: str, where: str) -> SourceError:
    hint = {
        "a picture": "recognise its text first (OCR) and give the text",
    }.get(what, "unpack it and give the files inside" if "archive" in what else "give the plan itself")
    return SourceError(f"this is {what}, not a document", where=where, hint=hint)


def _textual(head: bytes, where: str) -> str:
    narrow = head.replace(b"\x00", b"") if head[:2] in (b"\xff\xfe", b"\xfe\xff") else head
    narrow = narrow.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    if _PAGE.match(narrow):
        return HTML
    mail = _MAIL.match(narrow)
    if mail and b"mime-version:" in mail[0].lower() and b"content-type:" in mail[0].lower():
        return MHTML
    return office_markup.kind_of_xml(narrow.decode("utf-8", "replace"), where) or TEXT


def _package(data: bytes, where: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = {name.replace("\\", "/").lower(): name for name in package.namelist()}
            types, kind = (
                package.read(names[name])[:_HEAD].decode("utf-8", "replace") if name in names else ""
                for name in ("[content_types].xml", "mimetype")
            )
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, KeyError, ValueError, OSError) as error:
        raise SourceError(
            "this Office or zip file is damaged or cut short",
            where=where,
            hint="fetch it again, or open and save it in the program that wrote it",
        ) from error
    return office_markup.kind_of_package(names, types, kind.strip(), where)


def _ole(data: bytes, where: str) -> str:
    for stream, media_type in (("EncryptedPackage", ""), ("WordDocument", DOC), ("Workbook", XLS), ("Book", XLS)):
        if stream.encode("utf-16-le") in data:
            if media_type:
                return media_type
            raise SourceError(
                "this file is encrypted with a password",
                where=where,
                hint="open it in Word or Excel and save it without a password",
            )
    raise SourceError(
        "this is an old Office file of a kind that holds no plan",
        where=where,
        hint="save it as docx, xlsx or text",
    )
