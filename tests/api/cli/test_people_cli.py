"""accounts, tokens, audit and what serve refuses, as one types them."""

import io
import sys
from pathlib import Path

import pytest

from tests.people import CHEAP, PASSWORD
from tests.shell import SEED, Shell


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    monkeypatch.setenv("RESPGRAPH_PASSWORD_MEMORY", str(CHEAP))
    (tmp_path / "password").write_text(f"{PASSWORD}\n", encoding="utf-8")
    return Shell(tmp_path)


def test_other_machines_are_let_in_only_where_somebody_can_sign_in(shell: Shell) -> None:
    for host in ("0.0.0.0", "::", "192.0.2.7"):  # noqa: S104 - it is refused
        refused = shell("serve", "--host", host)
        assert refused.returncode == 2
        assert "respgraph accounts add NAME --role admin" in refused.stderr
        assert "respgraph serve --host 127.0.0.1" in refused.stderr


def test_accounts_from_the_first_to_the_last(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "first account is an admin" in shell("accounts", "add", "wang", "--password-file", "password").stderr
    assert shell("accounts", "add", "wang", "--role", "admin", "--password-file", "password").returncode == 0
    monkeypatch.setattr(sys, "stdin", io.StringIO("short\n"))
    assert "10 to 256" in shell("accounts", "passwd", "wang", "--password-file", "-").stderr
    assert shell("accounts", "add", "li", "--role", "editor", "--place", "a/b", "--no-password").returncode == 0
    assert shell("accounts", "change", "li", "--everywhere", "--stop").returncode == 0
    found = shell.json("accounts", "list")["items"]
    assert [(one["name"], one["role"], one["places"], one["disabled"], one["has_password"]) for one in found] == [  # type: ignore[attr-defined]
        ("li", "editor", [], True, False), ("wang", "admin", [], False, True),
    ]  # fmt: skip
    made = shell("tokens", "add", "wang", "--role", "reader", "--days", "1")
    assert made.stdout.startswith("rg_")
    assert made.stdout.strip() not in shell("tokens", "list").stdout
    assert "last admin" in shell("accounts", "remove", "wang").stderr
    assert oct((shell.folder / "store.sqlite3").stat().st_mode & 0o777) == "0o600"


def test_the_audit_is_looked_at_taken_away_and_shortened(shell: Shell) -> None:
    shell("load", SEED)
    shell("export", "csv", "--list", "duties", "-o", "duties.csv")
    found = shell.json("audit", "list")["items"]
    assert [(one["action"], one["via"]) for one in found] == [("export", "shell"), ("load", "shell")]  # type: ignore[attr-defined]
    whole = shell("audit", "verify")
    known = whole.stdout.split()[-1]
    assert (whole.returncode, known.partition(":")[0]) == (0, "2")
    assert shell("audit", "verify", "--known", known).returncode == 0
    assert shell("audit", "verify", "--known", "3:abc").returncode == 1
    assert shell("audit", "prune", "--before", "2999-01-01", "-o", "old.jsonl").stdout == "2 entries were taken out\n"
    assert shell("audit", "verify", "--file", "old.jsonl", "--known", known).returncode == 0
    assert shell("audit", "verify").returncode == 0
    lines = (shell.folder / "old.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (shell.folder / "cut.jsonl").write_text(lines[1], encoding="utf-8")
    assert shell("audit", "verify", "--file", "cut.jsonl").returncode == 1
