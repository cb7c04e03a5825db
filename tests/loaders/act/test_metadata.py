"""Title, number, issuer, date and edition of acts written for these tests."""

from textwrap import dedent

import pytest

from loaders.act.front import front_of
from loaders.act.metadata import metadata
from loaders.outline.outline import outline
from loaders.readings import Metadata

BODY = "一、总体要求\n统筹推进。\n二、重点任务\n落细落实。\n"


def read(text: str, **hints: str) -> Metadata:
    found = outline(dedent(text).lstrip("\n"))
    return metadata(front_of(found, found.parts[0]), hints)


NOTICE = """\
某市某区人民政府办公室关于
印发某区湿地保护工作方案的通知
某区府办发〔2023〕15号

各镇街，区政府各部门：
《某区湿地保护工作方案》已经区政府同意，现印发给你们，请认真落实。

某市某区人民政府办公室
2023年5月6日
（此件公开发布）

某区湿地保护工作方案

为保护湿地，制定本方案。
"""


def test_the_notice_speaks_for_the_plan_that_it_issues() -> None:
    text = NOTICE + BODY
    found = read(text)
    assert found == Metadata(
        title="某市某区人民政府办公室关于印发某区湿地保护工作方案的通知",
        number="某区府办发〔2023〕15号",
        issuer="某市某区人民政府办公室",
        date="2023-05-06",
        edition="official",
        spans=found.spans,
    )
    words = {name: text[span.start : span.end] for name, span in found.spans}
    assert words == {
        "title": "某市某区人民政府办公室关于\n印发某区湿地保护工作方案的通知",
        "number": "某区府办发〔2023〕15号",
        "issuer": "某市某区人民政府办公室",
        "date": "2023年5月6日",
    }


def test_a_bookmark_inside_the_title_is_no_part_of_it() -> None:
    found = read(NOTICE.replace("印发某区", "[bookmark: _Hlk1]印发某区", 1) + BODY)
    assert found.title == "某市某区人民政府办公室关于印发某区湿地保护工作方案的通知"


def test_without_a_notice_the_plan_speaks_for_itself() -> None:
    found = read("某区湿地保护\n三年行动计划\n（2023—2025年）\n\n为保护湿地，制定本计划。\n" + BODY)
    assert (found.title, found.number, found.issuer, found.date) == (
        "某区湿地保护三年行动计划（2023—2025年）",
        "",
        "",
        "",
    )


def test_a_notice_whose_title_is_not_printed_leaves_it_to_the_plan() -> None:
    found = read(
        """
        各镇街：
        现将《某区湿地保护工作方案》印发给你们。
        某区人民政府
        2023年5月6日
        某区湿地保护工作方案
        """
        + BODY
    )
    assert (found.title, found.issuer, found.date) == ("某区湿地保护工作方案", "某区人民政府", "2023-05-06")


def test_joint_issuers_on_lines_and_side_by_side() -> None:
    found = read(
        """
        关于印发《某市电机更新工作方案》的通知
        各有关单位：
        现印发给你们，请落实。
        某市发展和改革委员会 某市财政局
        某市生态环境局
        （某市应对气候变化办公室）
        2023年5月6日
        某市电机更新工作方案
        """
        + BODY
    )
    assert found.issuer == "某市发展和改革委员会、某市财政局、某市生态环境局（某市应对气候变化办公室）"


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("某政发〔2023〕6号", "某政发〔2023〕6号"),
        ("某政发[2023] 6 号", "某政发[2023] 6 号"),
        ("某政发（2023）6号", "某政发（2023）6号"),
        ("某政发【2023】第6号", "某政发【2023】第6号"),
    ],
)
def test_numbers_in_every_bracket(written: str, number: str) -> None:
    found = read(
        f"某县人民政府关于加强护林的意见\n{written}\n各乡镇：\n根据《某省护林条例》（某令〔2001〕9号），提出如下意见。\n{BODY}"
    )
    assert (found.title, found.number, found.issuer) == ("某县人民政府关于加强护林的意见", number, "某县人民政府")


def test_a_number_of_a_cited_act_is_not_the_own_one() -> None:
    found = read("某县护林方案\n根据《某省护林条例》（某府发〔2001〕9号）制定。\n" + BODY)
    assert found.number == ""


def test_the_date_in_chinese_numerals_and_the_signature_at_the_end() -> None:
    found = read("某县护林方案\n" + BODY + "本方案自印发之日起施行。\n某县人民政府\n二〇二三年十二月二十六日\n")
    assert (found.issuer, found.date) == ("某县人民政府", "2023-12-26")


