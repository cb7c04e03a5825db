"""A command line with manners: the user's language and clock, exit codes as documented, completion, a bar below the lines."""

import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from api.cli.manners.language import VARIABLES, here, language_of, user_language
from api.reference import EXIT_CODES
from graph.errors import BadRequestError
from loaders import load as loading
from tests.folders import ROOT
from tests.shell import WATER, Shell

CLI = (sys.executable, "-m", "api")


@pytest.fixture
def unsaid(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


@pytest.mark.parametrize(
    ("told", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh-Hans"}, "zh"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "RESPGRAPH_LANG": "zh"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": ""}, "zh"),
        ({"LANG": "C.UTF-8"}, None),
        ({"LANG": "de_DE.UTF-8"}, None),
        ({}, None),
    ],
)
def test_the_language_is_the_users(unsaid: pytest.MonkeyPatch, told: dict[str, str], language: str | None) -> None:
    for name, value in told.items():
        unsaid.setenv(name, value)
    assert user_language() == language
    assert language_of("en") == "en"
    assert language_of() == (language or "zh")  # of the settings
    with pytest.raises(BadRequestError):
        language_of("fr")


@pytest.mark.parametrize(
    ("zone", "told"), [("Asia/Shanghai", "2025-01-01 08:00:00+08:00"), ("UTC", "2025-01-01 00:00:00+00:00")]
)
def test_times_are_the_users_and_say_whose(monkeypatch: pytest.MonkeyPatch, zone: str, told: str) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert here("2025-01-01T00:00:00+00:00") == told
        assert here("") == ""
        assert here("2025-01-01") == "2025-01-01"
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_load_and_an_error_speak_chinese(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESPGRAPH_LANG", "zh")
    shell = Shell(tmp_path)
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    loaded = shell("load", WATER, tmp_path / "empty.txt")
    assert "：新增；" in loaded.stdout
    assert loaded.stdout.splitlines()[-1] == "2 个文件：新增 1；未载入 1"
    assert re.search("[\u4e00-\u9fff]", loaded.stderr)
    assert "没有" in shell("duties", "没有的局").stderr


def test_a_new_store_of_ones_own_is_told_at_first_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shell = Shell(tmp_path)
    monkeypatch.setattr(shell, "_environment", dict)
    monkeypatch.delenv("RESPGRAPH_STORE", raising=False)
    monkeypatch.setenv("RESPGRAPH_LANG", "en")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "mine"))
    first = shell("load", WATER)
    assert "a new store is made: sqlite:///" in first.stderr
    assert str(tmp_path / "mine") in first.stderr
    assert "new store" not in shell("load", WATER).stderr
    assert "new store" not in shell("load", WATER, "--store", f"sqlite:///{tmp_path / 'named.db'}").stderr


def test_exit_codes_are_those_that_are_documented(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    assert shell("load", WATER).returncode == 0
    assert shell("load", tmp_path / "empty.txt").returncode == 1
    assert shell("verify", "--store", shell.store).returncode == 0
    assert shell("audit", "verify", "--known", "1:0").returncode == 1
    assert shell("duties", "没有的局").returncode == 2
    assert shell("duties", "--nothing").returncode == 2
    assert shell("status", "--store", "sqlite:////nowhere/at/all.db").returncode == 2
    assert set(re.findall(r"\b\d+\b", EXIT_CODES)) == {"0", "1", "2", "128", "130"}


def test_what_goes_into_a_pipe_is_whole_lines(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    assert re.fullmatch(r"respgraph \S+\n", shell("--version").stdout)
    shell("load", WATER)
    exported = shell("export", "csv", "--list", "measures", "-o", "-")
    assert exported.returncode == 0
    assert exported.stdout.count("\n") > 1
    assert not (tmp_path / "-").exists()
    listed = shell.process("measures").stdout.splitlines()
    assert len(listed) == 2 + shell.json("measures")["total"]  # type: ignore[operator]  # a title and the heads
    assert max(map(len, listed)) > 80


@pytest.mark.parametrize(("ends", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 128 + 15)])
def test_a_signal_has_its_code_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ends: signal.Signals, code: int
) -> None:
    kept = {name: signal.getsignal(name) for name in (signal.SIGTERM, signal.SIGHUP)}
    monkeypatch.setattr(loading, "load", lambda *_, **__: signal.raise_signal(ends))
    try:
        assert Shell(tmp_path)("load", WATER).returncode == code
    finally:
        for name, handler in kept.items():
            signal.signal(name, handler)


