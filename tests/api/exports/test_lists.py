"""From every list of every page: a spreadsheet that holds exactly what the page shows, whole; and papers for people."""

import csv
import html
import io
import json
import re
from datetime import datetime
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Mm
from fastapi.testclient import TestClient
from openpyxl import load_workbook
from typer.testing import CliRunner

from api.app import create_app
from api.cli import whole
from api.decisions.decision_parts import Said, undo
from api.decisions.department_decisions import same as decide_same
from api.exports.list_requests import LISTS
from api.settings import Settings
from graph.store import Store
from graph.stores.opening import open_store
from loaders.load import load
from seeds.shelf import seed_plans
from viz.office.cell_values import Day
from viz.office.sheets import Sheet, xlsx

PLAN = "永川府办发〔2022〕112号@重庆市/永川区"
BUREAU = "重庆市/永川区/ecology-environment"
ABOLISH = json.dumps({"kind": "abolish", "department": "区科技局"}, ensure_ascii=False)
PAGES = [
    "/plans", "/departments", f"/departments/{BUREAU}", f"/departments/{BUREAU}?show=lead_shared", "/targets",
    "/targets?unowned=true", "/targets?milestones=true", "/search?q=生态", f"/plans/{PLAN}", f"/plans/{PLAN}?show=nobody",
    f"/plans/{PLAN}/report", f"/measures/{PLAN}/measure/深入打好蓝天保卫战", f"/goals/{PLAN}/goal/推进重点领域绿色低碳转型", "/bottlenecks",
    "/bottlenecks?tier=A", "/bottlenecks?many_leads=2", f"/bottlenecks?department={BUREAU}", "/matrix?role=lead",
    "/coordination", f"/coordination?department={BUREAU}", "/figures",
]  # fmt: skip
LINK = re.compile(r'href="(/api/export/[^"]+)"')


def links(client: TestClient, path: str, **query: str) -> list[str]:
    answer = client.get(path, params=query or None, headers={"Accept-Language": "zh"})
    assert answer.status_code == 200, answer.text[:300]
    return [html.unescape(link) for link in LINK.findall(answer.text)]


def rows(client: TestClient, link: str) -> list[list[str]]:
    answer = client.get(link)
    assert answer.status_code == 200, answer.text
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def list_rows(client: TestClient, **query: str) -> list[dict[str, str]]:
    answer = client.get("/api/export/csv", params=query)
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("path", PAGES)
def test_every_link_of_a_page_gives_its_file(client: TestClient, path: str) -> None:
    found = links(client, path)
    assert any("/xlsx?" in link for link in found)
    assert any("/csv?" in link for link in found)
    for link in found:
        answer = client.get(link)
        assert answer.status_code == 200, (link, answer.text)
        if "/xlsx?" in link and link.replace("/xlsx?", "/csv?") in found:
            page = load_workbook(io.BytesIO(answer.content)).worksheets[0]
            texts = rows(client, link.replace("/xlsx?", "/csv?"))
            assert [str(cell.value or "") for cell in page[1]] == texts[0]
            assert page.max_row == len(texts)


@pytest.mark.parametrize(("path", "which", "count"), [
    ("/targets?unowned=true", "targets", 6), ("/targets?milestones=true", "targets", 1),
    (f"/departments/{BUREAU}", "duties", 14), (f"/departments/{BUREAU}?show=lead_shared", "duties", 7),
    (f"/plans/{PLAN}?show=nobody", "measures", 3), ("/bottlenecks", "findings", 54), ("/bottlenecks?tier=A", "findings", 9),
    (f"/measures/{PLAN}/measure/深入打好蓝天保卫战", "parties", 12),
])  # fmt: skip
def test_the_file_holds_what_the_page_shows(client: TestClient, path: str, which: str, count: int) -> None:
    link = next(link for link in links(client, path) if f"/csv?list={which}" in link)
    assert len(rows(client, link)) - 1 == count


def test_findings_follow_the_thresholds_of_the_page(client: TestClient) -> None:
    shown = client.get("/api/bottlenecks", params={"many_leads": 2, "limit": 500}).json()
    link = next(link for link in links(client, "/bottlenecks?many_leads=2") if "/csv?" in link)
    assert [row[3] for row in rows(client, link)[1:]] == [item["sentence"]["zh"] for item in shown["items"]]
    assert all("：“" in row[-4] for row in rows(client, link)[1:])


def test_the_matrix_says_what_the_page_says(client: TestClient) -> None:
    shown = client.get("/api/matrix").json()
    found = rows(client, "/api/export/csv?list=matrix")
    assert len(found) == 1 + len(shown["rows"]) + 4
    marks = {"lead": "牵", "responsible": "责"}
    place = {column["measure"]["id"]: at for at, column in enumerate(shown["columns"])}
    for line, row in zip(found[1:], shown["rows"], strict=False):
        assert line[0] == row["department"]["name"]
        assert {(place[cell["measure"]], marks[cell["role"]]) for cell in row["cells"]} == {
            (at, mark) for at, mark in enumerate(line[4:]) if mark
        }


