"""Forms as a clerk fills them in: what is not touched is not looked up, what is refused comes back, what is saved is said."""

import html
import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph.stores.opening import open_store
from tests.names import AIR, ECO, NEW_PLAN, OPEN, PLACE, fill
from tests.stores import NOW, Draft

ELSEWHERE = "甲省/丙区"
OTHER_ECO = f"{ELSEWHERE}/ecology-environment"
ZH, EN = {"Accept-Language": "zh"}, {"Accept-Language": "en"}


@pytest.fixture
def client() -> Iterator[TestClient]:
    """The two plans, and one of another district whose ecology bureau bears the same name."""
    draft = Draft("丙府〔2022〕3号", "2022-08-01")
    eco = draft.department(OTHER_ECO, "区生态环境局", jurisdiction=ELSEWHERE, level="county")
    work = draft.measure("1", "治理河流", assigned=True)
    draft.duty("LEADS", eco, work)
    draft.duty("SUPPORTS", draft.department(f"{ELSEWHERE}/unresolved/区河流办", "区河流办", kind="unresolved",
                                            jurisdiction=ELSEWHERE, level="county"), work, order=2)  # fmt: skip
    with open_store("sqlite://") as store:
        fill(store).writer().replace(*draft.done(number="丙府〔2022〕3号", jurisdiction=ELSEWHERE), loaded_at=NOW)
        with TestClient(create_app(store, Settings(user="clerk"))) as opened:
            yield opened


def duty(client: TestClient, department: str, work: str) -> str:
    """The id of the department's duty in a measure."""
    found = client.get(f"/api/measures/{work}").json()
    return str(next(p["evidence"]["edge"] for p in found["parties"] if p["department"]["id"] == department))


def fields(page: str, action: str = "/corrections", method: str = "post") -> dict[str, str]:
    """The hidden and prefilled fields of the first form of a page that goes there, by name."""
    form = re.search(rf'<form[^>]*method="{method}" action="{action}"[^>]*>(.*?)</form>', page, re.DOTALL)
    assert form
    inputs = re.findall(r"<input[^>]*>", form[1])
    told = [(re.search(r' name="([^"]*)"', one), re.search(r' value="([^"]*)"', one)) for one in inputs]
    return {html.unescape(name[1]): html.unescape(value[1]) if value else "" for name, value in told if name}


def correcting(client: TestClient, edge: str) -> dict[str, str]:
    """What the form for correcting a duty holds before anybody types."""
    page = client.get(f"/evidence/{edge}").text
    return fields(page[page.index('id="correct-duty"') :])


def test_a_role_is_corrected_though_others_bear_the_departments_name(client: TestClient) -> None:
    filled = correcting(client, duty(client, ECO, AIR))
    assert filled["department"] == "区生态环境局"
    after = client.post("/corrections", data=filled | {"role": "support"}, headers=ZH)
    assert after.status_code == 200
    assert after.url.path.startswith("/evidence/SUPPORTS|")
    assert ECO in after.url.path
    assert "已保存" in after.text
    assert "saved=" in str(after.url)


@pytest.mark.parametrize(("headers", "words"), [(ZH, "是哪一个"), (EN, "Which one?")])
def test_a_name_that_several_bear_is_chosen_where_the_form_comes_back(
    client: TestClient, headers: dict[str, str], words: str
) -> None:
    filled = correcting(client, duty(client, OPEN, f"{NEW_PLAN}/measure/2"))
    typed = filled | {"role": "guide", "department": "区生态环境局", "why": "电话核实"}
    refused = client.post("/corrections", data=typed, headers=headers)
    assert refused.status_code == 300
    assert words in refused.text
    assert "<details" not in refused.text.partition('class="again"')[2]
    again = fields(refused.text)
    assert (again["why"], again["subject"]) == ("电话核实", filled["subject"])
    assert '<option value="guide" selected>' in refused.text
    buttons = re.findall(r'<button name="department" value="([^"]*)">', refused.text)
    assert sorted(buttons) == sorted([ECO, OTHER_ECO])
    done = client.post("/corrections", data=again | {"role": "guide", "department": [again["department"], ECO]})
    assert done.status_code == 200
    assert done.url.path.startswith("/evidence/GUIDES|")
    assert "电话核实" in done.text


@pytest.mark.parametrize(("written", "day"), [
    ("2026年11月30日", "2026-11-30"), ("2026/11/30", "2026-11-30"), ("2026-11-30", "2026-11-30"), ("2026.11", "2026-11"),
    ("2026 年 3 月", "2026-03"), ("2026年底", "2026"), ("30 November 2026", "2026-11-30"), ("November 2026", "2026-11"),
])  # fmt: skip
def test_days_are_taken_as_the_site_and_people_write_them(client: TestClient, written: str, day: str) -> None:
    subject = duty(client, ECO, AIR)
    said = {"kind": "progress", "subject": subject, "state": "done", "date": written, "note": "第一行\r\n第二行"}
    assert client.post("/corrections", data=said | {"back": "/progress"}).status_code == 200
    report = client.get("/api/decisions").json()["items"][-1]
    assert report["values"]["date"] == day
    asked = client.get("/duties", params={"due_before": written}, headers=ZH)
    assert asked.status_code == 200
    assert f'value="{day}"' in asked.text
    assert client.get("/api/duties", params={"due_before": written, "q": "局"}).status_code == 200


