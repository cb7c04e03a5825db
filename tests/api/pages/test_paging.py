"""Long pages come in parts: nothing is lost or shown twice between them, and what an address asks for is on its part."""

import re
from html import unescape

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from api.pages.lists.targets import ROWS
from api.pages.shown.text_parts import LONGEST, part_at

PLAN = "永川府办发〔2022〕112号@重庆市/永川区"
LINES = st.text(st.sampled_from("甲乙 \n"), max_size=300)


@given(LINES, st.integers(0, 50), st.integers(1, 40))
def test_every_character_is_in_exactly_one_part(text: str, offset: int, longest: int) -> None:
    part = part_at(text, offset, None, longest=longest)
    assert (part.start, part.number, part.previous) == (offset, 1, None)
    found = text[: part.end - offset]
    while part.next is not None:
        following = part_at(text, offset, part.next, longest=longest)
        assert (following.start, following.previous) == (part.end, part.start)
        assert (following.number, following.total) == (part.number + 1, part.total)
        assert 0 < following.end - following.start <= longest
        found += text[following.start - offset : following.end - offset]
        part = following
    assert found == text
    assert part.number == part.total


@given(LINES.filter(bool), st.integers(0, 50), st.integers(1, 40), st.data())
def test_the_part_of_a_place_holds_it(text: str, offset: int, longest: int, data: st.DataObject) -> None:
    place = data.draw(st.integers(offset, offset + len(text) - 1))
    part = part_at(text, offset, place, longest=longest)
    assert part.start <= place < part.end


def test_places_outside_the_text() -> None:
    assert part_at("甲\n乙\n", 10, 0, longest=2).number == 1
    assert part_at("甲\n乙\n", 10, 99, longest=2).number == 2
    assert part_at("", 10, None).end == 10


def test_parts_end_with_lines_where_they_can() -> None:
    assert part_at("甲甲\n乙乙\n丙丙\n", 0, None, longest=7).end == 6
    assert part_at("甲甲甲甲甲甲\n", 0, None, longest=4).end == 4


def shown(html: str) -> str:
    (text,) = re.findall(r'<div class="fulltext" lang="zh-CN">(.*?)</div>', html, flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]*>", "", text))


@pytest.mark.parametrize("longest", [500, LONGEST])
def test_the_pages_of_a_text_hold_it_once(client: TestClient, monkeypatch: pytest.MonkeyPatch, longest: int) -> None:
    monkeypatch.setitem(part_at.__kwdefaults__ or {}, "longest", longest)
    whole = client.get(f"/api/plans/{PLAN}/text").json()["text"]
    html = client.get(f"/plans/{PLAN}/text").text
    assert 'rel="prev"' not in html
    found = shown(html)
    while following := re.search(r'rel="next" href="([^"]+)"', html):
        html = client.get(unescape(following[1])).text
        twin = re.search(r'<a href="(/api/plans/[^"]+)"', html.rpartition("<footer>")[2])
        assert twin
        assert client.get(unescape(twin[1])).json()["text"] == shown(html)
        found += shown(html)
    assert found == whole


def test_words_across_a_border_open_where_they_begin(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(part_at.__kwdefaults__ or {}, "longest", 500)
    whole = client.get(f"/api/plans/{PLAN}/text").json()
    border = part_at(whole["text"], whole["start"], None).end
    ask = {"start": str(border - 20), "end": str(border + 20), "lang": "zh"}
    html = client.get(f"/plans/{PLAN}/text", params=ask).text
    assert len(re.findall('id="here"', html)) == 1
    assert marked(html) == whole["text"][border - 20 - whole["start"] : border - whole["start"]]
    (rest,) = re.findall(r'<p class="note"><a href="([^"]+)">这些文字延续到下一部分', html)
    following = client.get(unescape(rest)).text
    assert len(re.findall('id="here"', following)) == 1
    assert marked(following) == whole["text"][border - whole["start"] : border + 20 - whole["start"]]


def marked(html: str) -> str:
    runs = re.findall(r'<(?:a|mark) class="(?:span )?here"[^>]*>([^<]*)<', html)
    return unescape("".join(runs))


def test_evidence_opens_the_part_with_its_words(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(part_at.__kwdefaults__ or {}, "longest", 500)
    parties = [party for item in client.get(f"/api/plans/{PLAN}/outline").json()["items"] for party in item["parties"]]
    assert len(parties) > 100
    for party in parties[::25]:
        page = client.get(f"/evidence/{party['evidence']['edge']}").text
        (link,) = re.findall(r'href="(/plans/[^"]+/text\?[^"#]+)#here"', page)
        assert party["evidence"]["statement"]["quote"].startswith(marked(client.get(unescape(link)).text)[:20])


def test_pages_of_measures_make_the_matrix(client: TestClient) -> None:
    whole = client.get("/api/matrix", params={"limit": 500}).json()
    columns, cells = [], set()
    for offset in range(0, whole["total"], 7):
        part = client.get("/api/matrix", params={"limit": 7, "offset": offset}).json()
        columns += part["columns"]
        own = {column["measure"]["id"] for column in part["columns"]}
        for row in part["rows"]:
            assert {cell["measure"] for cell in row["cells"]} <= own
            assert row["cells"]
            cells |= {cell["edge"] for cell in row["cells"]}
    assert columns == whole["columns"]
    assert cells == {cell["edge"] for row in whole["rows"] for cell in row["cells"]}


def test_departments_of_the_figures_are_paged(client: TestClient) -> None:
    whole = client.get("/api/figures").json()
    parts = [client.get("/api/figures", params={"limit": 20, "offset": at}).json() for at in (0, 20, 40)]
    assert [place for part in parts for place in part["places"]] == whole["places"]
    assert {part["total"] for part in parts} == {len(whole["places"])}
    assert {part["offset"] for part in parts} == {0, 20, 40}


@pytest.mark.parametrize(
    "path",
    ["/departments?offset=20", "/coordination?from_row=20", "/coordination?from_call=3&department=区生态环境局", "/figures?offset=20",
     "/figures?from_plan=9", "/matrix?offset=20", "/names?offset=20", "/bottlenecks?offset=25", f"/plans/{PLAN}?offset=20",
     f"/plans/{PLAN}/text?offset=99999", "/targets?offset=60", "/plans?offset=3", "/search?q=生态&offset=9"],
)  # fmt: skip
def test_any_page_of_a_list_answers(client: TestClient, path: str) -> None:
    for language in ("zh", "en"):
        assert client.get(path, headers={"Accept-Language": language}).status_code == 200


def test_the_pager_walks_the_list(client: TestClient) -> None:
    html = client.get("/targets").text
    total = client.get("/api/targets", params={"by_deadline": "true", "limit": 1}).json()["total"]
    assert len(re.findall(r'<tr><td><a href="/targets/', html)) == min(total, ROWS)
    listed = re.findall(r'<tr><th scope="row"><a href="(/departments/[^"]+)"', client.get("/departments").text)
    second = client.get("/departments?offset=7").text
    assert re.findall(r'<tr><th scope="row"><a href="(/departments/[^"]+)"', second) == listed[7:]
    assert re.findall(r'rel="prev" href="([^"]+)"', second) == ["/departments?offset=0"]
