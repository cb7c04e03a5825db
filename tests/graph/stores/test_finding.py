"""Searching for several words: both stores find what looking at every node finds, in its order, with complete counts."""

import random
from collections import Counter
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import pytest

from graph.facets.facets import Facets
from graph.ledger.duties import by_name, duties, targets
from graph.model import Node
from graph.questions.plans.search import search
from graph.schema import schema
from graph.search.asked import Asked, asked
from graph.shadow import search_key
from graph.store import Store, View
from graph.stores.opening import open_store
from graph.stores.sqlite import finding
from loaders.load import load
from tests.folders import CORPUS
from tests.stores import FIRST, NOW, SECOND, Address, Draft, emptied, first_plan, names_of, second_plan

LINES = [
    "区 局", "生态 局", "局 生态", "清淤 河", "一号 河", "河 河道", "环境 保护 局", "water bureau", "Bureau of", "固废", "sthjj 河", "qsthjj",
    '"生态环境局"', "水 的", "無此 河", "区生态环境局 水务局", "年 2025", "a b c d e", "% _", "* NEAR", "“", "河 %", "資源", "的",
]  # fmt: skip


@pytest.fixture
def both(store: Store) -> Store:
    for graph, document in (first_plan(), second_plan()):
        assert store.writer().replace(graph, document, loaded_at=NOW) == "added"
    return store


def found_by_hand(view: View, wanted: Asked) -> list[Node]:
    """What holds every term, in order, by looking at every node."""
    ranked: list[tuple[int, int, str, Node]] = []
    for place, kind in enumerate(schema().nodes):
        for node in view.list_nodes(kind).items if wanted else ():
            keys = [search_key(name) for name in names_of(node)]
            text = search_key(str(node.properties.get("text", "")))
            fields = [*keys, text]
            if all(any(key in field for field in fields for key in term.keys) for term in wanted.terms):
                named = all(any(key in name for name in keys for key in term.keys) for term in wanted.terms)
                equal = any(name == key for name in keys for key in wanted.names)
                begun = any(name.startswith(key) for name in keys for key in wanted.names)
                ranked.append((0 if equal else 1 if begun else 2 if named else 3, place, node.id, node))
    return [node for *_, node in sorted(ranked, key=lambda each: each[:3])]


def test_all_terms_are_found_in_any_field(both: Store) -> None:
    view = both.view()
    for line in LINES:
        answer = search(view, line)
        expected = found_by_hand(view, answer.asked)
        assert [node.id for node in answer.found.items] == [node.id for node in expected], line
        assert answer.found.total == len(expected)
        assert answer.found.counts == Counter(node.kind for node in expected)
        assert list(answer.found.counts) == [kind for kind in schema().nodes if kind in answer.found.counts]
        second = search(view, line, kinds=("Measure", "Department"), offset=1, limit=2).found
        wanted = [node for node in expected if node.kind in ("Measure", "Department")]
        assert ([node.id for node in second.items], second.total) == ([node.id for node in wanted[1:3]], len(wanted)), (
            line
        )
        assert second.counts == answer.found.counts


def test_plans_narrow_what_is_found(both: Store) -> None:
    view = both.view()
    owned = {FIRST: first_plan()[0], SECOND: second_plan()[0]}
    for years, plans in ((("2022",), [FIRST]), (("2023",), [SECOND]), (("2022", "2023"), [*owned]), (("1999",), [])):
        said = {node.id for plan in plans for node in owned[plan].nodes if node.kind != "Plan" or node.id == plan}
        for line in ("局", "的 局", "河"):
            found = search(view, line, facets=Facets(year=years)).found
            whole = search(view, line).found
            assert [node.id for node in found.items] == [node.id for node in whole.items if node.id in said]
            assert found.total == len(found.items) == sum(found.counts.values())


