"""Every page over a thousand generated plans answers, and reads no more of the store than over a hundred of them."""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.answers.bottlenecks import matter_facts
from api.app import create_app
from api.settings import Settings
from benchmarks.addresses import addresses
from benchmarks.corpora import corpus
from graph.questions.bottlenecks.findings import look_through
from graph.store import Store
from graph.stores.opening import open_store
from graph.stores.sqlite.view import SqliteView

FEW, MANY = 99, 1000
"""A place has nine plans: whatever lies in the first ninety-nine is the same in both stores."""

MEASURES = 3
"""Of a plan: enough for every page, and a thousand plans are loaded in some seconds."""

OTHERS = frozenset({"graph of words"})
"""Pages that show the first that is found, with what is around it: something else where there are more plans."""

GROW = frozenset({"deadlines of a kind"})
"""Pages that still read all that the words name; none may come to these."""

ONE_A_PLAN = frozenset({"metrics, one", "leads of a year"})
"""Pages whose answer has a point or a line for every plan: what they read grows as what they show does."""

SLACK = 1.1
"""The plans that a list begins with differ a little in size."""

READS = (
    "nodes", "list_nodes", "edges", "edge", "departments_named", "search", "find", "text", "origins", "incidence", "load_record",
    "load_records", "decisions", "reading", "document", "editions", "edition", "status", "version",
)  # fmt: skip


class Asked(Counter[str]):
    """Calls of the view's reads, and under `rows` how many things they gave."""

    def of(self, read: Callable[..., Any]) -> Callable[..., Any]:
        """The read, counted."""

        @wraps(read)
        def counted(*given: Any, **named: Any) -> Any:
            found = read(*given, **named)
            self["reads"] += 1
            items = getattr(found, "items", found)
            self["rows"] += len(items) if isinstance(items, (list, tuple)) else 1
            return found

        return counted


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    counter = Asked()
    for name in READS:
        monkeypatch.setattr(SqliteView, name, counter.of(getattr(SqliteView, name)))
    return counter


@pytest.fixture(scope="module")
def stores() -> Iterator[dict[int, Store]]:
    with open_store("sqlite://") as few, open_store("sqlite://") as many:
        for store, plans in ((few, FEW), (many, MANY)):
            for graph, document in corpus(plans, measures=MEASURES):
                store.writer().replace(graph, document, loaded_at="2026-01-02T03:04:05Z")
        yield {FEW: few, MANY: many}


def read(store: Store, pages: dict[str, str], asked: Asked) -> dict[str, Counter[str]]:
    """What each page reads once all plans were looked through."""
    app = create_app(store, Settings())
    client = TestClient(app, base_url="http://127.0.0.1")
    assert client.get("/").status_code == 200
    look_through(store.view(), matters=matter_facts, memory=app.state.memory, most=MANY)
    found = {}
    for name, path in pages.items():
        if "bottlenecks" in path or "departments/" in path:  # the findings of its own plans are kept from then on
            client.get(path)
        asked.clear()
        anew = client.get(path, headers={"x-asked": "anew"})  # not an answer that is kept
        assert anew.status_code == 200, path
        found[name] = Counter(asked)
    return found


def test_no_page_reads_more_where_there_are_more_plans(stores: dict[int, Store], asked: Asked) -> None:
    pages = addresses(stores[FEW].view())
    few, many = (read(stores[plans], pages, asked) for plans in (FEW, MANY))
    grown = {
        name: (few[name], counted)
        for name, counted in many.items()
        if any(counted[what] > SLACK * few[name][what] + 10 for what in ("reads", "rows"))
    }
    assert {name: pair for name, pair in grown.items() if name not in OTHERS | GROW | ONE_A_PLAN} == {}
