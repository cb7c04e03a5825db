"""No word of a request is as long as it likes: each field of a body has a length, and what is too long costs nothing."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from pydantic import TypeAdapter, ValidationError

from api.app import PAGES, ROUTERS
from api.wire.names import DecisionIn
from api.wire.what_if import WhatIfIn

LONGEST = 5_000
"""Letters that any field may have; a file is none."""

ROUTES = [route for router in (*ROUTERS, *PAGES) for route in router.routes if isinstance(route, APIRoute)]


def bodies() -> Iterator[tuple[str, TypeAdapter[Any]]]:
    for route in ROUTES:
        for field in route.dependant.body_params:
            yield f"{min(route.methods or ())} {route.path} {field.name}", field._type_adapter


@pytest.mark.parametrize(("where", "adapter"), [pytest.param(where, one, id=where) for where, one in bodies()])
def test_every_field_of_a_body_has_a_length(where: str, adapter: TypeAdapter[Any]) -> None:
    long = "x" * (LONGEST + 1)
    schema = adapter.json_schema()
    names = list(schema.get("properties", {}))
    if not names:
        with pytest.raises(ValidationError):
            adapter.validate_python(long)
        return
    for name in names:
        with pytest.raises(ValidationError) as refused:
            adapter.validate_python({name: long})
        assert name in {str(one["loc"][0]) for one in refused.value.errors()}, (where, name)


@pytest.mark.parametrize("shape", [DecisionIn, WhatIfIn])
def test_the_names_of_values_have_one_too(shape: type[DecisionIn | WhatIfIn]) -> None:
    for field in ("values", "thresholds"):
        if field in shape.model_fields:
            with pytest.raises(ValidationError) as refused:
                shape.model_validate({field: {"x" * 101: 1}})
            assert any(one["type"] == "string_too_long" for one in refused.value.errors())


def test_a_long_name_is_refused_before_it_is_looked_for(client: TestClient) -> None:
    letters = "市人民政府"
    long = letters * (900_000 // len(letters.encode()))
    began = time.process_time()
    for body in ({"kind": "same", "subject": long, "object": "x"}, {"kind": "same", "subject": "x", "object": long}):
        assert client.post("/api/decisions", json=body).status_code == 422
    asked = {"plan": long, "changes": [{"kind": "rename", "department": "x", "name": "y"}]}
    assert client.post("/api/what-if", json=asked).status_code == 422
    assert time.process_time() - began < 2


def test_the_longest_that_is_looked_for_costs_little(client: TestClient) -> None:
    for letters in ("省", "市人民政府", "发展改革委、", "（", "局和", "区县"):
        name, word = (letters * 1000)[:1000], (letters * 1700)[:1700]
        asked = [
            ("POST", "/api/decisions", {}, {"kind": "same", "subject": name, "object": name}),
            ("POST", "/api/what-if", {}, {"plan": name, "changes": [{"kind": "abolish", "department": "x"}]}),
            ("GET", f"/api/departments/{name[:300]}", {}, None),
            ("GET", "/api/duties", {"plan": word}, None),
            ("GET", "/api/export/csv", {"list": "duties", "department": word}, None),
        ]
        for method, path, query, body in asked:
            began = time.process_time()
            assert client.request(method, path, params=query, json=body).status_code in (400, 404, 422), path
            assert time.process_time() - began < 2, (letters, path)
