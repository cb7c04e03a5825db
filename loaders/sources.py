"""What is given to be read: files, folders (walked in sorted order) and zip archives of plans, as one list of paths.

A member of an archive has the path of the archive followed by its own name, `plans.zip/2026/plan.docx`; nothing is ever
unpacked to disk.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from graph.errors import SourceError
from loaders.formats import sniff
from loaders.formats.package import Package, resolve
from loaders.limits import LIMITS

_HIDDEN = (".", "~$", "__MACOSX")
_SYSTEM = ("thumbs.db", "desktop.ini")


def expand(paths: Iterable[Path]) -> Iterator[Path]:
    """The files that `paths` stand for; what can't be read stays in the list, so that reading it says why.

    Hidden files and those of the system are left out of folders and archives; archives within archives stay closed.
    """
    for path in paths:
        if path.is_dir():
            for inside in sorted(path.rglob("*")):
                if inside.is_file() and not _hidden(inside.relative_to(path).parts):
                    yield from _opened(inside)
        else:
            yield from _opened(path)


def read_member(path: Path, archive: Path) -> bytes:
    """The bytes of an archive's member; raises SourceError where there is none or the archive is damaged or a bomb."""
    package = Package(_bytes(archive), archive.name)
    data = package.read(path.relative_to(archive).as_posix())
    if data is None:
        raise SourceError("the archive has no such file", where=str(path), hint="check the spelling and the folder")
    return data


def archive_of(path: Path) -> Path | None:
    """The archive that a path leads into, None for a path of the file system."""
    return next((above for above in path.parents if above.is_file()), None)


def _opened(path: Path) -> Iterator[Path]:
    members = _members(path)
    if members is None:
        yield path
        return
    for name in members:
        if not _hidden(name.split("/")):
            yield path.joinpath(*name.split("/"))


def _members(path: Path) -> list[str] | None:
    """Names of an archive's members, sorted; None for other files and for archives that can't be opened."""
    try:
        data = _bytes(path)
        if not data.startswith(b"PK") or sniff.sniff(data, path.name) != sniff.ZIP:
            return None
        names = Package(data, path.name).names()
    except (SourceError, OSError):
        return None
    return sorted({resolve("", name) for name in names})


def _bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LIMITS.file + 1)


def _hidden(parts: Iterable[str]) -> bool:
    return any(part.startswith(_HIDDEN) or part.lower() in _SYSTEM for part in parts)
