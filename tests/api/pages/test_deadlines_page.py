"""/deadlines as people and programs use it: seen from a day, narrowed, by quarter, taken away; marks of what has passed."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from html import unescape

import pytest
from fastapi.testclient import TestClient
from icalendar import Calendar

from api.app import create_app
from api.settings import Settings
from graph.store import Store
from tests.kinds import BOTH_STORES, empty_store
from tests.stores import NOW, Draft

OLD, NEW = "东府〔2020〕1号", "西府〔2024〕2号"
TODAY = date(2025, 11, 15)


@pytest.fixture(scope="module", params=BOTH_STORES)
def dated(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A plan that is out of force and one that is not, with work of every kind of deadline."""
    old = Draft(OLD, "2020-01-01")
    bureau = old.department("甲省/东市/finance", "市财政局", jurisdiction="甲省/东市")
    for number, deadline in enumerate(["2025", "2025-11", "2024-06", "每年12月底前", "长期坚持", ""]):
        measure = old.measure(
            str(number), f"旧事{number}", assigned=True, **({"deadline": deadline} if deadline else {})
        )
        old.duty("LEADS", bureau, measure)
    new = Draft(NEW, "2024-01-01")
    other = new.department("乙省/西市/education", "市教育局", jurisdiction="乙省/西市")
    measure = new.measure("1", "办学", assigned=True)
    new.duty("LEADS", other, measure)
    new.target(measure, "学位", value="500", unit="个", comparator=">=", deadline="2026-06")
    with empty_store(request, tmp_path_factory.mktemp("dated")) as store:
        for draft, said in (
            (old, {"number": OLD, "jurisdiction": "甲省/东市", "valid_from": "2020-01-01", "valid_until": "2025-11-01",
                   "validity": "有效期至2025年11月1日", "validity_start": 0, "validity_end": 3}),
            (new, {"number": NEW, "jurisdiction": "乙省/西市"}),
        ):  # fmt: skip
            graph, document = draft.done(**said)
            store.writer().replace(graph, document, loaded_at=NOW)
        yield store


@pytest.fixture
def client(dated: Store) -> Iterator[TestClient]:
    with TestClient(create_app(dated, Settings(today=TODAY))) as opened:
        yield opened


def titles(client: TestClient, **asked: str) -> list[str]:
    found = client.get("/api/deadlines", params=asked).json()
    return [(item["target"] or {}).get("metric") or item["measure"]["title"] for item in found["items"]]


def test_each_period_is_seen_from_the_day_that_counts_as_today(client: TestClient) -> None:
    assert client.get("/api/deadlines").json()["today"] == "2025-11-15"
    assert titles(client, when="passed") == ["旧事2"]
    assert titles(client, when="month") == ["旧事1"]
    assert titles(client, when="quarter") == titles(client, quarter="2025-Q4") == ["旧事1", "旧事0"]
    assert titles(client, when="later") == ["学位"]
    assert titles(client, when="recurring") == ["旧事3"]
    assert titles(client, when="open-ended") == ["旧事4"]
    assert titles(client, when="undated") == ["旧事5"]


def test_another_day_sees_it_otherwise(dated: Store) -> None:
    client = TestClient(create_app(dated, Settings(today=date(2027, 1, 1))))
    assert titles(client, when="passed") == ["旧事2", "旧事1", "旧事0", "学位"]


def test_department_plan_and_place_narrow(client: TestClient) -> None:
    assert titles(client, q="教育") == titles(client, place="西市") == titles(client, plan=NEW) == ["学位"]
    assert titles(client, q="教育", place="东市") == []
    assert client.get("/api/deadlines", params={"quarter": "2025"}).status_code == 400
    assert client.get("/api/deadlines", params={"when": "soon"}).status_code == 422


def test_intervals_and_plans_that_expire_are_told(client: TestClient) -> None:
    found = client.get("/api/deadlines", params={"when": "quarter"}).json()
    assert [(each["first"], each["last"], each["passed"]) for each in found["items"]] == [
        ("2025-11-01", "2025-11-30", False),
        ("2025-01-01", "2025-12-31", False),
    ]
    assert [plan["number"] for plan in found["expiring"]] == [OLD]
    assert found["quarters"] == {"2024-Q2": 1, "2025-Q4": 2, "2026-Q2": 1}


