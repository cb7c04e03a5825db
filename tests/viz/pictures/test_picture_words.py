"""The panel's words, the messages in both languages, and looks that do not rest on colour."""

import re
from importlib.resources import files
from itertools import combinations, pairwise
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Edge, Evidence, Node, Passage, Value
from graph.schema import schema
from viz.pictures.labels import told_apart
from viz.pictures.messages import messages
from viz.pictures.panel_words import FACTS, TEXT_SHOWN, merged, node_facts, node_text, own, said
from viz.pictures.style import style
from viz.site.shown_words import artefacts, without_artefacts

HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6))
def test_merged_spans_cover_the_same_and_never_meet(spans: list[tuple[int, int]]) -> None:
    straight = [(min(span), max(span)) for span in spans]
    result = merged(straight)
    assert {at for start, end in result for at in range(start, end)} == {
        at for start, end in straight for at in range(start, end)
    }
    assert all(before[1] < after[0] for before, after in pairwise(result))


def test_the_party_is_marked_by_code_points() -> None:
    statement = Passage(100, 111, "（𠮷区责任：区水利局）")
    evidence = Evidence("statement", "bracket-roles", "1", "d", "二、", statement, Passage(106, 110, "区水利局"))
    given_words: dict[str, Value] = {"formal": False, "order": 1, "list_length": 1, "open_list": True}
    edge = Edge("LEADS", "e", "a", "b", evidence, given_words, "P")
    assert said(edge, {"P": 3}) == {
        "basis": "statement",
        "rule": "bracket-roles",
        "quote": "（𠮷区责任：区水利局）",
        "section": "二、",
        "plan": 3,
        "open": True,
    }
    assert own(edge, "zh") == {"marks": [(6, 10)], "formal": False}


def test_a_party_named_elsewhere_and_the_rule_that_governs_are_said_apart() -> None:
    evidence = Evidence(
        "statement",
        "table",
        "1",
        "d",
        "",
        Passage(50, 54, "推广节水"),
        Passage(10, 14, "区水利局"),
        (Passage(0, 9, "列首位的单位为牵头"),),
    )
    edge = Edge("LEADS", "e", "a", "b", evidence, {"order": 2, "list_length": 3})
    assert said(edge, {})["governing"] == ["列首位的单位为牵头"]
    assert own(edge, "zh") == {"party": "区水利局", "order": 2, "of": 3}


def test_an_inferred_edge_names_topic_and_words() -> None:
    evidence = Evidence("inferred", "topic", "1", "d", "", Passage(0, 8, "蓝天、再蓝天行动"))
    given_words: dict[str, Value] = {"topic": "大气", "measure_words": ("蓝天",), "target_words": ("优良天数", "臭氧")}
    assert own(Edge("BEARS_ON", "e", "a", "b", evidence, given_words), "zh") == {
        "marks": [(0, 2), (4, 6)],
        "topic": "大气",
        "measure": "蓝天",
        "target": "优良天数、臭氧",
    }


def test_an_edge_of_the_dictionary_has_no_quote() -> None:
    edge = Edge("BRANCH_OF", "e", "a", "b", Evidence("dictionary", "departments/tax", "1"))
    assert said(edge, {}) == {"basis": "dictionary", "rule": "departments/tax"}
    assert own(edge, "en") == {}


@given(
    st.lists(st.sampled_from(["[bookmark: _Hlk1]", "[书签: a]", "水", "𠮷", "[", "bookmark"]), max_size=12), st.data()
)
def test_what_converters_left_is_not_shown_and_marks_stay_on_their_words(parts: list[str], data: st.DataObject) -> None:
    text = "".join(parts)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    shown, spans = without_artefacts(text, [(start, end)])
    assert shown == artefacts().sub("", text)
    left, _, right = (artefacts().sub("", part) for part in (text[:start], text[start:end], text[end:]))
    cuts_an_artefact = any(
        found.start() < at < found.end() for found in artefacts().finditer(text) for at in (start, end)
    )
    if not cuts_an_artefact:
        assert [shown[first:last] for first, last in spans] == [
            part for part in [shown[len(left) : len(shown) - len(right)]] if part
        ]


