"""What is taken away: lists as xlsx and csv, task tables as docx, everything as JSON lines; over HTTP and from the shell."""

import ast
import csv
import io
import json
import re
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from graph.errors import BadRequestError
from graph.exchange import lines, restore
from graph.store import Store
from graph.stores.opening import open_store
from tests.folders import ROOT
from viz.office.cell_values import FORMULA
from viz.office.packages import plain
from viz.office.sheets import Sheet, csv_text, xlsx

PLAN = "永川府办发〔2022〕112号@重庆市/永川区"
BUREAU = "区生态环境局"


def fetch(client: TestClient, form: str, **query: str) -> bytes:
    answer = client.get(f"/api/export/{form}", params=query)
    assert answer.status_code == 200, answer.text
    assert f".{form}" in answer.headers["content-disposition"]
    return answer.content


def cells(content: bytes) -> dict[str, list[dict[str, object]]]:
    """Sheet → rows by the heads of their columns."""
    book = load_workbook(io.BytesIO(content))
    found: dict[str, list[dict[str, object]]] = {}
    for page in book.worksheets:
        heads, *rows = page.iter_rows(values_only=True)
        found[page.title] = [dict(zip(map(str, heads), row, strict=True)) for row in rows]
    made = found.pop("来源")
    assert book.sheetnames[-1] == "来源"
    assert {"制表程序", "清单", "制表日期", "规则版本", "计划"} <= {row["项目"] for row in made}
    return found


@pytest.mark.parametrize(("name", "sheet", "count"), [
    ("departments", "部门", 39), ("duties", "责任", 143), ("targets", "指标", 21), ("plans", "计划", 1),
    ("measures", "目标与措施", 32), ("not-read", "未读懂", 0),
])  # fmt: skip
def test_every_list_is_whole(client: TestClient, name: str, sheet: str, count: int) -> None:
    assert {title: len(rows) for title, rows in cells(fetch(client, "xlsx", list=name)).items()} == {sheet: count}
    rows = list(csv.DictReader(io.StringIO(fetch(client, "csv", list=name).decode("utf-8-sig"))))
    assert len(rows) == count


def test_csv_and_xlsx_say_the_same_as_the_answer(client: TestClient) -> None:
    duties = client.get(f"/api/departments/{BUREAU}/duties", params={"limit": 500}).json()["items"]
    rows = cells(fetch(client, "xlsx", list="duties", department=BUREAU))["责任"]
    assert [row["措施"] for row in rows] == [duty["measure"]["title"] for duty in duties]
    assert [row["原文"] for row in rows] == [duty["evidence"]["statement"]["quote"].strip() for duty in duties]
    assert [(row["发文字号"], row["章节"], row["文件标识"]) for row in rows] == [
        (duty["plan"]["number"], duty["evidence"]["section"], duty["evidence"]["document"]) for duty in duties
    ]
    texts = csv.reader(io.StringIO(fetch(client, "csv", list="duties", department=BUREAU).decode("utf-8-sig")))
    assert [row[0] for row in texts] == ["部门", *[BUREAU] * len(duties)]


def test_targets_that_nobody_owns(client: TestClient) -> None:
    rows = cells(fetch(client, "xlsx", list="targets", unowned="true"))["指标"]
    assert len(rows) == 6
    assert {(row["牵头"], row["责任"]) for row in rows} == {(None, None)}
    assert all(row["原文"] for row in rows)


def test_a_workbook_of_everything(client: TestClient) -> None:
    assert list(cells(fetch(client, "xlsx"))) == ["计划", "目标与措施", "部门", "责任", "指标", "未读懂"]


def test_the_heads_speak_the_readers_language(client: TestClient) -> None:
    content = client.get("/api/export/csv", params={"list": "plans"}, headers={"Accept-Language": "en"}).content
    assert content.decode("utf-8-sig").startswith("Title,Number,Issuer")


@pytest.mark.parametrize(("query", "status"), [
    ({}, 400), ({"list": "partners"}, 400), ({"list": "search"}, 400), ({"list": "nothing"}, 422),
    ({"list": "duties", "department": "没有这个局"}, 404), ({"list": "duties", "plan": "没有这份计划"}, 404),
])  # fmt: skip
def test_what_makes_no_sense_is_told(client: TestClient, query: dict[str, str], status: int) -> None:
    assert client.get("/api/export/csv", params=query).status_code == status


def test_the_task_table_of_a_plan(client: TestClient) -> None:
    content = fetch(client, "docx", plan=PLAN)
    (table,) = Document(io.BytesIO(content)).tables
    heads, *rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert heads[:8] == ["序号", "任务", "内容", "目标", "牵头", "责任", "时限", "依据"]
    assert heads[8:] == ["进展", "完成值", "截至日期", "备注", "责任人", "编号"]
    tasks = [row for row in rows if len(set(row[:-1])) > 1]
    assert [row[0] for row in tasks] == [str(number) for number in range(1, len(tasks) + 1)]
    water = next(row for row in tasks if "碧水" in row[1])
    assert BUREAU in water[4]
    assert len(water[2]) > 50
    assert not water[2].startswith("（")
    number = PLAN.partition("@")[0]
    assert all(number in row[7] for row in tasks)
    assert all("“" in row[7] for row in tasks if row[4] or row[5])
    assert sum(bool(row[4] or row[5]) for row in tasks) == 21  # every measure that names somebody


def test_the_task_table_of_a_department(client: TestClient) -> None:
    (table,) = Document(io.BytesIO(fetch(client, "docx", department=BUREAU))).tables
    rows = [[cell.text for cell in row.cells] for row in table.rows][1:]
    tasks = [row for row in rows if len(set(row[:-1])) > 1]
    assert len(tasks) == 14
    assert sum(BUREAU in row[5] for row in tasks) == 7
    assert sum(BUREAU in row[6] for row in tasks) == 7
    assert [row[1] for row in tasks] == ["牵头" if BUREAU in row[5] else "责任" for row in tasks]


