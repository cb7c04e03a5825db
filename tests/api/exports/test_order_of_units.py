"""The order of units in a Chinese document is their rank: every list, table and picture keeps it, whoever looks."""

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from api.answers import departments as answers
from api.answers import measures as answers_measures
from api.exports.list_requests import Wanted
from api.exports.lists import docx_file, xlsx_file
from api.imports.read_back import read_back
from graph.questions.departments.duties import duties
from graph.questions.plans.measure_list import measure_list
from graph.store import Store
from graph.stores.opening import open_store
from loaders.load import load
from viz.pictures.node_tree import outline
from viz.pictures.scene import Scene

TEXT = """云溪县清洁河湖行动方案

一、重点任务

（一）清理河岸垃圾。2023年底前清理沿岸垃圾点30处。（牵头单位：县委宣传部、县水利局、县财政局；责任单位：县民政局、县生态环境局、县交通运输局等）

（二）安装监测设备。2031年底前完成。（牵头单位：县生态环境局；责任单位：县水利局、县财政局）
"""
BUREAUX = ("县水利局", "县财政局", "县生态环境局", "县交通运输局", "县民政局", "县委宣传部")
LEADS, OTHERS = "县委宣传部、县水利局、县财政局", "县民政局、县生态环境局、县交通运输局等"
NOW = date(2026, 5, 1)


@pytest.fixture(scope="module")
def rivers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    file = Path(tmp_path_factory.mktemp("plans")) / "rivers.txt"
    file.write_text(TEXT, encoding="utf-8")
    with open_store("sqlite://") as store:
        assert [result.error for result in load(store, [file])] == [None]
        yield store


def in_word(store: Store, department: str) -> list[list[str]]:
    data = docx_file(store.view(), "tasks", Wanted(department=department, today=NOW), "zh", "zh-CN")
    (table,) = Document(io.BytesIO(data)).tables
    return [[cell.text for cell in row.cells] for row in table.rows]


def in_excel(store: Store, department: str) -> list[list[str]]:
    data = xlsx_file(store.view(), "tasks", Wanted(department=department, today=NOW), "zh")
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    return [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]


@pytest.mark.parametrize("department", BUREAUX)
def test_a_department_stands_where_the_text_puts_it(rivers: Store, department: str) -> None:
    for heads, *rows in (in_word(rivers, department), in_excel(rivers, department)):
        assert heads[:8] == ["序号", "本单位", "任务", "内容", "目标", "牵头", "责任", "时限"]
        first = next(row for row in rows if "清理河岸垃圾" in row[2])
        assert (first[5], first[6]) == (LEADS, OTHERS)
        assert first[1] == ("牵头" if department in LEADS else "责任")
        for second in (row for row in rows if "安装监测设备" in row[2]):
            assert (second[5], second[6]) == ("县生态环境局", "县水利局、县财政局")
            assert second[1] == ("牵头" if department == "县生态环境局" else "责任")


def test_what_has_passed_is_marked_and_comes_back_as_no_change(rivers: Store) -> None:
    _, *rows = in_word(rivers, "县水利局")
    dues = {row[2]: row[7] for row in rows if row[0].isdigit()}
    assert [due.endswith("（已过）") for due in dues.values()] == [True, False]
    wanted = Wanted(department="县水利局", today=NOW)
    for form, data in (
        ("docx", docx_file(rivers.view(), "tasks", wanted, "zh", "zh-CN")),
        ("xlsx", xlsx_file(rivers.view(), "tasks", wanted, "en")),
    ):
        found = read_back(rivers.view(), data, f"table.{form}")
        assert (found.proposals, found.left) == ([], [])


def test_answers_and_pictures_keep_the_order(rivers: Store) -> None:
    view = rivers.view()
    (water,) = view.departments_named("县水利局")
    first = answers.duties(duties(view, water)).items[0]
    assert [partner.department.name for partner in first.partners] == [
        "县委宣传部", "县财政局", "县民政局", "县生态环境局", "县交通运输局",
    ]  # fmt: skip
    assert [(partner.order, partner.open_list) for partner in first.partners][:3] == [(1, False), (3, False), (1, True)]
    listed = answers_measures.measures(measure_list(view)).items[0]
    named = [party.department.name for party in listed.parties]
    assert named == [*LEADS.split("、"), *OTHERS.removesuffix("等").split("、")]
    nodes = view.list_nodes("Department").items
    work = view.list_nodes("Measure").items[0]
    edges = [edge for edge in view.edges([work.id], direction="in") if edge.kind in ("LEADS", "RESPONSIBLE_FOR")]
    tree = outline(Scene(None, (work, *nodes), tuple(edges)), overview=100)
    names = {node.id: node.text("name") for node in nodes}
    assert [names[key] for key in tree.order if key in names] == named
