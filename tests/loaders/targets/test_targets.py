import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.outline.outline import outline
from loaders.readings import Metadata, Target
from loaders.targets.targets import targets
from loaders.vocabulary import vocabulary
from tests.folders import ROOT

CORPUS = ROOT.parent / "shared" / "corpus"
RULES = vocabulary("targets/targets")["rules"]
CLASSES = vocabulary("targets/targets")["classes"]
FIELDS = ("metric", "comparator", "value", "unit", "baseline", "deadline", "heading")


def read(text: str, title: str = "2024年工作要点") -> list[Target]:
    found = outline(text)
    return [each for part in found.parts for each in targets(found, part, Metadata(title=title))]


def line(target: Target) -> str:
    return " | ".join((target.metric, target.comparator, target.value, target.unit, target.deadline or "null"))


@pytest.mark.parametrize("name", RULES)
def test_rules(name: str) -> None:
    assert RULES[name]["note"]
    for example in RULES[name]["examples"]:
        words, wanted = example.split(" => ")
        found = read(f"一、任务\n{words}。")
        assert [line(each) for each in found] == wanted.split(" ; "), words
        assert name in {each.rule for each in found}, words
    for words in RULES[name]["not"]:
        assert read(f"一、任务\n{words}。") == [], words


@pytest.mark.parametrize("name", CLASSES)
def test_classes(name: str) -> None:
    for words in CLASSES[name]["examples"]:
        assert [each.rule for each in read(f"一、任务\n{words}。")] == [name], words
    for words in CLASSES[name]["not"]:
        assert read(f"一、任务\n{words}。") == [], words


def test_a_class_has_no_number() -> None:
    (found,) = read("一、目标\n到2026年，红石河出境断面水质稳定达到或优于Ⅲ类。")
    assert (line(found), found.kind) == ("红石河出境断面水质 | >= | Ⅲ | 类 | 2026", "class")


def test_a_goal_section_hands_its_deadline_on() -> None:
    text = "一、主要目标\n到2028年，绿地率达到40%。森林覆盖率达到52%。\n二、任务\n污水处理率达到96%。"
    assert [each.deadline for each in read(text)] == ["2028", "2028", None]


def test_a_stage_hands_the_end_of_its_period_on() -> None:
    text = (
        "一、阶段\n（一）第一阶段（2025年—2026年）\n新建驿站9座。\n（二）远期目标（到2030年）\n绿地率达到40%。"
        "2028年底前，建成绿道30公里。\n（三）实施阶段（2025年3月至6月）\n建成泵站2座。\n（四）保障（2024年）\n新增车位60个。"
    )
    assert [each.deadline for each in read(text)] == ["2026", "2030", "2028", None, None]


def test_a_colon_between_what_is_measured_and_its_figure() -> None:
    text = "一、主要指标\n——入托率：达到40%。\n——千人床位数：6张。\n——渡口事故死亡率：控制在3‰以下。\n——单位能耗：比2020年下降5%。"
    assert [line(each) for each in read(text)] == [
        "入托率 | = | 40 | % | null",
        "千人床位数 | = | 6 | 张 | null",
        "渡口事故死亡率 | <= | 3 | ‰ | null",
        "单位能耗 | decrease | 5 | % | null",
    ]
    assert read("一、联系方式\n床位数：6张。\n任务清单：3项。") == []


def test_the_number_of_an_item_is_no_part_of_its_metric() -> None:
    found = read("一、目标\n到2026年：\n3.果蔬、肉类产地低温处理率分别达到35%、85%；")
    assert [each.metric for each in found] == ["果蔬产地低温处理率", "肉类产地低温处理率"]


def test_the_time_with_which_a_heading_begins_governs_the_rest_of_its_line() -> None:
    text = "一、全年实施渡口项目65项。新建船坞12座，疏浚航道8公里。\n新建航标3座。\n二、实施养护。新建站房2座。"
    assert [each.deadline for each in read(text)] == ["2024", "2024", "2024", None, None]


def test_what_was_done_already_is_no_aim() -> None:
    assert read("一、任务\n2025年，已新增船坞5座。\n到2026年，已开工船坞3座。") == []


