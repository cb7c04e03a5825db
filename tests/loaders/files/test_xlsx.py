"""Excel files: task tables as rows, values as they are shown, what is hidden is said."""

import datetime as dt
import io
from collections.abc import Callable

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from graph.errors import SourceError
from loaders.files.formats.spreadsheets.number_formats import Value, shown
from loaders.files.source import SourceText, read_bytes

MOMENT = dt.datetime.fromisoformat("2026-03-05")
Archive = Callable[[dict[str, str | bytes]], bytes]


def saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def read(data: bytes) -> SourceText:
    source = read_bytes(data, "plan.xlsx")
    assert "".join(source.text[o.start : o.end] for o in source.origins) == source.text
    return source


def tasks() -> Workbook:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "分工"
    sheet.append(["青河县河湖清洁行动任务分解表"])
    sheet.append(["序号", "重点任务", "责任分工", None, "目标值", "完成时限"])
    sheet.append([None, None, "牵头单位", "责任单位", None, None])
    sheet.append([1, "清淤", "县水利局", "甲镇\n乙镇", 0.145, dt.date(2026, 12, 1)])
    sheet.append([2, None, "县林业局", None, 1200, "2027年"])
    sheet.append(["二、保障"])
    sheet.append([3, "经费", "县财政局", "各乡镇", 3, None])
    for area in ("A1:F1", "A2:A3", "B2:B3", "C2:D2", "B4:B5", "A6:F6"):
        sheet.merge_cells(area)
    sheet["E4"].number_format = "0.0%"
    sheet["E5"].number_format = '#,##0"亩"'
    sheet["F4"].number_format = 'yyyy"年"m"月"'
    return book


def test_a_task_table_is_rows_with_merged_cells_filled_down() -> None:
    source = read(saved(tasks()))
    assert source.text.splitlines() == [
        "青河县河湖清洁行动任务分解表",
        "序号\t重点任务\t责任分工\t\t目标值\t完成时限",
        "序号\t重点任务\t牵头单位\t责任单位\t\t",
        "1\t清淤\t县水利局\t甲镇 / 乙镇\t14.5%\t2026年12月",
        "2\t清淤\t县林业局\t\t1,200亩\t2027年",
        "二、保障",
        "3\t经费\t县财政局\t各乡镇\t3\t",
    ]
    cells = {(c.row, c.column): (source.text[c.start : c.end], c.merged) for c in source.cells}
    assert cells[5, 2] == ("清淤", True)
    assert cells[3, 1] == ("序号", True)
    at = source.text.index("甲镇")
    assert next(o.place for o in source.origins if o.start <= at < o.end) == "sheet 分工 cell D4 column 责任单位"
    assert source.origins[0].place == "sheet 分工 cell A1"
    assert source.problems == ()


def test_hidden_rows_columns_and_sheets_are_left_out_and_said() -> None:
    book = tasks()
    sheet = book.active
    assert sheet is not None
    sheet.row_dimensions[5].hidden = True
    sheet.column_dimensions["F"].hidden = True
    book.create_sheet("旧").append(["旧任务"])
    book["旧"].sheet_state = "hidden"
    source = read(saved(book))
    assert "县林业局" not in source.text
    assert "完成时限" not in source.text
    assert "旧任务" not in source.text
    assert [problem.code for problem in source.problems] == ["hidden-rows", "hidden-columns", "hidden-sheet"]


def test_a_lone_cell_in_the_last_row_is_no_harm() -> None:
    book = tasks()
    sheet = book.active
    assert sheet is not None
    sheet["XFD1048576"] = "尾"
    assert read(saved(book)).text.splitlines()[-1] == "尾"


def test_formulas_are_never_computed() -> None:
    book = tasks()
    sheet = book.active
    assert sheet is not None
    sheet["E7"] = "=1+1"
    source = read(saved(book))
    assert [problem.code for problem in source.problems] == ["formula-without-value"]
    assert "=1+1" not in source.text


def test_workbooks_past_the_limits_are_refused_before_they_are_opened(zipped: Archive) -> None:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

    def book(sheet: str) -> bytes:
        return zipped(
            {
                "xl/workbook.xml": "<workbook/>",
                "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}">{sheet}</worksheet>',
            }
        )

    for sheet in ("<row/>" * 20_001, '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'):
        with pytest.raises(SourceError, match="rows in a sheet"):
            read(book(sheet))
    with pytest.raises(SourceError, match="document type"):
        read(zipped({"xl/workbook.xml": "<!DOCTYPE x [<!ENTITY a 'b'>]><workbook>&a;</workbook>"}))
    with pytest.raises(SourceError, match="deeply"):
        read(book("<x>" * 20_000 + "</x>" * 20_000))
    with pytest.raises(SourceError, match="damaged"):
        read(book("<sheetData/>"))


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (0.145, "0.0%", "14.5%"),
        (0.145, "0%", "15%"),
        (2025, '0"年"', "2025年"),
        (2025, "General", "2025"),
        (3.0, "General", "3"),
        (0.1 + 0.2, "General", "0.3"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (1200000, "#,##0,", "1,200"),
        (-5, "0.0", "-5.0"),
        (-5, "0;(0)", "(5)"),
        (0, '0;-0;"无"', "无"),
        (7, "000", "007"),
        (1.5, "0.##", "1.5"),
        (2, "0.##", "2"),
        (0.5, "# ?/?", "0.5"),
        (12, 'General"个"', "12个"),
        ("清淤", '"任务："@', "任务：清淤"),
        ("清淤", "General", "清淤"),
        (True, "General", "TRUE"),
        (MOMENT, "mm-dd-yy", "2026/3/5"),
        (MOMENT, "yyyy-mm-dd", "2026-03-05"),
        (MOMENT, '[$-804]yyyy"年"m"月"d"日";@', "2026年3月5日"),
        (MOMENT.replace(day=15), '[DBNum1][$-804]yyyy"年"m"月"d"日"', "二〇二六年三月十五日"),
        (MOMENT.replace(hour=14, minute=7), "yyyy/m/d h:mm", "2026/3/5 14:07"),
        (dt.time(9, 5), "h:mm AM/PM", "9:05 AM"),
    ],
)
def test_values_are_written_as_their_formats_show_them(value: Value, number_format: str, text: str) -> None:
    assert shown(value, number_format) == text
