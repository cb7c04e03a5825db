"""Uploads: what would change is said before anything does, files that can't be read are told, other sites are refused."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from api.app import PAGES, ROUTERS, create_app
from api.settings import Settings
from graph.store import Store
from seeds.shelf import seed_plans
from tests.folders import TESTS

WATER = TESTS / "data" / "water-plan.txt"
KEY = "清川府办发〔2024〕18号"


@pytest.fixture
def empty(store: Store) -> Iterator[TestClient]:
    with TestClient(create_app(store, Settings()), follow_redirects=False) as opened:
        yield opened


def post(client: TestClient, file: bytes, *, name: str = "plan.txt", path: str = "/api/plans", **more: Any) -> Any:
    return client.post(path, files={"file": (name, file)}, **more)


def test_preview_then_load_then_again(empty: TestClient) -> None:
    data = WATER.read_bytes()
    seen = post(empty, data, params={"preview": "true"}).json()
    assert not seen["loaded"]
    assert [plan["outcome"] for plan in seen["plans"]] == ["added"]
    assert empty.get("/api/plans").json()["total"] == 0
    done = post(empty, data).json()
    assert done["loaded"]
    assert done["plans"] == seen["plans"]
    assert {duty["sign"] for duty in done["plans"][0]["duties"]} == {"added"}
    again = post(empty, data).json()["plans"][0]
    assert (again["outcome"], again["duties"], again["targets"]) == ("unchanged", [], [])

    changed = data.decode().replace("市住房城乡建设局、市财政局", "市住房城乡建设局、市审计局").encode()
    foreseen = post(empty, changed, params={"preview": "true"}).json()["plans"][0]
    assert foreseen["outcome"] == "changed"
    signs = {(duty["sign"], duty["department"]["name"]) for duty in foreseen["duties"]}
    assert {("added", "市审计局"), ("dropped", "市财政局")} <= signs
    assert all(duty["evidence"]["statement"]["quote"] for duty in foreseen["duties"])


def test_the_page_without_a_script(empty: TestClient) -> None:
    form = empty.get("/upload").text
    assert 'enctype="multipart/form-data"' in form
    seen = post(empty, WATER.read_bytes(), path="/upload")
    assert "将会加入" in seen.text
    assert "市水利局" in seen.text
    assert empty.get("/api/plans").json()["total"] == 0
    token = seen.text.split('name="token" value="')[1].split('"')[0]
    done = empty.post("/upload/confirm", data={"token": token})
    assert "已加入新的计划" in done.text
    assert empty.get(f"/api/plans/{KEY}").status_code == 200
    assert empty.post("/upload/confirm", data={"token": token}).status_code == 400


def test_a_file_that_would_drop_most_duties_is_warned_of(client: TestClient) -> None:
    """Such as a report on the plan, which bears the plan's number."""
    report = "永川区人民政府办公室\n永川府办发〔2022〕112号\n一、做法\n（一）宣传。（牵头单位：区科技局）\n"
    page = post(client, report.encode(), path="/upload").text
    assert "会去除已有计划" in page
    whole = post(
        client, seed_plans()[0].read_bytes().replace("区科技局".encode(), "区科委".encode()), path="/upload"
    ).text
    assert "会去除已有计划" not in whole
    assert "责任" in whole


def test_what_is_stated_of_a_file_is_kept(empty: TestClient) -> None:
    text = "一、工作任务\n（一）管好水库。加强巡查。（牵头单位：市水利局）\n".encode()
    answer = post(empty, text, data={"title": "水库管理方案", "number": "试发〔2025〕3号", "date": "2025-03-01"}).json()
    assert answer["plans"][0]["plan"] == {
        "id": "试发〔2025〕3号",
        "title": "水库管理方案",
        "number": "试发〔2025〕3号",
        "jurisdiction": "?/试发〔2025〕3号",
        "date": "2025-03-01",
        "valid_until": "",
    }
    assert post(empty, text).json()["plans"][0]["outcome"] == "unchanged"


