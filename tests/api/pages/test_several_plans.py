"""Pages over several plans: an answer about a department goes over its own plans and says so."""

import csv
import io
import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.http.pages import page_path
from api.pages.bottlenecks import MEASURES_ACROSS, WHOLE_ACROSS
from api.settings import Settings
from graph.stores.opening import open_store
from tests.several import FIRST, LATEST, MONEY, OTHER_TRADE, SCHOOLS, SECOND, THIRD, TRADE, fill
from tests.stores import NOW, Draft

FOURTH = "东府〔2024〕4号"


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with open_store("sqlite://") as store, TestClient(create_app(fill(store), Settings(language="zh"))) as opened:
        yield opened


def chosen(html: str) -> str:
    """The plan that the field stands for; it shows its number or title."""
    (found,) = re.findall(r'<input id="plan" name="plan"[^>]* data-id="([^"]*)"', html)
    return unescape(found)


def written(html: str) -> str:
    """A page with its addresses as they read."""
    return unquote(unescape(html))


def test_whom_a_department_calls_first_is_asked_of_its_own_plans(client: TestClient) -> None:
    html = client.get("/coordination", params={"department": TRADE}).text
    api = client.get(f"/api/departments/{TRADE}/calls").json()
    assert [(call["partner"]["id"], call["count"]) for call in api["items"]] == [(SCHOOLS, 60), (MONEY, 41)]
    assert re.findall(r'<td class="number"><a href="[^"]*">(\d+)</a></td><td>', html) == ["60", "41"]
    assert chosen(html) == ""
    assert "有它任务的全部计划（2 份）" in html
    for plan in (FIRST, SECOND):
        assert written(html).count(f'href="/coordination?plan={plan}&department={TRADE}"') == 1
    twin = re.findall(r'href="(/api/departments/[^"]+/calls[^"]*)"', html)[-1]
    assert client.get(unescape(twin)).json()["items"] == api["items"]
    (table,) = re.findall(r'href="(/api/export/csv\?list=calls[^"]*)"', html)
    assert len(list(csv.reader(io.StringIO(client.get(unescape(table)).text)))) == 3


def test_the_plan_that_alone_names_a_department_is_chosen(client: TestClient) -> None:
    html = client.get("/coordination", params={"department": OTHER_TRADE}).text
    assert chosen(html) == THIRD


def test_a_plan_that_does_not_name_the_department_leads_to_those_that_do(client: TestClient) -> None:
    html = client.get("/coordination", params={"department": TRADE, "plan": THIRD}).text
    assert chosen(html) == THIRD
    assert "按文字它不必找谁" not in html
    assert f'<a href="/coordination?department={TRADE}">看有它任务的 2 份计划</a>' in written(html)


def test_the_links_of_a_department_lead_to_plans_that_name_it(client: TestClient) -> None:
    html = written(client.get(page_path("departments", TRADE)).text)
    assert f'href="/coordination?department={TRADE}"' in html
    assert f'href="/what-if?plan={SECOND}"' in html
    listed = client.get("/bottlenecks", params={"department": TRADE}).text
    assert chosen(listed) == ""
    assert THIRD not in re.sub(r"<datalist.*?</datalist>", "", listed, flags=re.DOTALL)


def test_without_a_department_the_newest_plan_is_shown_as_chosen(client: TestClient) -> None:
    for path in ("/coordination", "/matrix", "/what-if"):
        assert chosen(client.get(path).text) == LATEST


@pytest.mark.parametrize("plan", [FIRST, SECOND, THIRD])
def test_a_matrix_counts_the_measures_of_its_own_plan(client: TestClient, plan: str) -> None:
    whole = client.get("/api/measures").json()["total"]  # what is kept of all plans is at hand now
    html = client.get("/matrix", params={"plan": plan}).text
    api = client.get("/api/measures", params={"plan": plan}).json()
    counted = {facet["name"]: {each["value"]: each["count"] for each in facet["values"]} for facet in api["facets"]}
    assert api["total"] < whole
    assert counted["due"]
    for name in ("due", "topic", "function"):
        (shown,) = re.findall(rf'<select name="{name}">(.*?)</select>', html) or [""]
        options = re.findall(r'<option value="([^"]+)">[^<]*\(([\d,]+)\)</option>', shown)
        assert {unescape(value): int(count.replace(",", "")) for value, count in options} == counted.get(name, {})
    said = client.get("/api/matrix", params={"plan": plan}).json()["facets"]
    assert [facet["name"] for facet in said] == [name for name in ("topic", "due", "function") if name in counted]
    assert all({each["value"]: each["count"] for each in facet["values"]} == counted[facet["name"]] for facet in said)
    for value, count in counted["due"].items():
        assert client.get("/api/matrix", params={"plan": plan, "due": value}).json()["total"] == count
    beside = html.count('<th scope="col"><a href="/measures/')
    assert beside == (api["total"] if api["total"] <= WHOLE_ACROSS else MEASURES_ACROSS)


def test_the_plans_of_a_comparison_are_called_by_what_the_form_calls_them(client: TestClient) -> None:
    refused = client.get("/compare/plans", params={"one": FIRST, "other": "东府"})
    assert refused.status_code == 300
    assert re.findall(r'<label for="again-([^"]*)">([^<]*)</label>', refused.text) == [
        ("one", "第一份"),
        ("other", "第二份"),
    ]


def test_a_heading_with_works_of_its_own_counts_in_no_matrix() -> None:
    draft = Draft(FOURTH, "2024-01-01")
    trade = draft.department(TRADE, "市商务局")
    whole = draft.measure("1", "办好市场")
    for number in range(2):
        draft.duty("LEADS", trade, draft.measure(f"1{number}", f"分项{number}", parent=whole, assigned=True))
    graph, document = draft.done(number=FOURTH)
    with open_store("sqlite://") as store, TestClient(create_app(fill(store), Settings(language="zh"))) as client:
        store.writer().replace(graph, document, loaded_at=NOW)
        said = client.get("/api/matrix", params={"plan": FOURTH}).json()
        counted = {
            facet["name"]: [(each["value"], each["count"]) for each in facet["values"]] for facet in said["facets"]
        }
        assert said["total"] == 2
        assert counted["due"] == [("undated", 2)]
        assert client.get("/api/matrix", params={"plan": FOURTH, "due": "undated"}).json()["total"] == 2
