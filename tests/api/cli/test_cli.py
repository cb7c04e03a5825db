"""The command line as people and scripts use it: answers, exit codes, messages; nothing half-written."""

import asyncio
import json
import socket
import sqlite3
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from api.cli import main
from api.cli.serving import listening
from graph.stores.opening import open_store
from tests.shell import SEED, WATER, Shell


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


def test_help_names_every_verb(shell: Shell) -> None:
    done = shell("--help")
    assert done.returncode == 0
    assert all(
        verb in done.stdout
        for verb in ("serve", "read", "load", "duties", "workload", "draw", "plans", "remove", "status")
    )


def test_load_then_ask(shell: Shell) -> None:
    loaded = shell("load", SEED, WATER)
    assert (loaded.returncode, loaded.stderr) == (0, "")
    assert "143 duties" in loaded.stdout
    found = json.loads(
        shell("duties", "Yongchuan District Ecology and Environment Bureau", "--role", "lead", "--json").stdout
    )
    assert found["total"] == 7
    assert "深入打好“蓝天”保卫战" in shell("duties", "区生态环境局").stdout
    assert json.loads(shell("workload", "区发展改革委", "--json").stdout)["seats"] == 15.133
    assert "15.133" in shell("workload").stdout
    assert json.loads(shell("targets", "--unowned", "--plan", "永川府办发〔2022〕112号", "--json").stdout)["total"] == 6
    assert "清川府办发〔2024〕18号" in shell("plans").stdout
    assert "Department" in shell("status").stdout
    assert shell("search", "蓝天").stdout.count("Measure")


def test_a_name_of_several_departments_is_listed(shell: Shell) -> None:
    shell("load", SEED, WATER)
    done = shell("duties", "水利局")
    assert done.returncode == 2
    assert "重庆市/永川区" in done.stderr
    assert "清川" in done.stderr
    assert shell("duties", "水利局", "--jurisdiction", "永川区").returncode == 0


def test_unknown_department_suggests(shell: Shell) -> None:
    shell("load", SEED)
    done = shell("duties", "区生态环保局")
    assert done.returncode == 2
    assert "区生态环境局" in done.stderr
    assert "Traceback" not in done.stderr


def test_preview_writes_nothing(shell: Shell) -> None:
    done = shell("load", SEED, "--preview")
    assert "would be added" in done.stdout
    assert "51 LEADS" in done.stdout
    assert json.loads(shell("plans", "--json").stdout)["total"] == 0


def test_an_abridged_edition_that_replaces_nothing_says_why(shell: Shell, tmp_path: Path) -> None:
    official = tmp_path / "official.txt"
    official.write_text(WATER.read_text(encoding="utf-8"), encoding="utf-8")
    abridged = tmp_path / "abridged.txt"
    abridged.write_text("节略本：正文由本项目概括。\n" + WATER.read_text(encoding="utf-8"), encoding="utf-8")
    shell("load", official)
    done = shell("load", abridged)
    assert ": kept; " in done.stdout
    assert "an abridged or draft edition does not replace it" in done.stderr


def test_remove(shell: Shell) -> None:
    shell("load", SEED, WATER)
    assert shell("remove", "清川府办发〔2024〕18号").returncode == 0
    assert json.loads(shell("plans", "--json").stdout)["total"] == 1
    assert shell("remove", "清川府办发〔2024〕18号").returncode == 2


def test_draw(shell: Shell) -> None:
    shell("load", SEED)
    done = shell("draw", "区生态环境局", "-o", "picture.html")
    assert done.returncode == 0
    assert "<html" in (shell.folder / "picture.html").read_text(encoding="utf-8")
    assert shell("draw", "nobody", "-o", "other.html").returncode == 2
    assert not (shell.folder / "other.html").exists()


def test_read_writes_one_file_each(shell: Shell) -> None:
    done = shell("read", SEED, WATER, "--out", "out")
    assert done.returncode == 0
    found = json.loads((shell.folder / "out" / "water-plan.json").read_text(encoding="utf-8"))
    assert found["plan"]["number"] == "清川府办发〔2024〕18号"
    assert len(found["statements"]) >= 3


def test_read_keeps_apart_inputs_of_one_stem(shell: Shell) -> None:
    (shell.folder / "plan.txt").write_text("一、做好工作（市水利局负责）", encoding="utf-8")
    (shell.folder / "plan.md").write_text("一、做好工作（市水利局负责）", encoding="utf-8")
    shell("read", "plan.txt", "plan.md", "--out", "out")
    assert sorted(path.name for path in (shell.folder / "out").iterdir()) == ["plan.md.json", "plan.txt.json"]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("missing.txt", None, "missing.txt"),
        ("empty.txt", b"", "empty"),
        ("binary.txt", bytes(range(256)) * 40, "binary.txt"),
    ],
)
def test_bad_file_is_one_line_and_stops_no_other(shell: Shell, name: str, content: bytes | None, says: str) -> None:
    if content is not None:
        (shell.folder / name).write_bytes(content)
    done = shell("load", name, SEED)
    assert done.returncode == 1
    assert says in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert json.loads(shell("plans", "--json").stdout)["total"] == 1


