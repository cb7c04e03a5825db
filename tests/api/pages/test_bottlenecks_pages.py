"""The pages on findings as a person without a script uses them, and the verbs of the command line."""

import json
import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from fastapi.testclient import TestClient

from api.answers.organisation_changes import FORMS, change_of
from api.app import create_app
from api.cli.bottlenecks import read_thresholds
from api.settings import Settings
from graph.errors import BadRequestError, SourceError
from graph.stores.opening import open_store
from tests.shell import SEED, Shell

CHANGE = '{"kind":"hand-over","department":"区碳达峰碳中和工作领导小组","to":"区发展改革委","measures":[]}'
PAGES = (
    "/bottlenecks", "/bottlenecks?folded=plan", "/bottlenecks?judged=none", "/meeting", "/bottlenecks?tier=B", "/bottlenecks?department=区教委&many_leads=5", "/matrix", "/matrix?order=lead&role=lead&q=局",
    "/coordination", "/coordination?department=区生态环境局", "/coordination?offset=50", "/figures", "/what-if", f"/what-if?change={CHANGE}",
)  # fmt: skip


def every_page(client: TestClient, path: str) -> str:
    """A page and those that its pager leads to."""
    html = client.get(path).text
    found = html
    while following := re.search(r'rel="next" href="([^"]+)"', html):
        html = client.get(unescape(following[1])).text
        found += html
    return found


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_page(client: TestClient, path: str, language: str) -> None:
    answer = client.get(path, headers={"Accept-Language": language})
    assert answer.status_code == 200
    assert not re.search(r"<[^>]* (style|on\w+)=", answer.text)
    for control in re.findall(r"<(?:input|select) id=\"([^\"]+)\"", answer.text):
        assert f'for="{control}"' in answer.text
    for table in re.findall(r"<table.*?</table>", answer.text, flags=re.DOTALL):
        assert 'scope="col"' in table


@pytest.mark.parametrize("path", PAGES)
def test_pages_without_any_plan(path: str) -> None:
    with open_store("sqlite://") as store, TestClient(create_app(store, Settings())) as empty:
        asks_for_a_name = "department=" in path or "change=" in path
        assert empty.get(path).status_code in ((200, 404) if asks_for_a_name else (200,))


def test_findings_stand_under_their_tiers_with_links_to_their_words(client: TestClient) -> None:
    html = every_page(client, "/bottlenecks?lang=zh&folded=no")
    sections = re.findall(r'<h2 id="tier-(\w+)">', html)
    assert list(dict.fromkeys(sections)) == ["A", "B", "C", "D"]
    said = text_of(html)
    for words in (
        "3项没有写明由谁负责",
        "6个没有写明由谁负责",
        "由6家牵头",
        "共涉及12家单位",
        "15个指标，有10个只系于一家",
        "21项有分工措施中的14项",
        "垃圾”出现在5项措施中",
        "牵头单位共12家",
    ):
        assert words in said
    links = {unescape(link) for link in re.findall(r'href="(/evidence/[^"]+)"', html)}
    assert len(links) > 60
    by_kind = {link.split("/evidence/")[1].split("%7C")[0]: link for link in links}
    assert by_kind.keys() == {"LEADS", "RESPONSIBLE_FOR", "HAS_TARGET", "HAS_MEASURE", "BEARS_ON"}
    assert {client.get(link).status_code for link in (*by_kind.values(), *sorted(links)[::12])} == {200}


def test_a_finding_alone_has_all_of_its_words(client: TestClient) -> None:
    listed = client.get("/api/bottlenecks").json()["items"]
    longest = max(listed, key=lambda finding: len({(e["statement"] or {}).get("start") for e in finding["evidence"]}))
    html = every_page(client, "/bottlenecks?lang=zh&folded=no")
    alone = [unescape(link) for link in re.findall(r'href="(/bottlenecks\?[^"]*finding=[^"]*)"', html)]
    assert any(client.get("/api" + link).json()["items"] == [longest] for link in alone)
    (link,) = [link for link in dict.fromkeys(alone) if client.get("/api" + link).json()["items"] == [longest]]
    words = every_page(client, link)
    edges = {unquote(edge) for edge in re.findall(r'href="/evidence/([^"]+)"', words)}
    assert edges == {evidence["edge"] for evidence in longest["evidence"]}


