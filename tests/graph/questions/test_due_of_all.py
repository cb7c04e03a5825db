"""Lists of what is due over all plans cost what they show, and are the store's own lists."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from benchmarks.corpora import corpus
from graph.deadlines.periods import WHENS, Days, Wanted, days_of
from graph.ledger import dates
from graph.model import Decision, Node, PlanGraph
from graph.questions.plans.deadlines import Wish, deadlines, due
from graph.questions.plans.progress import reported
from graph.store import Load, Store
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
        assert dates.months(view.ledger(), wanted) == view.due_by_month(wanted)
        for offset, limit in ((0, 5), (3, 4), (0, 1000), (7, 1), (max(whole.total - 2, 0), 5), (whole.total + 1, 5)):
            found = due(view, wanted, offset=offset, limit=limit)
            assert (found.items, found.total) == (whole.items[offset : offset + limit], whole.total), (wanted, offset)
    assert seen == {"dated", "recurring", "open-ended", "undated"}


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
