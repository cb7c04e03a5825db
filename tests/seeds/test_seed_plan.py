"""The abridged founding plan states what the full text states, and copies no running text of it."""

import re
from importlib.resources import files
from pathlib import Path

import pytest

from graph.model import PlanGraph
from loaders.files.source import read_bytes, read_source
from loaders.read import plan_graphs, read_document

SEED = files("seeds").joinpath("plans", "yongchuan-2022-112.txt")
FULL = Path(__file__).parents[3] / "shared" / "corpus" / "yongchuan-2022-112.txt"
ROLES = ("LEADS", "RESPONSIBLE_FOR", "SUPPORTS", "GUIDES", "SUPERVISES")
LONGEST_COPY = 40

beside_the_full_text = pytest.mark.skipif(not FULL.exists(), reason="the full text is in ../shared/corpus only")


@pytest.fixture(scope="module")
def seed() -> PlanGraph:
    (graph,) = plan_graphs(read_document(read_bytes(SEED.read_bytes(), SEED.name)))
    return graph


def nodes(graph: PlanGraph, kind: str, *names: str) -> list[tuple[str, ...]]:
    return sorted(tuple(str(node.properties.get(n, "")) for n in names) for node in graph.nodes if node.kind == kind)


def roles(graph: PlanGraph) -> set[tuple[str, str, str, bool, int]]:
    return {
        (edge.kind, edge.source, edge.target, bool(edge.properties["open_list"]), int(str(edge.properties["order"])))
        for edge in graph.edges
        if edge.kind in ROLES and edge.properties["formal"]
    }


def test_it_says_that_it_is_abridged(seed: PlanGraph) -> None:
    (plan,) = [node for node in seed.nodes if node.id == seed.plan]
    assert plan.properties["edition"] == "abridged"
    assert plan.properties["number"] == "永川府办发〔2022〕112号"
    assert plan.properties["issuer"] == "重庆市永川区人民政府办公室"
    assert plan.properties["date"] == "2022-12-02"
    assert plan.properties["jurisdiction"] == "重庆市/永川区"
    assert SEED.read_text(encoding="utf-8").startswith("节略本")


def test_its_figures(seed: PlanGraph) -> None:
    formal = roles(seed)
    assert len({edge[1] for edge in formal}) == 39
    assert (sum(e[0] == "LEADS" for e in formal), sum(e[0] == "RESPONSIBLE_FOR" for e in formal)) == (51, 92)
    measures = [node.properties for node in seed.nodes if node.kind == "Measure"]
    assert (len(measures), sum(bool(m["assigned"]) for m in measures), sum(bool(m["open_list"]) for m in measures)) == (
        24,
        21,
        15,
    )
    kinds = [str(node.properties["kind"]) for node in seed.nodes if node.kind == "SubTarget"]
    assert sum(kind in ("number", "class") for kind in kinds) == 21
    assert kinds.count("deferred") == 1
    assert seed.problems == ()


def test_every_party_is_known_by_its_english_name(seed: PlanGraph) -> None:
    names = {node.properties["name_en"] for node in seed.nodes if node.kind == "Department"}
    assert "Yongchuan District Ecology and Environment Bureau" in names
    assert "unresolved" not in {node.properties["kind"] for node in seed.nodes if node.kind == "Department"}


@pytest.fixture(scope="module")
def full() -> PlanGraph:
    (graph,) = plan_graphs(read_document(read_source(FULL)))
    return graph


@pytest.mark.corpus
@beside_the_full_text
def test_the_same_plan_measures_goals_departments_and_citations(seed: PlanGraph, full: PlanGraph) -> None:
    assert seed.plan == full.plan
    assert nodes(seed, "Department", "name", "kind", "name_en") == nodes(full, "Department", "name", "kind", "name_en")
    measure = ("label", "title", "address", "basis", "assigned", "open_list")
    assert nodes(seed, "Measure", *measure) == nodes(full, "Measure", *measure)
    goal = ("label", "title", "kind", "address")
    assert nodes(seed, "Goal", *goal) == nodes(full, "Goal", *goal)
    assert nodes(seed, "Plan", "title", "number") == nodes(full, "Plan", "title", "number")


@pytest.mark.corpus
@beside_the_full_text
def test_the_same_edges(seed: PlanGraph, full: PlanGraph) -> None:
    assert roles(seed) == roles(full)
    for kind in (*ROLES, "SERVES", "PART_OF", "HAS_MEASURE", "HAS_GOAL", "CITES"):
        assert ends(seed, kind) == ends(full, kind), kind


@pytest.mark.corpus
@beside_the_full_text
def test_the_same_sub_targets(seed: PlanGraph, full: PlanGraph) -> None:
    fields = ("kind", "metric", "comparator", "value", "unit", "baseline", "deadline")
    wanted = [target for target in nodes(full, "SubTarget", *fields) if target[0] != "coverage"]
    assert [target for target in nodes(seed, "SubTarget", *fields) if target[0] != "coverage"] == wanted


@pytest.mark.corpus
@beside_the_full_text
def test_no_running_text_is_copied() -> None:
    source = squeezed(FULL.read_text(encoding="utf-8"))
    for line in SEED.read_text(encoding="utf-8").splitlines():
        words = squeezed(line.split("（牵头单位")[0])
        copies = [words[i : i + LONGEST_COPY] for i in range(len(words) - LONGEST_COPY + 1)]
        assert not [copy for copy in copies if copy in source]


def ends(graph: PlanGraph, kind: str) -> set[tuple[str, str]]:
    return {(edge.source, edge.target) for edge in graph.edges if edge.kind == kind}


def squeezed(text: str) -> str:
    return re.sub(r"[^一-鿿]", "", text)
