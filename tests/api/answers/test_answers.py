"""The questions over HTTP, on the seed plan, for the figures of the founding plan."""

from fastapi.testclient import TestClient

from tests.asking import ask

PLAN = "永川府办发〔2022〕112号@重庆市/永川区"
ECOLOGY = "重庆市/永川区/ecology-environment"


def test_everything_the_ecology_and_environment_bureau_leads(client: TestClient) -> None:
    found = ask(client, "/api/departments/Ecology and Environment Bureau/duties", role="lead")
    labels = [item["measure"]["label"] for item in found["items"]]
    assert labels == ["（十三）", "（十六）", "（十七）", "（十八）", "（十九）", "（二十）", "（二十一）"]
    assert found["total"] == 7
    assert all(item["role"] == "lead" for item in found["items"])
    assert all(item["evidence"]["party"]["quote"] == "区生态环境局" for item in found["items"])
    assert all("牵头单位：" in item["evidence"]["statement"]["quote"] for item in found["items"])
    assert found["about"]["plans"] == [PLAN]


def test_any_name_finds_the_department(client: TestClient) -> None:
    names = (
        "区生态环境局",
        "永川区生态环境局",
        "生态环境局",
        "Yongchuan District Ecology and Environment Bureau",
        ECOLOGY,
    )
    assert {ask(client, f"/api/departments/{name}")["id"] for name in names} == {ECOLOGY}


def test_quotes_are_the_text_at_their_spans(client: TestClient) -> None:
    found = ask(client, "/api/departments/区生态环境局/duties")
    assert found["total"] == 14
    for item in found["items"]:
        for passage in (item["evidence"]["statement"], item["evidence"]["party"]):
            text = ask(client, f"/api/plans/{PLAN}/text", start=passage["start"], end=passage["end"])
            assert text["text"] == passage["quote"]


def test_workload(client: TestClient) -> None:
    load = ask(client, "/api/departments/区发展改革委/workload")
    figures = {
        name: load[name] for name in ("lead", "lead_alone", "lead_shared", "responsible", "total", "own_share", "seats")
    }
    assert figures == {
        "lead": 5, "lead_alone": 2, "lead_shared": 3, "responsible": 7, "total": 12, "own_share": 3.0333, "seats": 15.133,
    }  # fmt: skip


def test_workload_of_all_in_order(client: TestClient) -> None:
    found = ask(client, "/api/workload")
    assert (found["total"], found["measures"]) == (39, 21)
    names = [item["department"]["name"] for item in found["items"][:4]]
    assert names == ["区生态环境局", "区发展改革委", "区城市管理局", "区农业农村委"]
    assert sum(item["lead"] for item in found["items"]) == 51
    assert sum(item["responsible"] for item in found["items"]) == 92


def test_duties_are_paged(client: TestClient) -> None:
    whole = ask(client, "/api/departments/区生态环境局/duties")["items"]
    second = ask(client, "/api/departments/区生态环境局/duties", limit=5, offset=5)
    assert second["total"] == 14
    assert second["items"] == whole[5:10]


def test_partners(client: TestClient) -> None:
    found = ask(client, "/api/departments/区生态环境局/partners")
    first = {item["department"]["name"]: item for item in found["items"][:3]}
    assert set(first) == {"区发展改革委", "区城市管理局", "区经济信息委"} or first["区城市管理局"]["together"] == 7
    city = next(item for item in found["items"] if item["department"]["name"] == "区城市管理局")
    assert (city["together"], city["both_lead"]) == (7, 4)


def test_measure(client: TestClient) -> None:
    sky = ask(client, f"/api/measures/{PLAN}/measure/深入打好蓝天保卫战")
    assert sky["label"] == "（十七）"
    assert [party["role"] for party in sky["parties"]].count("lead") == 6
    assert len(sky["parties"]) == 12
    assert {link["node"]["metric"] for link in sky["bears_on"]} == {"空气质量优良天数比例", "细颗粒物年均浓度"}
    assert all(link["inferred"] and link["measure_words"] and link["target_words"] for link in sky["bears_on"])
    assert [goal["label"] for goal in sky["serves"]] == ["五、"]


def test_goal_says_who_must_sit_at_one_table(client: TestClient) -> None:
    goal = ask(client, f"/api/goals/{PLAN}/goal/推进重点领域绿色低碳转型")
    assert [part["label"] for part in goal["parts"]] == ["（六）"]
    assert [line["measure"]["label"] for line in goal["measures"]] == ["（七）", "（八）", "（九）", "（十）"]
    assert all(line["parties"] for line in goal["measures"])


