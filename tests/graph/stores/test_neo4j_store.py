"""What only the Neo4j store has: addresses and passwords, loaders side by side, deaths of a loader, what people see by hand."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from random import Random

import pytest
from neo4j import Driver, GraphDatabase

from benchmarks.corpora import corpus, plan
from benchmarks.fault_kinds import told_by
from benchmarks.fault_worker import Place
from graph.access.entries import Entry
from graph.access.people import Actor
from graph.access.register import Register
from graph.acting.trail import verified
from graph.errors import StoreError, StoreUnavailableError
from graph.schema import SCHEMA_VERSION, schema
from graph.search.asked import asked
from graph.store import Store
from graph.stores.damage import blamed
from graph.stores.neo4j import cypher, cypher_finding
from graph.stores.neo4j.store import Neo4jStore
from graph.stores.opening import open_store
from graph.stores.upgrading import OLDEST
from tests.graph.stores.kill_loader import BATCH, check, load_again, loads_on
from tests.stores import FIRST, NOW, Address, Draft, emptied, everything, first_plan, second_plan

pytestmark = pytest.mark.neo4j
PATIENCE_S = 60
"""For a loader to open the store, on a machine that is busy."""


@pytest.fixture
def opened(neo4j_address: Address) -> Iterator[Store]:
    with emptied(neo4j_address) as store:
        yield store


@pytest.fixture
def by_hand(neo4j_address: Address) -> Iterator[Driver]:
    with GraphDatabase.driver(neo4j_address.uri, auth=(neo4j_address.user, neo4j_address.password)) as driver:
        yield driver


def _open(address: Address, *, create: bool = True) -> Store:
    return open_store(address.uri, user=address.user, password=address.password, create=create)


def test_user_and_password_may_stand_in_the_address_and_are_never_shown(neo4j_address: Address) -> None:
    scheme, _, host = neo4j_address.uri.partition("://")
    with open_store(f"{scheme}://{neo4j_address.user}:{neo4j_address.password}@{host}/neo4j") as store:
        status = store.view().status()
    assert status.address == f"{scheme}://{host}/neo4j" == store.url
    assert status.engine.startswith("Neo4j/5")
    assert neo4j_address.password not in repr(status)


def test_a_routing_address_works_with_one_server_too(neo4j_address: Address, opened: Store) -> None:
    graph, document = first_plan()
    opened.writer().replace(graph, document, loaded_at=NOW)
    routed = f"neo4j://{neo4j_address.uri.partition('://')[2]}"
    with open_store(routed, user=neo4j_address.user, password=neo4j_address.password) as store:
        assert store.writer().replace(graph, document, loaded_at=NOW) == "unchanged"
        assert everything(store.view()) == everything(opened.view())


def test_a_wrong_password_is_no_outage(neo4j_address: Address) -> None:
    with pytest.raises(StoreError) as caught:
        open_store(neo4j_address.uri, user=neo4j_address.user, password="wrong")  # noqa: S106 - meant to fail
    assert not isinstance(caught.value, StoreUnavailableError)
    assert "password" in caught.value.what
    assert "wrong" not in str(caught.value)


@pytest.mark.parametrize("url", ["bolt://127.0.0.1:1", "neo4j://127.0.0.1:1", "bolt://nobody.invalid"])
def test_no_server_is_an_outage_with_a_hint(url: str) -> None:
    with pytest.raises(StoreUnavailableError) as caught:
        open_store(url, user="neo4j", password="secret")  # noqa: S106 - nobody is there to take it
    assert caught.value.where == url
    assert "start it" in caught.value.hint
    assert "secret" not in str(caught.value)


def test_an_unknown_database_is_named(neo4j_address: Address) -> None:
    with pytest.raises(StoreError, match="nowhere: the server has no such database"):
        open_store(f"{neo4j_address.uri}/nowhere", user=neo4j_address.user, password=neo4j_address.password)


def test_other_data_and_other_versions_are_refused(neo4j_address: Address, opened: Store, by_hand: Driver) -> None:
    opened.close()
    by_hand.execute_query("MATCH (s:_Store) SET s.schema = $version", version=SCHEMA_VERSION + 1)
    with pytest.raises(StoreError, match="newer schema"):
        _open(neo4j_address)
    by_hand.execute_query("MATCH (s:_Store) SET s.schema = $version", version=OLDEST - 1)
    with pytest.raises(StoreError, match="older schema"):
        _open(neo4j_address)
    by_hand.execute_query("MATCH (s:_Store) DELETE s")
    with pytest.raises(StoreError, match="there is no store"):
        _open(neo4j_address, create=False)
    by_hand.execute_query("CREATE (:Person {name: 'somebody'})")
    with pytest.raises(StoreError, match="holds other data"):
        _open(neo4j_address)
    by_hand.execute_query("MATCH (p:Person) DELETE p")
    _open(neo4j_address).close()
    assert by_hand.execute_query("MATCH (s:_Store) RETURN s.schema").records[0].values() == [SCHEMA_VERSION]


def test_people_see_the_kinds_and_properties_of_the_schema(opened: Store, by_hand: Driver) -> None:
    for graph, document in (first_plan(), second_plan()):
        opened.writer().replace(graph, document, loaded_at=NOW)
    labels = by_hand.execute_query("MATCH (n) UNWIND labels(n) AS l RETURN collect(DISTINCT l)").records[0][0]
    assert {label for label in labels if not label.startswith("_")} == set(schema().nodes)
    types = by_hand.execute_query("MATCH ()-[r]->() RETURN collect(DISTINCT type(r))").records[0][0]
    assert {name for name in types if not name.startswith("_")} <= set(schema().edges)
    for kind in schema().nodes.values():
        keys = by_hand.execute_query(f"MATCH (n:{kind.name}) UNWIND keys(n) AS k RETURN collect(DISTINCT k)").records[
            0
        ][0]
        assert {key for key in keys if not key.startswith("_")} <= {"id", "plan", *kind.properties}
    (row,) = by_hand.execute_query("MATCH (:Department)-[r:LEADS]->({plan: $plan}) RETURN r", plan=FIRST).records
    assert row["r"]["quote"] == "（责任单位：区生态环境局）"
    assert row["r"]["order"] == 1


def test_every_search_and_lookup_uses_an_index(opened: Store, by_hand: Driver) -> None:
    assert opened.view().status().nodes["Plan"] == 0
    given = {
        "ids": ["x"],
        "name": "x",
        "kinds": ["Plan"],
        "plans": ["x"],
        "offset": 0,
        "end": 1,
        "limit": 1,
    }
    found, more = cypher_finding.find(asked("固废 x"), narrowed=True)
    statements = [cypher.nodes(), cypher.named("Department"), found, cypher.edges((), "both")]
    statements += [cypher.list_nodes(kind, plan=False) for kind in schema().nodes]
    for statement in statements:
        plan = str(by_hand.execute_query(f"EXPLAIN {statement}", {**given, **more}).summary.plan)
        assert "AllNodesScan" not in plan
        assert "Index" in plan
        assert "NodeByLabelScan" not in plan.replace("CountStore", "")


def test_loaders_side_by_side_leave_what_one_would(neo4j_address: Address, opened: Store) -> None:
    """Plans of one place share all their departments, so that the loaders meet at every turn."""
    plans = list(corpus(12, measures=6))
    for graph, document in plans:
        opened.writer().replace(graph, document, loaded_at=NOW)
    expected = everything(opened.view())
    with emptied(neo4j_address) as again, ThreadPoolExecutor(4) as pool:
        written = list(pool.map(lambda one: again.writer().replace(*one, loaded_at=NOW), plans))
        assert written == ["added"] * 12
        assert everything(again.view()) == expected


def test_readers_see_the_old_plan_or_the_new_one(opened: Store) -> None:
    small, large = Draft(FIRST), Draft(FIRST)
    for draft, size in ((small, 3), (large, 40)):
        body = draft.department("d", "某局")
        for number in range(size):
            draft.duty("LEADS", body, draft.measure(str(number), f"第{number}件"))
    sizes: set[int] = set()
    stop = threading.Event()

    def read() -> int:
        reads = 0
        while not stop.is_set():
            sizes.add(len(opened.view().edges(["d"])))
            reads += 1
        return reads

    opened.writer().replace(*small.done(), loaded_at=NOW)
    with ThreadPoolExecutor(3) as pool:
        readers = [pool.submit(read) for _ in range(3)]
        for number in range(30):
            opened.writer().replace(*(small if number % 2 else large).done(), loaded_at=NOW)
        stop.set()
        assert sum(reader.result() for reader in readers) > 30
    assert sizes <= {3, 40}


def test_a_killed_loader_leaves_whole_plans(neo4j_address: Address, opened: Store, tmp_path: Path) -> None:
    """Twenty times at random moments; the last load mends without a person."""
    plans = [plan(number, measures=8) for number in range(6)]
    place = Place(neo4j_address.uri, tmp_path, neo4j_address.user, neo4j_address.password)
    for number in range(20):
        moment = partial(Random(number).uniform, 0, 0.6)  # noqa: S311 - no secret
        told = told_by(place, partial(loads_on, given=plans), PATIENCE_S, heard=moment)
        assert told == ["ready"]
        check(opened, plans)
    for first in range(0, len(plans), BATCH):
        load_again(opened, plans[first : first + BATCH], "mended")
    check(opened, plans)
    assert len(opened.view().load_records()) == len(plans)


def _tell(actor: Actor, subject: str, register: Register) -> None:
    register.write(actor, Entry("login", subject))


def test_an_entry_of_the_audit_that_was_changed_by_hand_is_found(opened: Store, by_hand: Driver) -> None:
    anna = Actor("anna", "editor", (), "10.0.0.7", "page")
    for number in range(3):
        opened.change_register(partial(_tell, anna, str(number)))
    assert verified(opened).broken == ""
    change = "MATCH (a:_Audit {number: 2}) SET a.content = replace(a.content, 'anna', 'boris') RETURN count(a)"
    assert by_hand.execute_query(change).records[0].values() == [1]
    assert verified(opened).broken == "entry 2 was changed"
    by_hand.execute_query("MATCH (a:_Audit {number: 2}) DELETE a")
    assert verified(opened).broken == "entry 2 is missing"


def test_a_stumble_asks_the_server_for_no_look_at_all_of_it(opened: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(Neo4jStore, "_session", lambda *_: asked.append("session"))
    with pytest.raises(LookupError), blamed(opened):
        raise LookupError
    assert asked == []
