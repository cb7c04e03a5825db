"""`respgraph` as people and scripts run it: a process of its own, with a store of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
SEED = ROOT / "seeds" / "plans" / "yongchuan-2022-112.txt"
WATER = ROOT / "tests" / "data" / "water-plan.txt"


class Shell:
    """Runs `respgraph` in a folder over a store there; `rosters.yaml` of the folder is the rosters' file."""

    def __init__(self, folder: Path, name: str = "store") -> None:
        self.folder = folder
        self.store = f"sqlite:///{folder / name}.sqlite3"

    def __call__(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        rosters = self.folder / "rosters.yaml"
        environment = {
            **os.environ, "RESPGRAPH_STORE": self.store, "COLUMNS": "200", "NO_COLOR": "1", "PYTHONPATH": str(ROOT),
            "RESPGRAPH_ROSTERS": str(rosters) if rosters.exists() else "",
        }  # fmt: skip
        return subprocess.run(  # noqa: S603  our own program
            [sys.executable, "-m", "api", *map(str, words)],
            capture_output=True, text=True, check=False, encoding="utf-8", env=environment, cwd=self.folder,
        )  # fmt: skip

    def json(self, *words: str) -> dict[str, object]:
        found: dict[str, object] = json.loads(self(*words, "--json").stdout)
        return found
