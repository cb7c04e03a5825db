"""Where what is kept between processes lies: in the `__pycache__` beside this module, as Python's own compiled modules do.

So it is trusted as they are: whoever may write there may change the modules themselves, and an installation that its users
can't write to keeps what its installer worked out, or nothing. `python -B`, PYTHONDONTWRITEBYTECODE and PYTHONPYCACHEPREFIX mean
this too. It may be deleted at any time, and nothing depends on it but time; it is JSON, so that reading it runs nothing.
"""

import json
import os
import sys
import threading
from contextlib import suppress
from functools import cache
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any


def fetch(name: str) -> Any:  # noqa: ANN401 - JSON
    """What this Python kept under a name; None where there is nothing."""
    place = _place(name)
    try:
        kept = json.loads(place.read_bytes()) if place else None
    except (OSError, ValueError, RecursionError):
        return None
    return kept.get("data") if isinstance(kept, dict) and kept.get("by") == sys.version else None


def keep(name: str, value: object) -> None:
    """Keep a value that JSON gives back as it is, if it can be kept."""
    place = _place(name)
    if place is None or sys.dont_write_bytecode:
        return
    with suppress(OSError, ValueError, TypeError):
        data = json.dumps({"by": sys.version, "data": value}, ensure_ascii=False)
        if json.loads(data)["data"] != value:
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        own = place.with_name(f"{place.name}.{os.getpid()}.{threading.get_ident()}")
        try:
            own.write_text(data, encoding="utf-8")
            own.replace(place)
        finally:
            own.unlink(missing_ok=True)


@cache
def _place(name: str) -> Path | None:
    """None where this Python keeps no compiled modules."""
    try:
        return Path(cache_from_source(str(Path(__file__).with_name(f"{name}.py")))).with_suffix(".json")
    except (NotImplementedError, ValueError):
        return None
