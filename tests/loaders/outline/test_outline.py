"""Headings, titles, depths, sections, parts of texts written for these tests."""

from textwrap import dedent

import pytest

from loaders.outline.outline import outline
from loaders.readings import Cell, Heading, Outline, Span


def read(text: str) -> Outline:
    return outline(dedent(text).lstrip("\n"))


def listed(found: Outline) -> list[tuple[str, str, int]]:
    return [(heading.label, heading.title, heading.depth) for heading in found.headings]


def addresses(found: Outline) -> list[str]:
    return [heading.address for heading in found.headings]


def words(found: Outline, heading: Heading) -> str:
    return found.text[heading.body : heading.end]


def test_headings_on_lines_of_their_own_and_run_in() -> None:
    found = read(
        """
        某区河道整治方案
        一、总体要求
        （一）指导思想。统筹水岸。
        （二）工作目标
        两年见效。
        二、重点任务
        （三）清淤疏浚。分段实施。
        1.排查底泥。先测后清。
        2．清运淤泥。日产日清。
        """
    )
    assert listed(found) == [
        ("一、", "总体要求", 1),
        ("（一）", "指导思想", 2),
        ("（二）", "工作目标", 2),
        ("二、", "重点任务", 1),
        ("（三）", "清淤疏浚", 2),
        ("1.", "排查底泥", 3),
        ("2．", "清运淤泥", 3),
    ]
    assert addresses(found) == ["1", "1.1", "1.2", "2", "2.3", "2.3.1", "2.3.2"]
    assert [heading.run_in for heading in found.headings] == [False, True, False, False, True, True, True]
    assert words(found, found.headings[2]) == "两年见效。\n"
    assert found.headings[4].end == len(found.text)
    assert [heading.parent for heading in found.headings] == [None, 0, 0, None, 3, 4, 4]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第一章 总则\n第一条 为规范管理，制定本办法。\n第二条 本办法适用于全区。\n", [1, 2, 2]),
        ("第一条 资金支持\n按年度安排。\n第二条 场地支持\n免租两年。\n", [1, 1]),
        ("1.建章立制。先行先试。\n2.开展培训。分批进行。\n", [1, 1]),
        ("（一）完善配套。建好路网。\n（二）优化服务。专人帮办。\n", [1, 1]),
        (
            "一、任务\n1.修路。快修。\n（1）铺底。夯实。\n①碎石。三层。\n②砂土。两层。\n2.架桥。稳建。\n",
            [1, 2, 3, 4, 4, 2],
        ),
        ("第一部分 现状\n第二部分 任务\n一、修路\n二、架桥\n", [1, 1, 2, 2]),
    ],
)
def test_depth_is_the_nesting_of_the_text_itself(text: str, expected: list[int]) -> None:
    assert [heading.depth for heading in outline(text).headings] == expected


def test_numbers_run_on_across_sections_and_leave_gaps() -> None:
    found = read(
        """
        一、增投入
        (一)扩大预算。逐年增加。
        二、强队伍
        (二)招聘骨干。公开招考。
        (五)轮训人员。每季一次。
        """
    )
    assert addresses(found) == ["1", "1.1", "2", "2.2", "2.5"]


def test_a_whole_document_on_one_line() -> None:
    found = outline(
        "某市助企方案为帮助企业，制定本方案。一、减负担（一）减免租金。减三个月。（市国资委负责）（二）缓缴社保。"
        "缓半年。（市人社局负责）二、稳岗位（三）开展培训。线上进行，凡是符合本方案第（一）项的均可参加。（市人社局负责）"
    )
    assert listed(found) == [
        ("一、", "减负担", 1),
        ("（一）", "减免租金", 2),
        ("（二）", "缓缴社保", 2),
        ("二、", "稳岗位", 1),
        ("（三）", "开展培训", 2),
    ]


def test_paragraphs_joined_by_one_space() -> None:
    text = "某县办〔2020〕3号 某县人民政府关于保供应的通知 各乡镇： 现通知如下： " + "".join(
        f"{number}、保{what}供应 {index}.{what}要充足。分级储备，落实责任到人。（县商务局负责） "
        for index, (number, what) in enumerate(zip("一二三四五六七八", "米面油肉蛋奶菜果", strict=True), 1)
    )
    found = outline(text)
    assert [heading.title for heading in found.headings][:4] == ["保米供应", "米要充足", "保面供应", "面要充足"]
    assert addresses(found)[:4] == ["1", "1.1", "2", "2.2"]


