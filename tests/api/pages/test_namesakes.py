"""Which place is meant, what a hit says, and what many plans have in common."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from api.app import create_app
from api.http.pages import page_path
from api.pages.shown.snippets import AROUND, Piece, snippet, titled
from api.settings import Settings
from graph.search.asked import asked, whole
from graph.stores.opening import open_store
from tests.several import FIRST, LATEST, MANY, MONEY, NOWHERE, OTHER_MONEY, SECOND, THIRD, TRADE, WEST, fill


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with open_store("sqlite://") as store, TestClient(create_app(fill(store), Settings(language="zh"))) as opened:
        opened.headers["Accept-Language"] = "zh"
        yield opened


def places(html: str) -> dict[str, str]:
    """Department → the small print after its name."""
    found = re.findall(r'<a href="/departments/([^"?]+)">[^<]*</a> <small class="where">([^<]*)</small>', html)
    return {unquote(unescape(link)): unescape(place) for link, place in found}


def test_departments_of_one_name_say_their_place(client: TestClient) -> None:
    listed = places(client.get("/departments").text)
    assert listed == {
        TRADE: "甲省东市", f"{WEST}/commerce": "甲省西市", MONEY: "甲省东市", OTHER_MONEY: "甲省西市", NOWHERE: "地区不明"
    }  # fmt: skip
    assert places(client.get("/").text) == listed
    assert places(client.get("/departments", params={"q": "教育"}).text) == {}
    assert places(client.get("/departments", params={"q": "商务", "offset": 1}).text) == {
        f"{WEST}/commerce": "甲省西市"
    }


def test_within_one_plan_the_name_is_enough(client: TestClient) -> None:
    assert places(client.get(page_path("departments", TRADE)).text) == {}
    assert (
        "·"
        not in re.findall(r'<datalist id="departments".*?</datalist>', client.get(f"/coordination?plan={FIRST}").text)[
            0
        ]
    )


def test_an_unknown_place_reads_as_its_plan(client: TestClient) -> None:
    html = client.get(page_path("departments", NOWHERE)).text
    assert f"{LATEST}/" not in re.sub(r"<[^>]*>", "", html)


def test_hits_by_kind(client: TestClient) -> None:
    html = client.get("/search", params={"q": "市"}).text
    tabs = dict(re.findall(r'<a href="(/search[^"]*)"[^>]*>[^<\d]*([\d,]+)</a>', re.findall(r'<p class="tabs">.*?</p>', html, flags=re.DOTALL)[0]))  # fmt: skip
    every = client.get("/api/search", params={"q": "市"}).json()["total"]
    counts = [int(count) for count in tabs.values()]
    assert counts[0] == sum(counts[1:]) == every
    for link, count in tabs.items():
        narrowed = client.get(unescape(link)).text
        assert narrowed.count('<li><span class="kind">') == min(int(count), 50)
    assert "<small>甲省西市</small>" in html


def test_a_hit_shows_the_words_that_its_title_lacks(client: TestClient) -> None:
    html = client.get("/search", params={"q": "摊位费"}).text
    (hit,) = re.findall(r"<li><span class=\"kind\">.*?</li>", html, flags=re.DOTALL)
    assert f"<small>{SECOND}</small>" in hit
    assert "由商户自愿参加，<mark>摊位费</mark>减半" in hit
    first, *_ = re.findall(
        r"<li><span class=\"kind\">.*?</li>", client.get("/search", params={"q": "集市"}).text, flags=re.DOTALL
    )
    assert "<mark>集市</mark>" in first
    assert '<p class="note"' not in first, "what the title shows, nothing else has to show"


def test_a_name_with_its_place_before_it_is_marked_in_the_title() -> None:
    bureau = {"aliases": ("永川区环保局", "区环保局")}
    line = asked("永川区生态环境局")
    assert titled("区生态环境局", line) == (Piece("区生态环境局", marked=True),)
    assert snippet(bureau, "区生态环境局", line) == ()
    assert "".join(piece.words for piece in titled("区教委", line)) == "区教委"
    assert not any(piece.marked for piece in titled("局", line))


@given(st.text("甲乙 \n（(", max_size=90), st.text("丙丁", min_size=1, max_size=4), st.text("甲乙 \n）)", max_size=90))
def test_a_snippet_is_a_slice_of_the_text(before: str, words: str, after: str) -> None:
    text = before + words + after
    found = snippet({"text": text}, "甲", whole(words))
    shown = "".join(piece.words for piece in found if piece.words != "…")
    assert [piece.words for piece in found if piece.marked] == [words]
    assert shown == text[max(len(before) - AROUND, 0) : len(before + words) + AROUND]


def test_snippets_compare_as_the_search_does() -> None:
    def shown(properties: dict[str, object], title: str, line: str) -> list[str]:
        return [f"<{p.words}>" if p.marked else p.words for p in snippet(properties, title, asked(line, literal=True))]

    assert shown({"aliases": ["甲局"], "text": "新 ＰＭ２.５\n 达标"}, "空气", '"pm2.5 达标"') == [
        "新 ",
        "<ＰＭ２.５\n 达标>",
    ]
    assert shown({"aliases": ["生态办"]}, "生态环境局", "生态办") == ["<生态办>"]
    assert shown({"text": "節約資源"}, "水", "资源") == ["節約", "<資源>"]
    assert shown({"text": "空气"}, "空气", "空气") == []
    assert shown({"text": "空气"}, "水", "土") == []
    assert shown({"text": "空气"}, "水", " ") == []


def test_a_snippet_shows_every_term_that_the_title_lacks() -> None:
    text = "治理扬尘" + "，" * 100 + "降低噪声" + "，" * 100
    found = snippet({"text": text}, "空气", asked("扬尘 噪声 空气"))
    assert [piece.words for piece in found if piece.marked] == ["扬尘", "噪声"]
    assert [piece.words for piece in found].count("…") == 3


def test_what_several_plans_have_alike_stands_once_and_unfolds(client: TestClient) -> None:
    together = client.get("/api/bottlenecks", params={"rule": "no-leads-at-all"}).json()["summaries"]
    assert {one["plan"]["id"] for one in together} == {THIRD, LATEST}
    section = re.findall(r'<h2 id="tier-note">.*?</section>', client.get("/bottlenecks").text, flags=re.DOTALL)[0]
    assert section.count(together[0]["title"]["zh"]) == 1
    assert "2份计划中共2条" in section
    unfolded = unquote(unescape(client.get("/bottlenecks?rule=no-leads-at-all").text))
    for plan in (THIRD, LATEST):
        assert plan in unfolded


def test_what_needs_attention_most_comes_first(client: TestClient) -> None:
    html = client.get("/").text
    lines = re.findall(r'<li><a href="([^"]+)">(\d+) (处可能推不动|项措施没有写明任何单位)</a>', html)
    jams = [int(count) for _, count, kind in lines if kind.startswith("处")]
    assert jams == sorted(jams, reverse=True)
    assert len(jams) == 3
    for link, count, kind in lines:
        page = client.get(unescape(link)).text
        assert f"共 {count} 条" in page if kind.startswith("处") else page.count("没有写明单位") >= int(count)
    nobody = [unquote(link) for link, _, kind in lines if kind.startswith("项")]
    assert nobody == [f"/plans/{THIRD}?show=nobody", f"/plans/{SECOND}?show=nobody"]
    every = re.search(r'<li class="all"><a href="/bottlenecks">全部 ([0-9,]+) 处</a></li>', html)
    assert every
    assert every[1] in client.get("/bottlenecks").text
    assert '<li class="all"><a href="/plans?having=nobody">全部 2 份计划</a></li>' in html
    assert client.get("/plans?having=nobody").text.count('<tr><th scope="row">') == 2
    assert MANY > 50
