"""What is given to be read: files, folders (walked in sorted order) and zip archives of plans, as one list of paths.

A member of an archive has the path of the archive followed by its own name, `plans.zip/2026/plan.docx`; nothing is ever
unpacked to disk.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from graph.errors import SourceError
from loaders.files.formats import office_markup, sniff
from loaders.files.formats.zip_package import Package, resolve
from loaders.files.limits import LIMITS

_HIDDEN = (".", "~$", "__MACOSX")
_SYSTEM = ("thumbs.db", "desktop.ini")


def expand(paths: Iterable[Path]) -> Iterator[Path]:
    """The files that `paths` stand for; what can't be read stays in the list, so that reading it says why.

    Hidden files and those of the system are left out of folders and archives; archives within archives stay closed.
    A folder or an archive in which nothing is left stands for itself.
    """
    for path in paths:
        if path.is_dir():
            found = sorted(_walked(path))
            for inside in found:
                yield from _opened(inside)
            if not found:
                yield path
        else:
            yield from _opened(path)


def _walked(folder: Path) -> Iterator[Path]:
    """The files below a folder, and the folders that can't be opened."""
    closed: list[Path] = []
    for here, folders, names in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        folders[:] = [name for name in folders if not _hidden([name])]
        yield from (path for name in names if not _hidden([name]) and (path := Path(here, name)).is_file())
    yield from closed


def shown(name: str) -> str:
    """A file's name as text: one that is not UTF-8 comes from an old Windows archive as a rule, which wrote GBK."""
    try:
        name.encode()
    except UnicodeEncodeError:
        raw = os.fsencode(name)
        try:
            return raw.decode("gb18030")
        except UnicodeDecodeError:
            return raw.decode(errors="replace")
    return name


def names_of(paths: Iterable[Path]) -> list[str]:
    """Names for `read --out`: the stem, with the extension where two inputs share a stem."""
    given = list(paths)
    stems = [path.stem for path in given]
    return [shown(path.stem if stems.count(path.stem) == 1 else path.name) for path in given]


def read_member(path: Path, archive: Path) -> bytes:
    """The bytes of an archive's member; raises SourceError where there is none or the archive is damaged or a bomb."""
    package = Package(_bytes(archive), archive.name)
    data = package.read(path.relative_to(archive).as_posix())
    if data is None:
        raise SourceError("the archive has no such file", where=str(path), hint="check the spelling and the folder")
    return data


def opened(data: bytes, file_name: str) -> Iterator[tuple[str, bytes | SourceError]]:
    """The files that the bytes of one stand for, each with its name: the members of an archive of plans, else itself.

    A member that can't be unpacked gives why. An archive that can't be opened stands for itself, so that reading it says why.
    """
    package = _archive(data, file_name)
    kept = (
        [name for name in sorted({resolve("", name) for name in package.names()}) if not _hidden(name.split("/"))]
        if package
        else []
    )
    if package is None or not kept:
        yield file_name, data
        return
    for name in kept:
        short = name.rpartition("/")[2]
        try:
            found = package.read(name)
        except SourceError as error:
            yield short, error
        else:
            yield short, b"" if found is None else found


def archive_of(path: Path) -> Path | None:
    """The archive that a path leads into, None for a path of the file system."""
    return next((above for above in path.parents if above.is_file()), None)


def _opened(path: Path) -> Iterator[Path]:
    members = _members(path) if path.is_file() else None
    kept = [name for name in members or () if not _hidden(name.split("/"))]
    if not kept:
        yield path
    for name in kept:
        yield path.joinpath(*name.split("/"))


def _members(path: Path) -> list[str] | None:
    """Names of an archive's members, sorted; None for other files and for archives that can't be opened."""
    try:
        package = _archive(_bytes(path), path.name)
    except OSError:
        return None
    return sorted({resolve("", name) for name in package.names()}) if package else None


def _archive(data: bytes, file_name: str) -> Package | None:
    """An archive of files; None for other files (Office packages among them) and for one that can't be opened."""
    try:
        if not data.startswith(b"PK") or sniff.sniff(data, file_name) != office_markup.ZIP:
            return None
        return Package(data, file_name)
    except SourceError:
        return None


def _bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LIMITS.file + 1)


def _hidden(parts: Iterable[str]) -> bool:
    return any(part.startswith(_HIDDEN) or part.lower() in _SYSTEM for part in parts)
