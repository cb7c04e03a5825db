"""The pages: every one answers in both languages, from our own host only, with words from the catalogue."""

import re
from html.parser import HTMLParser

import pytest
from fastapi.testclient import TestClient

PLAN = "永川府办发〔2022〕112号@重庆市/永川区"
PAGES = (
    "/", "/plans", "/departments", "/targets", "/targets?unowned=true", "/targets?milestones=true", "/duties?q=生态环境", "/search?q=水", "/search?q=没有这样的词",
    f"/plans/{PLAN}", f"/plans/{PLAN}/text", f"/plans/{PLAN}/report", f"/measures/{PLAN}/measure/深入打好蓝天保卫战", f"/goals/{PLAN}/goal/推进重点领域绿色低碳转型",
    f"/goals/{PLAN}/goal/主要目标", "/departments/重庆市/永川区/ecology-environment", "/graph?center=区生态环境局", f"/graph?center={PLAN}",
)  # fmt: skip


class Links(HTMLParser):
    """Addresses that a page refers to, and what it could run."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.inline: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src", "action"):
                self.addresses.append(value or "")
            if name.startswith("on") or name == "style":
                self.inline.append(f"{tag} {name}")


def links(html: str) -> Links:
    parser = Links()
    parser.feed(html)
    return parser


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_page(client: TestClient, path: str, language: str) -> None:
    answer = client.get(path, headers={"Accept-Language": language})
    assert answer.status_code == 200
    assert f'lang="{"zh-CN" if language == "zh" else "en"}"' in answer.text
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy
    found = links(answer.text)
    assert found.inline == []
    assert [address for address in found.addresses if not address.startswith(("/", "#", "data:,", "?"))] == []


def test_every_link_leads_somewhere(client: TestClient) -> None:
    """Two clicks deep from the home page."""
    seen: dict[str, int] = {}
    frontier = ["/"]
    for _ in range(3):
        found: list[str] = []
        for path in frontier:
            answer = client.get(path)
            seen[path] = answer.status_code
            if answer.headers["content-type"].startswith("text/html"):
                found += [link.split("#")[0] for link in links(answer.text).addresses if link.startswith("/")]
        frontier = [path for path in dict.fromkeys(found) if path not in seen][:60]
    assert {path: status for path, status in seen.items() if status not in (200, 307, 308)} == {}
    assert len(seen) > 80


def test_language_choice_is_remembered(client: TestClient) -> None:
    assert 'lang="en"' in client.get("/?lang=en", headers={"Accept-Language": "zh"}).text
    assert 'lang="en"' in client.get("/", headers={"Accept-Language": "zh"}).text


def test_words_in_question_are_marked(client: TestClient) -> None:
    duty = client.get("/api/departments/区科技局/duties", params={"role": "lead"}).json()["items"][0]
    passage = duty["evidence"]["party"]
    text = client.get(f"/plans/{PLAN}/text", params={"start": passage["start"], "end": passage["end"]}).text
    assert re.search(r'id="here"[^>]*>区科技局<', text)


@pytest.mark.parametrize("name", ["site.css", "picture.css", "picture.js", "vis-network.min.js"])
def test_assets(client: TestClient, name: str) -> None:
    assert client.get(f"/assets/{name}").status_code == 200


@pytest.mark.parametrize("name", ["nothing.js", "..%2Fsettings.py", "%2Fetc%2Fpasswd"])
def test_no_other_file_is_served(client: TestClient, name: str) -> None:
    assert client.get(f"/assets/{name}").status_code == 404
