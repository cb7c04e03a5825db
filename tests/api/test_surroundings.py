"""What every verb asks the environment is what the settings say."""

import os
import sys

import pytest

from api.settings import Settings
from api.surroundings import surroundings
from graph.errors import BadRequestError

SAID = [
    {},
    {"RESPGRAPH_STORE": "sqlite:///here.db"},
    {"RESPGRAPH_STORE": "", "RESPGRAPH_ROSTERS": "rosters.yaml"},
    {"respgraph_store": "bolt://there", "Respgraph_Store_User": "neo4j", "RESPGRAPH_STORE_PASSWORD": "secret"},
    {"RESPGRAPH_LANGUAGE": "en", "RESPGRAPH_TODAY": "2026-01-02", "RESPGRAPH_STORE": "sqlite://"},
]


@pytest.mark.parametrize("said", SAID)
def test_they_are_as_the_settings_have_them(said: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    _alone(monkeypatch, said)
    around, settings = surroundings(), Settings()
    for name in ("store", "store_user", "rosters", "language", "today"):
        assert getattr(around, name) == getattr(settings, name)
    assert around.store_password == settings.store_password.get_secret_value()
    assert around.names_store == ("store" in settings.model_fields_set)
    assert around.day() == settings.day()


def test_a_setting_that_is_not_valid_is_told_by_whoever_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    _alone(monkeypatch, {"RESPGRAPH_PORT": "http"})
    with pytest.raises(BadRequestError, match="RESPGRAPH_PORT"):
        surroundings()


def test_the_store_alone_needs_no_shapes_of_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    _alone(monkeypatch, {"RESPGRAPH_STORE": "sqlite://", "RESPGRAPH_LANG": "en"})
    monkeypatch.setitem(sys.modules, "api.settings", None)  # who imports it now is refused
    assert surroundings().store == "sqlite://"


def _alone(monkeypatch: pytest.MonkeyPatch, said: dict[str, str]) -> None:
    for name in list(os.environ):
        if name.upper().startswith("RESPGRAPH_"):
            monkeypatch.delenv(name)
    for name, value in said.items():
        monkeypatch.setenv(name, value)
