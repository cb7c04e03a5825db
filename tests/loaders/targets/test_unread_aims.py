"""Aims without a figure are listed where a section is about aims."""

import pytest

from loaders.files.source import read_bytes
from loaders.read import read_document


def listed(text: str, code: str = "aim-in-words") -> list[str]:
    read = read_document(read_bytes(text.encode(), "plan.txt"))
    return [problem.quote for reading in read.readings for problem in reading.problems if problem.code == code]


def test_aims_in_words_are_listed() -> None:
    text = "某县节水方案\n\n一、主要目标\n到2027年，节水制度基本健全，节水意识明显增强。新建节水公园3处。镇级泵站巡查实现全覆盖。\n\n二、任务\n健全节水制度。\n"
    assert listed(text) == ["到2027年，节水制度基本健全，节水意识明显增强。"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("关于清雪的安排\n\n今冬组建清雪队伍12支。主干道积雪及时清完。\n", ["今冬组建清雪队伍12支"]),
        ("关于清雪的安排\n\n对组建队伍5支以上的镇，给予奖励。发放补助300元。\n", []),
    ],
)
def test_figures_of_a_text_without_structure_are_listed(text: str, words: list[str]) -> None:
    assert listed(text, "quantity") == words