def test_ten_kinds_come_first_and_each_says_what_to_do_before_why(client: TestClient) -> None:
    html = client.get("/bottlenecks?lang=zh").text
    articles = re.findall(r'<article class="item finding".*?</article>', html, flags=re.DOTALL)
    assert len(articles) == 10
    for article in articles:
        assert article.index('class="act"') < article.index('class="rule"') < article.index("原文（")
    assert "写明该指标的责任单位，或在有关措施中写入该指标。" in text_of(articles[0])
    assert "全部 6 条" in text_of(articles[0])
    assert len(re.findall(r'href="/measures/', articles[0])) <= 3  # of 18 that are only inferred
    every = every_page(client, "/bottlenecks?lang=zh")
    assert len(re.findall(r'<article class="item finding"', every)) == 12
    counted = [int(n) for n in re.findall(r">全部 (\d+) 条</a>", every)]
    assert sum(counted) + 12 - len(counted) == 54


def test_the_paper_of_a_meeting_is_a_page_too(client: TestClient) -> None:
    html = client.get("/meeting?lang=zh").text
    rows = re.findall(r"<tr><td class=.number.>(\d+)</td>", html)
    assert rows == [str(number) for number in range(1, 11)]
    assert "list=meeting-annex" in html


def test_a_finding_that_is_gone_lists_nothing(client: TestClient) -> None:
    assert client.get("/bottlenecks", params={"finding": "no-lead|none"}).status_code == 200


def test_thresholds_form_asks_again(client: TestClient) -> None:
    html = client.get("/bottlenecks").text
    fields = dict(re.findall(r'<input id="\w+" name="(\w+)" type="number"[^>]* value="([^"]+)"', html))
    assert fields["many_leads"] == "3"
    html = client.get("/bottlenecks", params=fields | {"rule": "many-leads"}).text
    again = client.get("/bottlenecks", params=fields | {"many_leads": "6", "rule": "many-leads"}).text
    assert again.count('class="rule"') < html.count('class="rule"')
    assert client.get("/bottlenecks", params=fields | {"many_leads": ""}).status_code == 200


def test_matrix_marks_roles_with_letters_and_links(client: TestClient) -> None:
    html = client.get("/matrix", params={"lang": "zh"}).text
    marks = re.findall(r'<td class="heat-(\d)"><a href="(/evidence/[^"]+)" aria-label="([^"]+)">(\w)</a>', html)
    assert len(marks) == 143
    assert {mark for *_, mark in marks} == {"牵", "责"}
    assert all(label.startswith("牵头" if mark == "牵" else "责任") for _, _, label, mark in marks)
    assert sum(heat == "4" for heat, *_ in marks) == 10, "those that lead alone"
    only = client.get("/matrix", params={"role": "lead", "q": "生态"}).text
    assert len(re.findall(r'<tr[^>]*><th scope="row" class="corner"><a', only)) == 1


def test_what_if_forms_work_without_a_script(client: TestClient) -> None:
    html = client.get("/what-if").text
    assert re.findall(r'<a href="/what-if\?form=([^"#]+)#form"', html) == list(FORMS_IN_ORDER)
    for kind in FORMS_IN_ORDER:
        html = client.get("/what-if", params={"form": kind}).text
        assert re.findall(r'<input type="hidden" name="kind" value="([^"]+)">', html) == [kind]
        assert re.findall(r'<input id="[^"]*" name="(?:department|to)"[^>]* list="departments"', html) == [] or (
            '<datalist id="departments"><option value="' in html
        )
    first = client.get("/what-if", params={"kind": "abolish", "department": "区农业农村委"})
    assert first.status_code == 303
    page = client.get(first.headers["location"]).text
    assert "（十）推动农业农村绿色低碳转型" in text_of(page)
    kept = [unescape(value) for value in re.findall(r'name="change" value="([^"]*)"', page)]
    assert [json.loads(value)["kind"] for value in set(kept)] == ["abolish"]
    second = client.get(
        "/what-if",
        params={"kind": "merge", "departments": ["区林业局", "区水利局"], "into": "区林水局", "change": kept[0]},
    )
    both = client.get(second.headers["location"]).text
    drops = [unescape(link) for link in re.findall(r'class="source" href="(/what-if[^"]*)"', both)]
    assert [urlsplit(link).query.count("change=") for link in drops] == [1, 1]
    assert client.get(drops[1]).text.count("<li>") == page.count("<li>")


