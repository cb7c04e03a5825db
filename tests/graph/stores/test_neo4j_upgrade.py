"""A Neo4j store of schema 2, 3 or 4 is brought to today's in place; what it held before lies beside it as JSON lines."""

import json
from pathlib import Path

import neo4j
import pytest

from graph.errors import StoreError
from graph.ids import decision_id
from graph.model import Decision, PlanGraph
from graph.questions.departments.resting_decisions import resting
from graph.questions.departments.workload import all_workloads
from graph.stores.opening import open_store
from graph.stores.upgrading import upgraded
from loaders.files.source import read_bytes
from loaders.plan import plan_graph
from loaders.read import document_text, plan_graphs, read_document
from tests.folders import TESTS
from tests.stores import Address, emptied, everything

NUMBER = "清川府办发〔2024〕18号"
WATER = (TESTS / "data" / "water-plan.txt").read_bytes()

pytestmark = pytest.mark.neo4j


def numbered(monkeypatch: pytest.MonkeyPatch) -> PlanGraph:
    """The plan as schema 2 named its things: by the numbers of their headings."""
    read = read_document(read_bytes(WATER, "water-plan.txt"))
    with monkeypatch.context() as patch:
        patch.setattr(plan_graph, "identified", lambda graph, _plan: type("Same", (), {"graph": graph}))
        (graph,) = plan_graphs(read)
    assert f"{NUMBER}/measure/2.3" in {node.id for node in graph.nodes}
    return graph


def test_a_store_of_schema_2_is_upgraded_with_its_decisions(
    neo4j_address: Address, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    graph = numbered(monkeypatch)
    document = document_text(read_bytes(WATER, "water-plan.txt"))
    edge = next(edge for edge in graph.edges if edge.kind == "LEADS" and edge.target.endswith("measure/2.2"))
    rejection = Decision(decision_id("r"), "reject-edge", edge.id, "", "tester", "2025-01-01T00:00:00+00:00", edge=edge)
    with emptied(neo4j_address) as store:
        store.writer().replace(graph, document, loaded_at="2025-01-01T00:00:00+00:00")
        store.writer().decide(rejection)
        driver = neo4j.GraphDatabase.driver(neo4j_address.uri, auth=(neo4j_address.user, neo4j_address.password))
        with driver:
            driver.execute_query("MATCH (e:_Edition) DELETE e")
            driver.execute_query("MATCH (s:_Store) SET s.schema = 2")
            with open_store(neo4j_address.uri, user=neo4j_address.user, password=neo4j_address.password) as again:
                view = again.view()
                (record,) = view.load_records()
                assert record.plan == upgraded(graph).graph.plan == NUMBER  # its place is not known
                assert [(e.number, e.state) for e in view.editions(record.plan)] == [(1, "current")]
                assert view.renamed([f"{NUMBER}/measure/2.3"]) == {
                    f"{NUMBER}/measure/2.3": f"{record.plan}/measure/管住工业用水"
                }
                (decision,) = view.decisions()
                assert resting(view, [decision]) == {}
                assert view.edge(decision.subject) is None
            driver.execute_query("MATCH (s:_Store) SET s.schema = 1")
            with pytest.raises(StoreError, match="older schema 1"):
                open_store(neo4j_address.uri, user=neo4j_address.user, password=neo4j_address.password)
            driver.execute_query("MATCH (s:_Store) DELETE s")
    (copy,) = (tmp_path / "respgraph").glob("*.jsonl")
    assert {json.loads(line)["type"] for line in copy.read_text(encoding="utf-8").splitlines()} == {
        "document", "plan", "decision",
    }  # fmt: skip


@pytest.mark.parametrize("schema", [3, 4])
def test_what_follows_from_the_readings_of_a_later_schema_is_made_anew(
    neo4j_address: Address, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, schema: int
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    source = read_bytes(WATER, "water-plan.txt")
    (graph,) = plan_graphs(read_document(source))
    edge = next(edge for edge in graph.edges if edge.kind == "LEADS")
    rejection = Decision(decision_id("r"), "reject-edge", edge.id, "", "tester", "2025-01-01T00:00:00+00:00", edge=edge)
    with emptied(neo4j_address) as store:
        store.writer().replace(graph, document_text(source), loaded_at="2025-01-01T00:00:00+00:00")
        store.writer().decide(rejection)
        before = everything(store.view()), all_workloads(store.view())
        driver = neo4j.GraphDatabase.driver(neo4j_address.uri, auth=(neo4j_address.user, neo4j_address.password))
        with driver:
            driver.execute_query("MATCH (l:_Load) SET l.tally = null")
            driver.execute_query("MATCH (s:_Store) SET s.schema = $schema", schema=schema)
            with open_store(neo4j_address.uri, user=neo4j_address.user, password=neo4j_address.password) as again:
                assert (everything(again.view()), all_workloads(again.view())) == before
            driver.execute_query("MATCH (s:_Store) DELETE s")
    assert len(list((tmp_path / "respgraph").glob(f"neo4j-schema-{schema}-*.jsonl"))) == 1