def test_lines_broken_inside_sentences_and_a_page_number() -> None:
    found = read(
        """
        为加强全区老旧小区改造工作，改善群众居住条件，按照全
        市统一部署，结合我区实际，现制定如下方案，请各部门和
        各镇街认真抓好落实，按期完成各项改造任务和配套建设任
        务，不断提升群众满意度。
        一、加快老旧小区改造进度，完善配套设施，提升居住品质，增
        强物业管理水平
        （一）分批实施改造，优先改造屋面渗漏和管网老化的小区，做
        到应改尽改。由区住建委逐栋登记，建立台账，按季度通报
        - 3 -

        （三）完善配套设施。新建停车场和充电桩，满足居民停车
        和充电需要，并同步改造绿地。
        """
    )
    assert [heading.title for heading in found.headings] == [
        "加快老旧小区改造进度，完善配套设施，提升居住品质，增强物业管理水平",
        "分批实施改造，优先改造屋面渗漏和管网老化的小区，做到应改尽改",
        "完善配套设施",
    ]
    assert [found.text[span.start : span.end].strip() for span in found.artefacts] == ["- 3 -"]


def test_items_of_a_list_in_a_sentence_are_no_headings() -> None:
    found = read(
        """
        第一条 有下列情形之一的，不予补助：
        （一）弄虚作假；
        （二）逾期不改。
        第二条 申请材料包括：（一）申请表；（二）身份证明。
        到明年底：①新建站房两座；②改造管网三公里。
        附件：1.任务表
        2.名单
        """
    )
    assert [heading.label for heading in found.headings] == ["第一条", "第二条"]


def test_references_are_no_headings() -> None:
    found = read(
        """
        一、补助
        （一）建房补助。每户两万元。
        （二）购房补助。每户一万元。
        符合第（一）（二）项的，只能享受一项。
        二、附则
        """
    )
    assert [heading.label for heading in found.headings] == ["一、", "（一）", "（二）", "二、"]


def test_bookmarks_stay_in_the_text_and_out_of_the_way() -> None:
    text = "[bookmark: _Toc123]一、总体要求\n[bookmark: _Hlk9]（一）目标。两年建成。\n"
    found = outline(text)
    assert listed(found) == [("一、", "总体要求", 1), ("（一）", "目标", 2)]
    assert found.text == text
    assert len(found.shadow) == len(text)
    assert "bookmark" not in found.shadow
    assert [text[span.start : span.end] for span in found.artefacts] == ["[bookmark: _Toc123]", "[bookmark: _Hlk9]"]


def test_half_width_and_traditional_writing() -> None:
    found = outline(
        "一,實施節能改造\n(一)開展電機更新。淘汰舊設備,責任單位:市經濟資訊委\n(二)推廣綠色建築。標準從嚴。\n"
    )
    assert listed(found) == [("一,", "實施節能改造", 1), ("(一)", "開展電機更新", 2), ("(二)", "推廣綠色建築", 2)]
    assert found.shadow.startswith("一,实施节能改造\n(一)开展电机更新")
    assert len(found.shadow) == len(found.text)


def test_a_duty_is_no_part_of_the_title() -> None:
    (first, second) = read("一、建设泵站（区水务局牵头，各镇街配合）\n二、疏浚河道(含支流)\n").headings
    assert (first.title, second.title) == ("建设泵站", "疏浚河道(含支流)")


def test_the_rows_of_a_run_together_table() -> None:
    found = outline(
        "附件某区任务分工表 序号重点任务具体措施完成时限责任单位任务来源1治理河道1、编制整治方案3月区水务局1、区工作要点"
        "2、市会议精神 2、完成清淤12月区水务局各镇街2治理空气3、淘汰锅炉9月区环保局 注：第一个为牵头单位。"
    )
    assert listed(found) == [
        ("1", "治理河道", 1),
        ("1、", "编制整治方案", 2),
        ("2、", "完成清淤", 2),
        ("2", "治理空气", 1),
        ("3、", "淘汰锅炉", 2),
    ]


def test_a_notice_and_its_plan_are_one_part_and_the_count_begins_anew() -> None:
    found = read(
        """
        某区人民政府关于印发某区养老服务工作方案的通知
        各镇街：
        现印发给你们，并通知如下：
        一、高度重视。
        二、及时报告。
        某区人民政府
        2024年3月5日
        附件
        某区养老服务工作方案
        一、总体要求
        二、重点任务
        """
    )
    assert len(found.parts) == 1
    assert addresses(found) == ["1", "2", "1~2", "2~2"]
    assert found.headings[1].end == found.text.index("某区人民政府\n2024")


