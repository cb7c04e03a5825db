"""`respgraph sql`: tables, CSV and JSON; the views; what datasette says of the same file."""

import csv
import io
import json
import subprocess
import sysconfig
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli import whole
from graph.errors import BadRequestError
from graph.stores.opening import open_store
from loaders.load import load
from seeds.shelf import seed_plans

LEADS = "SELECT name, count(*) AS leads FROM duties WHERE formal AND role = 'lead' GROUP BY name ORDER BY leads DESC, name LIMIT 2"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("sql") / "store.db"
    with open_store(f"sqlite:///{file}") as store:
        assert [result.error for result in load(store, seed_plans())] == [None]
    return f"sqlite:///{file}"


def asked(*words: str) -> str:
    result = CliRunner().invoke(whole(), ["sql", *words], catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def test_forms(url: str) -> None:
    lines = json.loads(asked(LEADS, "--form", "json", "--store", url))
    assert lines[0] == {"name": "区生态环境局", "leads": 7}
    assert next(csv.DictReader(io.StringIO(asked(LEADS, "--form", "csv", "--store", url))))["leads"] == "7"
    assert "区生态环境局" in asked(LEADS, "--store", url)
    with pytest.raises(BadRequestError, match="no form is called"):
        asked(LEADS, "--form", "xml", "--store", url)


def test_what_is_cut_is_said(url: str) -> None:
    result = CliRunner().invoke(
        whole(), ["sql", "SELECT id FROM duties", "--rows", "3", "--form", "csv", "--store", url]
    )
    assert "only the first 3 rows" in result.stderr
    assert len(result.stdout.splitlines()) == 4


def test_without_a_question_the_views_are_listed(url: str) -> None:
    told = asked("--store", url)
    assert "duties: Who must do what" in told
    assert "statement" in told


def test_datasette_shows_views_with_the_meaning_of_their_columns(url: str, tmp_path: Path) -> None:
    said = tmp_path / "metadata.json"
    assert "datasette serve" in asked("--metadata", str(said), "--store", url)
    program = Path(sysconfig.get_path("scripts")) / "datasette"
    file = url.removeprefix("sqlite:///")

    def got(path: str) -> str:
        command: list[str | Path] = [
            program,
            "serve",
            file,
            "--metadata",
            said,
            "--setting",
            "sql_time_limit_ms",
            "20000",
            "--get",
            path,
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  our own arguments
        assert done.returncode == 0, done.stderr
        return done.stdout

    rows = json.loads(got("/store/duties.json?_shape=array&role=lead&_size=1&_col=name&_col=words&_nofacet=1"))
    assert rows[0]["words"]
    page = got("/store/targets?_size=1")
    assert "What is measured" in page
    listed = json.loads(got("/store.json"))
    assert {view["name"] for view in listed["views"]} >= {"duties", "plans"}
    assert [table["name"] for table in listed["tables"] if not table["hidden"]] == []
