"""Every number on a page is a link to what it counts, and that is how many there are; no page is heavy."""

import html
import re

import pytest
from fastapi.testclient import TestClient

PLAN = "永川府办发〔2022〕112号@重庆市/永川区"
NUMBER = re.compile(r'<td class="number"><a href="([^"]+)">(\d+)</a></td>')


@pytest.mark.parametrize(
    "path",
    ["/departments", "/departments/区生态环境局", "/departments/各镇街", "/matrix", "/figures", f"/matrix?plan={PLAN}"],
)
def test_a_number_leads_to_as_many_duties(client: TestClient, path: str) -> None:
    found = NUMBER.findall(client.get(path).text)
    numbers = [(address, count) for address, count in found if address.startswith("/departments")]
    assert len(numbers) > 20
    shown = {}
    for address, count in dict.fromkeys(numbers):
        duties = client.get(html.unescape(address)).text.split('<th scope="col" class="number">')[0]
        shown[address, count] = str(duties.count('<tr><th scope="row">'))
    assert {key: rows for key, rows in shown.items() if rows != key[1]} == {}


def test_duties_of_one_plan(client: TestClient) -> None:
    found = client.get("/departments/区生态环境局", params={"plan": PLAN}).text
    assert found.count('<tr><th scope="row">') == 14
    assert "绿色低碳发展行动实施方案" in found
    assert client.get("/departments/区生态环境局", params={"plan": "没有这个计划"}).status_code == 404


def test_the_figures_of_a_plan_lead_to_what_they_count(client: TestClient) -> None:
    found = client.get(f"/plans/{PLAN}").text
    figures = dict(re.findall(r'<dt>([^<]+)</dt><dd><a href="([^"]+)">', found))
    assert list(figures) == ["措施", "责任关系", "指标", "定性目标", "未写明单位"]
    assert client.get(html.unescape(figures["指标"])).text.count("<tr><td>") == 21
    assert client.get(html.unescape(figures["定性目标"])).text.count("<tr><td>") == 1
    assert client.get(html.unescape(figures["未写明单位"])).text.count("<article") == 3


@pytest.mark.parametrize("path", [
    "/", "/plans", "/departments", "/targets", "/search?q=生态", f"/plans/{PLAN}", f"/plans/{PLAN}/text",
    f"/plans/{PLAN}/report", "/departments/区生态环境局", f"/measures/{PLAN}/measure/深入打好蓝天保卫战", f"/goals/{PLAN}/goal/推进重点领域绿色低碳转型",
    f"/targets/{PLAN}/target/空气质量优良天数比例@2025", "/upload", f"/graph?center={PLAN}",
])  # fmt: skip
def test_no_page_of_the_founding_plan_is_heavy(client: TestClient, path: str) -> None:
    assert len(client.get(path).content) < 100_000