@pytest.mark.parametrize(("data", "words"), [
    (b"", "empty"), (b"\x00\x01\x02\x03" * 50, ""), (b"%PDF-1.7 nothing", ""), (b"PK\x03\x04broken", ""),
])  # fmt: skip
def test_a_file_that_can_not_be_read_is_told(client: TestClient, data: bytes, words: str) -> None:
    answer = post(client, data, name="x.bin", params={"preview": "true"})
    assert answer.status_code == 422
    assert answer.json()["type"] == "urn:respgraph:problem:unreadable-file"
    assert words in answer.json()["detail"]
    page = post(client, data, name="x.bin", path="/upload")
    assert page.status_code == 422
    assert 'class="alert"' in page.text


def test_a_form_without_a_file(client: TestClient) -> None:
    assert client.post("/api/plans", data={"title": "x"}).status_code == 400
    assert client.post("/api/plans", content=b"x", headers={"Content-Type": "text/plain"}).status_code == 400


def test_too_large_a_file_is_refused_before_it_is_kept(seeded: Store) -> None:
    with TestClient(create_app(seeded, Settings(upload_limit=1000))) as small:
        assert post(small, b"x" * 200_000).status_code == 413
        assert post(small, b"x" * 1001).status_code == 422

        def endless() -> Iterator[bytes]:
            yield b"x"

        chunked = small.post(
            "/api/plans", content=endless(), headers={"Content-Type": "multipart/form-data; boundary=b"}
        )
        assert chunked.status_code == 411


def test_a_path_in_the_name_is_no_path(client: TestClient) -> None:
    answer = post(client, WATER.read_bytes(), name="..\\..\\etc/passwd", params={"preview": "true"})
    assert answer.json()["file_name"] == "passwd"


@pytest.mark.parametrize("headers", [
    {"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"},
    {"Sec-Fetch-Site": "same-site", "Origin": "http://testserver"},
])  # fmt: skip
def test_no_other_site_may_write(client: TestClient, headers: dict[str, str]) -> None:
    """Every address that takes a POST, whoever made it."""
    given = [
        (prefix, route) for prefix, routers in (("/api", ROUTERS), ("", PAGES)) for r in routers for route in r.routes
    ]
    addresses = [
        prefix + route.path.replace("{key:path}", "x").replace("{key}", "x")
        for prefix, route in given
        if isinstance(route, APIRoute) and {"POST", "PUT", "DELETE", "PATCH"} & (route.methods or set())
    ]
    assert {"/api/plans", "/upload", "/upload/confirm"} <= set(addresses)
    answers = {path: client.post(path, headers=headers).status_code for path in addresses}
    assert {path: status for path, status in answers.items() if status not in (403, 405)} == {}


def test_our_own_pages_may_write(client: TestClient) -> None:
    ours = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}
    assert post(client, WATER.read_bytes(), path="/upload", headers=ours).status_code == 200


def test_a_text_that_is_no_plan_is_told(empty: TestClient) -> None:
    novel = "今天天气很好，我们去公园散步了。\n".encode()
    (plan,) = post(empty, novel, params={"preview": "true"}).json()["plans"]
    assert [problem["code"] for problem in plan["problems"]] == ["nothing-found"]
    assert "这是一份计划吗" in post(empty, novel, path="/upload", headers={"Accept-Language": "zh"}).text
    assert "is this a plan?" in post(empty, novel, path="/upload", headers={"Accept-Language": "en"}).text


def test_a_text_without_chinese_is_refused_unless_forced(empty: TestClient) -> None:
    for path in ("/api/plans", "/api/plans?preview=true", "/upload"):
        refused = post(empty, b"root:x:0:0:root\n", path=path, headers={"Accept-Language": "en"})
        assert refused.status_code == 422
        assert "no Chinese text" in refused.text
        assert "force" in refused.text
    assert empty.get("/api/plans").json()["total"] == 0
    forced = post(empty, b"root:x:0:0:root\n", params={"force": "true"})
    assert forced.json()["plans"][0]["outcome"] == "added"


def test_an_archive_is_told_what_to_do_with_it(client: TestClient) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("a.txt", WATER.read_bytes())
        made.writestr("b.txt", WATER.read_bytes())
    answer = post(client, packed.getvalue(), name="plans.zip")
    assert answer.status_code == 422
    assert "files in it: 2" in answer.json()["detail"]
    assert "unpack it" in answer.json()["hint"]
