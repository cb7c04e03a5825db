"""What the reader of responsibility could not use is listed, so that every role word is accounted for."""

import re

import pytest

from graph.model import Problem
from loaders.files.source import read_bytes
from loaders.outline.outline import outline
from loaders.read import plan_graphs, read_document
from loaders.readings import Outline, Span, Statement, Unread
from loaders.statements.statements import statements
from loaders.statements.unread import nothing_found, unread
from loaders.statements.unread_signs import Sign
from loaders.vocabulary import vocabulary


def read(text: str) -> tuple[Outline, tuple[Statement, ...], tuple[Problem, ...]]:
    found = outline(text)
    items = statements(found, found.parts[0])
    return found, items, unread(found, found.parts[0], items)


def codes(text: str) -> list[tuple[str, str]]:
    return [(problem.code, problem.quote) for problem in read(text)[2]]


def test_a_label_without_a_unit_is_listed() -> None:
    assert codes("一、治理扬尘。加密巡查。（责任单位：）\n") == [("statement-without-party", "责任单位：")]


def test_an_empty_label_inside_a_statement_is_listed() -> None:
    text = "一、治理扬尘。加密巡查。（牵头单位：市住建局；配合单位：；完成时限：年底）\n"
    assert codes(text) == [("statement-without-party", "配合单位：")]


def test_a_role_word_outside_every_statement_is_listed_with_its_sentence_and_section() -> None:
    text = "一、总体要求\n（一）压实责任。要明确责任单位，用好牵头部门的力量。\n"
    (problem,) = read(text)[2]
    assert (problem.code, problem.quote) == ("role-word", "要明确责任单位，用好牵头部门的力量")
    assert problem.section == "一、总体要求 / （一）压实责任"


def test_a_role_word_in_a_statement_or_a_declaration_is_not_listed() -> None:
    text = "责任单位列首位的为牵头单位。\n一、办理。压缩时限。（责任单位：市数据局、市司法局）\n"
    found, items, problems = read(text)
    assert problems == ()
    assert [found.text[rule.start : rule.end] for rule in items[0].governing] == ["责任单位列首位的为牵头单位"]


def test_the_head_of_a_column_is_accounted_for() -> None:
    _, items, problems = read("任务\t牵头单位\n建设平台\t市数据局\n")
    assert len(items) == 1
    assert problems == ()


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        ("（一）甲\n内容。\n（二）乙\n内容。\n（五）丙\n内容。\n", ["（五）丙"]),
        ("一、甲\n1.子\n2.丑\n二、乙\n1.寅\n2.卯\n", []),
        ("一、甲\n1.子\n2.丑\n二、乙\n3.寅\n4.卯\n", []),
    ],
)
def test_gaps_in_the_numbers_of_headings_are_listed(text: str, gap: list[str]) -> None:
    assert [quote for code, quote in codes(text) if code == "numbering-gap"] == gap


def test_words_that_only_look_like_role_words_are_left_alone() -> None:
    assert codes("市长负责制和负责人制度推动社会同步发展，责任分工方案另行印发。\n") == []


def test_every_problem_has_a_message() -> None:
    problems = list(read("三、甲\n（责任单位：）\n要用好牵头部门的力量。\n")[2])
    bare = outline("天气很好，无风无雨。\n")
    problems += nothing_found(bare, bare.parts[0], (), ())
    every = [
        Sign(kind, 1, (Span(4 + at, 5 + at),)) for at, kind in enumerate(("numbered-line", "label-line", "unit-list"))
    ]
    rows = [
        Unread(0, 4, code) for code in ("table-row", "table-without-head", "quantity", "unknown-unit", "aim-in-words")
    ]
    problems += unread(bare, bare.parts[0], (), rows, every)
    assert {problem.code for problem in problems} == set(vocabulary("statements/unread")["_messages"])
    assert all(re.search(r"\w", problem.message) for problem in problems)


@pytest.mark.parametrize("text", ["今天天气很好，我们去公园散步了。\n", "root:x:0:0\n", "\n\n  只有一句话\n"])
def test_a_text_that_is_no_plan_is_told(text: str) -> None:
    graphs = plan_graphs(read_document(read_bytes(text.encode(), "x.txt")))
    (problem,) = [problem for graph in graphs for problem in graph.problems]
    assert problem.code == "nothing-found"
    assert problem.quote == text.strip()
    assert text[problem.start : problem.end] == problem.quote


@pytest.mark.parametrize(
    "text", ["一、任务\n治水。\n", "治水。（牵头单位：市水利局）\n", "到2025年，森林覆盖率达到45%。\n"]
)
def test_a_text_with_something_of_a_plan_is_not(text: str) -> None:
    graphs = plan_graphs(read_document(read_bytes(text.encode(), "x.txt")))
    assert "nothing-found" not in [problem.code for graph in graphs for problem in graph.problems]