def test_the_links_of_a_picture(client: TestClient) -> None:
    shown = client.get(f"/graph?center={BUREAU}&roles=lead", headers={"Accept-Language": "zh"})
    (link,) = set(re.findall(r'href="(/graph[^"]*table=csv[^"]*)"', html.unescape(shown.text)))
    found = rows(client, link)
    leads = [row for row in found[1:] if row[:2] == ["区生态环境局", "牵头"]]
    assert len(leads) == 7
    assert all("牵头单位" in row[7] and row[4] == "区生态环境局" and row[6] for row in leads)
    book = load_workbook(io.BytesIO(client.get(link.replace("table=csv", "table=xlsx")).content))
    assert book.sheetnames == ["图中的关系", "图中的对象"]


def test_a_reader_who_follows_a_link_is_told_in_words(client: TestClient) -> None:
    path = "/api/export/csv?list=evidence&edge=none"
    told = client.get(path, headers={"Accept": "text/html,*/*;q=0.8", "Accept-Language": "zh"})
    assert (told.status_code, "没有标识为“none”的关系" in html.unescape(told.text)) == (404, True)
    assert client.get(path).headers["content-type"] == "application/problem+json"


def test_what_if_takes_its_changes_along(client: TestClient) -> None:
    found = links(client, "/what-if", change=ABOLISH)
    assert len(found) == 4
    asked = {"changes": [json.loads(ABOLISH)], "plan": PLAN}
    answer = client.post("/api/what-if", json=asked).json()
    counts = {
        re.search(r"what-if-(\w+)", link)[1]: len(rows(client, link)) - 1 for link in found if "/csv?" in link  # type: ignore[index]  # all of them name one
    }  # fmt: skip
    assert counts == {
        "measures": len(answer["leaderless"]) + len(answer["led"]),
        "findings": len(answer["solved"]) + len(answer["caused"]) + len(answer["changed"]),
        "loads": len(answer["loads"]),
    }
    assert counts["measures"] == 1


def test_the_words_behind_an_edge(client: TestClient) -> None:
    duty = client.get("/api/departments/区科技局/duties").json()["items"][0]
    (row,) = list_rows(client, list="evidence", edge=duty["evidence"]["edge"])
    assert row["原文"] == duty["evidence"]["statement"]["quote"].strip()
    assert (row["写作"], row["发文字号"], row["文件标识"]) == (
        "区科技局",
        PLAN.partition("@")[0],
        duty["evidence"]["document"],
    )


@pytest.mark.parametrize(("query", "status"), [
    ({"list": "evidence"}, 400), ({"list": "parties"}, 400), ({"list": "calls"}, 400), ({"list": "deadlines"}, 400),
    ({"list": "mentions"}, 400), ({"list": "what-if"}, 400), ({"list": "what-if-loads"}, 400), ({"list": "figures"}, 400),
    ({"list": "findings", "rule": "none"}, 422), ({"list": "what-if-loads", "change": "{}"}, 400),
    ({"list": "parties", "work": "none"}, 404), ({"list": "evidence", "edge": "none"}, 404),
])  # fmt: skip
def test_a_list_that_lacks_what_it_is_about(client: TestClient, query: dict[str, str], status: int) -> None:
    assert client.get("/api/export/csv", params=query).status_code == status


def test_only_some_lists_are_word_documents(client: TestClient) -> None:
    assert client.get("/api/export/docx?list=targets").status_code == 400
    for name in ("duties", "measures", "findings"):
        assert client.get(f"/api/export/docx?list={name}").status_code == 200


def test_the_paper_of_findings(client: TestClient) -> None:
    shown = client.get("/api/bottlenecks", params={"limit": 500}).json()
    document = Document(io.BytesIO(client.get("/api/export/docx?list=findings").content))
    said = [paragraph.text for paragraph in document.paragraphs]
    for number, item in enumerate(shown["items"], 1):
        assert f"{number}. {item['resolve']['zh']}" in said  # what to do first, then why
        assert item["sentence"]["zh"] in said
    assert said.count("议定事项：") == shown["total"] == 54
    summary, *tables = document.tables
    assert [row.cells[3].text for row in summary.rows][1:] == [each["sentence"]["zh"] for each in shown["summaries"]]
    quotes = {e["statement"]["quote"].strip() for item in shown["items"] for e in item["evidence"] if e["statement"]}
    words = "\n".join(cell.text for table in tables for row in table.rows for cell in row.cells)
    assert [quote for quote in quotes if quote.splitlines()[0] not in words] == []
    assert words.count(PLAN.partition("@")[0]) > 100
    assert "区经济信息委、区交通局、区住房城乡建委、区农业农村委等\n" in words  # an open list stays open
    busy = next(paragraph for paragraph in said if "区农业农村委参与" in paragraph)
    busy = said[said.index(busy) - 1]
    table = tables[[text for text in said if re.match(r"\d+\. ", text)].index(busy)]
    assert [row.cells[0].text[:4] for row in table.rows][1:3] == ["（三）完", "3.深化"]
    many = next(
        table
        for item, table in zip((i for i in shown["items"] if i["evidence"] or i["works"]), tables, strict=False)
        if item["rule"] == "target-many-leads"
    )
    assert [cell.text for cell in many.rows[1].cells][:2] == [
        "（十一）循环经济支撑绿色低碳发展",
        "区发展改革委、区经济信息委、永川高新区管委会、区商务委、区城市管理局",
    ]


