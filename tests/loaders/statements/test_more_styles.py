"""Styles of naming who is responsible that are told by small plans of our own: text, then the parties in text order."""

import pytest

from loaders.outline.outline import outline
from loaders.statements.statements import statements


def parties(text: str) -> list[str]:
    found = outline(text)
    read = [item for part in found.parts for item in statements(found, part)]
    return [f"{party.role} {party.unit}" for item in read for party in item.parties]


LABELS = {
    "一、修缮渡口。（牵头：县港航局 配合：县水利局 监督：县纪委监委）": [
        "lead 县港航局",
        "support 县水利局",
        "supervise 县纪委监委",
    ],
    "一、修缮渡口【牵头单位】县港航局【责任单位】县水利局【时限】2026年5月": ["lead 县港航局", "responsible 县水利局"],
    "一、修缮渡口 【责任单位】县港航局、各乡镇 【完成时限】2026年5月": ["responsible 县港航局", "responsible 各乡镇"],
    "一、修缮渡口【责任领导】王小明【责任单位】县港航局【责任人】李小红": ["responsible 县港航局"],
    "一、修缮渡口。县港航局（牵头单位）、县水利局（配合单位）。": ["lead 县港航局", "support 县水利局"],
}
EXCEPTIONS = {
    "一、修缮渡口。（责任单位：县港航局、除青石镇以外的各乡镇政府）": [
        "responsible 县港航局",
        "responsible 各乡镇政府",
    ],
    "一、修缮渡口。（责任单位：除青石镇、白沙镇外各乡镇，县港航局）": ["responsible 各乡镇", "responsible 县港航局"],
    "一、修缮渡口。（责任单位：县港航局，各乡镇政府，不含青石镇）": ["responsible 县港航局", "responsible 各乡镇政府"],
    "一、修缮渡口。（责任单位：除县水利局外的其他成员单位）": ["responsible 其他成员单位"],
    "一、修缮渡口。（县港航局、县水利局联合印发的除外）": [],
}
HELPERS = {
    "一、渡口。县港航局牵头，其他有关部门按照各自职责做好配合。": ["lead 县港航局", "support 其他有关部门"],
    "一、渡口。县港航局牵头，县水利局做好相关配合工作。": ["lead 县港航局", "support 县水利局"],
    "一、渡口。县港航局负责，县广电台配合。": ["responsible 县港航局", "support 县广电台"],
}


@pytest.mark.parametrize("text", [*LABELS, *EXCEPTIONS, *HELPERS])
def test_the_parties_of_a_style(text: str) -> None:
    wanted = {**LABELS, **EXCEPTIONS, **HELPERS}[text]
    assert parties(f"灌区工作方案\n\n{text}\n") == wanted
