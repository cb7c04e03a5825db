"""What every store must do, order included: each test runs on every kind of store."""

from dataclasses import replace

import pytest

from graph.errors import ForbiddenError, ModelError
from graph.model import Decision, Node
from graph.store import Store, View
from tests.stores import (
    CITED,
    ECO,
    EVERY_TOWN,
    FIRST,
    LATER,
    NOW,
    OLD_ECO,
    SECOND,
    WATER,
    Draft,
    everything,
    first_plan,
    search_by_hand,
    second_plan,
)

RIVER = f"{FIRST}/measure/1.1.1"


@pytest.fixture
def both(store: Store) -> Store:
    for graph, document in (first_plan(), second_plan()):
        assert store.writer().replace(graph, document, loaded_at=NOW) == "added"
    return store


def test_an_empty_store_answers_every_read(store: Store) -> None:
    view = store.view()
    assert view.nodes(["x"]) == []
    assert view.list_nodes("Measure").total == 0
    assert view.edges(["x"]) == []
    assert view.edge("x") is None
    assert view.departments_named("x") == []
    assert view.search("x").items == ()
    assert view.text("x") == ""
    assert view.origins("x") == []
    assert view.incidence().rows.size == 0
    assert view.load_record("x") is None
    assert view.load_records() == []
    assert view.decisions() == []
    assert view.reading("x") is None
    assert view.document("x") is None
    assert view.status().last_load == ""
    assert not store.writer().remove("x")


def test_a_plan_comes_back_as_it_was_read(both: Store) -> None:
    for graph, document in (first_plan(), second_plan()):
        assert both.view().reading(graph.plan) == graph
        assert both.view().document(graph.document) == document
        record = both.view().load_record(graph.plan)
        assert record
        assert (record.loaded_at, record.ruleset, record.figures) == (NOW, "tests", {"measures": 1})
        assert record.problems == graph.problems


def test_own_nodes_and_edges_come_back_whole(both: Store) -> None:
    graph, _ = second_plan()
    owned = [node for node in graph.nodes if node.plan]
    assert both.view().nodes([node.id for node in owned]) == owned
    for edge in graph.edges:
        if edge.plan:
            assert both.view().edge(edge.id) == edge


def test_nodes_come_in_the_order_asked_each_once(both: Store) -> None:
    found = both.view().nodes([WATER, "nobody", ECO, WATER])
    assert [node.id for node in found] == [WATER, ECO]


def test_many_ids_are_one_read(both: Store) -> None:
    assert [node.id for node in both.view().nodes([*map(str, range(50_000)), ECO])] == [ECO]
    assert both.view().edges([*map(str, range(50_000)), CITED], direction="in")


def test_lists_are_ordered_and_paged(both: Store) -> None:
    view = both.view()
    assert [node.id for node in view.list_nodes("Plan").items] == [CITED, FIRST, SECOND]
    assert [node.properties["name"] for node in view.list_nodes("Department").items] == [
        "区水利局", "区环境保护局", "各镇街", "永川区生态环境局",
    ]  # fmt: skip
    measures = view.list_nodes("Measure").items
    assert [node.properties["title"] for node in measures] == ["治水", "整治 河道", "空气", "整治河道"]
    page = view.list_nodes("Measure", offset=1, limit=2)
    assert (page.items, page.offset, page.total) == (measures[1:3], 1, 4)
    assert view.list_nodes("Measure", plan=SECOND).items == measures[3:]
    assert view.list_nodes("Measure", offset=9, limit=2).total == 4
    assert [node.id for node in view.list_nodes("Department", plan=SECOND).items] == [OLD_ECO, ECO]
    assert view.list_nodes("Document").total == 2


def test_edges_by_kind_and_direction_in_order(both: Store) -> None:
    view = both.view()
    kinds = [(edge.kind, edge.source) for edge in view.edges([RIVER], direction="in")]
    assert kinds == [("LEADS", ECO), ("RESPONSIBLE_FOR", WATER), ("SUPPORTS", ECO), ("HAS_MEASURE", FIRST)]
    assert [edge.kind for edge in view.edges([RIVER], direction="out")] == [
        "SERVES",
        "PART_OF",
        "HAS_TARGET",
        "HAS_TARGET",
    ]
    assert len(view.edges([RIVER])) == 8
    assert [edge.plan for edge in view.edges([ECO], kinds=["LEADS"])] == [FIRST, SECOND]
    assert [edge.kind for edge in view.edges([RIVER, ECO], kinds=["SUPPORTS", "LEADS"])] == [
        "LEADS",
        "LEADS",
        "SUPPORTS",
    ]
    assert view.edges([RIVER], kinds=["LEADS"], direction="out") == []


