"""An editor of a place or a department changes what belongs there and nothing else, whichever way the change comes."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from graph.store import Store
from graph.stores.opening import open_store
from loaders.load import load
from seeds.shelf import seed_plans
from tests.edited_tables import Sheet
from tests.people import OWN, explorer, sign_in, with_accounts
from tests.shell import SEED, WATER

PLACE = "重庆市/永川区"
ECOLOGY, TRANSPORT = f"{PLACE}/ecology-environment", f"{PLACE}/transport"
PEOPLE = {
    "district": ("editor", (PLACE,)),
    "city": ("editor", ("重庆市",)),
    "neighbour": ("editor", ("重庆市/永川", "重庆市/江津区")),
    "bureau": ("editor", (ECOLOGY,)),
}


@pytest.fixture
def seeded() -> Iterator[Store]:
    with with_accounts(open_store("sqlite://"), **PEOPLE) as store:
        assert [result.error for result in load(store, seed_plans())] == [None]
        yield store


def duty_of(store: Store, department: str) -> str:
    return next(edge.id for edge in store.view().edges([department], kinds=["RESPONSIBLE_FOR", "LEADS"]))


def report(client: TestClient, subject: str) -> int:
    said = {"kind": "progress", "subject": subject, "values": {"state": "done"}}
    return client.post("/api/decisions", json=said, headers=OWN).status_code


def test_reports_and_corrections_keep_to_ones_place(seeded: Store) -> None:
    own, other = duty_of(seeded, ECOLOGY), duty_of(seeded, TRANSPORT)
    for name, statuses in {
        "neighbour": (403, 403),
        "bureau": (201, 403),
        "district": (400, 201),
        "editor": (400, 400),
    }.items():
        with explorer(seeded) as client:  # 400: it was reported before
            sign_in(client, name)
            assert (report(client, own), report(client, other)) == statuses, name


def test_a_bureau_decides_about_its_own_names_and_duties(seeded: Store) -> None:
    with explorer(seeded) as client:
        sign_in(client, "bureau")
        reject = {"kind": "reject-edge", "subject": duty_of(seeded, TRANSPORT)}
        assert client.post("/api/decisions", json=reject, headers=OWN).status_code == 403
        made = client.post("/api/decisions", json={**reject, "subject": duty_of(seeded, ECOLOGY)}, headers=OWN)
        assert (made.status_code, made.json()["by"]) == (201, "bureau")
        assert client.post(f"/api/decisions/{made.json()['id']}/undo", headers=OWN).status_code == 200
        same = {"kind": "same", "subject": TRANSPORT, "object": ECOLOGY}
        assert client.post("/api/decisions", json=same, headers=OWN).status_code == 403
        assert client.delete(f"/api/plans/{plan(seeded)}", headers=OWN).status_code == 403


def test_a_bureau_gives_its_duties_to_nobody_and_takes_none_of_another(seeded: Store) -> None:
    own, other = duty_of(seeded, ECOLOGY), duty_of(seeded, TRANSPORT)
    before = seeded.view().version()
    with explorer(seeded) as client:
        sign_in(client, "bureau")
        for subject, values in (
            (own, {"department": TRANSPORT}),
            (other, {"department": ECOLOGY}),
            (other, {"role": "guide"}),
        ):
            said = {"kind": "correct-duty", "subject": subject, "values": values}
            assert client.post("/api/decisions", json=said, headers=OWN).status_code == 403
        assert seeded.view().version() == before
        said = {"kind": "correct-duty", "subject": own, "values": {"role": "guide"}}
        assert client.post("/api/decisions", json=said, headers=OWN).status_code == 201


def test_nobody_takes_back_what_another_place_decided(seeded: Store) -> None:
    with explorer(seeded) as client:
        sign_in(client, "district")
        reject = {"kind": "reject-edge", "subject": duty_of(seeded, TRANSPORT)}
        made = client.post("/api/decisions", json=reject, headers=OWN).json()
        sign_in(client, "neighbour")
        assert client.post(f"/api/decisions/{made['id']}/undo", headers=OWN).status_code == 403
        sign_in(client, "city")
        assert client.post(f"/api/decisions/{made['id']}/undo", headers=OWN).json()["undone"].startswith("city, ")


def plan(store: Store) -> str:
    return store.view().load_records()[0].plan


def upload(client: TestClient, path: Path, **stated: str) -> tuple[int, str]:
    answer = client.post("/api/plans", files={"file": (path.name, path.read_bytes())}, data=stated, headers=OWN)
    return answer.status_code, answer.text


def test_rows_of_a_table_are_taken_over_by_their_place_only(seeded: Store) -> None:
    before = seeded.view().version()
    for name, changes in (("neighbour", False), ("bureau", False), ("district", True)):
        with explorer(seeded) as client:
            sign_in(client, name)
            table = client.get("/api/export/xlsx", params={"list": "tasks", "plan": plan(seeded)}).content
            sheet = Sheet(table)
            code = next(code for code in sheet.codes() if "区交通局" in sheet.text(code, "lead"))
            sheet.write(code, "lead", "区水利局")
            shown = client.post("/upload", files={"file": ("tasks.xlsx", sheet.saved())}, headers=OWN).text
            (token,) = re.findall(r'name="token" value="([^"]+)"', shown)
            accepted = re.findall(r'name="accept" value="([^"]+)"', shown)
            assert accepted
            done = client.post("/upload/table", data={"token": token, "accept": accepted}, headers=OWN)
            assert done.status_code == 200
            assert ("这属于其他地区" in done.text) != changes
            assert (seeded.view().version() != before) == changes, name


def test_plans_are_loaded_and_taken_out_by_their_place(seeded: Store) -> None:
    with explorer(seeded) as client:
        for name in ("neighbour", "bureau"):
            sign_in(client, name)
            status, said = upload(client, SEED, title="另一个题目")
            assert status == 403, said
            assert client.delete(f"/api/plans/{plan(seeded)}", headers=OWN).status_code == 403
            assert client.post(f"/api/plans/{plan(seeded)}/restore?edition=1", headers=OWN).status_code == 403
        sign_in(client, "reader")
        assert upload(client, WATER)[0] == 403
        sign_in(client, "district")
        assert client.delete(f"/api/plans/{plan(seeded)}", headers=OWN).status_code == 200
        assert upload(client, SEED)[0] == 200
