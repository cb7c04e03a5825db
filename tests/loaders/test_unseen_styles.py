"""Styles of plans that were read wrong or in silence when they were first seen: duties, aims, and by when."""

import pytest

from loaders.files.source import read_bytes
from loaders.read import read_document


def duties(text: str) -> list[str]:
    read = read_document(read_bytes(text.encode(), "plan.txt"))
    found = [item for reading in read.readings for item in reading.statements]
    return [" ".join(f"{party.role} {party.unit}" for party in item.parties) for item in found]


def aims(text: str, name: str = "plan.txt") -> list[str]:
    read = read_document(read_bytes(text.encode(), name))
    found = [each for reading in read.readings for each in reading.targets]
    return [f"{each.metric} {each.value}{each.unit} {each.deadline}" for each in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "各牵头单位（无牵头单位的责任单位即为牵头单位，下同）要抓好落实。\n\n一、任务\n1.修渠。（责任单位：市水务局、市财政局）\n2.植树。（牵头单位：市林业局；责任单位：各区政府）\n3.办展。（配合单位：市文旅局）\n",
            ["lead 市水务局 lead 市财政局", "lead 市林业局 responsible 各区政府", "support 市文旅局"],
        ),
        (
            "★产值增长6%（某县长；县发展改革局）\n★新增企业25家（某副县长；县统计局、县商务局）\n",
            ["responsible 县发展改革局", "responsible 县统计局 responsible 县商务局"],
        ),
        (
            "（一）教育部门：落实教育。\n（二）公安机关：加强巡查。\n（三）共青团、妇联：组织宣讲。\n",
            ["responsible 教育部门", "responsible 公安机关", "responsible 共青团 responsible 妇联"],
        ),
        (
            "任务书\n\n现将任务下达如下：\n\n城关镇：造林3000亩。\n石桥镇：植树5万株。\n县林业局：抽查验收。\n",
            ["responsible 城关镇", "responsible 石桥镇", "responsible 县林业局"],
        ),
        (
            "一、车站\n县林业局为牵头单位，县住建局为监管单位。\n",
            ["lead 县林业局 supervise 县住建局"],
        ),
        (
            "1.修路。责任领导：某某；责任办所：经济发展办\n2.治河。责任领导：某某；责任办所：村建办\n",
            ["responsible 经济发展办", "responsible 村建办"],
        ),
        (
            "表\n\n包联单位\t包联村\t包联任务\n县水利局\t柳树村\t打机井5眼\n县农机局\t石桥村\t修渠2公里\n",
            ["responsible 县水利局", "responsible 县农机局"],
        ),
        (
            "表\n\n区域\t优良天数比例（%）\t责任主体\n城关镇\t84\t城关镇政府\n石桥镇\t86\t石桥镇政府\n",
            ["responsible 城关镇政府", "responsible 石桥镇政府"],
        ),
        (
            "1.公开结果，（县政务公开办牵头；镇交通办、县双创办配合）\n2.代办证照，（县财政局牵头；各村协办）\n",
            ["lead 县政务公开办 support 镇交通办 support 县双创办", "lead 县财政局 support 各村"],
        ),
        (
            "各位：城关镇：修渠。石桥镇很大。\n城关镇：好。\n",
            [],
        ),
    ],
)
def test_who_is_to_do_what(text: str, wanted: list[str]) -> None:
    assert duties(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "某县2026年水务方案\n\n一、任务\n1.清淤9万立方米。（县水利局负责，10月底前完成）\n2.种植苜蓿9亩。（县林业局负责）\n",
            ["清淤 9万立方米 2026-10", "种植苜蓿 9亩 None"],
        ),
        (
            "事项：改造管网3公里。\n责任单位：县住建局\n完成时限：2026年6月\n事项：新建公厕4座。\n责任单位：县城管局\n完成时限：2026年9月\n",
            ["改造管网 3公里 2026-06", "新建公厕 4座 2026-09"],
        ),
        (
            "完成时限：2026年6月\n事项：改造管网3公里。\n责任单位：县住建局\n完成时限：2026年9月\n事项：新建公厕4座。\n责任单位：县城管局\n",
            ["改造管网 3公里 None", "新建公厕 4座 None"],
        ),
        (
            "某县2026年任务表\n\n任务\t6月底前\t9月底\t责任单位\n修路\t开工2条\t建成4条\t县交通局\n",
            ["开工 2条 2026-06", "建成 4条 2026-09"],
        ),
        (
            "某县2026年指标表\n\n指标\t一季度目标\t责任单位\n产值\t42亿元\t县工信局\n投资\t15亿元\t县发改局\n",
            ["产值 42亿元 2026-03", "投资 15亿元 2026-03"],
        ),
        (
            "一、任务\n新改建户厕50户，其中城关镇15户、石桥镇35户。成功上市企业1家。\n",
            [
                "新改建户厕 50户 None",
                "城关镇新改建户厕 15户 None",
                "石桥镇新改建户厕 35户 None",
                "成功上市企业 1家 None",
            ],
        ),
        (
            "一、任务\n建成中心3个，每千名老人拥有床位45张。任务完成率达到98%。按病种付费占比达到80%。\n",
            ["建成中心 3个 None", "每千名老人拥有床位 45张 None", "任务完成率 98% None", "按病种付费占比 80% None"],
        ),
        (
            "表\n\n任务\t责任人\t完成时间\n修建产业路3公里\t某某\t8月\n",
            ["修建产业路 3公里 None"],
        ),
    ],
)
def test_what_is_to_be_reached_by_when(text: str, wanted: list[str]) -> None:
    assert aims(text) == wanted


def test_a_written_row_is_no_title() -> None:
    rows = "| 一级任务 | 三级任务 | 责任处室 | 工作方案 |\n|---|---|---|---|\n| 底座 | 归集证照 | 数据处 | 方案 |\n"
    (reading,) = read_document(read_bytes(rows.encode(), "plan.md")).readings
    assert reading.metadata.title == ""
    (headed,) = read_document(read_bytes(f"# 某县数字政府工作方案\n\n{rows}".encode(), "plan.md")).readings
    assert headed.metadata.title == "某县数字政府工作方案"
