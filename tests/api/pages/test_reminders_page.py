"""/reminders 催办 as people and programs use it: who owes how much, the list of one, taken away as a sheet and as a letter."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from docx import Document
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph.store import Store
from tests.shell import SEED, Shell

TODAY = date(2026, 11, 30)
BUREAU = "重庆市/永川区/ecology-environment"


@pytest.fixture
def late(seeded: Store) -> Iterator[TestClient]:
    """The seed plan, of which much is overdue by then."""
    with TestClient(create_app(seeded, Settings(today=TODAY))) as opened:
        yield opened


def test_every_count_leads_to_what_it_counts(late: TestClient) -> None:
    found = late.get("/api/reminders").json()
    assert found["today"] == TODAY.isoformat()
    assert found["before"] == "2026-12-31"
    for line in found["items"]:
        key = line["department"]["id"]
        own = late.get(f"/api/departments/{quote(key)}/reminders", params={"own": "true"}).json()
        assert own["counts"] == {kind: line[kind] for kind in ("overdue", "soon", "silent")}
        assert own["total"] == sum(own["counts"].values()) == len(own["items"])
    page = late.get("/reminders").text
    first = found["items"][0]
    assert f"/reminders?department={first['department']['id']}&own=true&kind=overdue" in unquote(unescape(page))
    shown = late.get("/reminders", params={"department": BUREAU, "kind": "silent"}).text
    listed = late.get(f"/api/departments/{BUREAU}/reminders").json()
    silent = [line["measure"]["title"] for line in listed["items"] if line["kind"] == "silent"]
    assert silent
    assert all(title in shown for title in silent)
    assert shown.count('<tr><th scope="row">') == len(silent)


def test_the_letter_and_the_sheet_hold_the_list(late: TestClient) -> None:
    listed = late.get(f"/api/departments/{BUREAU}/reminders").json()
    rows = list(csv.DictReader(io.StringIO(
        late.get("/api/export/csv", params={"list": "reminders", "department": BUREAU}, headers={"accept-language": "en"}).content.decode("utf-8-sig")
    )))  # fmt: skip
    assert len(rows) == listed["total"]
    assert [row["Measure id"] for row in rows] == [line["measure"]["id"] for line in listed["items"]]
    letter = late.get("/api/export/docx", params={"list": "reminders", "department": BUREAU})
    document = Document(io.BytesIO(letter.content))
    cells = [row.cells[1].text for table in document.tables for row in table.rows[1:]]
    assert len(cells) == listed["total"]
    assert all(line["measure"]["title"] in cell for line, cell in zip(listed["items"], cells, strict=True))
    refused = late.get("/api/export/docx", params={"list": "reminders"})
    assert refused.status_code == 400
    of_all = late.get("/api/export/csv", params={"list": "reminders"}).content.decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(of_all)))) == late.get("/api/reminders").json()["total"] + 1


def test_the_verb_tells_the_same(tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    assert shell("load", SEED).returncode == 0
    one = shell.json("reminders", "区生态环境局", "--today", TODAY.isoformat(), "--own")
    every = shell.json("reminders", "--today", TODAY.isoformat())
    items = every["items"]
    assert isinstance(items, list)
    line = next(each for each in items if each["department"]["id"] == BUREAU)
    assert one["counts"] == {kind: line[kind] for kind in ("overdue", "soon", "silent")}
    told = shell("reminders", "区生态环境局", "--today", TODAY.isoformat())
    assert told.returncode == 0
    assert "nothing heard" in told.stdout