def test_departments_are_found_by_every_name(both: Store) -> None:
    view = both.view()
    for name in (ECO, "区生态环境局", "永川区生态环境局", "区环保局", "环保局", "ecology AND  environment bureau"):
        assert [node.id for node in view.departments_named(name)] == [ECO]
    assert [node.id for node in view.departments_named("Water （Resources） Bureau")] == [WATER]
    assert view.departments_named("生态") == []
    assert view.departments_named(FIRST) == []


def test_plans_are_found_by_id_title_and_number(both: Store) -> None:
    view = both.view()
    assert [node.id for node in view.plans_named(f"{FIRST}的通知")] == [FIRST]
    assert [node.id for node in view.plans_named(SECOND)] == [SECOND]
    assert view.plans_named("的通知") == []
    assert view.plans_named("区生态环境局") == []


@pytest.mark.parametrize(
    "words",
    ["河", "整治河道", "整治 河道", "整治　河道", "局", "区", "𠮷", "𠮷段", "清 淤", "清淤", "pm2.5", "PM2.5 50%", "%", "*", "'", '"', '"c"',
     "a_b", "A", "_", " ", "", "“三河”", 'c" OR "', "NEAR", "no such words", "bureau", "w", "(Resources)", "号", "永府〔2022〕1号", "方案",
     "永府[2022]1号", "的通知", "\\", "\n", "100%清"],
)  # fmt: skip
def test_search_finds_what_looking_at_every_node_finds(both: Store, words: str) -> None:
    expected = search_by_hand(both.view(), words) if words.strip() else []
    for kinds in ((), ("Measure",), ("Department", "Plan")):
        wanted = [node_id for node_id in expected if not kinds or both.view().nodes([node_id])[0].kind in kinds]
        page = both.view().search(words, kinds=kinds)
        assert [node.id for node in page.items] == wanted
        assert page.total == len(wanted)
    rest = both.view().search(words, offset=1, limit=2)
    assert ([node.id for node in rest.items], rest.total) == (expected[1:3], len(expected))


def test_long_texts_are_searched_to_the_end(store: Store) -> None:
    draft = Draft(FIRST)
    body = "".join(chr(0x4E00 + (7 * at) % 9000) for at in range(60_000)) + "末尾之词"
    measure = draft.measure("1", "长文", body)
    graph, document = draft.done()
    store.writer().replace(graph, document, loaded_at=NOW)
    for words in ("末尾之词", body[:50], body[31_000:31_060], body[8_150:8_260], body[59_950:], body[:20_000]):
        assert [node.id for node in store.view().search(words).items] == [measure]
    assert store.view().search("末尾之词语").total == 0
    assert store.view().nodes([measure])[0].properties["text"] == f"长文\n{body}"
    store.writer().remove(FIRST)
    assert store.view().search("末尾之词").total == 0


def test_slices_of_the_text_are_in_code_points(store: Store) -> None:
    draft = Draft(FIRST)
    draft.say("𠮷" * 9000 + "水𠮷文" + "é\0字" * 4000)
    graph, document = draft.done()
    store.writer().replace(graph, document, loaded_at=NOW)
    view, text = store.view(), document.text
    assert view.text(graph.document) == text
    for start, end in (
        (0, 1),
        (8190, 8195),
        (8192, 8192),
        (9010, 9014),
        (0, 16385),
        (20_000, 99_999),
        (5, 3),
        (16_384, 16_385),
    ):
        assert view.text(graph.document, start, end) == text[start:end]
    assert view.text(graph.document, 9000) == text[9000:]


def test_origins_that_overlap_a_slice(both: Store) -> None:
    graph, document = first_plan()
    view = both.view()
    assert tuple(view.origins(graph.document)) == document.origins
    first, second, third = document.origins[:3]
    assert view.origins(graph.document, first.end - 1, third.start) == [first, second]
    assert view.origins(graph.document, second.start, second.start + 1) == [second]
    assert second.generated


def test_incidence_counts_formal_duties_of_measures(both: Store) -> None:
    arrays = both.view().incidence()
    assert arrays.departments == (WATER, ECO)
    assert arrays.measures == (RIVER, f"{FIRST}/measure/1.2", f"{SECOND}/measure/2.1")
    assert arrays.plans == (FIRST, FIRST, SECOND)
    assert list(zip(arrays.rows.tolist(), arrays.columns.tolist(), arrays.roles.tolist(), strict=True)) == [
        (1, 0, 0), (0, 0, 1), (1, 2, 0),
    ]  # fmt: skip
    assert arrays.open_lists.tolist() == [True, False, False]
    assert arrays.targets.tolist() == [1, 0, 0]
    assert both.view().incidence(plans=[SECOND]).measures == (f"{SECOND}/measure/2.1",)
    assert both.view().incidence(plans=["none"]).measures == ()


