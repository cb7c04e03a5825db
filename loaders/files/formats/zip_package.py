"""Opens zip packages safely, those of Office and OFD files and archives of plans: limits before anything is unpacked."""

import io
import posixpath
import zipfile
import zlib
from urllib.parse import unquote

from graph.errors import SourceError
from loaders.files.formats.refusals import damaged
from loaders.files.limits import LIMITS, MEGABYTE

_ENCRYPTED = 0x1
_UTF8 = 0x800
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
        self._members = {_plain(_name(member)).lower(): member for member in members if not member.is_dir()}
        self._left = LIMITS.unpacked

    def names(self) -> tuple[str, ...]:
        """Names of all members in the archive's order, as written."""
        return tuple(_plain(_name(member)) for member in self._members.values())

    def read(self, name: str) -> bytes | None:
        """A member's bytes, None where the package has no such member. The stated size is not believed."""
        member = self._members.get(_plain(name).lower())
        if member is None:
            return None
        bound = min(LIMITS.member, self._left)
        try:
            with self._zip.open(member) as file:
                data = file.read(bound + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            NotImplementedError,
            RuntimeError,
            EOFError,
            ValueError,
            OSError,
        ) as error:
            raise damaged(self.where) from error
        if len(data) > bound:
            raise _bomb(self.where)
        self._left -= len(data)
        return data


def resolve(folder: str, target: str) -> str:
    """The member that `target` names when it is written in `folder`; never above the package's root."""
    path = posixpath.normpath(posixpath.join("/", folder, unquote(target).replace("\\", "/")))
    return path.lstrip("/")


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


def _name(member: zipfile.ZipInfo) -> str:
    """The member's name; without the mark of UTF-8 it is in the charset of the system that packed it, GBK in China."""
    if member.flag_bits & _UTF8:
        return member.filename
    packed = member.filename.encode("cp437", "replace")
    for charset in ("utf-8", "gb18030"):
        try:
            return packed.decode(charset)
        except UnicodeDecodeError:
            continue
    return member.filename


def _plain(name: str) -> str:
    """The name inside the archive: no drive, no root, no way up."""
    return posixpath.normpath("/" + name.replace("\\", "/").replace(":", "_")).lstrip("/")
