"""Questions in SQL can only read, take no longer than they may, and their quotes are the words of the edges."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from graph.errors import BadRequestError, StoreError
from graph.stores.opening import file_of, open_store
from graph.stores.sqlite.asking import ask, renew_views
from graph.stores.sqlite.tables import PIECE
from graph.stores.sqlite.views import keep_views, views
from tests.stores import LATER, NOW, everything, first_plan, second_plan


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "store.db"
    with open_store(f"sqlite:///{file}") as store:
        for (graph, document), when in ((first_plan(), NOW), (second_plan(), LATER)):
            store.writer().replace(graph, document, loaded_at=when)
    return file


@pytest.mark.parametrize(
    "question",
    [
        "DELETE FROM node", "INSERT INTO plan SELECT * FROM plan", "UPDATE edge SET formal = 0", "DROP VIEW plans",
        "DROP TABLE node", "CREATE TABLE x (a)", "CREATE TEMP TABLE x (a)", "PRAGMA query_only = OFF", "PRAGMA user_version = 9",
        "PRAGMA journal_mode = DELETE", "VACUUM", "REINDEX", "BEGIN IMMEDIATE", "ATTACH 'x.db' AS x",
        "WITH n AS (SELECT 1) DELETE FROM node", "SELECT load_extension('x')", "/* SELECT */ DELETE FROM decision",
        "SELECT 1; DELETE FROM node",
    ],
)  # fmt: skip
def test_nothing_is_written(path: Path, question: str) -> None:
    with open_store(f"sqlite:///{path}") as store:
        before = everything(store.view())
    with pytest.raises(BadRequestError):
        ask(path, question, seconds=5, most=5)
    with open_store(f"sqlite:///{path}") as store:
        assert everything(store.view()) == before
    assert not path.with_name("x.db").exists()


def test_a_question_ends_in_time(path: Path) -> None:
    endless = "WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT count(*) FROM t"
    with pytest.raises(BadRequestError, match="no answer within"):
        ask(path, endless, seconds=0.2, most=5)


def test_what_is_cut_is_said(path: Path) -> None:
    assert ask(path, "SELECT id FROM duties", seconds=5, most=1).cut
    assert not ask(path, "SELECT count(*) FROM duties", seconds=5, most=1).cut


def test_nonsense_is_told_in_words(path: Path) -> None:
    with pytest.raises(BadRequestError, match="SQLite does not understand it: no such column"):
        ask(path, "SELECT nope FROM plans", seconds=5, most=5)


def test_views_say_what_the_store_says(path: Path) -> None:
    with open_store(f"sqlite:///{path}") as store:
        view = store.view()
        edges = view.edges([node.id for node in view.list_nodes("Department").items], direction="out")
        roles = [
            edge for edge in edges if edge.kind in ("LEADS", "RESPONSIBLE_FOR", "SUPPORTS", "GUIDES", "SUPERVISES")
        ]
    answer = ask(path, "SELECT id, plan, department, work, words, statement, rule FROM duties", seconds=5, most=1000)
    expected = [
        (
            edge.id, edge.plan, edge.source, edge.target, edge.evidence.party and edge.evidence.party.quote,
            edge.evidence.statement and edge.evidence.statement.quote, edge.evidence.rule,
        )
        for edge in roles
    ]  # fmt: skip
    assert roles
    assert sorted(answer.rows, key=str) == sorted(expected, key=str)


def test_quotes_that_span_pieces_of_the_text(path: Path) -> None:
    """The same text in pieces of seven code points gives the same quotes."""
    quotes = "SELECT id, words, statement FROM duties ORDER BY id"
    expected = ask(path, quotes, seconds=5, most=1000).rows
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        texts = connection.execute("SELECT document, text FROM texts").fetchall()
        connection.execute("DELETE FROM document_text")
        pieces = [(d, n // 7, text[n : n + 7]) for d, text in texts for n in range(0, len(text), 7)]
        connection.executemany("INSERT INTO document_text VALUES (?, ?, ?)", pieces)
        connection.execute("BEGIN")
        keep_views(connection, 7)
        connection.execute("COMMIT")
        assert connection.execute(quotes).fetchall() == expected


def test_a_store_without_views_gets_them(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("DROP VIEW duties")
        connection.execute("DROP VIEW plans")
        connection.execute("CREATE VIEW plans AS SELECT 1 AS old")
    connection.close()
    assert ask(path, "SELECT count(*) FROM duties", seconds=5, most=1).rows != [(0,)]
    assert ask(path, "SELECT title FROM plans", seconds=5, most=9).rows
    renew_views(path)
    with sqlite3.connect(path) as connection:
        found = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'view'")}
        assert found == {view.name for view in views(PIECE)}
        assert connection.execute("SELECT count(*) FROM plans WHERE title <> ''").fetchone() != (0,)
    connection.close()


@pytest.mark.parametrize("url", ["neo4j://localhost", "bolt://me:secret@host", "sqlite://"])
def test_only_a_store_in_a_file_is_asked(url: str) -> None:
    with pytest.raises(StoreError, match="only a store in a file") as found:
        file_of(url)
    assert "secret" not in str(found.value)


@pytest.mark.parametrize(
    "question",
    ["SELECT content FROM person", "SELECT * FROM main.Person", 'SELECT who FROM "AUDIT"', "SELECT count(*) FROM Audit",
     "WITH p AS (SELECT content FROM person) SELECT * FROM p", "SELECT id FROM plans WHERE id IN (SELECT id FROM person)"],
)  # fmt: skip
def test_people_are_not_asked_for(path: Path, question: str) -> None:
    with pytest.raises(BadRequestError, match=r"not asked in SQL|can only read"):
        ask(path, question, seconds=5, most=5)
