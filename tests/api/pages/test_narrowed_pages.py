"""Lists that are narrowed or come in parts: what they count is the whole list, and what is asked for is honoured."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.http.pages import PAGE_SIZE, page_path
from api.pages.lists.targets import ROWS
from api.settings import Settings
from graph.stores.opening import open_store
from tests.several import FIRST, MANY, MONEY, OTHER_TRADE, SCHOOLS, SECOND, THIRD, TRADE, fill


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with open_store("sqlite://") as store, TestClient(create_app(fill(store), Settings(language="zh"))) as opened:
        yield opened


def sections(html: str) -> dict[str, tuple[str, str]]:
    """Heading id → the number that it says and the number of rows below it."""
    found = re.findall(r'<h2 id="([^"]+)">.*?<small>([\d,]+)</small>.*?</h2>(.*?)</section>', html, flags=re.DOTALL)
    return {name: (number, str(rest.count("<tr>") - 1)) for name, number, rest in found if "<table" in rest}


def test_headings_of_duties_count_the_whole_list(client: TestClient) -> None:
    html = client.get(page_path("departments", TRADE)).text
    figures = client.get(f"/api/departments/{TRADE}/workload").json()
    assert (figures["lead_alone"], figures["lead_shared"], figures["support"]) == (21, 20, 20)
    assert sections(html) == {"plans": ("2", "2"), "leads_alone": ("21", "21"), "leads_jointly": ("20", "19")}
    assert "本页 19 项" in html
    links = dict(
        re.findall(r'<a href="([^"]*)">([^<]+) \d+</a>', re.findall(r'<p class="tabs groups">.*?</p>', html)[0])
    )
    assert [unquote(link).rpartition("?")[2] for link in links] == [
        "offset=0#leads_alone", "offset=0#leads_jointly", "offset=40#supports"
    ]  # fmt: skip
    second = client.get(page_path("departments", TRADE, offset=str(PAGE_SIZE))).text
    assert sections(second) == {"plans": ("2", "2"), "leads_jointly": ("20", "1"), "supports": ("20", "20")}


def test_the_timeline_counts_every_target_and_leads_to_its_page(client: TestClient) -> None:
    html = client.get("/targets").text
    line = re.findall(r'<li><a href="([^"]*)"><time[^>]*>([^<]+)</time> <b>(\d+)</b>', html)
    assert [(year, count) for _, year, count in line] == [("2022年", "1"), ("2025年", str(MANY - 5)), ("2030年", "5")]
    assert sections(html) == {"due-2022": ("1", "1"), "due-2025": (str(MANY - 5), str(ROWS - 1))}
    for link, year, _ in line:
        path, _, anchor = unescape(link).partition("#")
        assert f'<h2 id="{anchor}"><time datetime="{year[:4]}">' in client.get(path or "/targets").text
    assert sections(client.get(line[2][0].partition("#")[0]).text) == {
        "due-2025": (str(MANY - 5), "26"),
        "due-2030": ("5", "4"),
    }


def test_the_figures_of_a_department_within_a_plan_are_of_that_plan(client: TestClient) -> None:
    html = client.get(page_path("departments", TRADE, plan=SECOND)).text
    figures = dict(re.findall(r"<dt>([^<]+)</dt><dd>(?:<a[^>]*>)?([\d.]+)", html))
    twin = client.get(f"/api/departments/{TRADE}/workload", params={"plan": SECOND}).json()
    assert figures["牵头"] == figures["独自牵头"] == figures["合计"] == str(twin["total"]) == "1"
    assert figures["共同牵头"] == figures["配合"] == "0"
    for link in re.findall(r'<dd><a href="([^"]+)"', html):
        assert f"plan={SECOND}" in unquote(unescape(link))
    assert sections(html) == {"leads_alone": ("1", "1")}


@pytest.mark.parametrize(
    ("department", "query"),
    [(TRADE, {"plan": THIRD}), (OTHER_TRADE, {"show": "lead"}), (OTHER_TRADE, {"partner": SCHOOLS}), (MONEY, {"show": "lead", "plan": FIRST})],
)  # fmt: skip
def test_an_empty_list_says_so(client: TestClient, department: str, query: dict[str, str]) -> None:
    for language, words in (("zh", "没有任何一项"), ("en", "nothing so narrowed down")):
        html = client.get(page_path("departments", department, lang=language, **query)).text
        assert words in html
        assert 'href="' + unquote(page_path("departments", department)) + '"' in unquote(html)


def test_targets_due_before_a_date(client: TestClient) -> None:
    html = client.get("/targets", params={"due_before": "2025"}).text
    assert html.count('<tr><td><a href="/targets/') == client.get("/api/targets?due_before=2025").json()["total"] == 1
    assert 'name="due_before" value="2025"' in html
    twin = re.findall(r'href="(/api/targets\?[^"]+)"', html)[-1]
    assert client.get(unescape(twin)).json()["total"] == 1
    tabs = re.findall(r'<p class="tabs">(.*?)</p>', html)[0]
    assert tabs.count("due_before=2025") == 3
    assert client.get("/targets", params={"due_before": "soon"}).status_code == 400


def test_the_form_of_targets_keeps_what_is_shown(client: TestClient) -> None:
    html = client.get("/targets", params={"plan": SECOND, "due_before": "", "unowned": "false"}).text
    assert html.count('<tr><td><a href="/targets/') == 1
    assert re.search(rf'<input id="plan" name="plan"[^>]* value="{SECOND}"', html)
    assert '<input type="hidden" name="unowned" value="false">' in html
    twin = re.findall(r'href="(/api/targets\?[^"]+)"', html)[-1]
    assert client.get(unescape(twin)).status_code == 200


def test_departments_by_a_part_of_the_name(client: TestClient) -> None:
    html = client.get("/departments", params={"q": "商务"}).text
    rows = [unquote(unescape(link)) for link in re.findall(r'<tr><th scope="row"><a href="/departments/([^"]+)"', html)]
    assert rows == [TRADE, OTHER_TRADE]
    assert '<input id="name" name="q" type="search" value="商务"' in html
    twin = re.findall(r'href="(/api/workload\?[^"]+)"', html)[-1]
    assert [load["department"]["id"] for load in client.get(unescape(twin)).json()["items"]] == rows
    (table,) = re.findall(r'href="(/api/export/csv\?list=departments[^"]*)"', html)
    assert len(client.get(unescape(table)).text.splitlines()) == 3
    assert "没有找到" in client.get("/departments", params={"q": "没有这样的部门", "lang": "zh"}).text


def test_the_picture_of_a_plan(client: TestClient) -> None:
    html = client.get("/graph", params={"plan": FIRST}).text
    assert "事项1" in html
    assert "管账" not in html
    assert client.get("/graph", params={"plan": "没有这份计划"}).status_code == 404
