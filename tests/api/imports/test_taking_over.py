"""Lists are never read as plans, and a table that comes back is taken over as decisions, on every store."""

import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from api.decisions.decision_parts import undo
from api.decisions.requests import decide, decision_of
from api.exports.list_requests import ListName, Wanted
from api.exports.lists import csv_file, docx_file, xlsx_file
from api.imports.accepting import ALL, accept
from api.imports.read_back import read_back
from api.wire.names import DecisionIn
from graph.access.register import Asked
from graph.errors import BadRequestError, SourceError
from graph.model import Decision
from graph.store import Store, View
from graph.stores.opening import open_store
from loaders.load import load
from seeds.shelf import seed_plans
from tests.edited_tables import Document, Sheet
from tests.folders import ROOT
from tests.kinds import BOTH_STORES, empty_store

PLAN = "青禾政办发〔2024〕17号"
FILE = ROOT / "tests" / "data" / "round-trip-plan.txt"
STRAW = f"{PLAN}/measure/扩大秸秆还田"
DEPOTS = f"{PLAN}/measure/建设收储网点"
FUNDS = f"{PLAN}/measure/强化资金支持"


@pytest.fixture(params=BOTH_STORES)
def loaded(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with empty_store(request, tmp_path) as store:
        assert [result.error for result in load(store, [FILE, *seed_plans()])] == [None, None]
        yield store


@pytest.fixture
def answering() -> Iterator[Store]:
    """For what is made of answers and stores nothing: these are the same on every store."""
    with open_store("sqlite://") as store:
        assert [result.error for result in load(store, [FILE, *seed_plans()])] == [None, None]
        yield store


def table(store: Store, plan: str = PLAN) -> Sheet:
    return Sheet(xlsx_file(store.view(), "tasks", Wanted(plan=plan), "zh"))


def code_of(sheet: Sheet | Document, title: str) -> str:
    return next(code for code in sheet.codes() if title in sheet.text(code, "task"))


def names(store: Store, work: str, kind: str) -> set[str]:
    view = store.view()
    sources = [edge.source for edge in view.edges([work], kinds=[kind], direction="in")]
    return {node.text("name") for node in view.nodes(sources)}


def test_an_exported_list_with_one_cell_edited_is_never_a_plan(answering: Store, tmp_path: Path) -> None:
    view, version = answering.view(), answering.view().version()
    lists: list[ListName] = ["measures", "duties", "targets", "departments", "tasks", "findings", "plans"]
    held = {f"{name}.xlsx": xlsx_file(view, name, Wanted(), "zh") for name in lists}
    for name, data in list(held.items()):
        book = openpyxl.load_workbook(io.BytesIO(data))
        book.worksheets[0]["C2"] = "改过的一格"
        saved = io.BytesIO()
        book.save(saved)
        held[name] = saved.getvalue()
    held |= {f"{name}.docx": docx_file(view, name, Wanted(), "zh", "zh-CN") for name in ("tasks", "findings")}
    held |= {f"{name}.csv": csv_file(view, name, Wanted(), "zh") for name in ("measures", "duties", "targets")}
    held["all.xlsx"] = xlsx_file(view, None, Wanted(), "en")
    for name, data in held.items():
        path = tmp_path / name
        path.write_bytes(data)
        (result,) = load(answering, [path])
        assert isinstance(result.error, SourceError), name
        assert "respgraph wrote, not a plan" in result.error.what
    assert answering.view().version() == version


def test_a_list_whose_properties_are_gone_is_known_by_its_ids(answering: Store, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_file(answering.view(), "measures", Wanted(), "zh")))
    book.properties.keywords = book.properties.creator = None
    path = tmp_path / "measures.xlsx"
    book.save(path)
    (result,) = load(answering, [path])
    assert result.error
    assert result.error.what == "this is a list that respgraph wrote, not a plan"


@pytest.mark.parametrize("name", ["measures", "duties"])
def test_another_list_is_no_task_table(answering: Store, name: ListName) -> None:
    data = xlsx_file(answering.view(), name, Wanted(), "zh")
    with pytest.raises(SourceError) as refused:
        read_back(answering.view(), data, f"{name}.xlsx")
    assert refused.value.what == "this is a list that respgraph wrote, not a task table"


