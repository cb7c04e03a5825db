"""Fields left empty mean that nothing was given."""

import pytest
from fastapi.testclient import TestClient

from api.http.filters.empty_parameters import given


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        (b"q=a&due_before=&role=", b"q=a"),
        (b"due_before=", b""),
        (b"q=a%3D&x=a=", b"q=a%3D&x=a="),
        (b"flag&q=", b"flag"),
        (b"&&q=1&", b"q=1"),
        (b"", b""),
    ],
)
def test_only_what_is_given_stays(query: bytes, kept: bytes) -> None:
    assert given(query) == kept


@pytest.mark.parametrize(
    "path",
    [
        "/graph?from=大气&to=&depth=1&plan=&due_before=", "/duties?q=生态&role=&due_from=&due_before=&parties=",
        "/targets?unowned=&due_before=&plan=", "/departments?q=&sort=", "/api/targets?due_before=&unowned=", "/plans?sort=",
    ],
)  # fmt: skip
def test_empty_fields_are_no_mistake(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 200
