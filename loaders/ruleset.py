"""The version of all reading rules: a digest of the reader's code and vocabulary, so that evidence names what read it."""

import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable


@cache
def ruleset() -> str:
    """Twelve hexadecimal digits over every module and vocabulary of `loaders` and of `graph/quantities`, which it reads by."""
    digest = hashlib.sha256()
    members = _members(files("loaders"), "") + _members(files("graph").joinpath("quantities"), "quantities")
    for name, data in sorted(members):
        digest.update(name.encode())
        digest.update(data)
    return digest.hexdigest()[:12]


def _members(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for entry in folder.iterdir():
        name = f"{prefix}/{entry.name}"
        if entry.is_dir():
            found += _members(entry, name)
        elif entry.name.endswith((".py", ".yaml", ".tsv", ".gz")):
            found.append((name, entry.read_bytes().replace(b"\r\n", b"\n")))
    return found
