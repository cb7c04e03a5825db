"""The page of a search and its twin: what the words were taken for is said and can be switched off; strange input is harmless."""

import re
from html import unescape
from typing import Any

import pytest
from fastapi.testclient import TestClient


def answer(client: TestClient, **query: object) -> dict[str, Any]:
    given = client.get("/api/search", params=query)  # type: ignore[arg-type]  # words and booleans
    assert given.status_code == 200, given.text
    found: dict[str, Any] = given.json()
    return found


def shown(client: TestClient, **query: object) -> str:
    """The words of the page."""
    html = client.get("/search", params=query).text  # type: ignore[arg-type]  # words and booleans
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html.partition("<main")[2].partition("</main>")[0])).split())


def test_words_must_all_occur_in_any_order(client: TestClient) -> None:
    both = {item["id"] for item in answer(client, q="扬尘 臭氧", limit=500)["items"]}
    assert both == {item["id"] for item in answer(client, q="臭氧 扬尘", limit=500)["items"]}
    assert both == {item["id"] for item in answer(client, q="扬尘", limit=500)["items"]} & {
        item["id"] for item in answer(client, q="臭氧", limit=500)["items"]
    }
    assert both
    assert "同时含有： 扬尘 臭氧" in shown(client, q="扬尘 臭氧", lang="zh")


def test_synonyms_are_told_and_can_be_switched_off(client: TestClient) -> None:
    found = answer(client, q="固废")
    assert [also["words"] for also in found["terms"][0]["also"]] == ["固体废物", "固体废弃物"]
    literal = answer(client, q="固废", literal=True)
    assert literal["terms"][0]["also"] == []
    assert 0 < literal["total"] <= found["total"] == answer(client, q="固体废物")["total"]
    assert "“固废”也按同义词查：固体废物、固体废弃物" in shown(client, q="固废", lang="zh")
    assert "“固废” is also searched as 固体废物, 固体废弃物 (the same thing)" in shown(client, q="固废", lang="en")
    assert "只查原词，不查同义词和拼音 也查同义词和拼音" in shown(client, q="固废", literal="true", lang="zh")


@pytest.mark.parametrize("words", ["sthjj", "qsthjj", "shengtaihuanjing", "Shengtaihuanjing", "區生態環境局"])
def test_a_department_is_found_by_pinyin_initials_and_traditional_characters(client: TestClient, words: str) -> None:
    assert "区生态环境局" in [item["caption"] for item in answer(client, q=words, kind="Department")["items"]]
    assert "区生态环境局" in [
        item["name"] for item in client.get("/api/departments", params={"q": words}).json()["items"]
    ]
    assert "区生态环境局" in client.get("/departments", params={"q": words}).text


def test_counts_of_kinds_are_complete_whatever_is_shown(client: TestClient) -> None:
    found = answer(client, q="区", limit=1)
    assert found["total"] == sum(found["counts"].values())
    for kind, count in found["counts"].items():
        narrowed = answer(client, q="区", kind=kind, limit=1)
        assert (narrowed["total"], narrowed["counts"]) == (count, found["counts"])


def test_a_hit_shows_every_word_that_its_title_lacks(client: TestClient) -> None:
    html = client.get("/search", params={"q": "扬尘 臭氧"}).text
    assert {"扬尘", "臭氧"} <= set(re.findall(r"<mark>([^<]*)</mark>", html.partition('class="results"')[2]))


def test_where_nothing_holds_all_words_each_is_counted(client: TestClient) -> None:
    assert re.search(r"没有找到 分开查： 扬尘 [1-9]\d*、 天外 0", shown(client, q="扬尘 天外", lang="zh"))


@pytest.mark.parametrize(
    "words",
    ['"扬尘', "”", "NEAR(a, b)", "a* OR b", "%", "_", "\\", "names:局", "(((((", "'; DROP", "-局", "\ufffd\U0001f600", " ".join("区" * 100)],
)  # fmt: skip
def test_strange_words_are_words(client: TestClient, words: str) -> None:
    assert client.get("/search", params={"q": words}).status_code == 200
    assert client.get("/api/search", params={"q": words}).status_code == 200


def test_a_quotation_mark_alone_is_told(client: TestClient) -> None:
    assert "有一个引号没有配对，已略去" in shown(client, q='"扬尘', lang="zh")
    assert answer(client, q='"扬尘')["unpaired"] is True
    assert answer(client, q='"扬尘"')["unpaired"] is False


def test_a_line_that_is_too_long_is_refused_in_words(client: TestClient) -> None:
    refused = client.get("/api/search", params={"q": "x" * 6_000})
    assert refused.status_code == 400
    assert "search for a few words" in refused.json()["hint"]
    page = client.get("/search", params={"q": "水" * 600, "lang": "zh"})
    assert page.status_code == 400
    assert "搜索的文字超过 200 个字" in page.text
    for address in ("/api/search", "/search"):  # longer than any address that means something
        assert client.get(address, params={"q": "x" * 60_000}).status_code == 422


def test_all_hits_are_taken_away(client: TestClient) -> None:
    found = answer(client, q="固废")
    rows = client.get("/api/export/csv", params={"list": "search", "q": "固废"}).text.strip().splitlines()
    assert len(rows) == found["total"] + 1
    literal = client.get("/api/export/csv", params={"list": "search", "q": "固废", "literal": "true"}).text
    assert len(literal.strip().splitlines()) == answer(client, q="固废", literal=True)["total"] + 1