def test_chinese_text_has_chinese_fonts(client: TestClient) -> None:
    """Word takes the East Asian font of a run for Chinese characters; the Latin one is never asked for them."""
    document = Document(io.BytesIO(fetch(client, "docx", plan=PLAN)))
    runs = [run for row in document.tables[0].rows for cell in row.cells for p in cell.paragraphs for run in p.runs]
    runs += [run for paragraph in document.paragraphs for run in paragraph.runs]
    fonts = {run._element.rPr.rFonts.get(qn("w:eastAsia")) for run in runs}
    assert fonts == {"SimHei", "FangSong"}
    normal = document.styles["Normal"].element.rPr.rFonts
    assert normal.get(qn("w:eastAsia")) == "FangSong"


@pytest.mark.parametrize(
    "query", [{"form": "xlsx"}, {"form": "docx"}, {"form": "jsonl"}, {"form": "csv", "list": "duties"}]
)
def test_the_same_store_gives_the_same_bytes(client: TestClient, query: dict[str, str]) -> None:
    query = dict(query)
    form = query.pop("form")
    assert fetch(client, form, **query) == fetch(client, form, **query)


def test_json_lines_lose_nothing(seeded: Store, tmp_path: Path) -> None:
    written = list(lines(seeded.view()))
    with open_store(f"sqlite:///{tmp_path / 'again.sqlite3'}", create=True) as store:
        assert restore(store, written) == len(written)
        assert list(lines(store.view())) == written
        assert store.view().reading(PLAN) == seeded.view().reading(PLAN)
    assert {json.loads(line)["type"] for line in written} == {"document", "plan"}


@pytest.mark.parametrize("line", ["", "{}", "[]", '{"type":"plan"}', '{"type":"decision"}', "nonsense"])
def test_a_line_that_is_none_is_told(line: str) -> None:
    with open_store("sqlite://") as store, pytest.raises(BadRequestError, match="line 1"):
        restore(store, [line])


ODD = st.text(alphabet=st.characters(exclude_categories=[]), max_size=20)


@settings(deadline=None)
@given(st.lists(st.tuples(ODD, st.integers(-(10**9), 10**9)), max_size=5))
def test_any_text_is_text_in_a_spreadsheet(rows: list[tuple[str, int]]) -> None:
    """No text becomes a formula, none breaks the file; what XML can't hold goes, the rest stays."""
    sheet = Sheet("=x", ("head", "number"), tuple(rows))
    page = load_workbook(io.BytesIO(xlsx([sheet]))).worksheets[0]
    read = list(page.iter_rows(min_row=2))
    assert [row[1].value for row in read] == [number for _, number in rows]
    for row, (text, _) in zip(read, rows, strict=True):
        assert row[0].data_type in ("s", "n")  # n: an empty cell
        wanted = re.sub(r"\r\n?", "\n", plain(text))
        assert re.sub(r"_x[0-9A-Fa-f]{4}_|\r\n?", "\n", str(row[0].value or "")) == re.sub(
            r"_x[0-9A-Fa-f]{4}_", "\n", wanted
        )


@given(st.sampled_from(FORMULA), st.text(alphabet="abc(),1", max_size=8))
def test_no_cell_and_no_head_of_csv_is_a_formula(first: str, rest: str) -> None:
    sheet = Sheet("x", ("head", first + rest), ((first + rest, -1),))
    head, row = csv.reader(io.StringIO(csv_text(sheet).decode("utf-8-sig"), newline=""))
    assert head == ["head", f"'{first}{rest}"]
    assert row == [f"'{first}{rest}", "-1"]


def test_a_head_of_a_workbook_is_text() -> None:
    page = load_workbook(io.BytesIO(xlsx([Sheet("x", ("=1+1", "@x"), (("=2", "+3"),))]))).worksheets[0]
    assert [[(cell.value, cell.data_type) for cell in row] for row in page.iter_rows()] == [
        [("=1+1", "s"), ("@x", "s")],
        [("=2", "s"), ("+3", "s")],
    ]


def test_whatever_is_written_as_csv_is_made_inert() -> None:
    """Every list, table of a network and answer goes through one function, its head as well."""
    modules = [path for package in ("api", "viz", "graph", "loaders") for path in (ROOT / package).rglob("*.py")]
    calls = [(path.name, call) for path in modules for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    found = [
        (name, any(sign in ast.unparse(call) for sign in ("inert", "_text(")))
        for name, call in calls
        if isinstance(call, ast.Call) and getattr(call.func, "attr", "") in ("writerow", "writerows")
    ]
    assert len(found) >= 6
    assert [name for name, guarded in found if not guarded] == []


def test_sheets_have_names_that_excel_takes() -> None:
    sheets = [Sheet("a/b:c" * 10, ("x",), ()), Sheet("a/b:c" * 10, ("x",), ()), Sheet("", ("x",), ())]
    names = load_workbook(io.BytesIO(xlsx(sheets))).sheetnames
    assert len({name.lower() for name in names}) == 3
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


def test_packages_say_no_hour(client: TestClient) -> None:
    with ZipFile(io.BytesIO(fetch(client, "xlsx"))) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"1980-01-01T00:00:00Z" in package.read("docProps/core.xml")


def test_deadlines_are_in_order_on_the_targets_page(client: TestClient) -> None:
    years = re.findall(r'<h2 id="due-([^"]+)"', client.get("/targets").text)
    assert all(a <= b for a, b in pairwise(years))
    assert years == ["2025", "none"]
