"""Duties in running text: each way of saying one in sentences of our own, and sentences that only look like it."""

import pytest

from loaders.outline.outline import outline
from loaders.statements.statements import statements

SAID = {
    "救助金由县民政局会同县残联、县慈善总会等单位每季度核发。": "lead 县民政局, support 县残联, support 县慈善总会",
    "补助名单由县教育局商县财政局、县人社局等有关部门审定。": "lead 县教育局, support 县财政局, support 县人社局",
    "以县农业农村局为牵头单位，县供销社为协办单位，开展农资下乡。": "lead 县农业农村局, support 县供销社",
    "以县供销社为主，县农业农村局参与，开展农资下乡。": "lead 县供销社, support 县农业农村局",
    "由县水利局牵头，北河水务公司具体实施，县审计局全程监督。": "lead 县水利局, responsible 北河水务公司, supervise 县审计局",
    "县医保局作为主管部门，每月通报用药。": "responsible 县医保局",
    "云溪县、柏林镇牵头建设绿道，县文旅局协助。": "lead 云溪县, lead 柏林镇, support 县文旅局",
    "县文旅局要发挥牵头抓总作用，会同县交通局完善标识。": "lead 县文旅局, support 县交通局",
    "采购方案经县财政局会同县审计局审核后实施。": "lead 县财政局, support 县审计局",
    "电梯维保由县市场监管局监督，各社区参与。": "supervise 县市场监管局, support 各社区",
    "安置组由县民政局牵头，县卫健局、县红十字会等参加。": "lead 县民政局, support 县卫健局, support 县红十字会",
    "完善台账，会同县统计局、县税务局核对数据。": "support 县统计局, support 县税务局",
    "由北河燃气公司会同县住建局更换管道。": "lead 北河燃气公司, support 县住建局",
    "县直有关部门负责制止乱搭乱建。": "responsible 县直有关部门",
    "教育、卫健等有关部门要协助清障。": "support 教育部门, support 卫健部门",
    "县卫健局和各乡镇立即按照职责分工处置险情。": "responsible 县卫健局, responsible 各乡镇",
    "由县教育局根据招生情况，指导各学校错峰放学。": "guide 县教育局",
    "县委办公室履行督促检查职责，按月通报。": "responsible 县委办公室",
    "各乡镇农机站、各村参照执行。": "responsible 各乡镇农机站, responsible 各村",
    "成立县防汛工作组，负责督促巡堤。": "responsible 县防汛工作组",
    "由矛盾发生地的乡镇人民政府负责调处。": "responsible 矛盾发生地的乡镇人民政府",
    "逾期未整改的，由县督查室督办。": "supervise 县督查室",
    "整改由县环保局牵头，县水利局按职责分工配合。": "lead 县环保局, support 县水利局",
    "渡口由乡镇（街道）负责、县港航站配合。": "responsible 乡镇（街道）, support 县港航站",
    "县农业农村局对各乡镇开展技术指导。": "guide 县农业农村局",
    "收费标准由县发展改革局制定。": "responsible 县发展改革局",
    "修复资金由县财政局、各乡镇按比例分担。": "responsible 县财政局, responsible 各乡镇",
    "各乡镇编制防汛预案，逐村张贴。": "responsible 各乡镇",
    "县妇联与县总工会联合举办培训班。": "responsible 县妇联, responsible 县总工会",
    "县信访局在接到来信后，须于五日内答复。": "responsible 县信访局",
    "请各乡镇、县直各部门于每月5日前报送数据。": "responsible 各乡镇, responsible 县直各部门",
    "县民政局对集中供养对象情况进行核查。": "responsible 县民政局",
}

SILENT = [
    "扩建污水处理站应同步安装设备。",
    "物业服务企业应当公示收费，保险公司应当简化理赔。",
    "实行乡镇长负责制。",
    "县司法局负责人要到场。",
    "有关责任主体要立即停工整改。",
    "县教育局目前管理学校三十所。",
    "县教育局制定的方案继续有效。",
    "县教育局网站公布名单。",
    "凡县教育局认定示范学校的乡镇，给予奖励。",
    "近年来，县教育局开展了校舍排查。",
    "县教育局已印发方案。",
    "鼓励村民参与评议，吸引社会资本参与建设。",
    "建立由县教育局牵头的协调机制。",
    "方案已经示范区管委会同意，现印发给你们。",
    "各乡镇可结合实际制定奖励办法。",
    "成立领导小组，由县政府主要领导任组长。",
    "本办法由县商务局负责解释。",
    "费用由船东承担，比例由三成提高至四成。",
]


def said(sentence: str) -> list[str]:
    found = outline(f"云溪县若干措施\n\n一、工作。{sentence}\n二、其他。做好宣传。\n")
    read = [item for part in found.parts for item in statements(found, part)]
    assert all(item.form.startswith("prose") for item in read)
    return [f"{party.role} {party.unit}" for item in read for party in item.parties]


@pytest.mark.parametrize(("sentence", "duties"), SAID.items())
def test_reads_who_has_to_do_what(sentence: str, duties: str) -> None:
    assert said(sentence) == duties.split(", ")


@pytest.mark.parametrize("sentence", SILENT)
def test_reads_no_duty_where_none_is_given(sentence: str) -> None:
    assert said(sentence) == []


def test_who_is_named_after_together_belongs_to_the_statement_of_the_one_that_leads() -> None:
    text = "云溪县若干措施\n\n一、工作。县水利局要管好河道，会同县公安局开展夜巡。\n二、其他。做好宣传。\n"
    found = outline(text)
    (item,) = (item for part in found.parts for item in statements(found, part))
    assert item.form == "prose-role"
    assert [(party.role, party.unit) for party in item.parties] == [("lead", "县水利局"), ("support", "县公安局")]


def test_a_law_gives_duties_by_words_of_a_role_only() -> None:
    articles = [
        "为规范渡口，制定本条例。",
        "县水利局依法负责渡口监测。",
        "船东应当配合检查。",
        "县水利局应当公布结果。",
    ]
    found = outline(
        "云溪县渡口条例\n" + "".join(f"第{'一二三四'[at]}条 {words}\n" for at, words in enumerate(articles))
    )
    read = [item for part in found.parts for item in statements(found, part)]
    assert [(party.role, party.unit) for item in read for party in item.parties] == [("responsible", "县水利局")]
