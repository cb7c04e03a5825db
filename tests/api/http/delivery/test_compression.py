"""Large answers are packed for who takes that, small ones are not, and tags hold either way."""

import pytest
from fastapi.testclient import TestClient

from api.http.delivery.compression import SMALLEST

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
