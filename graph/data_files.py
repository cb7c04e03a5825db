"""What lies in the packages themselves: the one reader of YAML beside modules, and a digest of modules and data."""

import hashlib
import json
from collections.abc import Collection
from contextlib import suppress
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from graph.kept.shelf import Shelf


@cache
def data_of(room: str, name: str) -> Any:  # noqa: ANN401 - YAML
    """What NAME.yaml in a room (`graph.facets`) holds, read once; nobody may change it."""
    return parsed(room, name, files(room).joinpath(f"{name}.yaml").read_text(encoding="utf-8"))


def parsed(room: str, name: str, text: str) -> Any:  # noqa: ANN401 - YAML
    """What yaml.load gives for the text of NAME.yaml in a room; what was kept of it counts only while the text is as it was then.

    Parsing takes ten times as long as reading what came of it from JSON.
    """
    digest = hashlib.sha256(text.encode()).hexdigest()
    kept = SHELF.known(_place(room), name)
    if isinstance(kept, list) and kept[:1] == [digest] and len(kept) == len(("digest", "data")):
        return kept[1]
    import yaml  # noqa: PLC0415 - most processes find all kept

    data = yaml.load(text, Loader=yaml.CSafeLoader)
    with suppress(TypeError, ValueError):
        if json.loads(json.dumps(data)) == data:  # JSON has fewer kinds of values
            SHELF.add(_place(room), name, [digest, data])
    return data


SHELF = Shelf()


def _place(room: str) -> str:
    return f"parsed-{room}"


def digest_of(members: Collection[tuple[str, bytes]], seed: bytes = b"") -> str:
    """Twelve hexadecimal digits over names and contents, in the order of the names."""
    digest = hashlib.sha256(seed)
    for name, data in sorted(members):
        digest.update(name.encode())
        digest.update(data)
    return digest.hexdigest()[:12]


def members_of(folder: Traversable, prefix: str, kinds: tuple[str, ...]) -> list[tuple[str, bytes]]:
    """Files of these kinds (`.py`) in a folder and below: name from `prefix` on, and content with one kind of line end."""
    found: list[tuple[str, bytes]] = []
    for entry in folder.iterdir():
        name = f"{prefix}/{entry.name}"
        if entry.is_dir():
            found += members_of(entry, name, kinds)
        elif entry.name.endswith(kinds):
            found.append((name, entry.read_bytes().replace(b"\r\n", b"\n")))
    return found
