"""What other acts are named for."""

import pytest

from loaders.act.citation_roles import with_roles
from loaders.act.citations import citations
from loaders.outline.outline import outline
from loaders.readings import Metadata


def read(text: str) -> list[tuple[str, str]]:
    found = outline(text)
    part = found.parts[0]
    return [(each.title, each.role) for each in with_roles(found, part, citations(found, part, Metadata()))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("根据《甲省护林条例》和省有关要求，制定本方案。", ["basis"]),
        ("根据《甲省护林条例》、《甲省防火办法》（甲政〔2020〕3号）及《乙市护林规划》，结合实际，制定本方案。", ["basis"] * 3),
        ("依照省政府办公厅印发的《甲省护林方案》（甲政办〔2021〕4号）要求办理。", ["basis"]),
        ("为深入贯彻落实《甲省护林规划》，制定本方案。", ["implements"]),
        ("严格执行《甲省护林条例》。", ["implements"]),
        ("按照职责分工，落实《甲省护林条例》。", ["implements"]),
        ("为落实省委部署，根据《甲省护林条例》，制定本方案。", ["basis"]),
        ("根据《甲省护林条例》，为落实《乙市护林规划》，制定本方案。", ["basis", "implements"]),
        ("修订《甲省护林条例》。", ["mention"]),
        ("根据实际修订《甲省护林条例》。", ["mention"]),
        ("宣传《甲省护林条例》，学习《乙市护林规划》。", ["mention", "mention"]),
        ("上级要求明确。\n《甲省护林条例》已经施行。", ["mention"]),
    ],
)  # fmt: skip
def test_what_an_act_is_named_for(text: str, expected: list[str]) -> None:
    assert [role for _, role in read(text)] == expected
