"""The folder of what is kept between processes: `respgraph` in the user's folder for such things, one inside for each installation.

It may be deleted at any time, and nothing depends on it but time. What lies there is read as JSON, so that it can't bring code
along, and only where the folder is this user's own.
"""

import hashlib
import json
import os
import sys
import threading
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any


def fetch(name: str) -> Any:  # noqa: ANN401 - JSON
    """What is kept under a name; None where there is nothing."""
    folder = _folder()
    try:
        return json.loads((folder / name).read_bytes()) if folder else None
    except (OSError, ValueError, RecursionError):
        return None


def keep(name: str, value: object) -> None:
    """Keep a value that JSON gives back as it is, if it can be kept."""
    folder = _folder()
    if folder is None:
        return
    with suppress(OSError, ValueError, TypeError):
        data = json.dumps(value, ensure_ascii=False)
        if json.loads(data) != value:
            return
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        own = folder / f"{name}.{os.getpid()}.{threading.get_ident()}"
        try:
            own.write_text(data, encoding="utf-8")
            own.replace(folder / name)
        finally:
            own.unlink(missing_ok=True)


@cache
def _folder() -> Path | None:
    """None where there is no home, or what should be the folder belongs to somebody else."""
    try:
        given = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
        home = Path(given) if given and Path(given).is_absolute() else Path.home() / ".cache"
        installation = hashlib.sha256(f"{sys.version} {Path(__file__).parent}".encode()).hexdigest()[:12]
        folder = home / "respgraph" / installation
        with suppress(FileNotFoundError):
            if hasattr(os, "geteuid") and folder.stat().st_uid != os.geteuid():
                return None
    except (OSError, RuntimeError):
        return None
    return folder
