"""Every edition of a plan is kept, on every store: listed, read back whole, copied, and had back after a removal."""

from api.decisions.plan_editions import restore_edition
from graph.exchange import copy, lines, restore
from graph.model import DocumentText, PlanGraph
from graph.store import Store
from graph.stores.opening import open_store
from loaders.files.source import read_bytes
from loaders.read import document_text, plan_graphs, read_document
from tests.folders import TESTS

WATER = (TESTS / "data" / "water-plan.txt").read_text(encoding="utf-8")
PLAN = "清川府办发〔2024〕18号"


def read(text: str) -> tuple[PlanGraph, DocumentText]:
    source = read_bytes(text.encode(), "plan.txt")
    (graph,) = plan_graphs(read_document(source))
    return graph, document_text(source)


FIRST, SECOND = read(WATER), read(WATER.replace("推广滴灌", "推广喷灌"))
MOVED = read(WATER.replace("管住工业用水", "管住工业企业用水"))


def put(store: Store, edition: tuple[PlanGraph, DocumentText], day: int) -> None:
    store.writer().replace(*edition, loaded_at=f"2026-01-0{day}T00:00:00+00:00", by="tester")


def test_editions_are_listed_and_read_back_whole(store: Store) -> None:
    put(store, FIRST, 1)
    put(store, SECOND, 2)
    view = store.view()
    found = view.editions(FIRST[0].plan)
    assert [(e.number, e.state, e.by, e.loaded_at[:10]) for e in found] == [
        (1, "older", "tester", "2026-01-01"),
        (2, "current", "tester", "2026-01-02"),
    ]
    assert [e.document for e in found] == [FIRST[1].node.id, SECOND[1].node.id]
    for number, (graph, document) in enumerate((FIRST, SECOND), 1):
        edition = view.edition(graph.plan, number)
        assert edition is not None
        assert (edition.graph, edition.document) == (graph, document)
    assert view.edition(FIRST[0].plan, 3) is None
    assert view.reading(FIRST[0].plan) == SECOND[0]


def test_the_same_bytes_read_anew_are_the_same_edition(store: Store) -> None:
    put(store, FIRST, 1)
    put(store, FIRST, 2)
    assert len(store.view().editions(FIRST[0].plan)) == 1


def test_a_removed_plan_can_be_had_back(store: Store) -> None:
    put(store, FIRST, 1)
    assert store.writer().remove(FIRST[0].plan, at="2026-01-02T00:00:00+00:00", by="tester")
    view = store.view()
    assert view.reading(FIRST[0].plan) is None
    (removed,) = view.editions()
    assert (removed.plan, removed.state) == (FIRST[0].plan, "removed")
    assert removed.removed == "tester, 2026-01-02T00:00:00+00:00"
    edition = view.edition(removed.plan, removed.number)
    assert edition is not None
    store.writer().replace(edition.graph, edition.document, loaded_at="2026-01-03T00:00:00+00:00", note="1")
    assert store.view().editions() == []
    assert store.view().reading(FIRST[0].plan) == FIRST[0]
    assert [e.state for e in store.view().editions(FIRST[0].plan)] == ["older", "current"]


def test_a_removed_plan_that_comes_back_otherwise_is_its_next_edition(store: Store) -> None:
    put(store, FIRST, 1)
    plan = FIRST[0].plan
    store.writer().remove(plan, at="2026-01-02T00:00:00+00:00", by="tester")
    put(store, MOVED, 3)
    called = store.view().renamed([f"{plan}/measure/管住工业用水"])
    assert called == {f"{plan}/measure/管住工业用水": f"{plan}/measure/管住工业企业用水"}
    assert [each.state for each in store.view().editions(plan)] == ["older", "current"]


def test_ids_of_earlier_editions_lead_to_those_of_now(store: Store) -> None:
    put(store, FIRST, 1)
    put(store, MOVED, 2)
    plan = FIRST[0].plan
    assert store.view().renamed([f"{plan}/measure/管住工业用水", "nothing"]) == {
        f"{plan}/measure/管住工业用水": f"{plan}/measure/管住工业企业用水"
    }
    put(store, FIRST, 3)  # an earlier edition is current again: ids lead back
    now = store.view().renamed([f"{plan}/measure/管住工业企业用水"])
    assert now == {f"{plan}/measure/管住工业企业用水": f"{plan}/measure/管住工业用水"}


