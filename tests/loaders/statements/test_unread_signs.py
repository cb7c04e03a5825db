"""The alarm: forms that the reader does not know are told by their signs."""

import re
from collections.abc import Mapping

import pytest

from graph.shadow import shadow
from loaders.files.source import read_bytes
from loaders.read import read_document
from loaders.vocabulary import vocabulary


def missed(text: str) -> Mapping[str, int]:
    (reading,) = read_document(read_bytes(text.encode(), "a.txt")).readings
    return dict(reading.missed)


@pytest.mark.parametrize("name", vocabulary("statements/unread")["signs"])
def test_a_sign_reads_its_examples_and_leaves_the_others_alone(name: str) -> None:
    entry = vocabulary("statements/unread")["signs"][name]
    pattern = re.compile(entry["pattern"], re.MULTILINE)
    for example in entry["examples"]:
        found = pattern.search(shadow(example))
        assert found, example
        assert found.groupdict().get("place", "") is not None, example
    for other in entry["not"]:
        found = pattern.search(shadow(other))
        assert found is None or found.groupdict().get("place", "") is None, other


HEAD = "某市方案\n一、任务\n"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (HEAD + "".join(f"{n}.疏浚支沟，清除杂物。\n" for n in "ABCDEFG"), "numbered-line"),
        (HEAD + "".join(f"（{n}）疏浚支沟。\n包抓领导：王某某\n" for n in "一二三四五"), "label-line"),
        (HEAD + "".join(f"（{n}）疏浚支沟，〔市水务局、市财政局、市林业局〕抓\n" for n in "一二三四五"), "unit-list"),
        (HEAD + "".join(f"（{n}）疏浚支沟，挂图作战，明确责任科室。\n" for n in "一二三四五六七"), "role-word"),
    ],
)
def test_a_form_that_is_not_known_is_told_by_its_kind(text: str, kind: str) -> None:
    assert kind in missed(text)


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "".join(f"（{n}）疏浚支沟。（责任单位：市水务局、市财政局、市林业局）\n" for n in "一二三四五六七"),
        HEAD + "按下列要求办理：\n" + "".join(f"{n}.疏浚支沟；\n" for n in range(1, 9)),
        "今天天气很好，我们去公园散步了。\n",
        HEAD + "".join(f"（{n}）给予补贴最高30万元，贷款额度不超过50万元。\n" for n in "一二三四五六七"),
    ],
    ids=["read", "items", "no plan", "money"],
)
def test_a_text_that_was_read_is_not_marked(text: str) -> None:
    assert missed(text) == {}
