"""Office files saved as one file of XML (flat OPC): its parts are packed as docx or xlsx hold them, then read as those."""

import base64
import binascii
import io
import zipfile
from importlib import import_module

from lxml import etree

from loaders.files.formats import office_markup, sniff
from loaders.files.formats.content import Content
from loaders.files.formats.package_xml import parse_xml
from loaders.files.formats.refusals import damaged

_P = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_READERS = {office_markup.DOCX: "word.docx", office_markup.XLSX: "spreadsheets.xlsx"}


def read(data: bytes, file_name: str) -> Content:
    """The text as docx or xlsx give it; raises SourceError: damaged, a presentation."""
    package = _packed(parse_xml(data, file_name), file_name)
    reader = _READERS.get(sniff.sniff(package, file_name))
    if reader is None:
        raise damaged(file_name)
    content: Content = import_module(f"loaders.files.formats.{reader}").read(package, file_name)
    return content


def _packed(root: etree._Element, where: str) -> bytes:
    types = etree.Element(f"{{{_TYPES}}}Types")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for part in root.iterchildren(_P + "part"):
            name = part.get(_P + "name", "").lstrip("/")
            content = _content(part, where)
            if name and content is not None:
                package.writestr(name, content)
                etree.SubElement(
                    types, f"{{{_TYPES}}}Override", PartName=f"/{name}", ContentType=part.get(_P + "contentType", "")
                )
        package.writestr("[Content_Types].xml", etree.tostring(types))
    return stream.getvalue()


def _content(part: etree._Element, where: str) -> bytes | None:
    markup = part.find(_P + "xmlData")
    if markup is not None and len(markup):
        return etree.tostring(markup[0])
    binary = part.findtext(_P + "binaryData")
    try:
        return None if binary is None else base64.b64decode(binary)
    except (binascii.Error, ValueError) as error:
        raise damaged(where) from error
