"""A question over HTTP, and its answer."""

from typing import Any

from fastapi.testclient import TestClient


def ask(client: TestClient, path: str, **query: object) -> Any:
    """The JSON that an address answers with."""
    answer = client.get(path, params={name: str(value) for name, value in query.items()})
    assert answer.status_code == 200, answer.text
    return answer.json()
