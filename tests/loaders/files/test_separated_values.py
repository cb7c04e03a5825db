"""Tables saved as text are tables in any charset and with any separator; prose with commas stays prose."""

import pytest

from loaders.files.formats.spreadsheets.separated_values import separator
from loaders.files.source import SourceText, read_bytes

ROWS = '澄江市冷链任务表,,\n序号,工作任务,责任单位\n1,建设冷库,"市商务局\n市供销社"\n2,更新车辆,市交通运输局\n'
LINES = [
    "澄江市冷链任务表",
    "序号\t工作任务\t责任单位",
    "1\t建设冷库\t市商务局 / 市供销社",
    "2\t更新车辆\t市交通运输局",
]


def read(data: bytes) -> SourceText:
    return read_bytes(data, "plan.csv")


@pytest.mark.parametrize("charset", ["gbk", "utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("sign", [",", ";"])
def test_a_table_is_read_in_any_charset(charset: str, sign: str) -> None:
    source = read(ROWS.replace(",", sign).replace("\n", "\r\n").encode(charset))
    assert source.text.splitlines() == LINES
    assert [source.text[cell.start : cell.end] for cell in source.cells][:3] == ["序号", "工作任务", "责任单位"]
    place = next(one.place for one in source.origins if source.text[one.start : one.end].startswith("更新"))
    assert place == "line 5 column 工作任务"  # a quoted line end counts as a line of the file


def test_a_title_of_one_value_and_excels_hint_do_not_hide_the_table() -> None:
    text = "sep=;\n冷链任务表\n序号;任务;牵头单位\n1;建库;市商务局\n2;购车;市财政局\n备注：每月报送。\n"
    assert read(text.encode()).text.splitlines()[0] == "冷链任务表"
    assert separator(text) == ";"


@pytest.mark.parametrize(
    "text",
    [
        "青禾市巡查办法\n一、安排\n每周巡查两次,节假日加密,记录留存。\n重点查看温度,湿度,门封。\n",
        "加强领导,落实责任,细化任务,明确内容。各单位要抓好落实,形成合力,按期完成,及时报送。\n第二段,也有,三个,逗号。\n",
        "一行文字\n",
        "",
    ],
)
def test_prose_with_commas_is_no_table(text: str) -> None:
    assert separator(text) is None


def test_values_without_known_heads_are_a_table_where_all_lines_are_alike() -> None:
    assert separator("甲,乙,丙\n1,2,3\n4,5,6\n") == ","
    assert separator("甲,乙,丙\n1,2,3\n4,5\n") is None