def test_the_year_of_a_batch_is_no_deadline() -> None:
    (found,) = read("一、任务\n全面完成2023年26个老旧小区改造。")
    assert line(found) == "2023年老旧小区改造 | = | 26 | 个 | null"


def test_the_baseline_is_the_year_compared_with() -> None:
    (found,) = read("一、目标\n到2025年，单位产值能耗较2020年降低13%。")
    assert (found.comparator, found.baseline, found.deadline) == ("decrease", "2020", "2025")


def test_what_verbs_are_done_to_is_restored() -> None:
    found = read("一、任务\n新开工整治31条背街小巷，年底前完成整治420户。")
    assert [each.metric for each in found] == ["新开工整治背街小巷", "背街小巷完成整治"]


def test_a_heading_can_be_a_target() -> None:
    (found,) = read("一、预期目标\n1.努力实现社会消费品零售总额增长6%左右。")
    assert (found.metric, found.comparator, found.heading) == ("社会消费品零售总额", "increase", 7)


def test_a_line_that_breaks_in_a_sentence_is_read_as_one() -> None:
    (found,) = read("一、任务\n加强水源涵养区保护修复，统筹推进流域综合整治，到2027年，全县水土保\n持率达到89%以上。")
    assert line(found) == "全县水土保持率 | >= | 89 | % | 2027"


@pytest.mark.parametrize(
    "words",
    [
        "各部门须在20个工作日内办结", "联系电话：0571-88881234", "印发〔2024〕15号", "对新引进的团队，给予最高100万元补助",
        "容积率不高于2.5", "近年来，全县累计建成公园15个", "凡培育企业3家以上的，优先支持", "首付款比例不低于20%",
    ],
)  # fmt: skip
def test_false_friends(words: str) -> None:
    assert read(f"一、任务\n{words}。") == []


WORDS = st.text(
    alphabet="到2025年底，。；、分别达控制在以内上下降增长新建成个家%亿元万亩水质优于Ⅲ类零比（）()“”《》的和0179.\n一二1.",
    max_size=160,
)


@given(WORDS)
@settings(max_examples=300)
def test_spans_lie_inside_the_part_and_in_order(text: str) -> None:
    found = outline(text)
    for part in found.parts:
        read_ = targets(found, part, Metadata(title="2024年"))
        assert all(part.start <= each.start < each.end <= part.end and each.value for each in read_)
        assert [each.end for each in read_] == sorted(each.end for each in read_)


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    read(text)


@pytest.mark.corpus
def test_the_founding_plan_is_perfect() -> None:
    gold = CORPUS / "gold" / "yongchuan-2022-112.json"
    if not gold.exists():
        pytest.skip("../shared/corpus is not there")
    wanted = json.loads(gold.read_text(encoding="utf-8"))
    with (CORPUS / "yongchuan-2022-112.txt").open(encoding="utf-8", newline="") as file:
        text = file.read()
    found = outline(text)
    metadata = Metadata(title=wanted["title"], date=wanted["date"])
    got = [each for part in found.parts for each in targets(found, part, metadata)]
    assert [[getattr(each, name) for name in ("start", "end", *FIELDS)] for each in got] == [
        [each[name] for name in ("start", "end", *FIELDS)] for each in wanted["targets"]
    ]


def test_an_account_of_success_is_past_until_it_looks_ahead() -> None:
    told = "各项治理成效显著。通过改造减少用水量20万吨，新建管网60公里。"
    assert read(f"一、背景\n{told}") == []
    (found,) = read(f"一、背景\n{told}到2026年，绿地率达到40%。")
    assert line(found) == "绿地率 | = | 40 | % | 2026"


def test_the_next_sentence_gives_a_title_no_deadline() -> None:
    text = "一、任务\n1.新建水厂年底前完成投资3亿元、投资进度完成40%。三季度用水总量增长5%。"
    assert [each.deadline for each in read(text)][:2] == ["2024", "2024"]


def test_what_recurs_has_no_deadline_in_a_period() -> None:
    (found,) = read("一、任务\n2025—2027年设立专班，每年新建站点6个。", title="促进条例")
    assert (line(found), found.baseline) == ("每年新建站点 | = | 6 | 个 | null", None)


def test_some_years_are_no_year() -> None:
    (found,) = read("一、任务\n三年内建成驿站30个。")
    assert found.deadline is None


