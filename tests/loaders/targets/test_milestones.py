import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.outline.outline import outline
from loaders.readings import Metadata, Milestone
from loaders.targets.milestones import milestones
from loaders.targets.targets import targets
from loaders.vocabulary import vocabulary

ENTRIES = vocabulary("targets/milestones")["milestones"]


def read(text: str, title: str = "") -> list[Milestone]:
    found = outline(text)
    return [each for part in found.parts for each in milestones(found, part, Metadata(title=title))]


@pytest.mark.parametrize("name", ENTRIES)
def test_examples(name: str) -> None:
    entry = ENTRIES[name]
    assert entry["note"]
    for text in entry["examples"]:
        found = read(f"一、任务\n{text}。")
        assert [(each.rule, each.kind) for each in found] == [(name, entry["kind"])], text
    for text in entry["not"]:
        assert name not in [each.rule for each in read(f"一、任务\n{text}。")], text


def test_a_target_of_a_higher_level_has_the_things_before_it_and_the_deadline() -> None:
    text = "一、主要目标\n到2027年，用水总量和单位产值用水量完成市里下达目标。".replace("市里", "上级")
    (found,) = read(text)
    assert (found.metric, found.deadline, found.kind) == ("用水总量和单位产值用水量", "2027", "deferred")
    assert text[found.start : found.end] == "用水总量和单位产值用水量完成上级下达目标"


def test_a_target_is_no_milestone() -> None:
    assert read("一、目标\n到2027年，村卫生室全覆盖率达到100%。") == []


@given(st.text(alphabet="完成省下达的目标任务全覆盖应保尽全量利用部达标。,;\n一、到2025年3%个", max_size=120))
def test_spans_lie_in_the_text_and_off_the_targets(text: str) -> None:
    found = outline(text)
    for part in found.parts:
        taken = targets(found, part, Metadata())
        for each in milestones(found, part, Metadata()):
            assert part.start <= each.start < each.end <= part.end
            assert all(each.end <= target.start or target.end <= each.start for target in taken)
