"""`respgraph import`: shows the changes of a task table, takes over all, some or none."""

import json
from pathlib import Path

from tests.edited_tables import Document
from tests.folders import TESTS
from tests.shell import Shell


def test_a_table_comes_back(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    shell("load", TESTS / "data" / "round-trip-plan.txt")
    assert shell("export", "docx", "--list", "tasks", "-o", "tasks.docx").returncode == 0
    path = tmp_path / "tasks.docx"
    none = shell("import", path)
    assert (none.returncode, "nothing was changed" in none.stdout) == (0, True)

    table = Document(path.read_bytes())
    codes = {table.text(code, "task"): code for code in table.codes() if table.text(code, "task_leads")}
    table.write(codes["（二）建设收储网点"], "task_leads", "县水利局")
    table.write(codes["（一）加强火情巡查"], "task", "（一）加强火情巡查值守")
    table.write(codes["（二）强化资金支持"], "task_due", "尽快")
    table.delete(codes["（一）扩大秸秆还田"])
    path.write_bytes(table.saved())

    seen = shell("import", path)
    assert "  1. [x] （二）建设收储网点: other department Leads: 县发展改革局 -> 县水利局" in seen.stdout
    assert "[ ] （一）扩大秸秆还田: row is missing" in seen.stdout
    assert "nothing was taken over: say --yes" in seen.stdout
    assert "not taken: not a date: 尽快" in seen.stderr
    assert shell.json("import", str(path), "--dry-run")["accepted"] == []
    wrong = shell("import", path, "--only", "1,9")
    assert (wrong.returncode, "the list has no number 9" in wrong.stderr) == (2, True)

    one = shell("import", path, "--only", "2")
    assert (one.returncode, one.stdout.count("taken over: ")) == (0, 1)
    rest = json.loads(shell("import", path, "--yes", "--json").stdout)
    assert [p["kind"] for p in rest["proposals"]] == ["department", "drop-row"]
    assert len(rest["accepted"]) == 1

    loaded = shell("load", path)
    assert (loaded.returncode, "not a plan" in loaded.stderr) == (1, True)
    read = shell("read", path, "--out", "out")
    assert (read.returncode, "not a plan" in read.stderr) == (1, True)
    assert shell("import", tmp_path / "none.docx").returncode == 2
