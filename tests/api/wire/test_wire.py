"""The shape on the wire is pinned: the OpenAPI document is a golden file; its enums follow from schema.yaml."""

import json

import pytest

from api.app import create_app
from api.settings import Settings
from graph.schema import schema
from graph.stores.opening import open_store
from tests.folders import TESTS

GOLDEN = TESTS / "golden" / "openapi.json"


def openapi() -> dict[str, object]:
    with open_store("sqlite://") as store:
        document = create_app(store, Settings()).openapi()
    document["info"].pop("version")
    return document


def test_openapi_is_the_golden_one(request: pytest.FixtureRequest) -> None:
    text = json.dumps(openapi(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    if request.config.getoption("--update-golden"):
        GOLDEN.write_text(text, encoding="utf-8")
    assert GOLDEN.read_text(encoding="utf-8") == text, "look at the difference; `pytest --update-golden` accepts it"


def test_enums_follow_from_the_schema() -> None:
    text = json.dumps(openapi())
    assert json.dumps(list(schema().roles)) in text
    assert json.dumps(list(schema().nodes)) in text
