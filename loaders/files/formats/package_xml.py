"""XML of packages, parsed safely: no DTD, no entity, no network, no endless depth."""

import posixpath

from lxml import etree

from graph.errors import SourceError
from loaders.files.formats.refusals import damaged, too_deep
from loaders.files.formats.zip_package import Package, resolve

_DOCTYPE = tuple("<!DOCTYPE".encode(charset) for charset in ("ascii", "utf-16-le", "utf-16-be"))
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def part(package: Package, name: str) -> etree._Element | None:
    """A member's root element, None where there is no such member."""
    data = package.read(name)
    return None if data is None else parse_xml(data, package.where)


def related(package: Package, name: str) -> dict[str, tuple[str, str]]:
    """The relationships of a part: id → (last word of the type, name of the target). External ones are left out."""
    folder, base = posixpath.split(name)
    root = part(package, posixpath.join(folder, "_rels", f"{base}.rels"))
    if root is None:
        return {}
    return {
        relation.get("Id", ""): (
            relation.get("Type", "").rpartition("/")[2],
            resolve(folder, relation.get("Target", "")),
        )
        for relation in root.iter(_RELATIONS)
        if relation.get("TargetMode") != "External"
    }


def parse_xml(data: bytes, where: str) -> etree._Element:
    """The root element. Raises SourceError: a DOCTYPE, not well formed, nested too deeply, a text of more than 10 MB."""
    if any(mark in data for mark in _DOCTYPE):
        raise _doctype(where)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _malformed(error, where) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise damaged(where)
    return root


def check_xml(data: bytes, where: str) -> None:
    """Refuses XML that `parse_xml` would refuse, before another library reads it; builds nothing."""
    if any(mark in data for mark in _DOCTYPE):
        raise _doctype(where)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, target=_Nothing()
    )
    try:
        etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _malformed(error, where) from error


def _doctype(where: str) -> SourceError:
    return SourceError(
        "the file's XML declares a document type, which plans never do and attacks use",
        where=where,
        hint="open and save it in Word, Excel or an OFD reader, and give the new file",
    )


def _malformed(error: etree.XMLSyntaxError, where: str) -> SourceError:
    message = str(error)
    if "xcessive depth" in message:
        return too_deep(where)
    if "huge text" in message.lower() or "buffer" in message.lower():
        return SourceError(
            "a single piece of text in the file is longer than 10 million characters",
            where=where,
            hint="this is no plan; if it is, split it",
        )
    return damaged(where)


class _Nothing:
    """Takes the parts of a document as the parser finds them, and keeps none."""

    def start(self, tag: object, attrib: object) -> None:
        """An element begins."""

    def end(self, tag: object) -> None:
        """An element ends."""

    def data(self, data: object) -> None:
        """Text."""

    def comment(self, text: object) -> None:
        """A comment."""

    def close(self) -> None:
        """Nothing was kept."""