def test_targets_and_their_owners(client: TestClient) -> None:
    unowned = ask(client, "/api/targets", unowned=True)
    assert unowned["total"] == 6
    assert {item["holder"]["title"] for item in unowned["items"]} == {"主要目标"}
    assert sorted(item["kind"] for item in unowned["items"]) == [
        "class",
        "class",
        "number",
        "number",
        "number",
        "number",
    ]
    owned = ask(client, "/api/targets", unowned=False)
    assert owned["total"] == 15
    assert len({item["holder"]["id"] for item in owned["items"]}) == 6
    deferred = [item for item in ask(client, "/api/targets", milestones=True)["items"] if item["kind"] == "deferred"]
    assert len(deferred) == 1


def test_search_names_first(client: TestClient) -> None:
    found = ask(client, "/api/search", q="蓝天")
    assert found["items"][0]["caption"].find("蓝天") >= 0
    assert ask(client, "/api/search", q="林业局", kind="Department")["items"][0]["caption"] == "区林业局"


def test_subgraph_is_a_part_of_the_graph(client: TestClient) -> None:
    found = ask(client, "/api/subgraph", center=ECOLOGY)
    ids = {node["id"] for node in found["nodes"]}
    assert len(ids) == 15
    assert {edge["source"] for edge in found["edges"]} | {edge["target"] for edge in found["edges"]} <= ids
    leads = ask(client, "/api/subgraph", center=ECOLOGY, roles="lead")
    assert len(leads["nodes"]) == 8
    assert ask(client, "/api/subgraph", center=ECOLOGY, limit=3)["truncated"] is True


def test_way_between_two_departments(client: TestClient) -> None:
    found = ask(client, "/api/paths", **{"from": ECOLOGY, "to": "重庆市/永川区/science-technology"})
    assert [node["kind"] for node in found["nodes"]] == ["Department", "Measure", "Department", "Measure", "Department"]
    assert len(found["edges"]) == 4


def test_evidence_names_the_line(client: TestClient) -> None:
    duty = ask(client, "/api/departments/区科技局/duties", role="lead")["items"][0]
    found = ask(client, f"/api/evidence/{duty['evidence']['edge']}")
    assert found["source"]["caption"] == "区科技局"
    assert found["file_name"] == "yongchuan-2022-112.txt"
    assert [origin["place"].split()[0] for origin in found["origins"]] == ["line"]


def test_evidence_stands_in_its_text(client: TestClient) -> None:
    """Before, words and after are one piece of the plan's text, in whole lines."""
    duty = ask(client, "/api/departments/区生态环境局/duties")["items"][0]
    found = ask(client, f"/api/evidence/{duty['evidence']['edge']}")
    said = found["edge"]["evidence"]["statement"]
    start = said["start"] - len(found["before"])
    end = said["end"] + len(found["after"])
    text = ask(client, f"/api/plans/{PLAN}/text", start=start - 1, end=end + 1)["text"]
    assert text[1:-1] == found["before"] + said["quote"] + found["after"]
    assert (text[0], text[-1]) == ("\n", "\n")
    assert 0 < len(found["before"]) <= 240


def test_outline_in_text_order(client: TestClient) -> None:
    found = ask(client, f"/api/plans/{PLAN}/outline")
    kinds = [item["work"]["kind"] for item in found["items"]]
    assert (kinds.count("Goal"), kinds.count("Measure")) == (8, 24)
    nobody = [
        item["work"]["label"] for item in found["items"] if item["work"]["kind"] == "Measure" and not item["parties"]
    ]
    assert nobody == ["（二十二）", "（二十三）", "（二十四）"]


def test_what_prose_says_is_listed_apart(client: TestClient) -> None:
    found = ask(client, f"/api/plans/{PLAN}/outline")
    said = [*found["also_mentioned"], *(party for item in found["items"] for party in item["also_mentioned"])]
    assert {"区碳达峰碳中和工作领导小组", "区级有关部门和单位"} <= {party["department"]["name"] for party in said}


def test_report_accounts_for_the_reading(client: TestClient) -> None:
    report = ask(client, f"/api/plans/{PLAN}/report")
    assert report["figures"]["role_edges"] == 143
    assert report["figures"]["problems"] == len(report["problems"])


def test_health_and_status(client: TestClient) -> None:
    assert ask(client, "/api/health")["status"] == "ok"
    status = ask(client, "/api/status")
    assert {kind: status["nodes"][kind] for kind in ("Department", "Measure", "Goal")} == {
        "Department": 41, "Measure": 24, "Goal": 8,
    }  # fmt: skip