@pytest.mark.parametrize("wrong", ["明天", "2026年2月30日", "2026-13", "soon"])
def test_what_is_no_day_comes_back_with_all_that_was_typed(client: TestClient, wrong: str) -> None:
    subject = duty(client, ECO, AIR)
    said = {
        "kind": "progress",
        "subject": subject,
        "state": "done",
        "date": wrong,
        "note": "已完成 <一半>",
        "contact": "王",
    }
    refused = client.post("/corrections", data=said | {"back": f"/evidence/{subject}#progress"}, headers=ZH)
    assert refused.status_code == 400
    assert re.search(r'name="date"[^>]*aria-invalid="true"', refused.text)
    assert "已完成 &lt;一半&gt;</textarea>" in refused.text
    assert '<option value="done" selected>' in refused.text
    assert fields(refused.text)["contact"] == "王"
    assert "返回刚才的页面" in refused.text
    filtered = client.get("/duties", params={"due_before": wrong, "q": "局"}, headers=ZH)
    assert filtered.status_code == 422
    assert fields(filtered.text, "/duties", "get")["q"] == "局"


@pytest.mark.parametrize(("headers", "who"), [(ZH, "填报人：clerk"), (EN, "Reported by: clerk")])
def test_it_is_said_who_reports(client: TestClient, headers: dict[str, str], who: str) -> None:
    page = client.get(f"/measures/{AIR}", headers=headers).text
    assert who in page
    assert "RESPGRAPH_USER" not in page


def test_a_duty_is_reported_on_in_one_place(client: TestClient) -> None:
    """The page of the measure, for the whole or for one department; that of the duty leads there, and its department shows it."""
    subject = duty(client, ECO, AIR)
    words = client.get(f"/evidence/{subject}", headers=ZH).text
    assert f'href="/measures/{AIR}#report"' in words
    assert 'name="state"' not in words
    page = client.get(f"/measures/{AIR}", headers=ZH).text
    assert f'<option value="{subject}">' in page
    assert f'<option value="{AIR}">整项措施</option>' in page
    data = {"kind": "progress", "subject": subject, "state": "under-way", "back": f"/measures/{AIR}"}
    assert client.post("/corrections", data=data, headers=ZH).status_code in (200, 303)
    assert "推进中" in client.get(f"/departments/{ECO}", headers=ZH).text


def test_without_a_name_the_computers_user_is_said_to_sign() -> None:
    with open_store("sqlite://") as store, TestClient(create_app(fill(store), Settings(user=""))) as opened:
        assert "RESPGRAPH_USER" in opened.get("/names", headers=ZH).text


def test_what_was_decided_stays_folded_where_its_card_stood(client: TestClient) -> None:
    page = client.get("/names", headers=ZH).text
    cards = re.findall(r'<h2 id="name-\d+"><a href="/departments/([^"]+)"', page)
    assert len(cards) == 3
    said = {"kind": "collective", "subject": OPEN, "offset": "0", "at": "1"}
    after = client.post("/names", data=said, headers=ZH)
    assert "已保存" in after.text
    assert str(after.history[0].headers["location"]).endswith("#decided")
    articles = re.findall(r'<article class="item doubt( settled)?"', after.text)
    assert articles == ["", " settled", ""]
    stub = fields(after.text[after.text.index('id="decided"') :], "/names")
    taken = client.post("/names", data={"undo": stub["undo"]}, headers=EN)
    assert "Undone" in taken.text


def test_names_are_narrowed_by_place_and_ones_own_come_first(client: TestClient) -> None:
    shown = client.get("/names", params={"place": ELSEWHERE}, headers=ZH).text
    assert "区河流办" in shown
    assert "区生态保护办" not in shown
    assert client.get("/api/names/review", params={"place": "甲省丙区"}).json()["total"] == 1
    assert client.get("/api/names/review", params={"place": PLACE}).json()["total"] == 1
    assert client.get("/api/names/review", params={"department": OPEN}).json()["total"] == 1
    client.post("/mine", data={"department": OTHER_ECO})
    first = re.search(r'<h2 id="name-1">.*?</h2>', client.get("/names", headers=ZH).text)
    assert first
    assert "区河流办" in first[0]


def test_the_page_of_words_offers_every_unit_of_its_statement(client: TestClient) -> None:
    edge = duty(client, ECO, AIR)
    page = client.get(f"/evidence/{edge}", headers=ZH).text
    evidence = client.get(f"/api/evidence/{edge}").json()["edge"]["evidence"]["statement"]
    same = [
        p["evidence"]["edge"] for p in client.get(f"/api/measures/{AIR}").json()["parties"]
        if p["evidence"]["statement"] == evidence
    ]  # fmt: skip
    assert (len(same) > 1) == ("同一句话里的各单位" in page)
