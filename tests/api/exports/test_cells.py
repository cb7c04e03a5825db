"""What stands in the cells of a list that is taken away, and what its file is called."""

import csv
import io
from typing import get_args
from urllib.parse import unquote

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from api.answers import references as answers
from api.exports.list_requests import LISTS
from graph.questions.departments.duties import duties
from graph.questions.departments.duties_across import every_duty
from graph.schema import Language
from graph.store import Store
from viz.office.cell_values import Days
from viz.office.sheets import Sheet, csv_text, xlsx
from viz.site.catalogue_words import words
from viz.site.deadlines import dues

PLAN = "永川府办发〔2022〕112号@重庆市/永川区"
BUREAU = "重庆市/永川区/ecology-environment"
NAME = "区生态环境局"
TITLE = "重庆市永川区人民政府办公室关于印发永川区绿色低碳发展行动实施方案的通知"


def rows(client: TestClient, **query: str) -> list[dict[str, str]]:
    answer = client.get("/api/export/csv", params=query)
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def test_a_deadline_that_stands_in_the_targets_is_in_the_list_as_on_the_page(client: TestClient) -> None:
    shown = client.get(f"/api/departments/{BUREAU}/duties", params={"limit": 500}).json()["items"]
    said = [
        duty["measure"]["deadline"] or "\n".join(sorted({t["deadline"] for t in duty["measure"]["targets"]} - {""}))
        for duty in shown
    ]
    assert any(due and not duty["measure"]["deadline"] for due, duty in zip(said, shown, strict=True))
    assert [row["时限"] for row in rows(client, list="duties", department=BUREAU)] == said
    outline = client.get(f"/api/plans/{PLAN}/outline").json()["items"]
    by_title = {row["措施"]: row["时限"] for row in rows(client, list="measures")}
    for item in outline:
        work = item["work"]
        if not work["deadline"] and any(target["deadline"] for target in work["targets"]):
            assert by_title[work["title"]] == "\n".join(sorted({t["deadline"] for t in work["targets"]} - {""}))


def test_several_deadlines_in_a_cell() -> None:
    sheet = Sheet("x", ("due",), ((Days(("2023", "2025-06"), "zh"),),))
    assert load_workbook(io.BytesIO(xlsx([sheet]))).worksheets[0]["A2"].value == "2023年\n2025年6月"
    assert list(csv.reader(io.StringIO(csv_text(sheet).decode("utf-8-sig"), newline=""))) == [
        ["due"],
        ["2023\n2025-06"],
    ]


def test_a_work_is_due_by_its_own_words_first(seeded: Store) -> None:
    for _, duty in every_duty(seeded.view()):
        work = answers.work_ref(duty.work, duty.targets)
        found = dues(work)
        if work.deadline:
            assert found == (work.deadline,)
        else:
            assert list(found) == sorted({target.deadline for target in work.targets if target.deadline})


def test_names_can_be_taken_apart_and_are_counted(client: TestClient) -> None:
    found = rows(client, list="measures")
    many = [row for row in found if int(row["单位数"]) > 3]
    assert many
    for row in found:
        named = [name for role in ("牵头", "责任", "配合", "指导", "督导") for name in row[role].split("；") if name]
        assert len(set(named)) == int(row["单位数"])
        assert not [name for name in named if "；" in name]
    for row in rows(client, list="duties"):
        named = [name for head in ("牵头", "其他单位") for name in row[head].split("；") if name]
        assert len(named) + 1 == int(row["单位数"])
    assert {row["单位数"] for row in rows(client, list="targets", unowned="true")} == {"0"}


def test_goals_are_told_from_measures(client: TestClient) -> None:
    kinds = [row["类别"] for row in rows(client, list="measures")]
    assert set(kinds) == {"目标", "措施"}
    answer = client.get("/api/export/xlsx", params={"list": "measures"})
    assert load_workbook(io.BytesIO(answer.content)).sheetnames == ["目标与措施", "来源"]


@pytest.mark.parametrize(("form", "query", "name", "plain"), [
    ("xlsx", {"list": "targets"}, "指标", "targets"),
    ("xlsx", {"list": "targets", "unowned": "true"}, "指标-没有责任单位", "targets-unowned"),
    ("csv", {"list": "targets", "milestones": "true", "plan": PLAN}, f"指标-{TITLE}-定性目标", "targets-milestones-2022-112"),
    ("xlsx", {"list": "duties", "department": BUREAU, "show": "lead_alone"}, f"责任清单-{NAME}-独自牵头", "duties-lead_alone-ecology-environment"),
    ("xlsx", {"list": "measures", "show": "nobody"}, "目标与措施-没有写明单位", "measures-nobody"),
    ("xlsx", {"list": "findings", "tier": "A"}, "问题清单-A", "findings-A"),
    ("xlsx", {}, "全部清单", "all"),
    ("xlsx", {"list": "search", "q": "水" * 100}, "搜索结果-" + "水" * 62, "search"),
    ("docx", {"list": "tasks", "department": BUREAU}, f"任务分解表-{NAME}", "tasks-ecology-environment"),
    ("docx", {"list": "due", "when": "passed"}, "到期任务表-时限已过", "due-tasks-passed"),
    ("docx", {"list": "meeting", "plan": PLAN}, f"会议材料-{TITLE}", "meeting-2022-112"),
    ("docx", {"list": "meeting-annex", "plan": PLAN}, f"会议材料及附件-{TITLE}", "meeting-annex-2022-112"),
    ("docx", {"list": "findings"}, "问题清单", "findings"),
    ("ics", {"list": "due"}, "到期清单", "due"),
    ("jsonl", {}, "respgraph", "respgraph"),
])  # fmt: skip
def test_a_file_is_called_by_its_kind_and_what_narrows_it(
    client: TestClient, form: str, query: dict[str, str], name: str, plain: str
) -> None:
    told = client.get(f"/api/export/{form}", params=query).headers["content-disposition"]
    assert unquote(told) == f"attachment; filename=\"{plain}.{form}\"; filename*=UTF-8''{name}.{form}"


def test_a_file_is_called_in_the_readers_language(client: TestClient) -> None:
    asked = {"list": "tasks", "department": BUREAU}
    answer = client.get("/api/export/docx", params=asked, headers={"Accept-Language": "en"})
    assert "filename*=UTF-8''Task%20table-" in answer.headers["content-disposition"]


def test_no_two_kinds_of_paper_share_a_name() -> None:
    for language in get_args(Language):
        said = [words(f"file_{name}", language) for name in (*LISTS, "due-tasks", "all")]
        assert len(set(said)) == len(said)


@pytest.mark.parametrize("narrowed", [{}, {"roles": ("lead",)}, {"plan": PLAN}, {"due_before": "2026"}])
def test_all_duties_at_once_are_those_of_every_department(seeded: Store, narrowed: dict[str, object]) -> None:
    view = seeded.view()
    one_by_one = []
    for node in view.list_nodes("Department").items:
        found = duties(view, node, own=True, **narrowed)  # type: ignore[arg-type]  # keywords of both questions
        one_by_one += [(node.id, duty) for duty in (*found.page.items, *found.plan_wide)]
    at_once = every_duty(view, **narrowed)  # type: ignore[arg-type]  # keywords of both questions
    assert [(node.id, duty) for node, duty in at_once] == one_by_one
    assert one_by_one  # with `due_before` by the dates of targets, since no measure of the plan has one