def test_two_annexed_plans_are_two_parts() -> None:
    found = read(
        """
        某局关于印发《某区造林绿化三年行动计划》《某区湿地保护工作方案》的通知
        各科室：现印发给你们，请落实。
        某局
        2024年3月5日
        附件1
        某区造林绿化三年行动计划
        一、目标
        二、任务
        附件2
        某区湿地保护工作方案
        一、目标
        二、任务
        """
    )
    second = found.text.index("附件2")
    assert [(part.start, part.end) for part in found.parts] == [(0, second), (second, len(found.text))]
    assert addresses(found) == ["1", "2", "1", "2"]


def test_what_closes_an_act_is_in_no_section() -> None:
    found = read(
        """
        一、促消费
        （一）发消费券。分三批。
        （二）办购物节。分两季。
        （三）拓夜市场。设专区。
        （四）优环境。严监管。
        各部门要加强协同，及时解决问题。
        本措施自2024年5月1日起施行。
        某区商务局
        """
    )
    closing = [found.text[block.start : block.end].strip() for block in found.blocks if block.kind == "tail"]
    assert closing == ["各部门要加强协同，及时解决问题。", "本措施自2024年5月1日起施行。", "某区商务局"]
    assert found.heading_at(found.text.index("各部门")) is None


def test_labels_that_only_word_shows_are_marked() -> None:
    text = "一、目标\n两年建成。\n二、任务\n"
    found = outline(text, generated=[Span(0, 2), Span(text.index("二"), text.index("二") + 2)])
    assert [heading.generated for heading in found.headings] == [True, True]


def test_the_rows_of_a_real_table_are_blocks() -> None:
    text = "一、任务\n修路\t区交通局\n架桥\t区水务局\n"
    start = text.index("修路")
    cells = [
        Cell(start, start + 2, 1, 1, 1),
        Cell(start + 3, start + 7, 1, 1, 2),
        Cell(start + 8, start + 10, 1, 2, 1),
        Cell(start + 11, start + 15, 1, 2, 2),
    ]
    assert [block.kind for block in outline(text, cells).blocks] == ["heading", "row", "row"]


def test_a_text_without_headings_is_a_front() -> None:
    found = outline("近日，某区举办运动会。\n\n市民踊跃参加。")
    assert [block.kind for block in found.blocks] == ["front", "blank", "front"]
    assert found.headings == ()


def test_a_cell_of_a_row_with_tabs_ends_a_title() -> None:
    found = outline("一、任务\n1.修路\t区交通局\t6月\n2.架桥\t区水务局\t9月\n")
    assert [heading.title for heading in found.headings] == ["任务", "修路", "架桥"]


def test_numbers_of_one_sign() -> None:
    assert listed(outline("㈠强基础。建库。\n㈡育人才。办班。\n⒈选苗。优中选优。\n⒉培训。每月一次。\n")) == [
        ("㈠", "强基础", 1),
        ("㈡", "育人才", 1),
        ("⒈", "选苗", 2),
        ("⒉", "培训", 2),
    ]


def test_a_title_below_its_label() -> None:
    found = outline("第一章\n总则\n第一条\u3000为护林，制定本办法。\n第二章\n附则\n第二条\u3000本办法自明年起施行。\n")
    assert [heading.title for heading in found.headings][:3] == ["总则", "为护林，制定本办法", "附则"]


def test_the_last_section_may_speak_of_its_effect() -> None:
    found = outline("一、任务\n修路。\n二、附则\n本方案自明年起施行。\n附件：1.任务表\n2.名单\n")
    assert words(found, found.headings[-1]) == "本方案自明年起施行。\n"
    assert len(found.headings) == 2


def test_marks_of_markdown_are_skipped() -> None:
    found = outline("# 某区方案\n\n## 一、目标\n\n两年建成。\n\n**二、任务**\n\n分步实施。\n")
    assert listed(found) == [("一、", "目标", 1), ("二、", "任务", 1)]


def test_bare_page_numbers_between_broken_sentences() -> None:
    page = (
        "为加强老旧小区改造，改善群众居住条件，按照全市统一部署，结合实际制定方案。" * 8
        + "各单位要按照本方案的总体要求"
    )
    text = "某区方案\n" + "".join(f"{page}\n\n{number}\n\n认真落实各项任务。\n" for number in (1, 2, 3)) + "一、目标\n"
    found = outline(text)
    assert [text[span.start : span.end] for span in found.artefacts] == ["1", "2", "3"]
    assert [block.kind for block in found.blocks].count("front") == 4


def test_serial_numbers_of_cells_are_no_page_numbers() -> None:
    assert outline("任务\n1\n修路\n2\n架桥\n3\n造林\n").artefacts == ()