def test_status_counts_every_kind(both: Store) -> None:
    status = both.view().status()
    assert status.nodes == {"Document": 2, "Plan": 3, "Goal": 1, "Measure": 4, "SubTarget": 3, "Department": 4}
    assert status.edges["LEADS"] == 2
    assert status.edges["SUCCEEDS"] == 1
    assert status.edges["GUIDES"] == 0
    assert (status.last_load, status.decisions) == (NOW, 0)


def test_two_loads_in_either_order_give_equal_reads(store: Store) -> None:
    for graph, document in (first_plan(), second_plan()):
        store.writer().replace(graph, document, loaded_at=NOW)
    one = everything(store.view())
    for graph, document in (first_plan(), second_plan()):
        assert store.writer().remove(graph.plan)
        assert document.node.id not in [node.id for node in store.view().list_nodes("Document").items]
    assert store.view().list_nodes("Department").total == 0
    for graph, document in (second_plan(), first_plan()):
        store.writer().replace(graph, document, loaded_at=NOW)
    assert everything(store.view()) == one


def test_an_equal_reading_changes_nothing(both: Store) -> None:
    graph, document = first_plan()
    before = everything(both.view())
    assert both.writer().replace(graph, document, loaded_at=LATER) == "unchanged"
    assert everything(both.view()) == before
    assert both.view().status().last_load == NOW


def test_a_version_stands_for_what_is_stored(both: Store) -> None:
    first = both.view().version()
    graph, document = first_plan()
    both.writer().replace(graph, document, loaded_at=LATER)
    assert both.view().version() == first, "an equal reading changes nothing"
    decision = Decision("d1", "different", ECO, WATER, "甲", NOW)
    both.writer().decide(decision)
    decided = both.view().version()
    both.writer().decide(replace(decision, undone="乙"))
    undone = both.view().version()
    both.writer().remove(SECOND)
    assert len({first, decided, undone, both.view().version()}) == 4


def test_a_changed_plan_replaces_the_old_one_whole(both: Store) -> None:
    draft = Draft(FIRST, "2022-05-01")
    water = draft.department(WATER, "水务局")
    measure = draft.measure("9", "全新")
    draft.duty("LEADS", water, measure)
    graph, document = draft.done()
    assert both.writer().replace(graph, document, loaded_at=LATER) == "changed"
    view = both.view()
    assert [node.id for node in view.list_nodes("Measure", plan=FIRST).items] == [measure]
    assert view.nodes([RIVER]) == []
    assert view.nodes([WATER])[0].properties["name"] == "水务局"
    assert view.departments_named("区水利局") == []
    assert [edge.plan for edge in view.edges([ECO])] == [SECOND, ""]
    assert [node.id for node in view.search("水利").items] == [f"{SECOND}/measure/2.1"]


def test_an_official_edition_beats_an_abridged_one_not_the_other_way(store: Store) -> None:
    abridged, document = Draft(FIRST, edition="abridged").done()
    official, full = Draft(FIRST).done(issuer="区政府")
    writer = store.writer()
    assert writer.replace(abridged, document, loaded_at=NOW) == "added"
    assert writer.replace(official, full, loaded_at=NOW) == "changed"
    assert writer.replace(abridged, document, loaded_at=LATER) == "kept"
    assert store.view().reading(FIRST) == official
    assert store.view().status().last_load == NOW


def test_removing_a_plan_leaves_what_others_say(both: Store) -> None:
    assert both.writer().remove(FIRST)
    assert not both.writer().remove(FIRST)
    view = both.view()
    assert view.nodes([FIRST])[0].properties == {"title": "一号", "edition": "cited"}
    assert view.nodes([WATER, EVERY_TOWN]) == []
    assert view.nodes([ECO])[0].properties["aliases"] == ("环保局",)
    assert [edge.kind for edge in view.edges([FIRST])] == ["CITES"]
    (succeeds,) = view.edges([OLD_ECO])
    assert succeeds.properties["date"] == "2019-03"
    assert view.load_record(FIRST) is None
    assert view.search("𠮷").total == 0


