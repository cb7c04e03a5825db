"""No page says a date as programs write it: words have the form of the reader's language, attributes stay ISO 8601."""

import re
from html.parser import HTMLParser

import pytest
from fastapi.testclient import TestClient

from graph.store import Store

PLAN = "永川府办发〔2022〕112号@重庆市/永川区"
PAGES = [
    "/", "/plans", "/departments", "/departments/区生态环境局", "/departments/区生态环境局?show=lead", "/targets",
    "/targets?milestones=true", f"/plans/{PLAN}", f"/plans/{PLAN}/report", f"/plans/{PLAN}/text",
    f"/measures/{PLAN}/measure/深入打好蓝天保卫战", f"/goals/{PLAN}/goal/主要目标", f"/targets/{PLAN}/target/空气质量优良天数比例@2025", "/search?q=生态",
    "/bottlenecks", "/matrix", "/coordination", "/figures", "/what-if", "/names", "/upload", "/about",
]  # fmt: skip
ISO = re.compile(r"(?<!\d)(?:19|20)\d\d-(?:0[1-9]|1[0-2])(?:-\d\d)?(?!\d)")


class Words(HTMLParser):
    """The words of a page, and those of its `time` elements with what programs read there."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.times: list[tuple[str, str]] = []
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "link", "input", "br", "path"):
            self._open.append((tag, dict(attrs).get("datetime") or ""))

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1][0] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        tag, at = self._open[-1] if self._open else ("", "")
        if tag not in ("script", "style", "pre"):
            self.words.append(data)
        if tag == "time" and at:
            self.times.append((at, data))


def words(html: str) -> Words:
    parser = Words()
    parser.feed(html)
    return parser


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_no_page_says_a_date_as_programs_write_it(client: TestClient, path: str, language: str) -> None:
    answer = client.get(path, headers={"Accept-Language": language})
    assert answer.status_code == 200
    found = words(answer.text)
    assert ISO.findall("\n".join(found.words)) == []
    assert all(re.match(r"\d{4}(-\d\d)*", at) for at, _ in found.times)
    if language == "zh":
        assert [said for _, said in found.times if "年" not in said] == []


def test_the_dates_of_a_plan_in_both_languages(client: TestClient, seeded: Store) -> None:
    date = str(seeded.view().nodes([PLAN])[0].properties["date"])
    year, month, day = (int(part) for part in date.split("-"))
    assert f"{year}年{month}月{day}日" in client.get(f"/plans/{PLAN}", headers={"Accept-Language": "zh"}).text
    assert re.search(rf"{day} [A-Z][a-z]+ {year}", client.get(f"/plans/{PLAN}", headers={"Accept-Language": "en"}).text)
