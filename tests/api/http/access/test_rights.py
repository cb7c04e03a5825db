"""The table of rights: every address has a row, and each is tried as nobody, reader, editor and admin."""

import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from api.app import PAGES, ROUTERS
from api.http.access.rights import rights
from api.http.methods import addresses
from graph.access.people import ROLES
from graph.stores.opening import open_store
from tests.people import OWN, explorer, sign_in, with_accounts

ADDRESSES = sorted(
    f"{method} {one.path}" for one in (*addresses(ROUTERS, "/api"), *addresses(PAGES)) for method in one.methods
)
HARMLESS = {"POST /logout"}
"""Tried last: the session is over then."""


@pytest.fixture(scope="module")
def clients() -> Iterator[dict[str, TestClient]]:
    """Nobody and everybody, over one store."""
    with with_accounts(open_store("sqlite://")) as store, explorer(store, oidc_issuer="") as nobody:
        found = {"": nobody}
        for role in ROLES:
            client = TestClient(nobody.app, base_url=str(nobody.base_url), follow_redirects=False)
            assert sign_in(client, role) == 303
            found[role] = client
        yield found


def test_every_address_has_one_row_and_every_row_an_address() -> None:
    assert sorted(rights()) == ADDRESSES


@pytest.mark.parametrize("address", sorted(set(ADDRESSES) - HARMLESS))
def test_it_is_open_to_its_roles_only(clients: dict[str, TestClient], address: str) -> None:
    method, _, path = address.partition(" ")
    path = re.sub(r"{[^}]*}", "nothing", path)
    needed = rights()[address].role
    for role in ("", *ROLES):
        answer = clients[role].request(method, path, headers=OWN)
        refused = answer.status_code in (401, 403) or answer.headers.get("location", "").startswith("/login?")
        may = needed == "open" or (role and ROLES.index(role) >= ROLES.index(needed))
        if address == "POST /login":
            assert answer.status_code in (303, 401)  # without a password
        else:
            assert refused != may, (role, answer.status_code, answer.text[:300])


def test_who_is_nobody_is_led_to_the_form_and_a_program_is_told(clients: dict[str, TestClient]) -> None:
    page = clients[""].get("/plans?offset=50&lang=en")
    assert (page.status_code, page.headers["location"]) == (303, "/login?next=/plans%3Foffset%3D50%26lang%3Den&lang=en")
    told = clients[""].get("/api/plans")
    assert (told.status_code, told.json()["title"]) == (401, "Please sign in")
    assert told.headers["www-authenticate"] == "Bearer"


def test_ways_around_the_table_lead_nowhere(clients: dict[str, TestClient]) -> None:
    reader = clients["reader"]
    for path in (
        "/upload/",
        "//upload",
        "/UPLOAD",
        "/plans/../upload",
        "/plans/x%2Fremove",
        "/api//plans",
        "/api/audit/",
    ):
        for method in ("POST", "GET", "HEAD"):
            answer = reader.request(method, path, headers=OWN)
            assert answer.status_code in (303, 307, 403, 404, 405, 300, 411) or "audit" not in path, (method, path)
    assert reader.post("/plans/x%2Fremove", headers=OWN).status_code == 403
    assert reader.head("/audit").status_code == 403
    assert reader.request("OPTIONS", "/audit").status_code == 204


def test_every_answer_has_the_headers_of_a_careful_site(clients: dict[str, TestClient]) -> None:
    for role, path in (
        ("", "/login"),
        ("", "/assets/site.css"),
        ("", "/nowhere"),
        ("reader", "/api/plans"),
        ("", "/api/plans"),
    ):
        headers = clients[role].get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "private" in headers["cache-control"]
