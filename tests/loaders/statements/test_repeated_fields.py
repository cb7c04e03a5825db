"""Fields and cells that mean the words of others: 同上, 同问题一."""

import pytest

from loaders.outline.outline import outline
from loaders.statements.statements import statements
from loaders.statements.unread import unread

PROBLEMS = "某县清单\n\n问题一：沟渠淤塞。\n责任单位：县水利局、县农机站\n\n问题二：闸门锈蚀。\n责任单位：{0}\n\n问题三：泵房漏雨。\n责任单位：{1}\n"


def units(text: str) -> list[list[str]]:
    found = outline(text)
    return [[party.unit for party in item.parties] for part in found.parts for item in statements(found, part)]


@pytest.mark.parametrize(
    ("second", "third", "wanted"),
    [
        ("同上", "〃", [["县水利局", "县农机站"]] * 3),
        ("县农机站", "同上", [["县水利局", "县农机站"], ["县农机站"], ["县农机站"]]),
        ("县农机站", "同问题一", [["县水利局", "县农机站"], ["县农机站"], ["县水利局", "县农机站"]]),
        ("县农机站", "与问题1相同", [["县水利局", "县农机站"], ["县农机站"], ["县水利局", "县农机站"]]),
        ("县农机站", "同问题九", [["县水利局", "县农机站"], ["县农机站"]]),
    ],
)
def test_a_field_means_the_one_of_its_label(second: str, third: str, wanted: list[list[str]]) -> None:
    assert units(PROBLEMS.format(second, third)) == wanted


def test_evidence_opens_the_words_that_are_meant() -> None:
    text = PROBLEMS.format("县农机站", "同问题一")
    found = outline(text)
    last = statements(found, found.parts[0])[-1]
    assert text[last.start : last.end] == "责任单位：同问题一"
    assert [text[span.start : span.end] for span in last.governing] == ["责任单位：县水利局、县农机站"]
    assert not [
        each for each in unread(found, found.parts[0], statements(found, found.parts[0])) if "party" in each.code
    ]


def test_a_cell_means_the_row_with_the_number() -> None:
    text = "序号\t问题\t责任单位\n1\t沟渠淤塞\t县水利局\n2\t闸门锈蚀\t县农机站\n3\t泵房漏雨\t同序号1\n4\t道路破损\t同第9项\n"
    assert units(text) == [["县水利局"], ["县农机站"], ["县水利局"]]