@pytest.mark.parametrize(("language", "today", "passed", "expired"), [
    ("zh", "今天是 2025年11月15日", "已过", "计划有效期已于2025年11月1日届满"),
    ("en", "Today is 15 November 2025", "passed", "plan in force until 1 November 2025"),
])  # fmt: skip
def test_the_page_marks_what_has_passed_and_what_is_out_of_force(
    client: TestClient, language: str, today: str, passed: str, expired: str
) -> None:
    shown = client.get("/deadlines", params={"when": "passed", "lang": language})
    assert shown.status_code == 200
    assert today in shown.text
    assert f'<small class="passed">{passed}</small>' in shown.text
    assert expired in shown.text
    assert "旧事2" in shown.text
    assert "旧事1" not in shown.text


def test_the_page_opens_with_this_quarter_and_every_row_opens_its_words(client: TestClient) -> None:
    shown = client.get("/deadlines", params={"lang": "zh"}).text
    assert "2025年第4季度" in shown
    assert shown.count('class="source" href="/plans/') == 2


def test_pages_of_duties_targets_measures_and_plans_mark_it_too(client: TestClient) -> None:
    for address in (f"/duties?plan={OLD}", "/departments/市财政局", f"/plans/{OLD}"):
        shown = client.get(address, params=None, headers={"accept-language": "zh"}).text
        assert "已过</small>" in shown, address
        assert ("届满" in shown) is (not address.startswith("/plans/")), address  # there it is 已过
        assert "长期坚持" in shown, address
    assert "有效期至2025年11月1日" in client.get(f"/plans/{OLD}", headers={"accept-language": "zh"}).text


def test_a_plan_says_from_when_and_until_when_it_holds(client: TestClient) -> None:
    plan = client.get(f"/api/plans/{OLD}").json()
    assert (plan["valid_from"], plan["valid_until"], plan["validity"]) == (
        "2020-01-01",
        "2025-11-01",
        "有效期至2025年11月1日",
    )


def test_the_list_is_taken_away(client: TestClient) -> None:
    text = client.get("/api/export/csv", params={"list": "due", "when": "quarter", "lang": "en"}).content.decode(
        "utf-8-sig"
    )
    head, first, second = csv.reader(io.StringIO(text))
    assert head[:6] == ["Due", "Deadline as written", "First day", "Last day", "Kind", "passed"]
    assert (first[0], first[3], second[0], second[3]) == ("2025-11", "2025-11-30", "2025", "2025-12-31")
    assert client.get("/api/export/xlsx", params={"list": "due"}).content[:2] == b"PK"
    word = client.get("/api/export/docx", params={"list": "due", "when": "later"}).content
    assert "学位" in zipfile.ZipFile(io.BytesIO(word)).read("word/document.xml").decode()


def test_the_calendar_opens_and_has_a_day_for_each_date_and_each_plan_that_expires(client: TestClient) -> None:
    answer = client.get("/api/export/ics", params={"list": "due", "when": "quarter", "lang": "zh"})
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert [(event.decoded("dtstart"), str(event["summary"])) for event in events] == [
        (date(2025, 11, 30), "旧事1"),
        (date(2025, 12, 31), "旧事0"),
        (date(2025, 11, 1), f"计划有效期届满：{client.get(f'/api/plans/{OLD}').json()['title']}"),
    ]
    assert client.get("/api/export/ics", params={"list": "duties"}).status_code == 400


@pytest.mark.parametrize(
    "asked", [{}, {"plan": OLD}, {"plan": OLD, "when": "passed"}, {"q": "财政"}, {"quarter": "2025-Q4", "plan": OLD}]
)
def test_whatever_is_offered_to_take_away_can_be_taken(client: TestClient, asked: dict[str, str]) -> None:
    page = client.get("/deadlines", params=asked).text
    links = [unescape(link) for link in re.findall(r'href="(/api/export/[^"]*)"', page)]
    assert any("list=due" in link for link in links)
    assert [link for link in links if client.get(link).status_code != 200] == []