def test_accepted_changes_are_decisions_and_can_be_undone(loaded: Store) -> None:
    sheet = table(loaded)
    depots, funds = code_of(sheet, "收储网点"), code_of(sheet, "资金支持")
    sheet.write(depots, "task_leads", "县农业农村局")
    sheet.write(depots, "task_others", "县自然资源局、县市场监管局\n指导：县发展改革局")
    sheet.write(funds, "task_state", "已完成")
    sheet.insert(
        funds, {"task": "开展技术培训", "task_leads": "县农业农村局", "task_others": "县财政局", "task_state": "进行中"}
    )
    sheet.delete(code_of(sheet, "清洁燃料"))
    data = sheet.saved()
    done = accept(loaded, data, "table.xlsx", [ALL], "李")
    assert done.left == []
    assert [p.kind for p in done.proposals] == ["role", "role", "progress", "add-row", "drop-row"]
    assert {each.id for each in done.accepted} == {p.id for p in done.proposals if p.kind != "drop-row"}
    assert names(loaded, DEPOTS, "LEADS") == {"县农业农村局"}
    assert names(loaded, DEPOTS, "GUIDES") == {"县发展改革局"}
    assert names(loaded, f"{PLAN}/measure/开展技术培训", "RESPONSIBLE_FOR") == {"县财政局"}
    assert names(loaded, f"{PLAN}/measure/推广清洁燃料", "LEADS") == {"县生态环境局"}
    again = read_back(loaded.view(), data, "table.xlsx")
    assert ([p.kind for p in again.proposals], again.left) == (["drop-row"], [])
    for each in reversed([key for one in done.accepted for key in one.decisions]):
        undo(loaded, each, "李")
    assert names(loaded, DEPOTS, "LEADS") == {"县发展改革局"}
    assert len(read_back(loaded.view(), data, "table.xlsx").proposals) == 5


def test_what_both_changed_is_shown_and_not_chosen(loaded: Store) -> None:
    sheet = table(loaded)
    straw, depots = code_of(sheet, "秸秆还田"), code_of(sheet, "收储网点")
    edge = next(e.id for e in loaded.view().edges([STRAW], kinds=["LEADS"], direction="in"))
    for asked in (
        DecisionIn(kind="correct-duty", subject=edge, values={"department": "县财政局"}),
        DecisionIn(kind="correct-node", subject=DEPOTS, values={"title": "建好收储网点"}),
        DecisionIn(kind="correct-node", subject=FUNDS, values={"deadline": "2026"}),
    ):
        decide(loaded, asked, "王")
    sheet.write(straw, "task_leads", "县水利局")
    sheet.write(depots, "task", "（二）扩建收储网点")
    sheet.write(code_of(sheet, "资金支持"), "task_due", "2026年")
    found = read_back(loaded.view(), sheet.saved(), "table.xlsx")
    assert found.already == 1
    assert found.proposals == []
    assert [(left.code, left.quote, left.what) for left in found.left] == [
        ("both-changed", "县水利局", "县财政局 (lead)"),
        ("both-changed", "扩建收储网点", "建好收储网点"),
    ]


def test_what_a_new_edition_changed_as_well_is_shown_and_not_chosen(loaded: Store, tmp_path: Path) -> None:
    sheet = table(loaded)
    newer = tmp_path / FILE.name
    newer.write_text(
        FILE.read_text(encoding="utf-8")
        .replace("培育收储企业12家", "培育收储企业15家")
        .replace("县财政局、县水利局；", "县水利局；"),
        encoding="utf-8",
    )
    assert [result.error for result in load(loaded, [newer])] == [None]
    sheet.write(code_of(sheet, "收储网点"), "task_targets", "每个乡镇建成收储网点 2个\n培育收储企业 20家")
    sheet.write(code_of(sheet, "秸秆还田"), "task_others", "县商务局、县水利局\n配合：各乡镇人民政府")
    found = read_back(loaded.view(), sheet.saved(), "table.xlsx")
    assert [(p.kind, p.before, p.after, p.now, p.chosen) for p in found.proposals] == [
        ("department", "县财政局", "县商务局", "\u2014", False),
        ("target", "培育收储企业 12家", "培育收储企业 20家", "15", False),
    ]
    done = accept(loaded, sheet.saved(), "table.xlsx", [p.id for p in found.proposals], "李")
    assert (len(done.accepted), done.left) == (2, [])


def test_a_table_of_an_older_edition_is_compared_with_what_it_said(loaded: Store, tmp_path: Path) -> None:
    sheet = table(loaded)
    newer = tmp_path / FILE.name
    text = FILE.read_text(encoding="utf-8")
    newer.write_text(
        text.replace("县财政局、县水利局；", "县财政局、县水利局、县审计局；").replace(
            "（一）加强火情巡查。", "（一）加强火情巡查值守。"
        ),
        encoding="utf-8",
    )
    assert [result.error for result in load(loaded, [newer])] == [None]
    sheet.write(code_of(sheet, "收储网点"), "task_leads", "县水利局")
    found = read_back(loaded.view(), sheet.saved(), "table.xlsx")
    assert [(each.edition, each.current) for each in found.plans] == [(1, 2)]
    assert ([(p.kind, p.after) for p in found.proposals], found.left) == ([("department", "县水利局")], [])


def test_another_name_of_the_same_department_is_no_change(answering: Store) -> None:
    sheet = table(answering)
    sheet.write(code_of(sheet, "火情巡查"), "task_others", "县公安局、县林草局、县水利局")
    found = read_back(answering.view(), sheet.saved(), "table.xlsx")
    assert ([(p.kind, p.after) for p in found.proposals], found.already) == ([("add-party", "县水利局")], 1)
    (told,) = found.left
    assert (told.code, told.quote, told.what) == ("same-department", "县林草局", "县林业局")
    assert told.place.endswith(
        f"{get_column_letter(sheet.column('task_others'))}{sheet._row(code_of(sheet, '火情巡查'))}"
    )