def test_in_a_section_on_aims_a_bounded_number_needs_no_other_sign() -> None:
    words = "在册演出团队不少于90支。"
    (found,) = read(f"一、工作目标\n{words}\n二、任务\n推进排练。")
    assert line(found) == "在册演出团队 | >= | 90 | 支 | null"
    assert read(f"一、任务\n{words}") == []


def test_a_gain_a_head_is_a_metric_of_its_own() -> None:
    found = read("一、目标\n到2026年，农民人均增收800元以上，亩均增产20公斤，粮食产量增产5%。\n")
    assert [line(each) for each in found] == [
        "农民人均增收 | >= | 800 | 元 | 2026", "亩均增产 | = | 20 | 公斤 | 2026", "粮食产量 | increase | 5 | % | 2026",
    ]  # fmt: skip


def test_a_rate_whose_name_ends_in_a_predicate_keeps_its_name() -> None:
    found = read("一、目标\n到2026年，行政村5G通达率100%，产值突破千亿元。\n")
    assert [line(each) for each in found] == ["行政村5G通达率 | = | 100 | % | 2026", "产值 | >= | 千 | 亿元 | 2026"]


def test_a_line_that_opens_a_list_hands_its_year_to_the_items() -> None:
    text = "二、主要指标\n到2027年，全县主要指标如下：\n1.藏书量达到9万册。\n2.借阅量增长4%。\n三、保障\n1.藏书量达到8万册。\n"
    assert [each.deadline for each in read(text, "某县阅读规划")] == ["2027", "2027", None]


def test_a_text_without_headings_that_gives_duties_is_a_plan() -> None:
    rows = "1\t新建书屋6座\t文化科\n2\t借阅量增长4%\t图书馆\n"
    found = outline(f"序号\t工作任务\t责任科室\n{rows}")
    read = [targets(found, part, Metadata(), duties=duties) for part in found.parts for duties in (True, False)]
    assert [[line(each) for each in each_read] for each_read in read] == [
        ["新建书屋 | = | 6 | 座 | null", "借阅量 | increase | 4 | % | null"],
        [],
    ]


@pytest.mark.parametrize(
    ("sign", "comparator"),
    [("≥", ">="), ("≤", "<="), ("＞", ">="), ("＜", "<="), ("⩾", ">="), ("大于等于", ">="), ("小于或等于", "<=")],
)
def test_signs_of_comparison(sign: str, comparator: str) -> None:
    (found,) = read(f"一、目标\n1.读者满意率{sign}85%。")
    assert (found.metric, found.comparator, found.value) == ("读者满意率", comparator, "85")


def test_a_unit_that_says_per_in_words() -> None:
    (found,) = read("一、目标\n粉尘浓度控制在26微克每立方米以下。")
    assert (found.value, found.unit, found.comparator) == ("26", "微克每立方米", "<=")


def test_a_second_aim_behind_a_change_is_no_noun() -> None:
    found = read("一、目标\n外贸总额增长9%左右、增速高于全省平均水平。")
    assert [line(each) for each in found] == ["外贸总额 | increase | 9 | % | null"]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("力争40%以上的单位建成节水型单位", "单位建成节水型单位 | >= | 40 | % | null"),
        ("更换灭火器80具", "更换灭火器 | = | 80 | 具 | null"),
        ("新装监控探头90路", "新装监控探头 | = | 90 | 路 | null"),
        ("改造病床四十五张", "改造病床 | = | 四十五 | 张 | null"),
        ("新建粮库三座", "新建粮库 | = | 三 | 座 | null"),
        ("每年抽检不少于70批次", "每年抽检 | >= | 70 | 批次 | null"),
        ("核查取水口88个", "核查取水口 | = | 88 | 个 | null"),
    ],
)
def test_kinds_of_things_that_are_made(words: str, wanted: str) -> None:
    assert [line(each) for each in read(f"一、任务\n{words}。")] == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "本报讯 一季度全市生产总值增长5.3%，新增经营主体1.1万户。",
        "二、决算情况\n全年收入合计520万元，比上年增长4.1%。",
        "一、任务\n从二十个方面加强管理。",
        "一、任务\n具备条件的3具体规定。",
    ],
)
def test_news_and_accounts_have_no_targets(text: str) -> None:
    assert read(text) == []
