"""What an edited text changes: only what it says, wherever it now stands."""

import pytest

from graph.decisions import effective
from graph.difference import difference
from graph.model import Decision, Edge, PlanGraph
from graph.questions.plans.load_changes import Changes, changes
from loaders.files.source import read_bytes
from loaders.read import plan_graphs, read_document
from tests.folders import TESTS

WATER = (TESTS / "data" / "water-plan.txt").read_text(encoding="utf-8")
SECTION = "（三）管住工业用水。"
PUT_IN = "（三）管住景观用水。公园补水优先使用再生水。（牵头单位：市城市管理局，责任单位：市水利局）\n"


def graph_of(text: str) -> PlanGraph:
    (graph,) = plan_graphs(read_document(read_bytes(text.encode(), "plan.txt")))
    return graph


def edited(old: str, new: str) -> str:
    assert WATER.count(old) == 1
    return WATER.replace(old, new)


def with_a_section() -> str:
    """A section in the middle: those behind it get new numbers."""
    text = edited(SECTION, PUT_IN + SECTION.replace("三", "四"))
    return text.replace("（四）管住生活", "（五）管住生活").replace("（五）加强", "（六）加强")


def said(text: str) -> Changes:
    before, after = graph_of(WATER), graph_of(text)
    return changes(before, after, difference(before, after))


def duties(found: Changes) -> list[tuple[str, str, str, str]]:
    return [
        (duty.sign, duty.role, str(duty.department.properties["name"]), str(duty.work.properties["title"]))
        for duty in found.duties
    ]


def test_the_same_text_says_the_same() -> None:
    assert difference(graph_of(WATER), graph_of(WATER)).empty


def test_words_that_give_no_duty_change_none() -> None:
    found = said(edited("请抓好落实。", "请结合实际，认真抓好落实，并于年底前报告。"))
    assert found.duties == ()
    assert found.targets == ()
    assert found.counts.keys() <= {"Document", "READ_FROM"}


def test_a_section_that_is_put_in_adds_its_own_duties_only() -> None:
    found = said(with_a_section())
    assert duties(found) == [
        ("added", "lead", "市城市管理局", "管住景观用水"),
        ("added", "responsible", "市水利局", "管住景观用水"),
    ]
    assert found.targets == ()
    assert found.counts["Measure"] == (1, 0, 0)


def test_a_section_that_is_taken_out_drops_its_own_duties_only() -> None:
    before, after = graph_of(with_a_section()), graph_of(WATER)
    found = changes(before, after, difference(before, after))
    assert [sign for sign, *_ in duties(found)] == ["dropped", "dropped"]
    assert found.counts["Measure"] == (0, 0, 1)


def test_a_unit_in_the_place_of_another() -> None:
    found = said(edited("责任单位：市住房城乡建设局、市财政局", "责任单位：市城市管理局、市财政局"))
    assert [(sign, name) for sign, _, name, _ in duties(found) if sign != "changed"] == [
        ("added", "市城市管理局"),
        ("dropped", "市住房城乡建设局"),
    ]
    (kept,) = [duty for duty in found.duties if duty.sign == "changed"]
    assert (kept.department.properties["name"], kept.before is not None) == ("市财政局", True)


def test_another_figure_is_one_changed_target() -> None:
    found = said(edited("漏损率控制在8%以内", "漏损率控制在7%以内"))
    assert [(each.sign, each.target.properties["value"]) for each in found.targets] == [("changed", "7")]
    assert found.duties == ()


@pytest.mark.parametrize("text", [WATER, with_a_section()])
def test_no_id_of_an_edge_holds_an_offset(text: str) -> None:
    """A word before the first heading moves every offset and no id."""
    moved = text.replace("请抓好落实", "请遵照执行，抓好落实")
    before, after = ({edge.id for edge in graph_of(each).edges} for each in (text, moved))
    read_from = {key for key in before ^ after if key.startswith("READ_FROM")}
    assert before ^ after == read_from


def rejection(edge: Edge) -> Decision:
    return Decision("1", "reject-edge", edge.id, "", "tester", "2025-01-01T00:00:00+00:00", edge=edge)


def test_a_rejected_duty_stays_rejected_in_an_edited_text() -> None:
    edge = next(edge for edge in graph_of(WATER).edges if edge.kind == "LEADS" and edge.target.endswith("2.3"))
    again = graph_of(edited("请抓好落实。", "请认真抓好落实。"))
    left = effective(again, [rejection(edge)])
    assert {e.id for e in again.edges} - {e.id for e in left.edges} == {edge.id}


def test_a_rejection_never_hits_another_duty_that_got_the_number() -> None:
    """The water bureau is responsible in 2.3 of both texts, but not by the words that were rejected."""
    edge = next(
        edge
        for edge in graph_of(WATER).edges
        if edge.kind == "RESPONSIBLE_FOR" and edge.target.endswith("2.3") and edge.source.endswith("water-resources")
    )
    again = graph_of(with_a_section())
    assert edge.id in {e.id for e in again.edges}
    assert effective(again, [rejection(edge)]).edges == again.edges