def test_a_table_of_contents_is_no_outline() -> None:
    found = read(
        """
        某市综合交通规划
        目 录
        第一章 现状
        第一节 路网
        第二章 任务
        第一章 现状
        第一节 路网
        四通八达。
        第二章 任务
        再修三条。
        """
    )
    assert addresses(found) == ["1", "1.1", "2"]
    assert found.headings[0].start > found.text.index("第二章 任务")


def test_lines_with_leaders_are_no_headings() -> None:
    found = outline("一、现状……………1\n二、任务..........12\n一、现状\n良好。\n二、任务\n修路。\n")
    assert addresses(found) == ["1", "2"]


def test_a_heading_may_follow_a_list_that_ends_at_its_number() -> None:
    found = outline(
        "（一）建库。分批。\n（二）审批。材料包括：\n（一）申请表；\n（二）身份证明。\n（三）归档。专人负责。\n"
    )
    assert addresses(found) == ["1", "2", "3"]


def test_a_title_may_begin_like_a_reference() -> None:
    found = outline("（一）项目谋划。建库。\n（二）第一批试点。三家。\n（三）目标管理。按月。\n")
    assert [heading.title for heading in found.headings] == ["项目谋划", "第一批试点", "目标管理"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "一、2024年回顾\n摸清了底数。\n二、2025年目标\n建成泵站。\n三、保障\n加强宣传。\n",
            [("一、", "2024年回顾", 1), ("二、", "2025年目标", 1), ("三、", "保障", 1)],
        ),
        ("按一、2公里的间距布点，在第一、2号码头设亭。\n周一、3月8日闭馆。\n", []),
        (
            "1.5G基站。建成基站。\n2.大数据中心。建成中心。\n3.100兆宽带。通村。\n4.资金。保障经费。\n",
            [("1.", "5G基站", 1), ("2.", "大数据中心", 1), ("3.", "100兆宽带", 1), ("4.", "资金", 1)],
        ),
        ("1.5公里长的护栏。\n2.3米宽的步道。\n3.8米高的闸门。\n", []),
        ("★一、疏浚支沟\n清淤。\n二、补植\n种草。\n☆三、修路\n硬化。\n", [("一、", "疏浚支沟", 1), ("二、", "补植", 1), ("三、", "修路", 1)]),
        (
            "某县修缮方案\n一\n、修房\n（一）排查。逐户。\n二、修路\n（\n二）测量。逐段。\n三\n、修厕\n（三）改厕。逐座。\n",
            [("一\n、", "修房", 1), ("（一）", "排查", 2), ("二、", "修路", 1), ("（\n二）", "测量", 2), ("三\n、", "修厕", 1), ("（三）", "改厕", 2)],
        ),
        ("一、修房\n（一）排查。验收排名第\n二\n、第三的队伍优先。\n", [("一、", "修房", 1), ("（一）", "排查", 2)]),
        (
            "1.疏浚。\n2.护栏应完好，3.灯具应双路供电。\n4.油漆应补刷。\n",
            [("1.", "疏浚", 1), ("2.", "护栏应完好，", 1), ("3.", "灯具应双路供电", 1), ("4.", "油漆应补刷", 1)],
        ),
        ("一、职责\n（一）县水利局：疏浚支沟，清除杂物。\n（二）各乡镇：巡查河岸。\n", [("一、", "职责", 1), ("（一）", "县水利局", 2), ("（二）", "各乡镇", 2)]),
        ("一、步骤\n（一）准备：测量。\n（二）县水利局：疏浚支沟。\n（三）收尾：验收。\n", [("一、", "步骤", 1), ("（一）", "准备：测量", 2), ("（二）", "县水利局：疏浚支沟", 2), ("（三）", "收尾：验收", 2)]),
    ],
    ids=["year", "no-year", "figure", "decimals", "signs", "split", "no-split", "slip", "units", "one-unit"],
)  # fmt: skip
def test_labels_in_odd_places(text: str, expected: list[tuple[str, str, int]]) -> None:
    assert listed(read(text)) == expected


def test_no_label_in_a_bracket_and_none_among_the_links_of_a_page() -> None:
    text = (
        "某市方案一、测量（一）塔身。形成图纸（附件1），登记造册，留存照片（附件2），作为拨款凭证，逐座归档备查，不得遗漏。（二）灯具。统一编号并张贴铭牌，铭牌一律朝向航道一侧，字迹清楚可辨。"
        "二、验收（三）逐座验收。形成书面记录并归档，缺项的不予通过，通过的发给铭牌，有效期三年，期满换发。相关链接：1.负责人答记者问2.一张图读懂"
    )
    assert [heading.label for heading in read(text).headings] == ["一、", "（一）", "（二）", "二、", "（三）"]