def test_a_text_on_one_line() -> None:
    found = read(
        "关于印发《某市泵站建设工作方案》的通知各区人民政府：为保障排涝，制定了方案，现印发给你们，请落实。"
        "某市水务局2023年5月6日（此件公开）某市水务局办公室2023年5月8日印发某市泵站建设工作方案为保障排涝，"
        "制定本方案。一、建泵站。两年建成。二、修管网。三年修完。"
    )
    assert (found.title, found.issuer, found.date) == (
        "关于印发《某市泵站建设工作方案》的通知",
        "某市水务局",
        "2023-05-06",
    )


def test_paragraphs_joined_by_spaces() -> None:
    found = read(
        "某管综〔2017〕17号 某新区管委会 关于河道整治 分工方案的通知 各单位： 现将方案通知如下： "
        "一、由区水务局牵头清淤，按月通报进展情况，建立台账。 二、由区住建局牵头治污，分批改造管网，逐月销号。 "
        "三、由各镇街负责巡查，发现问题及时上报，限期整改到位。 四、由区财政局保障经费，纳入年度预算，专款专用，加强监督检查。 "
        "五、由区委宣传部加强宣传引导，营造良好氛围，广泛发动群众参与。 某新区管委会 2017年9月1日"
    )
    assert found.title == "某新区管委会关于河道整治分工方案的通知"
    assert (found.number, found.issuer, found.date) == ("某管综〔2017〕17号", "某新区管委会", "2017-09-01")


def test_a_decree() -> None:
    found = read(
        """
        某省人民政府令
        第15号
        《某省湿地保护条例》已经通过，现予公布。
        省长　　张三
        2023年5月6日
        某省湿地保护条例
        第一条　为保护湿地，制定本条例。
        第二条　本条例适用于全省。
        """
    )
    assert (found.title, found.number, found.issuer, found.date) == (
        "某省湿地保护条例",
        "某省人民政府令第15号",
        "某省人民政府",
        "2023-05-06",
    )


def test_a_draft() -> None:
    assert read("某县护林方案（征求意见稿）\n" + BODY).edition == "draft"


def test_an_abridged_edition_states_what_it_abridges() -> None:
    found = read(
        """
        本文是下列文件的节略本，正文为编者摘述。
        标题：某县人民政府关于印发某县护林方案的通知
        发文字号：某府发〔2023〕6号
        发文机关：某县人民政府
        成文日期：2023年5月6日
        某县护林方案
        """
        + BODY
    )
    assert (found.title, found.number, found.issuer, found.date, found.edition) == (
        "某县人民政府关于印发某县护林方案的通知",
        "某府发〔2023〕6号",
        "某县人民政府",
        "2023-05-06",
        "abridged",
    )


def test_hints_fill_only_what_the_text_lacks() -> None:
    found = read(
        "某县护林方案\n" + BODY, title="另一个标题", issuer="某县林业局", date="2023/5/6", number="某林发〔2023〕2号"
    )
    assert (found.title, found.issuer, found.date, found.number) == (
        "某县护林方案",
        "某县林业局",
        "2023-05-06",
        "某林发〔2023〕2号",
    )
    assert [name for name, _ in found.spans] == ["title"]


def test_the_labels_of_a_page_fill_what_the_act_does_not_say() -> None:
    found = read("某县护林方案\n发布日期：2023-05-08\n来源：某县人民政府网\n" + BODY)
    assert (found.title, found.date) == ("某县护林方案", "2023-05-08")


