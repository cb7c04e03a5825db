"""docs/cli.md and docs/api.md are what the program says now."""

from pathlib import Path

from api.reference import api_page, cli_page

DOCS = Path(__file__).parents[2] / "docs"


def test_cli_page_is_fresh() -> None:
    assert (DOCS / "cli.md").read_text(encoding="utf-8") == cli_page(), "run: python -m api.reference cli > docs/cli.md"


def test_api_page_is_fresh() -> None:
    assert (DOCS / "api.md").read_text(encoding="utf-8") == api_page(), "run: python -m api.reference api > docs/api.md"


def test_nothing_is_undocumented() -> None:
    rows = [line for line in (cli_page() + api_page()).splitlines() if line.startswith("| `")]
    assert rows
    assert [row for row in rows if row.rstrip().endswith("|  |")] == []
