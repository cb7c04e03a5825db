"""Large answers are packed for who takes that, small ones are not, and tags hold either way."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.http.delivery.large_answers import PART, SMALLEST
from graph.exchange import lines
from graph.store import Store

PACKED, PLAIN = {"Accept-Encoding": "gzip"}, {"Accept-Encoding": "identity"}
LARGE = "/api/plans/永川府办发〔2022〕112号/outline"


def test_a_large_answer_is_packed_and_the_same(client: TestClient) -> None:
    packed, plain = client.get(LARGE, headers=PACKED), client.get(LARGE, headers=PLAIN)
    assert packed.headers["content-encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["vary"]
    assert "content-encoding" not in plain.headers
    assert packed.content == plain.content
    assert len(plain.content) > SMALLEST
    assert int(packed.headers["content-length"]) * 4 < len(plain.content)


def test_a_small_one_is_not(client: TestClient) -> None:
    assert "content-encoding" not in client.get("/api/health", headers=PACKED).headers


@pytest.mark.parametrize("headers", [PACKED, PLAIN])
def test_a_tag_holds_packed_or_not(client: TestClient, headers: dict[str, str]) -> None:
    tag = client.get(LARGE, headers=PACKED).headers["etag"]
    assert tag.startswith('W/"')
    again = client.get(LARGE, headers={**headers, "If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert "content-encoding" not in again.headers


def test_a_workbook_is_packed_in_itself(client: TestClient) -> None:
    answer = client.get("/api/export/xlsx?list=duties&department=区生态环境局", headers=PACKED)
    assert answer.status_code == 200
    assert "content-encoding" not in answer.headers


def test_a_whole_store_comes_in_parts_that_are_bounded(client: TestClient, seeded: Store) -> None:
    """Nothing between the store and the socket holds more than a part of it."""
    app = client.app
    parts: list[dict[str, Any]] = []

    async def ask() -> None:
        scope = {
            "type": "http", "method": "GET", "path": "/api/export/jsonl", "raw_path": b"/api/export/jsonl", "root_path": "",
            "query_string": b"", "headers": [(b"host", b"127.0.0.1")], "http_version": "1.1", "scheme": "http",
        }  # fmt: skip

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Any) -> None:
            parts.append(dict(message))

        await app(scope, receive, send)

    with ThreadPoolExecutor(1) as apart:  # Playwright leaves a loop running in the thread of the tests
        apart.submit(lambda: asyncio.run(ask())).result()
    start, *bodies = parts
    whole = b"".join(part["body"] for part in bodies)
    assert whole.decode() == "".join(f"{line}\n" for line in lines(seeded.view()))
    assert len(whole) > PART
    assert max(len(part["body"]) for part in bodies) <= PART
    headers = dict(start["headers"])
    assert headers[b"content-length"] == str(len(whole)).encode()
    assert headers[b"content-disposition"].endswith(b"respgraph.jsonl")


def test_a_whole_store_is_packed_tagged_and_not_sent_twice(client: TestClient) -> None:
    packed, plain = (client.get("/api/export/jsonl", headers=headers) for headers in (PACKED, PLAIN))
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.content == plain.content
    again = client.get("/api/export/jsonl", headers={"If-None-Match": packed.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.head("/api/export/jsonl", headers=PLAIN).headers["content-length"] == str(len(plain.content))
