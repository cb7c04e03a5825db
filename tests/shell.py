"""`respgraph` as people and scripts run it, over a store of its own: in this process, or in one of its own where that matters."""

import contextlib
import gc
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

from api.cli import main

ROOT = Path(__file__).parents[1]
SEED = ROOT / "seeds" / "plans" / "yongchuan-2022-112.txt"
WATER = ROOT / "tests" / "data" / "water-plan.txt"


class Shell:
    """Runs `respgraph` in a folder over a store there; `rosters.yaml` of the folder is the rosters' file.

    A call runs the same `main` as the command, with its own words, streams, folder and environment; `process` starts one,
    for what only a process has (half a second each).
    """

    def __init__(self, folder: Path, name: str = "store") -> None:
        self.folder = folder
        self.store = f"sqlite:///{folder / name}.sqlite3"

    def __call__(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        said = ["respgraph", *map(str, words)]
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
        collecting = gc.get_threshold()
        status = 0
        try:
            with (
                patch.dict(os.environ, self._environment()), patch.object(sys, "argv", said), contextlib.chdir(self.folder),
                contextlib.redirect_stdout(out), contextlib.redirect_stderr(err),
            ):  # fmt: skip
                main()
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else int(end.code is not None)
        finally:
            gc.set_threshold(*collecting)
        return subprocess.CompletedProcess(said, status, _written(out), _written(err))

    def process(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        """The same in a process of its own."""
        return subprocess.run(  # noqa: S603  our own program
            [sys.executable, "-m", "api", *map(str, words)],
            capture_output=True, text=True, check=False, encoding="utf-8", env={**os.environ, **self._environment()},
            cwd=self.folder,
        )  # fmt: skip

    def json(self, *words: str) -> dict[str, object]:
        """What a verb prints with --json."""
        found: dict[str, object] = json.loads(self(*words, "--json").stdout)
        return found

    def _environment(self) -> dict[str, str]:
        rosters = self.folder / "rosters.yaml"
        return {
            "RESPGRAPH_STORE": self.store, "COLUMNS": "200", "NO_COLOR": "1", "LC_ALL": "C.UTF-8", "PYTHONPATH": str(ROOT),
            "RESPGRAPH_ROSTERS": str(rosters) if rosters.exists() else "",
        }  # fmt: skip


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    return stream.buffer.getvalue().decode() if isinstance(stream.buffer, io.BytesIO) else ""