def test_the_second_plan_of_a_notice_has_its_own_title() -> None:
    text = dedent(
        """
        某局关于印发《某区造林绿化三年行动计划》《某区湿地保护工作方案》的通知
        某林发〔2024〕3号
        各科室：现印发给你们，请落实。
        某区林业局
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
    ).lstrip("\n")
    found = outline(text)
    first, second = (metadata(front_of(found, part)) for part in found.parts)
    assert first.title == "某局关于印发《某区造林绿化三年行动计划》《某区湿地保护工作方案》的通知"
    assert second.title == "某区湿地保护工作方案"
    assert (second.number, second.issuer, second.date) == ("某林发〔2024〕3号", "某区林业局", "2024-03-05")


@pytest.mark.parametrize("text", ["", "\n", "为贯彻落实会议精神，制定本方案。\n" + BODY, "各镇街：\n请落实。\n"])
def test_a_text_that_says_nothing_of_itself(text: str) -> None:
    assert read(text) == Metadata()


def test_a_title_whose_second_line_begins_like_a_sentence() -> None:
    found = read(
        """
        某省人民政府办公厅关于印发某省促进
        经济持续向好、扩大就业创业规模的
        若干措施的通知
        某府办〔2025〕3号
        各市人民政府：
        """
        + BODY
    )
    assert found.title == "某省人民政府办公厅关于印发某省促进经济持续向好、扩大就业创业规模的若干措施的通知"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        pytest.param(
            "甲河市林业局 甲河市财政局\n文件\n甲林联〔2024〕3号\n\n关于印发《甲河市古树\n保护行动计划》的通知\n\n各县区林业局：\n现印发给你们。\n\n甲河市林业局　　甲河市财政局\n2024年3月8日\n",
            (
                "关于印发《甲河市古树保护行动计划》的通知",
                "甲林联〔2024〕3号",
                "甲河市林业局、甲河市财政局",
                "2024-03-08",
            ),
            id="letterhead",
        ),
        pytest.param(
            "甲河市林业局乙川县林业局文件\n甲林联〔2024〕3号\n关于印发古树保护计划的通知\n各镇：\n现印发给你们。\n",
            ("关于印发古树保护计划的通知", "甲林联〔2024〕3号", "甲河市林业局、乙川县林业局", ""),
            id="letterhead-alone",
        ),
        pytest.param(
            "某社5月9日电 甲河市委办公室、甲河市人民政府办公室近日印发了《关于保护古树的意见》，要求认真落实。\n《关于保护古树的意见》全文如下。\n",
            ("关于保护古树的意见", "", "甲河市委办公室、甲河市人民政府办公室", ""),
            id="news",
        ),
        pytest.param(
            "通知公告\n机密★一年\n甲河市古树保护守则\n发布时间：2025-03-04 来源：市林业局\n为保护古树，制定本守则。\n",
            ("甲河市古树保护守则", "", "", "2025-03-04"),
            id="banner",
        ),
        pytest.param(
            "甲河市古树保护办法\n（2023年8月1日甲河市人民政府令第12号公布 自2023年10月1日起施行）\n",
            ("甲河市古树保护办法", "甲河市人民政府令第12号", "甲河市人民政府", "2023-08-01"),
            id="day-in-bracket",
        ),
        pytest.param(
            "甲 河 市 人 民 政 府\n关于公布古树名录的\n通　　告\n（甲政告〔2025〕2号）\n现通告如下。\n甲 河 市 人 民 政 府\n2025年3月6日\n",
            ("甲河市人民政府关于公布古树名录的通告", "甲政告〔2025〕2号", "甲河市人民政府", "2025-03-06"),
            id="spaced-out",
        ),
        pytest.param(
            "【索引号】T01\n【名　　称】甲河市古树保护方案\n【发文机关】甲河市林业局\n【文　　号】甲林发〔2025〕9号\n【成文日期】2025年03月06日\n\n为保护古树，制定本方案。\n",
            ("甲河市古树保护方案", "甲林发〔2025〕9号", "甲河市林业局", "2025-03-06"),
            id="labels",
        ),
        pytest.param(
            "中共甲河市委办公室甲河市人民政府办公室关于转发市林业局古树保护行动\n实施方案的通知\n甲委办发〔2025〕4号\n各县区：\n现转发给你们。\n",
            (
                "中共甲河市委办公室甲河市人民政府办公室关于转发市林业局古树保护行动实施方案的通知",
                "甲委办发〔2025〕4号",
                "中共甲河市委办公室、甲河市人民政府办公室",
                "",
            ),
            id="run-together",
        ),
    ],
)
def test_fronts_of_many_kinds(head: str, expected: tuple[str, str, str, str]) -> None:
    found = read(head + BODY)
    assert (found.title, found.number, found.issuer, found.date) == expected


def test_a_signature_before_a_long_annex_and_a_link_that_names_the_issuer() -> None:
    annex = (
        "附件\n便民清单\n一、办事\n"
        + "一窗受理，减少跑动，完善指南，健全评价，加强培训，回应关切。\n" * 60
        + "二、监管\n联合检查。\n"
    )
    notice = "甲河市人民政府关于推广便民举措的通知\n各县区：\n一、内容\n推广。\n附件：便民清单\n甲河市人民政府\n2025年4月9日\n"
    assert read(notice + annex).date == "2025-04-09"
    plan = "甲河市清凉行动方案\n为避暑，制定本方案。\n一、避暑\n停工。\n原件：甲河市应急局关于印发《甲河市清凉行动方案》的通知.pdf\n"
    assert read(plan).issuer == "甲河市应急局"
    assert read(plan.replace("清凉行动方案》", "防火办法》")).issuer == ""


def test_a_report_about_an_act_that_is_not_printed_names_no_issuer() -> None:
    found = read("古树挂牌了\n近日，甲河市林业局印发《甲河市古树保护办法》。记者看到，挂牌已经开始。\n")
    assert (found.title, found.issuer) == ("古树挂牌了", "")