def test_text_that_is_no_plan_is_an_answer(shell: Shell) -> None:
    (shell.folder / "letter.txt").write_text("今天天气很好。我们去公园散步。", encoding="utf-8")
    done = shell("load", "letter.txt")
    assert done.returncode == 0
    assert "0 duties in 0 statements" in done.stdout


def test_store_of_a_newer_schema_is_refused(shell: Shell) -> None:
    shell("load", SEED)
    with sqlite3.connect(shell.folder / "store.sqlite3") as database:
        database.execute("PRAGMA user_version = 999")
    done = shell("plans")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "newer" in done.stderr


def test_store_that_is_none_is_refused(shell: Shell) -> None:
    (shell.folder / "store.sqlite3").write_text("this is no database, only some words in a file" * 50)
    done = shell("load", SEED)
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert (shell.folder / "store.sqlite3").read_text().startswith("this is no database")


def test_unknown_store_address(shell: Shell) -> None:
    done = shell("plans", "--store", "ftp://somewhere")
    assert done.returncode == 2
    assert "sqlite:///" in done.stderr


def test_wrong_role_and_option(shell: Shell) -> None:
    shell("load", SEED)
    assert shell("duties", "区科技局", "--role", "boss").returncode == 2
    assert shell("duties").returncode == 2
    assert shell("nothing").returncode == 2


def test_port_in_use(shell: Shell) -> None:

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = shell("serve", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 2
    assert "in use" in done.stderr


def test_answers_on_a_connection_that_stays_open_do_not_wait_for_an_ack() -> None:
    async def heard() -> int:
        with listening("127.0.0.1", 0) as listener:
            told: asyncio.Future[int] = asyncio.get_running_loop().create_future()

            def met(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
                told.set_result(writer.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
                writer.close()

            async with await asyncio.start_server(met, sock=listener):
                _, writer = await asyncio.open_connection(*listener.getsockname())
                set_to = await told
                writer.close()
                await writer.wait_closed()
                return set_to

    with ThreadPoolExecutor(1) as apart:  # Playwright leaves a loop running in the thread of the tests
        assert apart.submit(lambda: asyncio.run(heard())).result()


def test_what_is_no_plan_is_told_and_text_without_chinese_refused(shell: Shell) -> None:
    (shell.folder / "empty").mkdir()
    (shell.folder / "walk.txt").write_text("今天天气很好，我们去公园散步了。\n", encoding="utf-8")
    (shell.folder / "passwd").write_text("root:x:0:0:root\n", encoding="utf-8")
    nothing = shell("load", "empty")
    assert (nothing.returncode, nothing.stdout) == (1, "")
    assert "the folder is empty" in nothing.stderr
    mixed = shell("load", "walk.txt", "passwd")
    assert mixed.returncode == 1
    assert "is this a plan?" in mixed.stderr
    assert "no Chinese text" in mixed.stderr
    assert "--force" in mixed.stderr
    assert [plan["title"] for plan in json.loads(shell("plans", "--json").stdout)["items"]] == ["walk.txt"]
    assert shell("load", "--force", "passwd").returncode == 0
    assert shell("read", "empty", "--out", "out").returncode == 1


def test_a_place_that_has_no_such_department_is_told(shell: Shell) -> None:
    shell("load", SEED)
    done = shell("duties", "区水利局", "--jurisdiction", "nowhere")
    assert done.returncode == 2
    assert "lies in 'nowhere'" in done.stderr
    assert "永川区" in done.stderr


@pytest.mark.parametrize(("name", "value"), [("UPLOAD_LIMIT", "-1"), ("LANGUAGE", "fr"), ("PORT", "http")])
def test_a_setting_that_is_not_valid_is_named(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(f"RESPGRAPH_{name}", value)
    monkeypatch.setattr(sys, "argv", ["respgraph", "status", "--store", "sqlite://"])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 2
    assert f"RESPGRAPH_{name}: " in capsys.readouterr().err


@pytest.mark.parametrize(("words", "said"), [
    (["names", "import", "/dev/zero"], "not a file"),
    (["bottlenecks", "--thresholds", "/dev/zero"], "not a file"),
    (["status", "--store", "bolt://user:secret@[::1"], "not an address"),
    (["load", "--title", "\udcff", str(WATER)], "can't be printed"),
    (["load", "--number", "a\nb", str(WATER)], "can't be printed"),
    (["search", "水" * 90 + "\udcff" + "水" * 90], "is not UTF-8"),
    (["edges", "reject", "|a" * 5000, "--why", "x"], "subject: String should have at most"),
])  # fmt: skip
def test_odd_words_and_files_are_told_in_one_line(
    words: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_store(f"sqlite:///{tmp_path / 'a.db'}"):
        pass
    monkeypatch.setenv("RESPGRAPH_STORE", f"sqlite:///{tmp_path / 'a.db'}")
    monkeypatch.setattr(sys, "argv", ["respgraph", *words])
    with pytest.raises(SystemExit) as stopped:
        main()
    told = capsys.readouterr().err
    assert stopped.value.code == 2
    assert said in told
    assert told.count("\n") == 1
    assert "secret" not in told
    assert said != "is not UTF-8" or len(told) < 300