FORMS_IN_ORDER = ("abolish", "merge", "hand-over", "add-lead", "split", "rename")


@pytest.mark.parametrize("query", ["kind=abolish", "kind=dance", "change=nonsense", "kind=merge&into=x"])
def test_what_if_tells_what_is_missing(client: TestClient, query: str) -> None:
    assert client.get(f"/what-if?{query}").status_code == 400


def test_department_and_home_lead_to_findings(client: TestClient) -> None:
    own = client.get("/departments/区生态环境局").text
    assert 'id="findings"' in own
    assert "/bottlenecks?department=" in own
    assert 'id="findings"' not in client.get("/departments/区生态环境局?show=lead").text
    assert re.search(r'<li><a href="/bottlenecks\?plan=[^"]+">54 ', client.get("/").text)


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    run = Shell(tmp_path)
    assert run("load", SEED).returncode == 0
    return run


def test_verbs(shell: Shell, tmp_path: Path) -> None:
    said = shell("bottlenecks", "--lang", "en")
    assert "54 findings" in said.stdout
    assert "（二十三）强化责任落实 does not say who is responsible" in said.stdout
    file = tmp_path / "limits.yaml"
    file.write_text("many_leads: 6\n", encoding="utf-8")
    fewer = json.loads(shell("bottlenecks", "--json", "--thresholds", file, "--rule", "many-leads").stdout)
    assert fewer["total"] == 0
    assert fewer["thresholds"][0]["value"] == 6
    difference = json.loads(shell("what-if", "abolish 区农业农村委", "--json").stdout)
    assert difference["targets_leaderless"] == 5
    told = shell("what-if", "merge 区林业局 + 区水利局 = 区林水局", "add-lead 区林水局 = （二十二）")
    assert "1 get a lead; seats saved: 1" in told.stdout
    wrong = shell("bottlenecks", "--rule", "nothing")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "nobody-named" in wrong.stderr


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        ("abolish 甲局", {"department": "甲局"}),
        ("merge 甲局 + 乙局 = 丙局", {"departments": ["甲局", "乙局"], "into": "丙局"}),
        ("split 甲局 = 乙局: （一），（二）", {"department": "甲局", "new": "乙局", "measures": ["（一）", "（二）"]}),
        ("rename 甲局 = 乙局", {"department": "甲局", "name": "乙局"}),
        ("hand-over 甲局=乙局", {"department": "甲局", "to": "乙局", "measures": []}),
        ("hand-over 甲局 = 乙局：（一）", {"department": "甲局", "to": "乙局", "measures": ["（一）"]}),
        ("add-lead 甲局 = （一）", {"department": "甲局", "measure": "（一）"}),
    ],
)
def test_changes_on_one_line(said: str, fields: dict[str, object]) -> None:
    assert change_of(said).model_dump() == {"kind": said.split(maxsplit=1)[0], **fields}


@pytest.mark.parametrize("said", ["", "dance", "abolish", "merge 甲局", "split 甲局 = 乙局", "add-lead = （一）"])
def test_incomplete_changes(said: str) -> None:
    with pytest.raises(BadRequestError):
        change_of(said)
    assert set(FORMS) == set(FORMS_IN_ORDER)


@pytest.mark.parametrize("text", ["- 1", "many_leads: three", "a"])
def test_what_is_no_table_of_thresholds(tmp_path: Path, text: str) -> None:
    file = tmp_path / "limits.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadRequestError, match="table"):
        read_thresholds(file)
    with pytest.raises(SourceError):
        read_thresholds(tmp_path / "none.yaml")
    assert read_thresholds(None) == {}
