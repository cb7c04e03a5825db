"""Every row of a list can be joined: it names its departments, its work and its plan by id, with the plan's place and date."""

import csv
import io

import pytest
from fastapi.testclient import TestClient

from graph.store import Store

PLAN = "永川府办发〔2022〕112号@重庆市/永川区"
BUREAU = "重庆市/永川区/ecology-environment"
OF_PLAN = {"计划标识": PLAN, "计划地域": "重庆市永川区", "计划成文日期": "2022-12-02"}
ROLES = {"牵头单位标识": "lead", "责任单位标识": "responsible", "配合单位标识": "support"}


def list_rows(client: TestClient, path: str = "/api/export/csv", **query: str) -> list[dict[str, str]]:
    answer = client.get(path, params=query)
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("name", ["duties", "targets", "measures", "deadlines", "due"])
def test_every_row_says_which_plan_from_where_and_when(client: TestClient, name: str) -> None:
    department = {"department": BUREAU} if name == "deadlines" else {}
    rows = list_rows(client, list=name, **department)
    assert rows
    for row in rows:
        assert {head: row[head] for head in OF_PLAN} == OF_PLAN


def test_duties_name_department_and_work_by_the_ids_of_the_answer(client: TestClient) -> None:
    found = client.get("/api/duties", params={"plan": PLAN, "limit": 200}).json()["items"]
    answered = {(item["department"]["id"], item["measure"]["id"], item["plan"]["id"]) for item in found}
    for rows in (list_rows(client, list="duties"), list_rows(client, "/duties", table="csv", plan=PLAN)):
        assert {(row["单位标识"], row["措施标识"], row["计划标识"]) for row in rows} == answered
        assert {row["单位所在地"] for row in rows} == {
            "重庆市永川区",
            "重庆市",
        }  # a bureau of the city has its duties too
    assert {(item["plan"]["jurisdiction"], item["plan"]["date"]) for item in found} == {("重庆市/永川区", "2022-12-02")}


def test_owners_of_targets_and_parties_of_measures_stand_in_the_order_of_their_names(
    client: TestClient, seeded: Store
) -> None:
    names = {node.id: node.text("name") for node in seeded.view().list_nodes("Department").items}
    for row in list_rows(client, list="targets"):
        for ids, shown in (("牵头单位标识", "牵头"), ("责任单位标识", "责任")):
            assert [names[key] for key in row[ids].split("\n") if key] == [n for n in row[shown].split("；") if n]
    items = client.get(f"/api/plans/{PLAN}/outline").json()["items"]
    for row, item in zip(list_rows(client, list="measures"), items, strict=True):
        for head, role in ROLES.items():
            said = [party["department"]["id"] for party in item["parties"] if party["role"] == role]
            assert row[head] == "\n".join(said)


def test_plans_are_named_by_id(client: TestClient) -> None:
    assert [row["计划标识"] for row in list_rows(client, list="plans")] == [PLAN]
