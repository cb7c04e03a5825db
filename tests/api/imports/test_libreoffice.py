"""A task table that LibreOffice opened, edited and saved comes back as exactly the edits, from xlsx and docx."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from api.exports.list_requests import Wanted
from api.exports.lists import docx_file, xlsx_file
from api.imports.read_back import read_back
from graph.store import Store
from graph.stores.opening import open_store
from loaders.files.formats import libreoffice
from loaders.files.own_exports import own_export
from loaders.load import load
from tests.edited_tables import Document, Sheet
from tests.folders import ROOT
from tests.office_macros import basic, edited

needs_office = pytest.mark.skipif(libreoffice.program() is None, reason="needs LibreOffice")

COLUMNS = "ABCDEFGHIJKLM"


@pytest.fixture(scope="module")
def loaded() -> Iterator[Store]:
    with open_store("sqlite://") as store:
        load(store, [ROOT / "tests" / "data" / "round-trip-plan.txt"])
        yield store


EXPECTED = {
    ("（二）建设收储网点", "department", "县发展改革局", "县商务局"),
    ("（二）建设收储网点", "target", "培育收储企业 12家", "培育收储企业 20家"),
    ("（一）加强火情巡查", "title", "加强火情巡查", "加强防火巡查"),
    ("（一）加强火情巡查", "drop-party", "县林业局", ""),
    ("（二）强化资金支持", "progress", "", "进行中 · 2025-03-31 · 分两批拨付"),
    ("（三）推广清洁燃料", "deadline", "2025年6月", "2025年12月"),
    ("（一）扩大秸秆还田", "drop-row", "（一）扩大秸秆还田", ""),
}
WRITTEN = {
    "（二）建设收储网点": {"task_leads": "县商务局", "task_targets": "每个乡镇建成收储网点 2个\n培育收储企业 20家"},
    "（一）加强火情巡查": {"task": "（一）加强防火巡查", "task_others": "县公安局"},
    "（二）强化资金支持": {"task_state": "进行中", "task_date": "2025-03-31", "task_note_cell": "分两批拨付"},
    "（三）推广清洁燃料": {"task_due": "2025年12月"},
}


def what_came_back(store: Store, data: bytes, form: str) -> set[tuple[str, str, str, str]]:
    assert own_export(data, f"table.{form}") == "tasks"
    found = read_back(store.view(), data, f"table.{form}")
    assert (found.left, found.already) == ([], 0)
    return {(p.title, p.kind, p.before, p.after) for p in found.proposals}


@needs_office
@pytest.mark.parametrize("saved_as", ["xlsx", "ods"])
def test_a_workbook_edited_in_libreoffice(loaded: Store, tmp_path: Path, saved_as: str) -> None:
    data = xlsx_file(loaded.view(), "tasks", Wanted(), "zh")
    sheet = Sheet(data)
    rows = {str(sheet.sheet.cell(row, 2).value): row - 1 for row in range(2, sheet.sheet.max_row + 1)}
    lines = ["  page = book.Sheets.getByIndex(0)"]
    for title, cells in WRITTEN.items():
        for head, words in cells.items():
            at = f"{sheet.column(head) - 1}, {rows[title]}"
            kind = "FormulaLocal" if head == "task_date" else "String"
            lines.append(f"  page.getCellByPosition({at}).{kind} = {basic(words)}")
    lines.append(f"  page.Rows.removeByIndex({rows['（一）扩大秸秆还田']}, 1)")
    lines.append("  page.Columns.getByIndex(3).IsVisible = False")
    assert what_came_back(loaded, edited(tmp_path, data, "xlsx", lines, saved_as=saved_as), saved_as) == EXPECTED


@needs_office
@pytest.mark.parametrize("saved_as", ["docx", "odt"])
def test_a_document_edited_in_libreoffice(loaded: Store, tmp_path: Path, saved_as: str) -> None:
    data = docx_file(loaded.view(), "tasks", Wanted(), "zh", "zh-CN")
    document = Document(data)
    rows = {row.cells[1].text: at for at, row in enumerate(document.table.rows, 1)}
    lines = ["  grid = book.TextTables.getByIndex(0)"]
    for title, cells in WRITTEN.items():
        for head, words in cells.items():
            name = f"{COLUMNS[document.column(head)]}{rows[title]}"
            lines.append(f'  grid.getCellByName("{name}").String = {basic(words)}')
    lines.append(f"  grid.Rows.removeByIndex({rows['（一）扩大秸秆还田'] - 1}, 1)")
    assert what_came_back(loaded, edited(tmp_path, data, "docx", lines, saved_as=saved_as), saved_as) == EXPECTED


@needs_office
@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_what_libreoffice_only_saved_changes_nothing(loaded: Store, tmp_path: Path, form: str) -> None:
    view = loaded.view()
    data = (
        xlsx_file(view, "tasks", Wanted(), "zh") if form == "xlsx" else docx_file(view, "tasks", Wanted(), "zh", "zh")
    )
    assert what_came_back(loaded, edited(tmp_path, data, form, []), form) == set()