def test_a_plan_stays_that_turned_out_to_be_anothers_in_the_moment_of_removing_it(both: Store) -> None:
    before = everything(both.view())

    def look(view: View) -> None:
        assert view.nodes([FIRST])[0].kind == "Plan"
        raise ForbiddenError("this belongs to another place")

    with pytest.raises(ForbiddenError):
        both.writer().remove(FIRST, sure=look)
    assert everything(both.view()) == before


def test_a_document_with_two_plans_stays_until_both_are_gone(store: Store) -> None:
    (one, document), (two, _) = Draft("一号", document="one file").done(), Draft("二号", document="one file").done()
    node = document.node
    two = replace(two, nodes=(two.nodes[0], node), edges=(replace(two.edges[0], evidence=one.edges[0].evidence),))
    for graph in (one, two):
        store.writer().replace(graph, document, loaded_at=NOW)
    assert store.view().list_nodes("Document").total == 1
    store.writer().remove("一号")
    assert store.view().document(node.id) == document
    store.writer().remove("二号")
    assert store.view().document(node.id) is None
    assert store.view().text(node.id) == ""


def test_a_broken_graph_is_refused_and_nothing_is_written(both: Store) -> None:
    before = everything(both.view())
    draft = Draft("新号")
    measure = draft.measure("1", "某事")
    graph, document = draft.done()
    lost = [node for node in graph.nodes if node.id != measure]
    with pytest.raises(ModelError) as caught:
        both.writer().replace(replace(graph, nodes=tuple(lost)), document, loaded_at=NOW)
    assert "新号" in str(caught.value)
    assert measure in str(caught.value)
    stolen = [
        Node(node.kind, RIVER, node.properties, node.plan) if node.id == measure else node for node in graph.nodes
    ]
    with pytest.raises(ModelError):
        both.writer().replace(replace(graph, nodes=tuple(stolen), edges=graph.edges[:1]), document, loaded_at=NOW)
    assert everything(both.view()) == before


def test_order_is_by_code_point_on_every_store(store: Store) -> None:
    """Servers that compare UTF-16 would put the characters beyond it before the full-width ones."""
    odd = ["a", "国", "\ud7ff", "\ue000", "\uff05x", "\uffe5", "\U00020bb7", "\U0001f600", "国\U00020bb7", "国\uffe5"]
    draft = Draft("计划")
    for name in odd:
        draft.department(f"d/{name}", name)
        draft.duty("LEADS", f"d/{name}", "计划")
        draft.department(f"e/{name}", "同名局")
        draft.duty("LEADS", f"e/{name}", "计划")
    graph, document = draft.done()
    store.writer().replace(graph, document, loaded_at=NOW)
    listed = [(str(node.properties["name"]), node.id) for node in store.view().list_nodes("Department").items]
    assert listed == sorted(listed)
    assert len(listed) == 2 * len(odd)
    found = [node.id for node in store.view().search("同名局").items]
    assert found == sorted(f"e/{name}" for name in odd)
    for name in odd:
        assert store.view().departments_named(name)[0].id == f"d/{name}"


def test_values_keep_their_types(store: Store) -> None:
    draft = Draft("计划")
    body = draft.department("d", "局", aliases=("甲", "乙"), aliases_en=())
    measure = draft.measure("1", "标题", open_list=True)
    draft.duty("LEADS", body, measure)
    draft.target(measure, "整数", number=95)
    draft.target(measure, "小数", number=14.5)
    draft.target(measure, "整的小数", number=3.0)
    graph, document = draft.done()
    store.writer().replace(graph, document, loaded_at=NOW)
    for node in graph.nodes:
        (stored,) = store.view().nodes([node.id])
        given = {**node.properties, "aliases": ("乙", "甲")} if node.kind == "Department" else node.properties
        assert stored.properties == given
        assert {name: type(value) for name, value in stored.properties.items()} == {
            name: type(value) for name, value in given.items()
        }


def test_a_department_may_have_any_number_of_names(store: Store) -> None:
    draft = Draft("计划")
    aliases = tuple(sorted(f"某某某某某某办公室第{number}处" for number in range(1500)))
    body = draft.department("d", "局", aliases=aliases)
    draft.duty("LEADS", body, "计划")
    graph, document = draft.done()
    for ruleset in ("1", "2"):
        store.writer().replace(replace(graph, ruleset=ruleset), document, loaded_at=NOW)
        assert [node.id for node in store.view().search("室第1499处").items] == [body]
        assert store.view().departments_named("某某某某某某办公室第777处")
    store.writer().remove("计划")
    assert store.view().search("室第1499处").total == 0
