"""Opens the zip packages of Office and OFD files safely, and their XML: limits first, no DTD, no entity, no network."""

import io
import posixpath
import zipfile
import zlib
from urllib.parse import unquote

from lxml import etree

from graph.errors import SourceError
from loaders.limits import LIMITS, MEGABYTE

_DOCTYPE = tuple("<!DOCTYPE".encode(charset) for charset in ("ascii", "utf-16-le", "utf-16-be"))
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_ENCRYPTED = 0x1
_MARGIN = 1 << 16


class Package:
    """A zip package that has passed the limits; members are found whatever the case and slashes of their names."""

    def __init__(self, data: bytes, where: str) -> None:
        """Raises SourceError: damaged, encrypted, too many members, too large when unpacked, a bomb."""
        self.where = where
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
            raise damaged(where) from error
        members = self._zip.infolist()
        _check(members, where)
        self._members = {_plain(member.filename).lower(): member for member in members if not member.is_dir()}
        self._left = LIMITS.unpacked

    def names(self) -> tuple[str, ...]:
        """Names of all members in the archive's order, as written."""
        return tuple(_plain(member.filename) for member in self._members.values())

    def size(self, name: str) -> int:
        """Unpacked size of a member as the archive states it; 0 where it has none."""
        member = self._members.get(_plain(name).lower())
        return member.file_size if member else 0

    def read(self, name: str) -> bytes | None:
        """A member's bytes, None where the package has no such member. The stated size is not believed."""
        member = self._members.get(_plain(name).lower())
        if member is None:
            return None
        bound = min(LIMITS.member, self._left)
        try:
            with self._zip.open(member) as file:
                data = file.read(bound + 1)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError) as error:
            raise damaged(self.where) from error
        if len(data) > bound:
            raise _bomb(self.where)
        self._left -= len(data)
        return data

    def xml(self, name: str) -> etree._Element | None:
        """A member's root element, None where there is no such member."""
        data = self.read(name)
        return None if data is None else parse_xml(data, self.where)

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """The relationships of a part: id → (last word of the type, name of the target). External ones are left out."""
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
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


def resolve(folder: str, target: str) -> str:
    """The member that `target` names when it is written in `folder`; never above the package's root."""
    path = posixpath.normpath(posixpath.join("/", folder, unquote(target).replace("\\", "/")))
    return path.lstrip("/")


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


def damaged(where: str) -> SourceError:
    """The error for a file that is cut short or not what it says."""
    return SourceError(
        "this file is damaged or cut short", where=where, hint="fetch it again, or open and save it in its own program"
    )


def too_deep(where: str) -> SourceError:
    """The error for markup that is nested hundreds of levels deep."""
    return SourceError(
        "the file's markup is nested too deeply to be a document",
        where=where,
        hint="copy its text into a new document and give that",
    )


def _bomb(where: str) -> SourceError:
    return SourceError(
        f"the archive unpacks to more than {LIMITS.member // MEGABYTE} MB a member, {LIMITS.unpacked // MEGABYTE} MB in "
        f"all or {LIMITS.ratio} times its size",
        where=where,
        hint="this looks like a zip bomb; if it is a plan, save it without pictures",
    )


def _check(members: list[zipfile.ZipInfo], where: str) -> None:
    if len(members) > LIMITS.members:
        raise SourceError(f"the archive has more than {LIMITS.members:,} members", where=where, hint="split it")
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise SourceError(
            "the archive is encrypted with a password", where=where, hint="unpack it yourself and give the files inside"
        )
    total = sum(member.file_size for member in members)
    if total > LIMITS.unpacked or any(_swells(member) for member in members):
        raise _bomb(where)


def _swells(member: zipfile.ZipInfo) -> bool:
    grown = member.file_size > LIMITS.ratio * max(1, member.compress_size) and member.file_size > _MARGIN * 16
    return member.file_size > LIMITS.member or grown


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/")