def test_all_that_is_found_stands_in_the_ledger(both: Store) -> None:
    view = both.view()
    found, held, names = duties(view.ledger()), targets(view.ledger()), by_name(view.ledger())
    for kinds in ((), ("Measure", "Department"), ("SubTarget", "Document", "Plan", "Goal")):
        for line in ("局", "河", "率", "永府", "md"):
            whole = search(view, line, kinds=kinds, limit=1000).found
            got = view.holding(asked(line), kinds=kinds)
            ids = [
                *(list(view.ledger().entries)[row] for row in got.plans),
                *(found.works[row] for row in got.works),
                *(held.targets[row] for row in got.targets),
                *(names[row] for row in got.departments),
                *got.documents,
            ]
            assert sorted(ids) == sorted(node.id for node in whole.items if node.properties.get("edition") != "cited")
    nothing = view.holding(asked(""))
    assert sum(len(each) for each in (nothing.plans, nothing.works, nothing.targets, nothing.departments)) == 0
    assert nothing.documents == ()


def test_traditional_texts_and_questions_meet(store: Store) -> None:
    draft = Draft(FIRST)
    measure = draft.measure("1", "節約水資源", "推進水資源節約利用。")
    other = draft.measure("2", "保护资源", "资源利用。")
    draft.department("d", "縣水務局")
    draft.duty("LEADS", "d", measure)
    graph, document = draft.done()
    store.writer().replace(graph, document, loaded_at=NOW)
    for line in ("資源", "资源"):
        assert {node.id for node in search(store.view(), line).found.items} == {measure, other}
    assert [node.id for node in store.view().departments_named("县水务局")] == ["d"]
    assert [node.id for node in search(store.view(), "xswj").found.items] == ["d"]
    store.writer().remove(FIRST)
    assert search(store.view(), "资源").found.counts == {}


def test_many_words_are_one_question(both: Store) -> None:
    line = " ".join("区生态环境局河道清淤的一二三四五六七八九十甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥" * 2)[:199]
    assert search(both.view(), line).found.total == 0
    assert search(both.view(), " ".join("abcdefghijklmnopqrstuvwxyz0123456789")).found.total == 0


@pytest.mark.parametrize("most", [0, 3, 12])
def test_many_hits_are_met_in_the_same_order_as_few(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    draft = Draft(FIRST)
    draw = random.Random(5)  # noqa: S311 - no secret
    for number in range(60):
        title = "".join(draw.choices("水局的 污", k=4)) + str(number)
        draft.measure(str(number), title, "".join(draw.choices("水局的污气土", k=6)))
        draft.department(f"d{draw.random()}", title[::-1], aliases=(title[:2] or "x",))
    graph, document = draft.done()
    with open_store("sqlite://") as store:
        store.writer().replace(graph, document, loaded_at=NOW)
        view = store.view()
        for line in ("水", "水 局", "水局", "的 水", "x"):
            expected = [node.id for node in found_by_hand(view, asked(line))]
            monkeypatch.setattr(finding, "MOST_SORTED", most)
            pages = [search(view, line, offset=at, limit=7).found for at in range(0, len(expected) + 7, 7)]
            assert list(chain.from_iterable([node.id for node in page.items] for page in pages)) == expected
            assert {page.total for page in pages} == {len(expected)}


CORPUS_LINES = (
    "局", "扬尘 噪声", "固废", "固体废物 利用", "資源", "生态环境局", "sthjj", "PM2.5", '"生态环境局"', "的", "水 污染 治理", "住建局",
    "shengtaihuanjing 水", "%", "2025 目标",
)  # fmt: skip


def _answers(view: View, lines: Sequence[str]) -> list[object]:
    return [
        (line, [node.id for node in found.items], found.total, dict(found.counts), page)
        for line in lines
        for page in (0, 30)
        for found in (search(view, line, offset=page, limit=30).found,)
    ]


@pytest.mark.corpus
@pytest.mark.neo4j
def test_neo4j_answers_as_sqlite_does_over_real_plans(tmp_path: Path, neo4j_address: Address) -> None:
    if not CORPUS.is_dir():
        pytest.skip("needs ../shared/corpus")
    files = sorted(CORPUS.glob("*.txt"))[:12]
    with open_store(f"sqlite:///{tmp_path / 'a.db'}") as one, emptied(neo4j_address) as other:
        for store in (one, other):
            assert not [result.error for result in load(store, files) if result.error]
        answers = _answers(one.view(), CORPUS_LINES)
        assert answers == _answers(other.view(), CORPUS_LINES)
        for line in CORPUS_LINES:
            answer = search(one.view(), line, limit=10_000)
            assert [node.id for node in answer.found.items] == [n.id for n in found_by_hand(one.view(), answer.asked)]
