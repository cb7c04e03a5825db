"""A store that is damaged, locked, read-only or on a full disk: one line on the command line, problem details over HTTP."""

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.cli import housekeeping, main
from api.settings import Settings
from graph.errors import StoreError
from graph.stores.opening import open_store
from graph.stores.sqlite import tables as sqlite_schema
from loaders.load import load
from seeds.shelf import seed_plans
from tests.folders import TESTS

WATER = TESTS / "data" / "water-plan.txt"
PLAN = "永川府办发〔2022〕112号@重庆市/永川区"
Ruin = Callable[[Path], None]


def _bytes(change: Callable[[bytearray], None]) -> Ruin:
    def ruin(path: Path) -> None:
        content = bytearray(path.read_bytes())
        change(content)
        path.write_bytes(bytes(content))

    return ruin


def _sql(statement: str) -> Ruin:
    def ruin(path: Path) -> None:
        with sqlite3.connect(path) as connection:
            connection.execute(statement)
        connection.close()

    return ruin


def _cut(content: bytearray) -> None:
    del content[len(content) // 2 :]


def _holes(content: bytearray) -> None:
    for at in range(8192, len(content) - 4096, 20_000):
        content[at : at + 4096] = b"\xa5" * 4096


def _head(content: bytearray) -> None:
    content[:100] = bytes(range(100))


RUINS: dict[str, Ruin] = {
    "cut": _bytes(_cut),
    "holes": _bytes(_holes),
    "no head": _bytes(_head),
    "a reading": _sql("UPDATE plan SET reading = x'00ff'"),
    "nodes": _sql("UPDATE node SET properties = '[1'"),
    "poor nodes": _sql("UPDATE node SET properties = '{}'"),
    "edges": _sql("UPDATE edge SET content = 'x'"),
    "lost nodes": _sql(
        "DELETE FROM node WHERE kind = 'Department' AND names NOT LIKE '%水利局%' AND names NOT LIKE '%林业局%'"
    ),
    "lost edges": _sql("DELETE FROM edge WHERE kind = 'HAS_TARGET'"),
    "a table": _sql("DROP TABLE search"),
    "figures": _sql("UPDATE plan SET figures = '[]'"),
    "origins": _sql("UPDATE document SET origins = x'aa'"),
}
VERBS = [
    ["status"], ["plans"], ["duties", "区水利局"], ["workload"], ["bottlenecks"], ["export", "xlsx", "-o", "OUT"],
    ["export", "jsonl", "-o", "OUT"], ["load", str(WATER)], ["load", "--preview", str(WATER)], ["names", "review"],
    ["names", "list"], ["names", "same", "区水利局", "区林业局"], ["draw", PLAN, "-o", "OUT"], ["remove", PLAN],
    ["copy", "--to", "sqlite://"],
]  # fmt: skip


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("whole") / "a.db"
    with open_store(f"sqlite:///{path}") as store:
        load(store, seed_plans())
        assert store.damage() == ""
    return path


@pytest.fixture(params=RUINS)
def ruined(request: pytest.FixtureRequest, whole: Path, tmp_path: Path) -> Path:
    path = tmp_path / "ruined.db"
    shutil.copy(whole, path)
    RUINS[request.param](path)
    return path


def test_every_verb_tells_a_damage_in_one_line(
    ruined: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    content = ruined.read_bytes()
    told = []
    for verb in VERBS:
        for beside in ruined.parent.glob(ruined.name + "*"):
            beside.unlink()
        ruined.write_bytes(content)
        words = [str(tmp_path / "out") if word == "OUT" else word for word in verb]
        monkeypatch.setattr(sys, "argv", ["respgraph", *words, "--store", f"sqlite:///{ruined}"])
        with pytest.raises(SystemExit) as stopped:
            main()
        complaint = capsys.readouterr().err
        if stopped.value.code:
            assert stopped.value.code == 2, (verb, complaint)
            assert "damaged" in complaint, (verb, complaint)
            assert str(ruined) in complaint, (verb, complaint)
            assert "restore a copy" in complaint, (verb, complaint)
            assert complaint.count("\n") == 1, (verb, complaint)
            told.append(verb)
    assert told


def test_every_page_and_answer_tells_a_damage(ruined: Path) -> None:
    paths: list[str] = [
        "/",
        "/departments",
        "/targets",
        "/search?q=水",
        "/graph",
        f"/plans/{PLAN}",
        "/bottlenecks",
        "/matrix",
    ]
    paths += [
        "/api/plans",
        "/api/targets",
        "/api/search?q=水",
        "/api/workload",
        "/api/export/jsonl",
        "/api/names/review",
    ]
    try:
        store = open_store(f"sqlite:///{ruined}", create=False)
    except StoreError as error:
        assert "damaged" in error.what  # noqa: PT017 - where the file does not even open
        return
    with store, TestClient(create_app(store, Settings()), raise_server_exceptions=False) as client:
        answers = {path: client.get(path, headers={"Accept-Language": "en"}) for path in paths}
    failed = {path: answer for path, answer in answers.items() if answer.status_code != 200}
    for path, answer in failed.items():
        assert answer.status_code in (404, 500), path
        assert answer.status_code == 404 or "damaged" in answer.text, path
        assert path.startswith("/api") == ("problem+json" in answer.headers["content-type"]), path


def test_a_mistake_of_the_program_is_a_problem_too(whole: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(f"sqlite:///{whole}") as store:
        client = TestClient(create_app(store, Settings()), raise_server_exceptions=False)
        looks: list[str] = []

        def looked() -> str:
            looks.append("looked")
            return ""

        monkeypatch.setattr(store, "damage", looked)
        for error in (KeyError("x"), KeyError("x"), RuntimeError("y")):

            def stumble(error: Exception = error, **_given: object) -> None:
                raise error

            monkeypatch.setattr(store, "snapshot", stumble)
            answer = client.get("/api/plans")
            assert answer.status_code == 500
            assert answer.json()["type"] == "urn:respgraph:problem:mistake"
            assert type(error).__name__ in answer.json()["detail"]
        assert len(looks) == 1  # all of a store is looked at once in a while, not for each


@pytest.mark.parametrize("swap", [True, False])
def test_a_file_that_is_gone_under_a_running_explorer_takes_nothing(whole: Path, tmp_path: Path, *, swap: bool) -> None:
    path, other = tmp_path / "a.db", tmp_path / "b.db"
    shutil.copy(whole, path)
    shutil.copy(whole, other)
    with open_store(f"sqlite:///{path}") as store, TestClient(create_app(store, Settings())) as client:
        assert client.get("/api/health").status_code == 200
        work = store.view().list_nodes("Measure", plan=PLAN, limit=1).items[0].id
        other.replace(path) if swap else path.unlink()
        said = {"kind": "progress", "subject": work, "values": {"state": "done"}}
        for answer in (client.get("/api/health"), client.get("/api/plans"), client.post("/api/decisions", json=said)):
            assert (answer.status_code, answer.headers["retry-after"] != "") == (503, True)
    assert path.exists() == swap
    if swap:
        with open_store(f"sqlite:///{path}") as found:
            assert found.view().decisions() == []


def test_a_log_that_grows_long_is_folded_in(whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.stores.sqlite.files.served_file.MOST_LOG", 200_000)
    path = tmp_path / "a.db"
    shutil.copy(whole, path)
    with open_store(f"sqlite:///{path}") as store:
        longest = 0
        for number in range(12):
            load(
                store, seed_plans() if number % 2 else [WATER], force=True, stated={"title": f"第{number}个题目的通知"}
            )
            longest = max(longest, path.with_name("a.db-wal").stat().st_size)
    assert longest < 4_000_000


def test_a_lock_is_503(whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_schema, "BUSY_MS", 100)
    path = tmp_path / "a.db"
    shutil.copy(whole, path)
    with open_store(f"sqlite:///{path}") as store, TestClient(create_app(store, Settings())) as client:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        answer = client.post("/api/plans", files={"file": ("a.txt", WATER.read_bytes())})
        assert answer.status_code == 503
        assert answer.headers["retry-after"]
        assert "another process" in answer.json()["detail"]
        assert client.get("/api/plans").status_code == 200
        other.execute("ROLLBACK")
        other.close()
        assert client.post("/api/plans", files={"file": ("a.txt", WATER.read_bytes())}).status_code == 200


def test_a_full_disk_is_told_and_leaves_the_store_whole(whole: Path, tmp_path: Path) -> None:
    """A limit of file sizes stands for the disk: SQLite sees the same failure."""
    path = tmp_path / "a.db"
    shutil.copy(whole, path)
    size = path.stat().st_size
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "api", "load", str(WATER), "--store", f"sqlite:///{path}"],
        check=False,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size // 8, size // 8)),
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert done.returncode == 2, done.stderr
    assert done.stderr.count("\n") == 1, done.stderr
    assert str(path) in done.stderr
    assert "disk" in done.stderr
    with open_store(f"sqlite:///{path}") as store:
        assert store.damage() == ""
        assert [record.plan for record in store.view().load_records()] == [PLAN]


def test_status_warns_of_a_long_write_ahead_log(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.db"
    shutil.copy(whole, path)
    monkeypatch.setattr(housekeeping, "MOST_WAITING", 1)
    monkeypatch.setattr(sys, "argv", ["respgraph", "status", "--store", f"sqlite:///{path}"])
    told = []
    with open_store(f"sqlite:///{path}") as store:
        for remove in (False, True):
            if remove:
                store.writer().remove(PLAN)
            with pytest.raises(SystemExit):
                main()
            told.append("respgraph copy --to" in capsys.readouterr().err)
    assert told == [False, True]
