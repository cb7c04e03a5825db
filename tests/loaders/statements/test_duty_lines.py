"""Lines and headings that name a unit and then say its work."""

from loaders.outline.outline import outline
from loaders.statements.statements import statements


def duties(text: str) -> list[str]:
    found = outline(text)
    read = [item for part in found.parts for item in statements(found, part)]
    return [f"{party.role} {party.unit}" for item in read for party in item.parties]


def test_towns_have_lines_and_the_people_in_them_are_no_units() -> None:
    text = (
        "防汛分工\n\n一、责任落实\n柏林镇：负责巡堤，镇党委书记为第一责任人。\n河口乡：负责守闸，乡长为第一责任人。\n"
    )
    assert duties(text) == ["responsible 柏林镇", "responsible 河口乡"]


def test_a_town_in_front_of_a_figure_has_no_duty() -> None:
    assert duties("降雨情况\n\n一、雨量\n柏林镇：56毫米。\n河口乡：48毫米。\n") == []


def test_a_verb_behind_the_full_stop_of_a_title_says_the_role() -> None:
    text = (
        "预案\n\n四、部门职责\n(一)县气象局。负责牵头会商。\n(二)县水利局。负责牵头调度。\n(三)县民政局。负责安置。\n"
    )
    assert duties(text) == ["lead 县气象局", "lead 县水利局", "responsible 县民政局"]


def test_one_name_that_no_list_knows_leads_beside_known_units() -> None:
    assert duties("一、改革评聘。（研修生院牵头，人事处、各学院参与）\n") == [
        "lead 研修生院",
        "support 人事处",
        "support 各学院",
    ]


def test_a_label_behind_a_comma_has_its_names_on_its_line() -> None:
    assert duties("一、任务\n（一）开展普查，3月底前完成，责任单位：县统计局、各乡镇，责任人：李某。\n") == [
        "responsible 县统计局",
        "responsible 各乡镇",
    ]
    assert duties("各乡镇，有关单位：\n经县委、县政府同意，现印发方案。\n") == []


def test_who_attended_has_no_duty() -> None:
    assert duties("一、任务\n修缮站房。（县水利局牵头）\n出席：张某（县教育局）、李某（县财政局）。\n") == [
        "lead 县水利局"
    ]


def test_titles_with_a_colon_name_classes_and_sections() -> None:
    text = "四、工作分工\n1.教务处：牵头抓总。\n2.学生处：负责住宿。\n3.其他有关单位：按职责抓好落实。\n"
    assert duties(text) == ["lead 教务处", "responsible 学生处", "responsible 其他有关单位"]
