"""Findings and what goes with them over HTTP: what the founding plan leaves open, with the words that say so."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from graph.bottlenecks.findings.findings import RULES
from graph.bottlenecks.findings.thresholds import thresholds
from tests.asking import ask

PLAN = "永川府办发〔2022〕112号@重庆市/永川区"
ECO = "重庆市/永川区/ecology-environment"


def found(client: TestClient, **query: object) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = ask(client, "/api/bottlenecks", limit=500, **query)["items"]
    return items


def test_sections_22_to_24_name_nobody(client: TestClient) -> None:
    items = found(client, rule="nobody-named")
    assert [item["works"][0]["label"] for item in items] == ["（二十二）", "（二十三）", "（二十四）"]
    assert {item["tier"] for item in items} == {"A"}
    headings = [
        next(e for e in item["evidence"] if e["basis"] == "outline")["statement"]["quote"].strip() for item in items
    ]
    assert all(item["works"][0]["title"] in said for item, said in zip(items, headings, strict=True))
    assert "区碳达峰碳中和工作领导小组" in items[0]["sentence"]["zh"]


def test_the_headline_figures_have_no_owner(client: TestClient) -> None:
    items = found(client, rule="headline-unowned")
    assert len(items) == 6
    assert all(item["evidence"][0]["statement"]["quote"] for item in items)
    summary = ask(client, "/api/bottlenecks", rule="headline-unowned")["summaries"][0]
    assert summary["sentence"]["en"].startswith("6 of 6 headline targets have no owner")
    assert summary["findings"] == [item["id"] for item in items]


def test_blue_sky_has_six_leads_and_twelve_parties(client: TestClient) -> None:
    (item,) = [i for i in found(client, rule="target-many-leads") if i["works"][0]["label"] == "（十七）"]
    assert item["numbers"] | {"leads": 6, "parties": 12} == item["numbers"]
    parties = [e["party"]["quote"] for e in item["evidence"] if e["party"]]
    assert len(set(parties)) == 12
    assert "inferred" in item["sentence"]["en"]


def test_ten_of_fifteen_targets_hang_on_one_lead(client: TestClient) -> None:
    answer = ask(client, "/api/bottlenecks", rule="target-sole-lead")
    assert answer["summaries"][0]["sentence"]["en"].startswith("10 of 15 sub-targets")
    assert sorted(item["targets"] for item in answer["items"]) == [2, 3, 5]


def test_the_ecology_bureau_is_in_most_and_leads_none_alone(client: TestClient) -> None:
    (item,) = [i for i in found(client, rule="busy-department") if i["subject"] == ECO]
    assert {"total": 14, "assigned": 21, "lead": 7, "sole": 0}.items() <= item["numbers"].items()
    assert "没有一项独自牵头" in item["sentence"]["zh"]
    assert len(item["statements"]) == 14


def test_waste_is_cut_across_five_measures_and_twelve_leads(client: TestClient) -> None:
    (item,) = [i for i in found(client, rule="matter-split") if i["subject"] == "refuse"]
    assert {"measures": 5, "leads": 12}.items() <= item["numbers"].items()
    assert [work["label"] for work in item["works"]] == ["（七）", "（十一）", "（十五）", "（十八）", "（二十一）"]
    assert "垃圾" in item["sentence"]["zh"]
    assert {i["subject"] for i in found(client, rule="matter-split")} == {
        "refuse", "coal", "straw", "photovoltaics", "clean vehicles", "public bodies"
    }  # fmt: skip


def test_every_finding_opens_its_quotes(client: TestClient) -> None:
    items = found(client)
    quoted: dict[str, Any] = {e["edge"]: e for item in items for e in item["evidence"]}
    for item in items:
        assert item["evidence"], item["id"]
        assert all(e["statement"]["quote"] for e in item["evidence"] if e["basis"] != "inferred"), item["id"]
        assert set(item["statements"]) <= {edge.split("|")[-1] for edge in quoted} | set(item["statements"])
    for edge, evidence in list(quoted.items())[::7]:
        answer = ask(client, f"/api/evidence/{quote(edge)}")
        assert answer["edge"]["evidence"] == evidence


def test_findings_stand_in_order_and_in_pages(client: TestClient) -> None:
    items = found(client)
    tiers = [item["tier"] for item in items]
    assert tiers == sorted(tiers)
    assert len({item["id"] for item in items}) == len(items)
    page = ask(client, "/api/bottlenecks", offset=10, limit=4)
    assert page["items"] == items[10:14]
    assert page["total"] == len(items)
    counts = {tier["tier"]: tier["count"] for tier in page["tiers"]}
    assert counts == {tier: tiers.count(tier) for tier in counts}
    assert found(client, tier="B") == [item for item in items if item["tier"] == "B"]
    assert found(client, plan=PLAN) == items


def test_thresholds_are_shown_and_can_be_given(client: TestClient) -> None:
    answer = ask(client, "/api/bottlenecks", many_leads=6, limit=500)
    shown = {line["name"]: line["value"] for line in answer["thresholds"]}
    assert shown == {line.name: 6 if line.name == "many_leads" else line.default for line in thresholds()}
    many = [item["numbers"]["leads"] for item in answer["items"] if item["rule"] in ("target-many-leads", "many-leads")]
    assert many == [6]


def test_every_threshold_and_rule_is_a_parameter(client: TestClient) -> None:
    described = client.get("/api/openapi.json").json()["paths"]["/api/bottlenecks"]["get"]["parameters"]
    names = {parameter["name"] for parameter in described}
    assert {line.name for line in thresholds()} <= names
    (rule,) = [parameter for parameter in described if parameter["name"] == "rule"]
    assert rule["schema"]["enum"] == list(RULES)


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"plan": "没有这个计划"}, 404),
        ({"department": "没有这个局"}, 404),
        ({"rule": "no-such-rule"}, 422),
        ({"tier": "E"}, 422),
        ({"many_leads": "1"}, 400),
        ({"many_leads": "nan"}, 400),
        ({"many_leads": "three"}, 422),
        ({"limit": "0"}, 422),
    ],
)
def test_odd_questions_are_told(client: TestClient, query: Mapping[str, str], status: int) -> None:
    answer = client.get("/api/bottlenecks", params=dict(query))
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


def test_figures(client: TestClient) -> None:
    answer = ask(client, "/api/figures")
    assert (
        answer["profiles"][0] | {"measures": 24, "assigned": 21, "sole": 10, "pairs": 474, "pairs_many": 300}
        == (answer["profiles"][0])
    )
    own = answer["concentration"]["own"]
    assert (own["holders"], own["among"], own["leader"]["name"]) == (21, 39, "区发展改革委")
    assert (own["top1"], own["top3"], round(own["effective"], 2)) == (0.1444, 0.3905, 11.73)
    assert [loss["leaderless"] for loss in answer["losses"]] == [3, 5, 6, 7, 8, 9, 10, 12]
    assert answer["covers"]["target_leads"]["size"] == 3
    assert {d["name"] for d in answer["covers"]["target_leads"]["sets"][0]} == {
        "区经济信息委",
        "区农业农村委",
        "区科技局",
    }
    assert answer["depends"][0]["value"] == 3.0
    assert answer["merges"][0]["value"] == 57
    assert answer == ask(client, "/api/figures"), "a fixed seed"


def test_matrix(client: TestClient) -> None:
    answer = ask(client, "/api/matrix", plan=PLAN)
    assert [column["number"] for column in answer["columns"]][3:6] == ["（六）1.", "（六）2.", "（六）3."]
    assert sum(column["parties"] for column in answer["columns"]) == sum(len(row["cells"]) for row in answer["rows"])
    by_name = ask(client, "/api/matrix", order="name")
    names = [row["department"]["name"] for row in by_name["rows"]]
    assert names == sorted(names)
    cell = answer["rows"][0]["cells"][0]
    assert ask(client, f"/api/evidence/{quote(cell['edge'])}")["edge"]["target"] == cell["measure"]


def test_coordination_and_calls(client: TestClient) -> None:
    answer = ask(client, "/api/coordination", limit=3)
    assert answer["total"] == 193
    assert [pair["count"] for pair in answer["items"]] == [6, 5, 5]
    assert all(len(pair["measures"]) == pair["count"] for pair in answer["items"])
    calls = ask(client, "/api/departments/区生态环境局/calls", limit=1)
    assert (calls["total"], calls["items"][0]["partner"]["name"], calls["items"][0]["count"]) == (27, "区城市管理局", 6)


def test_what_if(client: TestClient) -> None:
    asked = {"changes": [{"kind": "abolish", "department": "区农业农村委"}]}
    answer = client.post("/api/what-if", json=asked)
    assert answer.status_code == 200
    body = answer.json()
    assert [work["label"] for work in body["leaderless"]] == ["（十）"]
    assert body["targets_leaderless"] == 5
    assert body["seats_saved"] == 8
    assert "target-sole-lead" in {item["rule"] for item in body["solved"]}
    assert "no-lead" in {item["rule"] for item in body["caused"]}
    assert {line["department"]["name"]: line["after"] for line in body["loads"]}["区农业农村委"] is None
    assert client.post("/api/what-if", json=asked).json() == body, "nothing is stored"


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"kind": "abolish", "department": "没有这个局"}, 404),
        ({"kind": "add-lead", "department": "区教委", "measure": "没有这项措施"}, 404),
        ({"kind": "add-lead", "department": "区教委"}, 422),
        ({"kind": "split", "department": "区教委", "new": "x", "measures": []}, 422),
        ({"kind": "dissolve", "department": "区教委"}, 422),
        ({"kind": "merge", "departments": ["区教委"], "into": "  "}, 400),
    ],
)
def test_odd_changes_are_told(client: TestClient, change: Mapping[str, object], status: int) -> None:
    answer = client.post("/api/what-if", json={"changes": [change]})
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"]


def test_threshold_of_a_what_if_must_make_sense(client: TestClient) -> None:
    change = {"kind": "rename", "department": "区教委", "name": "区教育局"}
    assert client.post("/api/what-if", json={"changes": [change], "thresholds": {"many": 1}}).status_code == 400
    done = client.post("/api/what-if", json={"changes": [change], "thresholds": {"many_leads": 5}}).json()
    assert (done["solved"], done["caused"], done["changed"]) == ([], [], [])