@pytest.mark.skipif(shutil.which("bash") is None, reason="completion is tried in bash")
def test_bash_completes_verbs_and_options(tmp_path: Path) -> None:
    (tmp_path / "respgraph").write_text(
        f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -c \'import sys; from api.cli import main; sys.argv[0] = "respgraph"; main()\' "$@"\n',
        encoding="utf-8",
    )
    (tmp_path / "respgraph").chmod(0o755)
    script = """
    eval "$(respgraph --show-completion bash)"
    complete -p respgraph
    asked() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=(); _respgraph_completion respgraph; printf '%s\\n' "${COMPREPLY[@]}"; }
    asked respgraph dut
    asked respgraph load --same
    """
    environment = {
        **os.environ,
        "PATH": f"{tmp_path}:{os.environ['PATH']}",
        "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1",
    }
    done = subprocess.run(  # noqa: S603 - ours
        ["bash", "--norc", "-c", script],  # noqa: S607 - whichever bash there is
        capture_output=True, text=True, check=False, env=environment,
    )  # fmt: skip
    assert "-F _respgraph_completion" in done.stdout, done.stderr
    assert done.stdout.splitlines()[-2:] == ["duties", "--same-as"], done.stdout + done.stderr


def test_lines_stand_above_the_bar_on_a_terminal(tmp_path: Path) -> None:
    for number in range(4):
        text = (
            WATER.read_text(encoding="utf-8")
            .replace("18号", f"{30 + number}号")
            .replace("城区节水", f"城区节水{number}")
        )
        (tmp_path / f"plan{number}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    shown = _on_a_terminal("load", str(tmp_path), "--as-new", "--store", f"sqlite:///{tmp_path / 'store.db'}")
    told = [line for line in shown if line]
    assert sum("places not read" in line for line in told) >= 1
    assert all(re.match(r"(plan\d\.txt: |respgraph: |5 files: |  )", line) for line in told), told
    assert told[-1].startswith("5 files: ")


def test_lines_go_into_the_file_though_there_is_a_bar(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    (tmp_path / "plan.txt").write_bytes(WATER.read_bytes())
    with (tmp_path / "told").open("wb") as told:
        _on_a_terminal("load", str(tmp_path), "--store", f"sqlite:///{tmp_path / 'store.db'}", output=told.fileno())
    assert "plan.txt: " in (tmp_path / "told").read_text(encoding="utf-8")


def _on_a_terminal(*words: str, output: int | None = None) -> list[str]:
    """The lines that a terminal shows at the end; with `output` standard output goes there."""
    leader, follower = pty.openpty()
    environment = {**os.environ, "RESPGRAPH_LANG": "en", "TERM": "xterm", "COLUMNS": "300", "NO_COLOR": "1"}
    with subprocess.Popen(  # noqa: S603 - ours
        [*CLI, *words], cwd=ROOT, stdin=subprocess.DEVNULL, stdout=output or follower, stderr=follower, env=environment
    ):
        os.close(follower)
        written = b""
        while True:
            try:
                part = os.read(leader, 65536)
            except OSError:  # as Linux says that nobody writes any more
                break
            if not part:
                break
            written += part
    os.close(leader)
    return _screen(written.decode())


def _screen(written: str) -> list[str]:
    """What a terminal of endless height makes of text, carriage returns, and the sequences that go up and clear a line."""
    lines, row, column = [""], 0, 0
    for part in re.findall(r"\x1b\[[0-9;?]*[A-Za-z]|[\r\n]|[^\x1b\r\n]+", written):
        if part == "\n":
            row += 1
            lines += [""] * (row + 1 - len(lines))
        elif part == "\r":
            column = 0
        elif part.startswith("\x1b"):
            if part.endswith("A"):
                row = max(0, row - int(re.sub(r"\D", "", part) or "1"))
            elif part.endswith("K"):
                lines[row] = "" if "2" in part else lines[row][:column]
        else:
            lines[row] = lines[row][:column].ljust(column) + part + lines[row][column + len(part) :]
            column += len(part)
    return [line.rstrip() for line in lines]
