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
DASHES = {
    "一、修缮渡口6处。\n——责任单位：县港航局\n二、疏浚航道。\n——县水利局牵头，县财政局配合\n三、设立航标。\n——县港航局": [
        "responsible 县港航局",
        "lead 县水利局",
        "support 县财政局",
        "responsible 县港航局",
    ],
    "修缮渡口6处——县港航局、县水利局\n疏浚航道8公里——县水利局\n": [
        "responsible 县港航局",
        "responsible 县水利局",
        "responsible 县水利局",
    ],
    "一、修缮渡口。渡船安全重于泰山。\n——县港航局": [],
    "一、修缮渡口。\n——县港航局年度总结": [],
}
OTHERS = {
    "一、渡口。\n**牵头单位**：县港航局  \n**配合单位**：县水利局  \n": ["lead 县港航局", "support 县水利局"],
    "一、渡口。（责任单位：县港航局②、县水利局）": ["responsible 县港航局", "responsible 县水利局"],
    "一、渡口。（①县港航局②县水利局③各乡镇）": ["responsible 县港航局", "responsible 县水利局", "responsible 各乡镇"],
    "一、渡口。（责任单位：县港航局、各乡镇\n第 3 页 共 8 页\n人民政府）": [
        "responsible 县港航局",
        "responsible 各乡镇人民政府",
    ],
    "一、渡口。县港航局任牵头单位，县水利局协同。": ["lead 县港航局", "support 县水利局"],
    "一、渡口。（县港航局、县水利局双牵头，县财政局配合）": ["lead 县港航局", "lead 县水利局", "support 县财政局"],
}


def test_a_form_has_labels_in_its_cells() -> None:
    rows = "整改任务\t修缮渡口\n责任单位\t县港航局\t配合单位\t县水利局、各乡镇\n整改时限\t6月底\t督导单位\t县审计局\n"
    assert parties(f"灌区整改清单\n\n{rows}") == [
        "responsible 县港航局",
        "support 县水利局",
        "support 各乡镇",
        "supervise 县审计局",
    ]


@pytest.mark.parametrize("text", [*LABELS, *EXCEPTIONS, *HELPERS, *DASHES, *OTHERS])
def test_the_parties_of_a_style(text: str) -> None:
    wanted = {**LABELS, **EXCEPTIONS, **HELPERS, **DASHES, **OTHERS}[text]
    assert parties(f"灌区工作方案\n\n{text}\n") == wanted


def test_the_first_heading_stands_right_behind_the_title_of_a_text_of_one_line() -> None:
    text = (
        "灌区整治方案 一、修缮渡口。修缮6处。（县港航局负责） 二、疏浚航道。疏浚8公里。（县水利局负责） 三、设立航标。"
    )
    assert [heading.title for heading in outline(text).headings] == ["修缮渡口", "疏浚航道", "设立航标"]
    assert outline("灌区去年共完成 一、二级航道疏浚。").headings == ()
