"""The OpenAPI document: ids that are distinct and read well, every status, one shape a name; /docs and /api/ tell the same."""

import json
import re
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph.stores.opening import open_store

METHODS = ("get", "post", "put", "patch", "delete")


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    with open_store("sqlite://") as store:
        return create_app(store, Settings()).openapi()


def operations(document: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (method, path, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
        if method in METHODS
    ]


def test_ids_are_distinct_and_read_well(document: dict[str, Any]) -> None:
    ids = [operation["operationId"] for _, _, operation in operations(document)]
    assert len(ids) == len(set(ids))
    assert [one for one in ids if not re.fullmatch(r"[a-z]+(_[a-z]+){0,4}", one)] == []
    assert [one for one in ids if "api" in one.split("_")] == []


def test_one_shape_a_name(document: dict[str, Any]) -> None:
    shapes = document["components"]["schemas"]
    assert [name for name in shapes if not re.fullmatch(r"[A-Za-z]+", name)] == []
    assert "HTTPValidationError" not in json.dumps(document)


def test_every_status_is_declared(document: dict[str, Any]) -> None:
    for method, path, operation in operations(document):
        told = set(operation["responses"])
        assert told >= {"400", "421", "422", "500", "503"}, path
        assert told >= ({"304", "307"} if method == "get" else {"403", "409", "413"}), path
        if "{" in path:
            assert told >= {"300", "308", "404"}, path


def test_errors_are_problem_details(document: dict[str, Any]) -> None:
    shape = {"$ref": "#/components/schemas/ProblemDetailsOut"}
    for _, path, operation in operations(document):
        for status, told in operation["responses"].items():
            if status >= "3":
                whole = document["components"]["responses"][told["$ref"].rpartition("/")[2]]
                expected = {} if status in ("304", "307", "308") else {"application/problem+json": {"schema": shape}}
                assert whole.get("content", {}) == expected, (path, status)


def test_every_operation_and_tag_says_what_it_is(document: dict[str, Any]) -> None:
    assert [path for _, path, operation in operations(document) if not operation.get("description")] == []
    assert [tag["name"] for tag in document["tags"] if not tag["description"]] == []


def test_a_problem_has_the_shape_that_is_told(client: TestClient, document: dict[str, Any]) -> None:
    shape = document["components"]["schemas"]["ProblemDetailsOut"]
    for path in ("/api/plans/none", "/api/search?q=", "/api/departments/局", "/api/targets?due_before=x"):
        body = client.get(path).json()
        assert set(shape["required"]) <= set(body) <= set(shape["properties"]), path


def test_the_list_of_addresses_leads_to_pages_that_tell_of_them(client: TestClient) -> None:
    listed = client.get("/api/").json()
    document = client.get(listed["openapi"]).json()
    assert {one["id"] for one in listed["operations"]} == {each["operationId"] for _, _, each in operations(document)}
    assert client.get(listed["described"]).status_code == 200
    for one in listed["operations"]:
        page = client.get(one["described"])
        assert page.status_code == 200
        assert one["path"] in page.text
    assert client.get("/docs/none").status_code == 404


def test_the_pages_ask_nothing_of_another_host(client: TestClient) -> None:
    for path in ("/docs", "/docs/department_duties"):
        assert re.findall(r'(?:src|href)="(?:https?:)?//', client.get(path).text) == []
