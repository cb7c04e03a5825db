"""The founding plan, 永川府办发〔2022〕112号, whole: perfect against the gold, the counts of research/yongchuan-figures.md."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from graph.model import Edge, PlanGraph
from graph.schema import schema
from loaders.annotation import annotation
from loaders.files.source import read_source
from loaders.read import ReadDocument, plan_graphs, read_document
from tests.folders import ROOT

CORPUS = ROOT.parent / "shared" / "corpus"
FILE = CORPUS / "yongchuan-2022-112.txt"
SEED = ROOT / "seeds" / "plans" / "yongchuan-2022-112.txt"

pytestmark = [pytest.mark.corpus, pytest.mark.skipif(not FILE.exists(), reason="../shared/corpus is not here")]


@pytest.fixture(scope="module")
def read() -> ReadDocument:
    return read_document(read_source(FILE))


@pytest.fixture(scope="module")
def graph(read: ReadDocument) -> PlanGraph:
    (only,) = plan_graphs(read)
    return only


def roles(graph: PlanGraph, *, formal: bool) -> list[Edge]:
    kinds = set(schema().roles.values())
    return [edge for edge in graph.edges if edge.kind in kinds and edge.properties["formal"] is formal]


def test_perfect_against_the_gold(read: ReadDocument, tmp_path: Path) -> None:
    (tmp_path / "yongchuan-2022-112.json").write_text(
        json.dumps(annotation(read, "yongchuan-2022-112")), encoding="utf-8"
    )
    command = [
        sys.executable,
        CORPUS / "score.py",
        tmp_path,
        "--slug",
        "yongchuan-2022-112",
        "--json",
        tmp_path / "score",
    ]
    subprocess.run([str(word) for word in command], check=True, capture_output=True)  # noqa: S603  the corpus's own scorer
    score = json.loads((tmp_path / "score").read_text(encoding="utf-8"))["TOTAL"]
    figures = {name: value["f1"] if isinstance(value, dict) else value for name, value in score.items()}
    assert {name: value for name, value in figures.items() if value != 1} == {}
    assert {"mention", "role", "unit", "full", "headings", "targets", "targets full", "open list", "metadata"} <= set(
        figures
    )


def test_counts(graph: PlanGraph) -> None:
    formal = roles(graph, formal=True)
    measures = [node for node in graph.nodes if node.kind == "Measure"]
    targets = [
        node for node in graph.nodes if node.kind == "SubTarget" and node.properties["kind"] in ("number", "class")
    ]
    holders = Counter(
        edge.source for edge in graph.edges if edge.kind == "HAS_TARGET" and edge.target in {t.id for t in targets}
    )
    headline = [node.id for node in graph.nodes if node.properties.get("kind") == "headline"]
    assert Counter(edge.kind for edge in formal) == {"LEADS": 51, "RESPONSIBLE_FOR": 92}
    assert len({edge.source for edge in formal}) == 39
    assert (len(measures), sum(node.properties["assigned"] is True for node in measures)) == (24, 21)
    assert sum(node.properties["open_list"] is True for node in measures) == 15
    assert [holders.pop(goal) for goal in headline] == [6]
    assert (len(holders), sum(holders.values())) == (6, 15)


def test_milestone_of_the_headline_goal(graph: PlanGraph) -> None:
    kinds = {node.id: node.properties["kind"] for node in graph.nodes if node.kind == "SubTarget"}
    held = [kinds[edge.target] for edge in graph.edges if edge.kind == "HAS_TARGET" and "/goal/" in edge.source]
    assert Counter(held) == {"number": 4, "class": 2, "deferred": 1}


def test_chapters_nest(graph: PlanGraph) -> None:
    labels = {node.id: node.properties.get("label") for node in graph.nodes}
    nested = [(labels[e.source], labels[e.target]) for e in graph.edges if e.kind == "PART_OF"]
    assert nested == [("（六）", "三、")]


def test_blue_sky_bears_on_the_air_targets(graph: PlanGraph) -> None:
    metrics = {node.id: node.properties.get("metric") for node in graph.nodes}
    sky = next(node.id for node in graph.nodes if node.kind == "Measure" and node.properties["label"] == "（十七）")
    borne = [edge for edge in graph.edges if edge.kind == "BEARS_ON" and edge.source == sky]
    assert {metrics[edge.target] for edge in borne} == {"空气质量优良天数比例", "细颗粒物年均浓度"}
    assert {edge.evidence.basis for edge in borne} == {"inferred"}


def test_prose_is_apart(graph: PlanGraph) -> None:
    names = {node.id: node.properties.get("name") for node in graph.nodes}
    said = {(names[edge.source], edge.evidence.section.split("（")[1][:4]) for edge in roles(graph, formal=False)}
    assert {name for name, _ in said} == {"区碳达峰碳中和工作领导小组", "区级有关部门和单位"}


def test_every_edge_quotes_the_text(read: ReadDocument, graph: PlanGraph) -> None:
    schema().check(graph, read.source.text)
    assert all(edge.evidence.statement or edge.evidence.basis == "dictionary" for edge in graph.edges)


def test_citations(graph: PlanGraph) -> None:
    cited = {edge.target for edge in graph.edges if edge.kind == "CITES"}
    assert cited == {"永川府发〔2022〕11号@重庆市/永川区", "永川府办发〔2022〕71号@重庆市/永川区"}


def test_seed_says_the_same(graph: PlanGraph) -> None:
    (seed,) = plan_graphs(read_document(read_source(SEED)))
    assert summary(seed) == summary(graph)


def summary(graph: PlanGraph) -> dict[str, object]:
    """Departments, measures, role edges with open lists, targets: what the abridged edition must share with the whole."""
    ids = ("Measure", "Goal")
    targets = ("metric", "comparator", "value", "unit", "baseline", "deadline", "kind")
    return {
        "plan": graph.plan,
        "departments": sorted((n.id, n.properties["kind"]) for n in graph.nodes if n.kind == "Department"),
        "works": [(n.id, n.properties["title"]) for n in graph.nodes if n.kind in ids],
        "duties": sorted(
            (e.kind, e.source, e.target, e.properties["order"], e.properties["open_list"])
            for e in roles(graph, formal=True)
        ),
        "targets": [
            tuple(n.properties.get(name) for name in targets)
            for n in graph.nodes
            if n.kind == "SubTarget" and n.properties["kind"] in ("number", "class")
        ],
        "cites": sorted(e.target for e in graph.edges if e.kind == "CITES"),
    }
