"""docs/trust.md names only tests that there are."""

import re

from tests.folders import ROOT

PAGE = (ROOT / "docs" / "trust.md").read_text(encoding="utf-8")


def test_every_test_that_is_named_is_there() -> None:
    named = set(re.findall(r"`(tests/[\w./]+)`", PAGE))
    assert len(named) > 20
    assert sorted(path for path in named if not (ROOT / path).exists()) == []
    written = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    functions = set(re.findall(r"`(test_\w+)`", PAGE))
    assert functions
    assert sorted(name for name in functions if f"def {name}" not in written) == []


def test_every_line_has_a_promise_a_test_and_a_result() -> None:
    lines = [line for line in PAGE.splitlines() if line.startswith("| ") and "---" not in line]
    assert lines
    assert {line.count(" | ") for line in lines} <= {2, 3}
    assert "TABLE" not in PAGE
