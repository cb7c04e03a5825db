"""docs/cypher.md: every question in SQL has the answer that the page says, which the one in Cypher has too."""

import re
from pathlib import Path

import pytest

from graph.stores.opening import open_store
from graph.stores.sqlite.asking import ask
from graph.stores.sqlite.tables import PIECE
from graph.stores.sqlite.views import views
from loaders.load import load
from seeds.shelf import seed_plans
from tests.folders import ROOT

PAGE = (ROOT / "docs" / "cypher.md").read_text(encoding="utf-8")
QUESTION = re.compile(r"```sql\n(.*?)```\n\n```cypher\n.*?```\n\n(\|.*?\n)(?=\n|\Z)", re.DOTALL)
QUESTIONS = QUESTION.findall(PAGE)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("sql") / "store.db"
    with open_store(f"sqlite:///{file}") as store:
        assert [result.error for result in load(store, seed_plans())] == [None]
    return file


def test_there_are_ten() -> None:
    assert len(QUESTIONS) == 10


@pytest.mark.parametrize(("question", "table"), QUESTIONS)
def test_it_answers_what_the_page_says(path: Path, question: str, table: str) -> None:
    answer = ask(path, question, seconds=60, most=100)
    head, _, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]
    assert list(answer.columns) == head
    assert [[str(cell) for cell in row] for row in answer.rows] == rows


def test_docs_describe_every_view_and_column() -> None:
    told = (ROOT / "docs" / "sql.md").read_text(encoding="utf-8")
    for view in views(PIECE):
        assert f"### {view.name}\n\n{view.says}" in told
        assert [name for name, says in view.columns.items() if f"| `{name}` | {says} |" not in told] == []
