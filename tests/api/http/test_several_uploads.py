"""Several files and archives at once: one preview, one summary, questions and missing titles asked for; a bad one stops no other."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.http import received_files
from api.settings import Settings
from graph.store import Store
from graph.stores.opening import open_store
from tests.folders import TESTS

WATER = (TESTS / "data" / "water-plan.txt").read_text(encoding="utf-8")
NUMBER = "清川府办发〔2024〕18号"
FOREST = "永嘉县人民政府办公室关于印发护林行动方案的通知\n永政办发〔2022〕15号\n一、管护山林\n加强巡山。（责任单位：县林业局）\n"
BARE = "一、工作任务\n（一）管好水库。加强巡查。（牵头单位：市水利局）\n"


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store("sqlite://") as opened:
        yield opened


@pytest.fixture
def client(store: Store) -> Iterator[TestClient]:
    with TestClient(create_app(store, Settings(user="tester"))) as opened:
        yield opened


def packed(**members: bytes) -> bytes:
    """A zip archive as Windows makes it in China: names in GBK without a mark."""
    made = io.BytesIO()
    shown = {name: "".join(char if char.isascii() else "~~" for char in name) for name in members}
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(shown[name], data)
    found = made.getvalue()
    for name, plain in shown.items():
        found = found.replace(plain.encode(), name.encode("gb18030"))
    return found


def send(client: TestClient, *files: tuple[str, bytes], path: str = "/api/uploads", **more: Any) -> Any:
    return client.post(path, files=[("file", file) for file in files], **more)


def token_of(page: str) -> str:
    return page.split('name="token" value="')[1].split('"', maxsplit=1)[0]


def test_files_and_archives_of_one_upload(client: TestClient) -> None:
    archive = packed(**{"方案.txt": FOREST.encode(), "坏.bin": b"\x00\x01\x02" * 40})
    files = (("plan.txt", WATER.encode()), ("plans.zip", archive), ("empty.txt", b""))
    seen = send(client, *files, params={"preview": "true"})
    assert seen.status_code == 207
    assert [(file["file_name"], file["state"]) for file in seen.json()["files"]] == [
        ("plan.txt", "foreseen"), ("坏.bin", "refused"), ("方案.txt", "foreseen"), ("empty.txt", "refused"),
    ]  # fmt: skip
    assert client.get("/api/plans").json()["total"] == 0
    done = send(client, *files).json()
    assert (done["counts"], done["outcomes"]) == ({"loaded": 2, "refused": 2}, {"added": 2})
    assert client.get("/api/plans").json()["total"] == 2
    again = send(client, files[0])
    assert (again.status_code, again.json()["outcomes"]) == (200, {"unchanged": 1})


def test_a_question_waits_and_holds_nothing_up(client: TestClient) -> None:
    assert send(client, ("plan.txt", WATER.encode())).status_code == 200
    second = ("b.txt", WATER.replace(f"{NUMBER}\n", "").encode())
    found = send(client, second, ("forest.txt", FOREST.encode()))
    assert found.status_code == 207
    assert [file["state"] for file in found.json()["files"]] == ["waits", "loaded"]
    alone = client.post("/api/plans", files={"file": second})
    assert (alone.status_code, alone.json()["type"]) == (409, "urn:respgraph:problem:unanswered")
    (question,) = alone.json()["questions"]
    assert (question["why"], question["plan"]["number"]) == ("same-title", NUMBER)
    short = {"file": ("c.txt", WATER[: WATER.index("（三）")].encode())}
    assert client.post("/api/plans", files=short).json()["questions"][0]["dropped"] == 6
    assert client.post("/api/plans", files=short, params={"yes": "true"}).status_code == 200
    same = client.post("/api/plans", files={"file": second}, params={"same_as": NUMBER})
    assert (same.status_code, same.json()["plans"][0]["outcome"]) == (200, "changed")
    assert client.get("/api/plans").json()["total"] == 2


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_asks_for_each_file(client: TestClient, language: str) -> None:
    said = {"Accept-Language": language}
    send(client, ("plan.txt", WATER.encode()))
    files = (
        ("bare.txt", BARE.encode()), ("second.txt", WATER.replace(f"{NUMBER}\n", "").encode()),
        ("broken.pdf", b"%PDF-1.7 nothing"), ("forest.txt", FOREST.encode()),
    )  # fmt: skip
    page = send(client, *files, path="/upload", headers=said).text
    for words in {
        "zh": ("可读入 3 个文件", "读不了 1 个文件", "是另一份计划", "补充"),
        "en": ("3 files can be loaded", "1 file can", "Another plan", "you can state it here"),
    }[language]:
        assert words in page
    answers = {"token": token_of(page), "title.0": "水库管理方案", "number.0": "试发〔2025〕3号", "skip.3": "yes"}
    page = client.post("/upload/confirm", data=answers, headers=said).text
    assert client.get("/api/plans/试发〔2025〕3号").json()["title"] == "水库管理方案"
    assert client.get("/api/plans").json()["total"] == 2, "the question waits, the last file was left out"
    assert {"zh": "要先回答问题", "en": "before a question is answered"}[language] in page
    (plan,) = set(re.findall(r'name="same\.0" value="((?!new)[^"]+)"', page))
    done = client.post("/upload/confirm", data={"token": token_of(page), "same.0": plan}, headers=said).text
    assert {"zh": "已更新计划", "en": "The plan was changed"}[language] in done
    assert client.get("/api/plans").json()["total"] == 2


def test_looking_again_keeps_what_was_said(client: TestClient) -> None:
    page = send(client, ("bare.txt", BARE.encode()), path="/upload", headers={"Accept-Language": "en"}).text
    page = client.post(
        "/upload/confirm", data={"token": token_of(page), "title.0": "水库管理方案", "action": "look"}
    ).text
    assert "水库管理方案" in page
    assert client.get("/api/plans").json()["total"] == 0
    client.post("/upload/confirm", data={"token": token_of(page)})
    assert client.get("/api/plans/水库管理方案").status_code == 200


def test_limits_of_an_upload(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(received_files, "MOST_FILES", 2)
    found = send(
        client, ("many.zip", packed(**{f"{n}.txt": FOREST.encode() for n in range(5)})), params={"preview": "true"}
    )
    assert [file["state"] for file in found.json()["files"]] == ["foreseen", "foreseen", "refused"]
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"0" * (40 * 1024 * 1024))
    found = send(client, ("bomb.zip", bomb.getvalue()), ("forest.txt", FOREST.encode()))
    assert [file["state"] for file in found.json()["files"]] == ["refused", "loaded"]
