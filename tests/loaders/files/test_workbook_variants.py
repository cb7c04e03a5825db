"""Workbooks as programs really write them: the strict variant, styles that openpyxl refuses, dates by number, escaped signs."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from loaders.files.formats.spreadsheets.number_formats import shown
from loaders.files.source import SourceText, read_bytes

DAY = dt.datetime.fromisoformat("2025-06-30")
Change = Callable[[str, bytes], bytes | None]


def book() -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row in (["任务", "责任单位", "时限", "比例"], ["清淤", "县水利局", DAY, 0.145]):
        sheet.append(row)
    sheet["C2"].number_format = 'yyyy"年"m"月"'
    sheet["D2"].number_format = "0.0%"
    return saved(made)


def saved(made: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def changed(data: bytes, change: Change) -> bytes:
    """The package with each of its members changed, or left out."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(stream, "w") as made:
        for name in given.namelist():
            content = change(name, given.read(name))
            if content is not None:
                made.writestr(name, content)
    return stream.getvalue()


def styled(old: bytes, new: bytes) -> bytes:
    def change(name: str, content: bytes) -> bytes:
        if name != "xl/styles.xml":
            return content
        assert re.search(old, content)
        return re.sub(old, new, content)

    return changed(book(), change)


def strict(_name: str, content: bytes) -> bytes:
    names = (
        (
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        ),
        (
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        ),
    )
    for common, other in names:
        content = content.replace(common, other)
    return content


LINES = ["任务\t责任单位\t时限\t比例", "清淤\t县水利局\t2025年6月\t14.5%"]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(changed(book(), strict), id="strict"),
        pytest.param(styled(rb'<family val="2" ?/>', b'<family val="34"/>'), id="family"),
        pytest.param(styled(rb"<fill><patternFill patternType=\"gray125\" ?/></fill>", b"<fill/>"), id="fill"),
        pytest.param(styled(rb"<sz val=\"11\" ?/>", b'<sz val="11"/><color rgb="F00"/>'), id="colour"),
        pytest.param(
            changed(
                book(),
                lambda name, content: (
                    content.replace(b"<sheetData>", b'<sheetPr><tabColor rgb="red"/></sheetPr><sheetData>').replace(
                        b"</sheetData>", b'</sheetData><dataValidations><dataValidation type="odd"/></dataValidations>'
                    )
                    if name.endswith("sheet1.xml")
                    else content
                ),
            ),
            id="rules of input",
        ),
    ],
)
def test_workbooks_that_openpyxl_refuses_keep_their_values_and_formats(data: bytes) -> None:
    source = read_bytes(data, "plan.xlsx")
    assert source.text.splitlines() == LINES
    assert source.problems == ()


@pytest.mark.parametrize(
    ("number_format", "text"),
    [
        ("mmm-yy", "2025年6月"),
        ("d-mmm-yy", "2025年6月30日"),
        ('m"月"d"日"', "2025年6月30日"),
        ("dddd", "2025年6月30日"),
        (r"[$-F800]dddd\,\ mmmm\ dd\,\ yyyy", "2025年6月30日"),
        ("[$-x-sysdate]dddd, mmmm dd, yyyy", "2025年6月30日"),
        ('[DBNum1][$-804]yyyy"年"m"月";@', "二〇二五年六月"),
        (r'yyyy"年"m"月"d"日"\ aaaa', "2025年6月30日"),
        ('e"年"m"月"', "2025年6月"),
        (r"yyyy\.mm", "2025.06"),
        (r"m/d/yyyy\ h:mm", "2025/6/30 0:00"),
    ],
)
def test_dates_are_shown_with_their_year(number_format: str, text: str) -> None:
    assert shown(DAY, number_format) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [(27, "2025年6月"), (31, "2025年6月30日"), (36, "2025年6月"), (57, "2025年6月"), (58, "2025年6月30日")],
)
def test_formats_that_chinese_excel_gives_by_number_are_dates(number: int, text: str) -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.append(["任务", "时限"])
    sheet.append(["清淤", (DAY - dt.datetime.fromisoformat("1899-12-30")).days])
    sheet["B2"].number_format = "0.0"
    custom = b'numFmtId="164"'

    def change(name: str, content: bytes) -> bytes:
        if name != "xl/styles.xml":
            return content
        return re.sub(rb"<numFmts.*?</numFmts>", b"", content).replace(custom, f'numFmtId="{number}"'.encode())

    assert _row(read_bytes(changed(saved(made), change), "plan.xlsx")) == ["清淤", text]


def test_escaped_signs_and_raised_digits_are_what_they_mean() -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    raised = TextBlock(InlineFont(vertAlign="superscript"), "4")
    sheet.append(["任务", "指标"])
    sheet.append(["清淤_x000D_\n绿化", CellRichText("达到3.5×10", raised, "立方米")])
    assert _row(read_bytes(saved(made), "plan.xlsx")) == ["清淤 / 绿化", "达到3.5×10⁴立方米"]


def _row(source: SourceText) -> list[str]:
    return source.text.splitlines()[1].split("\t")