def test_a_table_is_taken_over_whole_or_not_at_all(loaded: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = table(loaded)
    sheet.write(code_of(sheet, "收储网点"), "task_leads", "县水利局")
    sheet.write(code_of(sheet, "火情巡查"), "task_leads", "县水利局")
    data = sheet.saved()
    made: list[str] = []

    def failing(view: View, asked: DecisionIn, by: str) -> Decision:
        if made and asked.subject != made[0]:
            raise BadRequestError("somebody was faster")
        made.append(asked.subject)
        return decision_of(view, asked, by)

    monkeypatch.setattr("api.imports.accepting.decision_of", failing)
    before = (loaded.view().version(), loaded.view().decisions(undone=True), audit(loaded))
    refused = accept(loaded, data, "table.xlsx", [ALL], "李")
    assert made
    assert (refused.accepted, {left.what for left in refused.left}) == ([], {"somebody was faster"})
    assert (loaded.view().version(), loaded.view().decisions(undone=True), audit(loaded)) == before
    monkeypatch.undo()
    done = accept(loaded, data, "table.xlsx", [ALL], "李")
    assert (len(done.accepted), done.left) == (2, [])
    assert len(loaded.view().decisions()) == sum(len(each.decisions) for each in done.accepted)


def audit(store: Store) -> int:
    return store.read_register(lambda register: register.entries(Asked())[1])


def test_a_change_that_is_not_there_any_more_is_refused(loaded: Store) -> None:
    data = table(loaded).saved()
    with pytest.raises(BadRequestError, match="holds no change 'abc' now"):
        accept(loaded, data, "table.xlsx", ["abc"], "李")
    with pytest.raises(SourceError, match="no task table in this file"):
        read_back(loaded.view(), xlsx_file(loaded.view(), "departments", Wanted(), "zh"), "x.xlsx")
    with pytest.raises(SourceError, match="this is no task table"):
        read_back(loaded.view(), FILE.read_bytes(), "plan.txt")


def test_a_table_that_lost_what_it_was_made_from_is_compared_with_now(loaded: Store) -> None:
    sheet = table(loaded)
    del sheet.book["respgraph"]
    sheet.write(code_of(sheet, "收储网点"), "task_leads", "县水利局")
    sheet.delete(code_of(sheet, "清洁燃料"))
    found = read_back(loaded.view(), sheet.saved(), "table.xlsx")
    assert [(p.kind, p.after) for p in found.proposals] == [("department", "县水利局")]
    assert [left.code for left in found.left] == ["marks-lost"]


def test_what_is_not_understood_is_listed(answering: Store) -> None:
    sheet = table(answering)
    code = code_of(sheet, "收储网点")
    sheet.write(code, "task_others", "县农业农村局、县自然资源局、县市场监管局、某某联席会\n抓总：县商务局")
    sheet.write(code, "task_due", "尽快")
    sheet.write(code, "task_targets", "每个乡镇建成收储网点 若干\n培育收储企业 12家\n新增一些企业")
    sheet.write(code, "task_state", "快了")
    sheet.write(code, "task_basis", "我说的")
    sheet.write(code_of(sheet, "秸秆还田"), "task", "")
    sheet.sheet.cell(1, 20).value, sheet.sheet.cell(4, 20).value = "领导批示", "阅"
    found = read_back(answering.view(), sheet.saved(), "table.xlsx")
    assert found.proposals == []
    assert sorted(left.code for left in found.left) == [
        "basis", "column", "date", "no-title", "refused", "role-label", "state", "target", "targets",
    ]  # fmt: skip


def test_merged_cells_say_the_same_for_every_row_that_they_cover(answering: Store) -> None:
    for form in ("xlsx", "docx"):
        view = answering.view()
        data = (
            xlsx_file(view, "tasks", Wanted(plan=PLAN), "zh")
            if form == "xlsx"
            else docx_file(view, "tasks", Wanted(plan=PLAN), "zh", "zh-CN")
        )
        made: Sheet | Document = Sheet(data) if form == "xlsx" else Document(data)
        straw = code_of(made, "秸秆还田")
        made.merge_down(straw, "task_leads")
        made.merge_down(straw, "task_number")
        found = read_back(view, made.saved(), f"table.{form}")
        assert [(p.title, p.kind, p.before, p.after) for p in found.proposals] == [
            ("（二）建设收储网点", "department", "县发展改革局", "县农业农村局")
        ], form


def test_a_departments_table_drops_only_its_own_duties(loaded: Store) -> None:
    data = xlsx_file(loaded.view(), "tasks", Wanted(department="县农业农村局"), "zh")
    assert read_back(loaded.view(), data, "x.xlsx").proposals == []
    sheet = Sheet(data)
    sheet.delete(code_of(sheet, "强化资金支持"))
    sheet.write(code_of(sheet, "收储网点"), "task_others", "县自然资源局、县市场监管局")
    found = read_back(loaded.view(), sheet.saved(), "x.xlsx")
    assert [(p.kind, len(p.decisions), p.chosen) for p in found.proposals] == [
        ("drop-party", 1, True),
        ("drop-row", 1, False),
    ]
