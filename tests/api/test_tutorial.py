"""The tutorial: its pictures are there and are made by the script, and its commands run."""

import re
import shlex
from pathlib import Path

from typer.testing import CliRunner

from api.cli import whole
from graph.stores.opening import open_store
from loaders.load import load
from seeds.shelf import seed_plans

DOCS = Path(__file__).parents[2] / "docs"
TEXT = (DOCS / "tutorial.md").read_text(encoding="utf-8")


def test_its_pictures_are_those_that_the_script_makes() -> None:
    named = set(re.findall(r"\(images/(\w+)\.png\)", TEXT))
    made = set(re.findall(r'^    "(\w+)": \(', (DOCS / "screenshots.py").read_text(encoding="utf-8"), re.MULTILINE))
    kept = {path.stem for path in (DOCS / "images").glob("*.png")}
    assert named == made == kept
    assert sum(path.stat().st_size for path in (DOCS / "images").glob("*.png")) < 1_500_000


def test_its_commands_run(tmp_path: Path) -> None:
    store = f"sqlite:///{tmp_path / 'store.sqlite3'}"
    with open_store(store, create=True) as opened:
        load(opened, seed_plans())
    commands = re.findall(r"`respgraph (export [^`]+)`", TEXT)
    assert len(commands) == 5
    for command in commands:
        words = shlex.split(command.replace("PLAN", "永川府办发〔2022〕112号@重庆市/永川区"))
        words[words.index("-o") + 1] = str(tmp_path / words[words.index("-o") + 1])
        done = CliRunner().invoke(whole(), [*words, "--store", store])
        assert done.exit_code == 0, done.output
        assert Path(words[words.index("-o") + 1]).stat().st_size > 1000
