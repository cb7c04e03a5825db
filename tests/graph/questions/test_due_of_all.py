"""Lists of what is due over all plans cost what they show, and are the store's own lists."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

import pytest

from benchmarks.corpora import corpus
from graph.deadlines.due import place
from graph.deadlines.periods import WHENS, Days, Wanted, days_of
from graph.ledger import dates
from graph.model import Decision, Node, PlanGraph
from graph.questions.plans.deadlines import Wish, deadlines, due
from graph.questions.plans.progress import reported
from graph.questions.plans.search import search
from graph.schema import schema
from graph.store import Load, Store, View
from graph.stores.opening import open_store
from tests.stores import NOW

TODAY = date(2024, 5, 17)
DEADLINES = ("2023", "2024-05", "2024-06-30", "2025-12", "长期坚持", "每年", "", "尽快", "2024")


@pytest.fixture(scope="module")
def many() -> Iterator[Store]:
    with open_store("sqlite://") as store:
        loads = []
        for number, (graph, document) in enumerate(corpus(14, measures=6)):
            loads.append(Load(_dated(graph, number), document, NOW))
        assert set(store.writer().replace_all(loads)) == {"added"}
        yield store


def _dated(graph: PlanGraph, number: int) -> PlanGraph:
    """The plan with deadlines of every kind, in measures and in targets, some of neither."""

    def said(at: int, node: Node) -> Node:
        if node.kind not in ("Measure", "SubTarget") or (number + at) % 3 == 0:
            return node
        words = DEADLINES[(number * 5 + at) % len(DEADLINES)]
        properties = {name: value for name, value in node.properties.items() if name != "deadline"}
        return replace(node, properties=properties | ({"deadline": words} if words else {}))

    return replace(graph, nodes=tuple(said(at, node) for at, node in enumerate(graph.nodes)))


def _wishes(store: Store) -> Iterator[Wanted]:
    some = tuple(record.plan for record in store.view().load_records()[3:9])
    for plans in (None, some, some[:1], ()):
        for when in WHENS:
            if when in ("recurring", "open-ended", "undated"):
                yield Wanted(kind=when, plans=plans)
            else:
                yield Wanted(days=days_of(when, TODAY), plans=plans)


def test_parts_and_counts_are_those_of_the_store(many: Store) -> None:
    view = many.view()
    seen = set()
    for wanted in _wishes(many):
        whole = view.due(wanted)
        if whole.total:
            seen.add(wanted.kind)
        assert dates.months(view.ledger(), wanted) == _by_month(whole.items if wanted.kind == "dated" else ())
        for offset, limit in ((0, 5), (3, 4), (0, 1000), (7, 1), (max(whole.total - 2, 0), 5), (whole.total + 1, 5)):
            found = due(view, wanted, offset=offset, limit=limit)
            assert (found.items, found.total) == (whole.items[offset : offset + limit], whole.total), (wanted, offset)
    assert seen == {"dated", "recurring", "open-ended", "undated"}


@pytest.mark.parametrize("words", ["局", "生态", "委 区", "无此部门"])
def test_words_of_departments_keep_what_these_are_to_do(many: Store, words: str) -> None:
    view = many.view()
    named = search(view, words, kinds=("Department",), limit=1000).found.items
    borne = _borne(view, {node.id for node in named})
    assert bool(borne) == (words != "无此部门")
    for when in WHENS:
        whole = [node for node in view.due(_whole(when)).items if node.id in borne]
        every = deadlines(view, Wish(words=words, when=when), TODAY)
        assert [item.node for item in every.page.items] == whole
        assert every.counts[when] == every.page.total == len(whole)
        found = deadlines(view, Wish(words=words, when=when), TODAY, offset=2, limit=3)
        assert ([item.node for item in found.page.items], found.page.total) == (whole[2:5], len(whole))
        years = {each.value: each.count for each in found.facets.get("year", ())}
        assert sum(years.values()) == len(whole)


def _borne(view: View, departments: set[str]) -> set[str]:
    """The measures and goals in which departments have a formal duty, and the targets of these: edge by edge."""
    plans = {record.plan for record in view.load_records()}
    duties = view.edges(sorted(departments), kinds=[*schema().role_of], direction="out")
    works = {edge.target for edge in duties if edge.properties["formal"]} - plans
    return works | {edge.target for edge in view.edges(sorted(works), kinds=["HAS_TARGET"], direction="out")}


def _by_month(nodes: Sequence[Node]) -> dict[str, int]:
    return dict(sorted(Counter(place(node.text("deadline"))[:7] for node in nodes).items()))


def test_silence_is_counted_without_what_was_reported(many: Store) -> None:
    view = many.view()
    whole = view.due(Wanted(days=Days(before=TODAY.isoformat()))).items
    assert len(whole) > 8
    heard = [whole[at].id for at in (0, 1, 4, 7)]
    with open_store("sqlite://") as other:
        other.writer().replace_all([Load(_dated(g, n), d, NOW) for n, (g, d) in enumerate(corpus(14, measures=6))])
        for number, subject in enumerate(heard):
            decision = Decision(f"d{number}", "progress", subject, "", "tests", NOW, values={"state": "done"})
            other.writer().decide(decision)
        quiet = [node.id for node in whole if node.id not in heard]
        for offset in range(0, len(quiet) + 2, 3):
            found = reported(other.view(), "silent", TODAY, offset=offset, limit=3)
            assert [line.subject for line in found.page.items] == quiet[offset : offset + 3]
            assert found.page.total == found.silent == len(quiet)
        assert reported(other.view(), "all", TODAY, limit=2).silent == len(quiet)


def test_a_page_of_deadlines_reads_no_more_rows_with_more_plans(many: Store) -> None:
    found = deadlines(many.view(), Wish(), TODAY, limit=4)
    assert len(found.page.items) == 4
    assert found.counts == {when: many.view().due(_whole(when)).total for when in WHENS}


def _whole(when: str) -> Wanted:
    if when in ("recurring", "open-ended", "undated"):
        return Wanted(kind=when)  # type: ignore[arg-type]
    return Wanted(days=days_of(when, TODAY))  # type: ignore[arg-type]
