"""各镇街 of the founding plan by the gazetteer: only where it is asked for, and marked."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph.roster import read_rosters
from graph.store import Store
from graph.stores.opening import open_store
from loaders.departments.town_rosters import SOURCE, gazetteer_rosters, roster_file
from tests.stores import NOW, Draft

PLACE, PLAN = "重庆市/永川区", "永府〔2022〕1号"
TOWNS, TOWN = f"{PLACE}/collective-territorial/各镇街", f"{PLACE}/朱沱镇/peoples-government"


@pytest.fixture
def store() -> Iterator[Store]:
    draft = Draft(PLAN, "2022-07-01")
    towns = draft.department(
        TOWNS, "各镇街", kind="collective", slots=("collective-territorial",), jurisdiction=PLACE, level="county"
    )
    work = draft.measure("1", "植树", assigned=True)
    draft.duty("LEADS", towns, work)
    graph, document = draft.done(number=PLAN, jurisdiction=PLACE, level="county")
    with open_store("sqlite://") as opened:
        opened.writer().replace(graph, document, loaded_at=NOW)
        yield opened


def test_a_town_has_the_duties_of_its_collective_when_asked(store: Store) -> None:
    with TestClient(create_app(store, Settings())) as client:
        assert client.get("/api/departments/朱沱镇/duties").status_code == 404
        found = client.get("/api/departments/朱沱镇/duties?gazetteer=true").json()
    assert [duty["through"]["source"] for duty in found["items"]] == [SOURCE]
    assert found["through"] == 1


def test_the_members_are_a_roster_file(store: Store, tmp_path: Path) -> None:
    (node,) = store.view().departments_named("各镇街")
    file = tmp_path / "roster.yaml"
    file.write_text(yaml.safe_dump(roster_file(node, "2022-08"), allow_unicode=True), encoding="utf-8")
    assert read_rosters(file)[0].members == gazetteer_rosters(store.view())[0].members
    assert roster_file(node, "") == []
