"""The checksum beside a backup, as `sha256sum --check` reads it."""

import hashlib
from pathlib import Path

from graph.errors import StoreError

END = ".sha256"
"""How the file with the checksum is called beside that of the backup."""


def write_checksum(file: Path) -> str:
    """Write the checksum of a file beside it; the checksum in hexadecimal digits. Raises OSError."""
    found = checksum(file)
    _beside(file).write_text(f"{found}  {file.name}\n", encoding="utf-8")
    return found


def check(file: Path) -> bool:
    """Whether a checksum lies beside the file; StoreError where it says otherwise, and where there is no file."""
    if not file.is_file():
        raise StoreError("there is no such file", where=str(file), hint="name what `respgraph backup` wrote")
    beside = _beside(file)
    if not beside.is_file():
        return False
    said = beside.read_text(encoding="utf-8", errors="replace").split()
    if not said or said[0] != checksum(file):
        raise StoreError(
            "the file is not the one that was backed up: its checksum is another",
            where=str(file),
            hint="fetch it again, or take another backup",
        )
    return True


def checksum(file: Path) -> str:
    """SHA-256 of a file in hexadecimal digits."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _beside(file: Path) -> Path:
    return file.with_name(file.name + END)
