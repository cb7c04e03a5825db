"""Findings that are remembered are those that are worked out, whoever writes in between; what is kept is bounded."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest

from api.answers.bottlenecks import matter_facts
from graph.bottlenecks.findings.findings import united
from graph.model import Decision
from graph.questions.bottlenecks.findings import Findings, Narrowed, counts_by_plan, findings
from graph.questions.bottlenecks.remembered_findings import Key, Memory, Told
from graph.schema import schema
from graph.store import Store
from graph.stores.opening import open_store
from loaders.load import load
from seeds.shelf import seed_plans
from tests.stores import FIRST, LATER, NOW, SECOND, first_plan, second_plan

PLAN = "永川府办发〔2022〕112号"
EMPTY = Told(united(()), {}, 0, frozenset())


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store("sqlite://") as opened:
        load(opened, seed_plans())
        for graph, document in (first_plan(), second_plan()):
            opened.writer().replace(graph, document, loaded_at=NOW)
        yield opened


def said(found: Findings) -> tuple[object, ...]:
    """All of an answer but what stands behind other pages."""
    behind = {edge: found.gathered.edges[edge] for one in found.page.items for edge in one.edges}
    nodes = {node: found.gathered.nodes[node] for one in found.page.items for node in one.nodes}
    return (
        found.page, found.summaries, found.counts, found.thresholds, behind, nodes, found.gathered.plans, found.gathered.about
    )  # fmt: skip


@pytest.mark.parametrize("plans", [[PLAN], [FIRST, SECOND], [FIRST, PLAN, SECOND], []])
@pytest.mark.parametrize("narrowed", [Narrowed(), Narrowed(tier="B"), Narrowed(rule="no-lead")])
def test_the_same_with_a_memory_and_without(store: Store, plans: list[str], narrowed: Narrowed) -> None:
    memory = Memory()
    view = store.view()
    plain = findings(view, plans, matters=matter_facts, narrowed=narrowed, offset=1, limit=9)
    for _ in range(2):
        kept = findings(view, plans, matters=matter_facts, narrowed=narrowed, memory=memory, offset=1, limit=9)
        assert said(kept) == said(plain)


def test_writes_are_seen(store: Store) -> None:
    memory = Memory()
    view = store.view()

    def both() -> tuple[int, int]:
        plain = findings(view, [PLAN], matters=matter_facts).page.total
        return plain, findings(view, [PLAN], matters=matter_facts, memory=memory).page.total

    before = both()
    measure = view.list_nodes("Measure", plan=PLAN).items
    edges = view.edges([node.id for node in measure], kinds=[schema().roles["lead"]])
    alone = next(e for e in edges if sum(other.target == e.target for other in edges) == 1)
    rejected = Decision("r1", "reject-edge", alone.id, "", "甲", LATER, edge=alone)
    store.writer().decide(rejected)
    assert both()[0] == both()[1] != before[0]
    store.writer().decide(replace(rejected, undone="甲"))
    assert both() == before
    counts = counts_by_plan(view, [PLAN], matters=matter_facts, memory=memory)
    assert counts == {PLAN: before[0]}


def test_what_is_kept_is_bounded_and_the_last_used_stays() -> None:
    memory = Memory(2)
    made: list[str] = []

    def make(missing: list[str]) -> Mapping[str, Told]:
        made.extend(missing)
        return dict.fromkeys(missing, EMPTY)

    for plan in ("a", "b", "a", "c", "a", "b"):
        assert memory.recall([plan], lambda: ("v",), make) == {plan: EMPTY}
    assert made == ["a", "b", "c", "b"]


def test_what_was_made_while_the_store_changed_is_not_kept() -> None:
    memory = Memory()
    versions = iter("12222")
    made: list[str] = []

    def key() -> Key:
        return (next(versions),)

    def make(missing: list[str]) -> Mapping[str, Told]:
        made.extend(missing)
        return dict.fromkeys(missing, EMPTY)

    for _ in range(3):
        memory.recall(["a"], key, make)
    assert made == ["a", "a"]