def test_facts_are_in_the_words_of_the_language_and_long_texts_are_cut() -> None:
    body = Node(
        "Department", "d", {"name": "园区管委会", "kind": "park", "aliases": ("园区", "开发区"), "aliases_en": ()}
    )
    assert node_facts(body, "zh") == [("类别", "园区"), ("别名", ("园区", "开发区"))]
    assert node_facts(body, "en") == [("Kind", "park"), ("Other names", ("园区", "开发区"))]
    long = Node("Measure", "m", {"title": "t", "text": "字" * 2000})
    assert len(node_text(long)) == TEXT_SHOWN + 1


def test_facts_are_properties_of_the_schema_with_words_for_every_value() -> None:
    words = messages("zh")
    for kind, names in FACTS.items():
        declared = schema().nodes[kind].properties
        for name in names:
            assert name in declared or name == "end_state"
            assert name in words["properties"]
            if name in declared:
                assert set(declared[name].enum) <= set(words["values"])


def test_every_message_is_there_in_both_languages_and_is_used() -> None:
    data: dict[str, dict[str, dict[str, Any]]] = yaml.safe_load(
        files("viz").joinpath("pictures", "messages.yaml").read_text("utf-8")
    )
    assert all(set(entry) == {"zh", "en"} for section in data.values() for entry in section.values())
    fields = re.compile(r"\{\w+\}")
    for section in data.values():
        for entry in section.values():
            assert sorted(fields.findall(str(entry["zh"]))) == sorted(fields.findall(str(entry["en"])))
    pages = _sources("static", ".js") + _sources("pictures/templates", "picture.html")
    assert set(re.findall(r"\btext\.(\w+)", pages)) - {"replace"} <= set(data["page"])
    sources = pages + _sources("pictures", ".py")
    unused = [key for key in data["page"] if not re.search(rf"\btext\.{key}\b|\"{key}\"", sources)]
    assert unused == []


def test_no_chinese_word_stands_in_the_script_the_style_or_the_template() -> None:
    for folder, ending in (("static", "picture.css"), ("pictures/templates", "picture.html"), ("static", ".js")):
        assert HAN.search(_sources(folder, ending)) is None


def _sources(folder: str, ending: str) -> str:
    home = files("viz").joinpath(folder)
    return "\n".join(each.read_text("utf-8") for each in home.iterdir() if each.name.endswith(ending))


def test_every_kind_has_a_look() -> None:
    assert set(style().nodes) == set(schema().nodes)
    assert set(style().edges) == {*schema().edges, "PROSE"}
    assert [kind for kind in style().edges if kind != "PROSE" and schema().edges[kind].role] == list(
        schema().roles.values()
    )


def test_kinds_and_roles_can_be_told_without_colour() -> None:
    shapes = [look.shape for look in style().nodes.values()]
    assert len(set(shapes)) == len(shapes)
    roles = [style().edges[kind] for kind in schema().roles.values()]
    for one, other in combinations(roles, 2):
        assert one.dashes != other.dashes or abs(one.width - other.width) >= 1


@pytest.mark.parametrize("kind", [*schema().nodes, *schema().edges])
def test_colours_stand_out_from_the_paper(kind: str) -> None:
    look = style().nodes.get(kind) or style().edges[kind]
    assert _contrast(look.colour, style().sheet.background) >= 3


def _contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours by WCAG 2.2."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_departments_without_a_name_are_not_told_apart() -> None:
    nodes = (
        Node("Department", "a", {"name": ""}),
        Node("Department", "b", {"name": ""}),
        Node("Measure", "m", {"title": "t"}),
    )
    assert told_apart(nodes, "zh") == nodes
