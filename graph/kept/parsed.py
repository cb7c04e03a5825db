"""What YAML files beside modules say, parsed once: parsing takes ten times as long as reading it from JSON.

What was kept of a file counts only while the file is as it was then, by the digest of its text.
"""

import atexit
import hashlib
import json
import threading
from contextlib import suppress
from functools import cache
from typing import Any

from graph.kept import folder


def parsed(room: str, name: str, text: str) -> Any:  # noqa: ANN401 - YAML
    """What yaml.load gives for the text of NAME.yaml in a room."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    kept = _known(room).get(name)
    if isinstance(kept, list) and kept[:1] == [digest] and len(kept) == len(("digest", "data")):
        return kept[1]
    import yaml  # noqa: PLC0415 - most processes find all kept

    data = yaml.load(text, Loader=yaml.CSafeLoader)
    with suppress(TypeError, ValueError):
        if json.loads(json.dumps(data)) == data:  # JSON has fewer kinds of values
            with _LOCK:
                _FRESH.setdefault(room, {})[name] = [digest, data]
    return data


def keep_parsed() -> None:
    """Keep what was parsed since, for other processes; one that is ended by force calls it in time."""
    with _LOCK:
        fresh = dict(_FRESH)
        _FRESH.clear()
    for room, found in fresh.items():
        folder.keep(_place(room), {**_fetched(room), **found})  # with what other processes have parsed meanwhile


_LOCK = threading.Lock()
_FRESH: dict[str, dict[str, list[Any]]] = {}
atexit.register(keep_parsed)


@cache
def _known(room: str) -> dict[str, Any]:
    return _fetched(room)


def _fetched(room: str) -> dict[str, Any]:
    found = folder.fetch(_place(room))
    return found if isinstance(found, dict) else {}


def _place(room: str) -> str:
    return f"parsed-{room}"