def test_duties_are_called_by_what_their_measure_is_called(store: Store) -> None:
    put(store, FIRST, 1)
    put(store, MOVED, 2)
    measures = [f"{FIRST[0].plan}/measure/{words}" for words in ("管住工业用水", "管住工业企业用水")]
    before, after = (
        sorted(edge.id for edge in graph.edges if edge.target == measure and edge.kind == "LEADS")
        for graph, measure in zip((FIRST[0], MOVED[0]), measures, strict=True)
    )
    assert before
    view = store.view()
    assert [view.renamed(before)[key] for key in before] == after
    assert not any("|" in old for old in view.renames(FIRST[0].plan)), "what follows from the ends is not written down"
    assert all(view.edge(key) for key in after)


def test_many_editions_are_kept_on_the_first(store: Store) -> None:
    versions = [read(WATER.replace("推广滴灌", f"推广{kind}灌")) for kind in ("喷", "微", "管", "渗", "膜")]
    for day, version in enumerate(versions, 1):
        put(store, version, day)
    other = read(WATER.replace("〔2024〕18号", "〔2024〕81号"))
    store.writer().replace(*other, loaded_at="2026-01-08T00:00:00+00:00", instead_of=FIRST[0].plan)
    view = store.view()
    for number, (graph, document) in enumerate(versions, 1):
        edition = view.edition(other[0].plan, number)
        assert edition is not None
        assert (edition.graph, edition.document) == (graph, document)


def test_a_plan_under_another_id_takes_its_editions_along(store: Store) -> None:
    put(store, FIRST, 1)
    put(store, SECOND, 2)
    other = read(WATER.replace("〔2024〕18号", "〔2024〕81号"))
    store.writer().replace(*other, loaded_at="2026-01-03T00:00:00+00:00", instead_of=SECOND[0].plan)
    view = store.view()
    assert [record.plan for record in view.load_records()] == [other[0].plan]
    assert [e.number for e in view.editions(other[0].plan)] == [1, 2, 3]
    assert view.editions(SECOND[0].plan) == []
    assert view.renamed([SECOND[0].plan]) == {SECOND[0].plan: other[0].plan}


def test_editions_travel_with_copies_and_lines(store: Store) -> None:
    put(store, FIRST, 1)
    put(store, MOVED, 2)
    plan = FIRST[0].plan
    with open_store("sqlite://") as target:
        copy(store, target)
        copy(store, target)  # again: nothing is doubled
        assert [(e.number, e.state) for e in target.view().editions(plan)] == [(1, "older"), (2, "current")]
        assert target.view().renames(plan) == store.view().renames(plan)
        written = list(lines(target.view()))
    with open_store("sqlite://") as target:
        restore(target, written)
        first = target.view().edition(plan, 1)
        assert first is not None
        assert first.graph == FIRST[0]


def test_a_plan_that_gets_its_old_id_back(store: Store) -> None:
    other = read(WATER.replace("清川府办发〔2024〕18号", ""))
    assert other[0].plan != FIRST[0].plan
    put(store, FIRST, 1)
    store.writer().replace(*other, loaded_at="2026-01-02T00:00:00+00:00", instead_of=FIRST[0].plan)
    assert store.view().renamed([FIRST[0].plan]) == {FIRST[0].plan: other[0].plan}
    assert restore_edition(store, f"{other[0].plan}@1", by="tester") == FIRST[0].plan
    view = store.view()
    assert view.renamed([FIRST[0].plan, other[0].plan]) == {other[0].plan: FIRST[0].plan}
    assert view.reading(other[0].plan) is None
    assert [(e.number, e.state) for e in view.editions(FIRST[0].plan)] == [(1, "older"), (2, "older"), (3, "current")]
    assert [record.plan for record in view.load_records()] == [FIRST[0].plan]