def test_papers_are_landscape_with_chinese_fonts_and_a_head_on_every_page(client: TestClient) -> None:
    for query in ("list=findings", f"plan={PLAN}", f"department={BUREAU}"):
        document = Document(io.BytesIO(client.get(f"/api/export/docx?{query}").content))
        (section,) = document.sections
        assert abs((section.page_width or 0) - Mm(297)) < Mm(1)
        for table in document.tables:
            assert table.rows[0]._tr.xpath("w:trPr/w:tblHeader")
            assert abs(sum(column.width or 0 for column in table.columns) - Mm(267)) < Mm(1)
        runs = [run for paragraph in document.paragraphs for run in paragraph.runs]
        runs += [r for t in document.tables for row in t.rows for c in row.cells for p in c.paragraphs for r in p.runs]
        fonts = {font for run in runs for font in run._element.xpath("w:rPr/w:rFonts/@w:eastAsia")}
        assert fonts == {"SimHei", "FangSong"}


def test_sheets_print_on_a4_across_with_their_heads(client: TestClient) -> None:
    book = load_workbook(io.BytesIO(client.get("/api/export/xlsx").content))
    for page in book.worksheets:
        assert (page.page_setup.orientation, str(page.page_setup.paperSize), page.print_title_rows) == (
            "landscape",
            "9",
            "$1:$1",
        )
        assert page.sheet_properties.pageSetUpPr is not None
        assert page.sheet_properties.pageSetUpPr.fitToPage
        printed = [d.width for key, d in page.column_dimensions.items() if len(key) == 1]
        assert all(5 <= width <= 48 for width in printed)
    duties = book["责任"]
    assert duties.print_area.endswith(f"$U${duties.max_row}")  # not the places of characters and the document's id


def test_dates_are_dates_in_spreadsheets_and_iso_in_csv(client: TestClient) -> None:
    page = load_workbook(io.BytesIO(client.get("/api/export/xlsx?list=plans").content)).worksheets[0]
    heads = [cell.value for cell in page[1]]
    date = page.cell(2, heads.index("成文日期") + 1)
    assert isinstance(date.value, datetime)
    assert date.number_format == 'yyyy"年"m"月"d"日"'
    (row,) = list_rows(client, list="plans")
    assert row["成文日期"] == f"{date.value:%Y-%m-%d}"
    days = Sheet("x", ("day",), ((Day("2025", "zh"),), (Day("2025-06", "en"),), (Day("2025-06-30T08:00", "en"),)))
    cells = [row[0] for row in load_workbook(io.BytesIO(xlsx([days]))).worksheets[0].iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == ["2025年", "June 2025", datetime(2025, 6, 30, 8)]  # noqa: DTZ001  Excel knows no zones


def test_the_verb_writes_every_list(seeded: Store, tmp_path: Path) -> None:
    if not seeded.url.startswith("sqlite:///"):
        pytest.skip("a store that another process can open")
    told = CliRunner().invoke(whole(), ["export", "--help"], env={"COLUMNS": "300"}).output
    assert [name for name in LISTS if name not in told] == []
    asked = {
        "parties": ["--work", f"{PLAN}/measure/深入打好蓝天保卫战"], "evidence": ["--edge", _edge(seeded)], "search": ["--query", "生态"],
        "what-if": ["--change", "abolish 区科技局"], "findings": ["--tier", "A"], "matrix": ["--order", "name"],
    }  # fmt: skip
    for name in ("calls", "deadlines", "mentions", "partners"):
        asked[name] = ["--department", "区生态环境局"]
    for name, options in asked.items():
        file = tmp_path / f"{name}.xlsx"
        asking = ["export", "xlsx", "--list", name, "-o", str(file), "--store", seeded.url, *options]
        done = CliRunner().invoke(whole(), asking, catch_exceptions=False)
        assert done.exit_code == 0, done.output
        assert load_workbook(file).worksheets


def test_names_and_decisions() -> None:
    with open_store("sqlite://", create=True) as store:
        load(store, seed_plans())
        view = store.view()
        said = Said(by="someone", why="=1+1")
        made = decide_same(view, "区新城建管委", "区住房城乡建委", said)
        store.writer().decide(made)
        undo(store, made.id, "another")
        with TestClient(create_app(store, Settings())) as client:
            (row,) = list_rows(client, list="decisions")
            assert (row["决定"], row["决定人或填报人"], row["撤销人"]) == (
                "“区新城建管委”就是“区住房城乡建委”",
                "someone",
                "another",
            )
            assert row["理由"] == "'=1+1"
            assert row["时间"] == made.at
            names = [item["department"]["name"] for item in client.get("/api/names/review").json()["items"]]
            assert [line["名称"] for line in list_rows(client, list="names")] == names


def _edge(store: Store) -> str:
    view = store.view()
    return view.edges([f"{PLAN}/measure/深入打好蓝天保卫战"], kinds=["LEADS"])[0].id
