"""names and edges from the shell: exit codes, messages, a file there and back; the reviewer is the system's user."""

import getpass
from pathlib import Path

import pytest

from graph.stores.opening import open_store
from tests.names import ECO, OPEN, SOIL, fill
from tests.shell import Shell

ROSTER = "{jurisdiction: 甲省/乙区, collective: 各镇街, valid: {from: 2020}, members: [西山镇], source: 名录}\n"


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return filled(tmp_path)


def filled(folder: Path, name: str = "store") -> Shell:
    """A shell over a store that holds the two plans."""
    made = Shell(folder, name)
    with open_store(made.store, create=True) as store:
        fill(store)
    return made


def test_review_decide_list_undo(shell: Shell) -> None:
    listed = shell("names", "review").stdout
    assert "区生态保护办" in listed
    assert f"candidate: 区生态环境局  {ECO}" in listed
    assert shell("names", "different", "区生态保护办", f"{ECO}").returncode == 0
    refused = shell("names", "same", "区生态保护办", "区生态环境局")
    assert (refused.returncode, "undo that one first" in refused.stderr) == (2, True)
    decision = shell.json("names", "list")["items"][0]  # type: ignore[index]  # a list of decisions
    assert (decision["kind"], decision["by"]) == ("different", getpass.getuser())
    assert shell("names", "undo", decision["id"]).returncode == 0
    assert shell("names", "same", "区生态保护办", "区生态环境局", "--why", "改名").returncode == 0
    assert shell.json("duties", "区生态保护办", "--role", "lead")["total"] == 2
    assert shell.json("names", "list", "--undone")["total"] == 2
    assert "改名" in shell("names", "list").stdout


def test_new_and_collective(shell: Shell) -> None:
    assert shell("names", "new", OPEN, "区生态中心", "--kind", "public-institution").returncode == 0
    assert shell.json("duties", "区生态中心")["total"] == 1
    assert shell("names", "collective", "区生态中心").returncode == 0
    assert shell.json("duties", "区生态中心")["department"]["kind"] == "collective"  # type: ignore[index]  # an object
    assert shell("names", "new", "没有这样的名字", "某局").returncode == 2


def test_edges_reject_and_add(shell: Shell) -> None:
    edge = shell.json("duties", "区生态环境局")["items"][0]["evidence"]["edge"]  # type: ignore[index]  # a list of duties
    assert shell("edges", "reject", edge).returncode == 2
    assert shell("edges", "reject", edge, "--why", "笔误").returncode == 0
    assert shell("edges", "add", "区自然资源局", "lead", SOIL, "--why", "会议纪要").returncode == 0
    assert shell.json("duties", "区自然资源局", "--role", "lead", "--own")["total"] == 1
    assert shell.json("names", "list")["total"] == 2


def test_a_file_there_and_back(shell: Shell, tmp_path: Path) -> None:
    shell("names", "same", "区生态保护办", "区生态环境局")
    assert shell("names", "export", "decisions.yaml").returncode == 0
    other = filled(tmp_path, "other")
    assert "1 taken over" in other("names", "import", "decisions.yaml").stdout
    again = other("names", "import", "decisions.yaml")
    assert (again.returncode, "1 known before" in again.stdout) == (0, True)
    assert other.json("duties", "区生态环境局") == shell.json("duties", "区生态环境局")
    text = (tmp_path / "decisions.yaml").read_text(encoding="utf-8")
    (tmp_path / "wrong.yaml").write_text(text.replace(OPEN, f"{OPEN}处").replace("id: ", "id: a", 1), encoding="utf-8")
    wrong = other("names", "import", "wrong.yaml")
    assert (wrong.returncode, "no loaded plan names" in wrong.stderr) == (1, True)
    assert other("names", "import", "nowhere.yaml").returncode == 2


def test_history(shell: Shell) -> None:
    told = shell("names", "history", "区自然资源局", "--year", "2016").stdout
    assert "区国土局" in told
    assert "国土资源局" in told


def test_a_roster_is_read_from_the_setting(shell: Shell) -> None:
    assert shell("duties", "西山镇").returncode == 2
    (shell.folder / "rosters.yaml").write_text(ROSTER, encoding="utf-8")
    found = shell.json("duties", "西山镇")
    assert found["through"] == 1
    assert "as 各镇街" in shell("duties", "西山镇").stdout
    (shell.folder / "rosters.yaml").write_text("nothing: here", encoding="utf-8")
    wrong = shell("duties", "西山镇")
    assert (wrong.returncode, "rosters.yaml" in wrong.stderr, "Traceback" in wrong.stderr) == (2, True, False)
