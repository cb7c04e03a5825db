"""What a fresh pair of eyes tried with a reader's account, an editor's and their tokens, and got; each is closed by its kind."""

import json
import re
import threading
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from api.access import accounts
from api.access.accounts import add_account, change_account, make_token
from api.access.signing_in import MOST_SESSIONS
from api.http.access.rights import rights
from graph.access.people import Actor, checked_places
from graph.access.register import Asked
from graph.acting.acted import Acted
from graph.errors import BadRequestError, ForbiddenError
from graph.ids import decision_id
from graph.model import Decision
from graph.store import Store
from graph.stores.opening import open_store
from loaders.load import load
from seeds.shelf import seed_plans
from tests.people import BOSS, HERE, OWN, PASSWORD, explorer, sign_in, with_accounts
from tests.shell import WATER

PLACE = "重庆市/永川区"
SCOPED = {"district": ("editor", (PLACE,)), "neighbour": ("editor", ("重庆市/江津区",))}


@pytest.fixture
def people() -> Iterator[Store]:
    with with_accounts(open_store("sqlite://")) as store:
        yield store


def bearer(store: Store, account: str, role: str = "") -> dict[str, str]:
    return {"Authorization": f"Bearer {make_token(store, account, BOSS, role=role)[0]}"}


def told(store: Store, action: str) -> list[str]:
    found, _ = store.read_register(lambda register: register.entries(Asked(action=action)))
    return [one.told()["subject"] for one in found]


# A reader's token of an admin made an admin's token, by the form of the page; and took the account's other tokens away.
def test_nobody_makes_more_of_a_token_than_was_given_with_it(people: Store) -> None:
    in_person = [row.address for row in rights().values() if row.in_person]
    assert "POST /account" in in_person
    with explorer(people) as client:
        for headers in (given := bearer(people, "admin", "reader"), {**given, **OWN}):
            before = len(accounts.tokens(people))
            for action in ("token", "revoke", "password"):
                said = {
                    "action": action,
                    "token": accounts.tokens(people)[0].id,
                    "old": PASSWORD,
                    "new": PASSWORD[::-1],
                }
                assert client.post("/account", data=said, headers=headers).status_code == 403
            assert client.post("/api/tokens", json={}, headers=headers).status_code == 403
            key = accounts.tokens(people)[0].id
            assert client.delete(f"/api/tokens/{key}", headers=headers).status_code == 403
            assert len(accounts.tokens(people)) == before
        assert sign_in(client, "admin") == 303


# Pictures and their tables were taken away untold, and a reader filled the audit with exports that were refused.
@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/api/export/csv?list=plans", 200), ("/api/export/jsonl", 200), ("/graph?download=true", 200),
        ("/graph?table=csv", 200), ("/graph", 200), ("/api/networks/full/graphml", 200),
        ("/api/export/csv?nothing=1", 422), ("/api/export/nothing", 422), ("/api/export/csv?list=duties&plan=zzz", 404),
    ],
)  # fmt: skip
def test_every_file_that_goes_out_is_told_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, path: str, expected: int
) -> None:
    with (
        with_accounts(open_store(f"sqlite:///{tmp_path_factory.mktemp('told')}/told.db")) as store,
        explorer(store) as client,
    ):
        load(store, seed_plans())
        sign_in(client, "reader")
        answer = client.get(path)
        assert answer.status_code == expected
        file = answer.headers.get("content-disposition", "").startswith("attachment")
        assert told(store, "export") == ([path] if file else [])


def test_what_can_not_be_told_is_not_sent(people: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with explorer(people) as client:
        sign_in(client, "admin")

        def full(work: object) -> None:
            del work
            raise BadRequestError("the disk is full")

        monkeypatch.setattr(people, "change_register", full)
        answer = client.get("/api/audit/export")
        assert (answer.status_code, "login" in answer.text) == (400, False)


# Whoever chooses a name at a proxy signed with any words: control characters, another one's name with a blank of no width.
@pytest.mark.parametrize(
    ("said", "name"),
    [
        (b"zoe", "zoe"), ("李".encode(), "李"), (b"<script>alert(1)</script>", ""), (b"a\x01b", ""), (b"x" * 5000, ""),
        ("portal\u200b".encode(), ""), (b"zoe, portal", ""), (b"reader", ""), (b"\xff\xfe", "ÿþ"),
    ],
)  # fmt: skip
def test_a_newcomer_has_a_name_that_an_account_could_have(people: Store, said: bytes, name: str) -> None:
    with explorer(people, proxy_user="X-User", proxies="10.0.0.1", newcomers="reader") as opened:
        client = TestClient(opened.app, base_url=HERE, client=("10.0.0.1", 1), follow_redirects=False)
        answer = client.get("/api/account", headers=[(b"x-user", said)])
        assert (answer.json().get("name", ""), answer.status_code) == (name, 200 if name else 403)


def test_a_proxy_that_adds_to_what_a_client_said_is_refused(people: Store) -> None:
    add_account(people, "portal", "editor", BOSS)
    with explorer(people, proxy_user="X-User", proxies="10.0.0.1") as opened:
        client = TestClient(opened.app, base_url=HERE, client=("10.0.0.1", 1), follow_redirects=False)
        assert client.get("/api/account", headers=[("X-User", "portal")]).status_code == 200
        assert client.get("/api/account", headers=[("X-User", "portal"), ("X-User", "zoe")]).status_code == 403
        elsewhere = TestClient(opened.app, base_url=HERE, client=("10.0.0.2", 1), follow_redirects=False)
        assert elsewhere.get("/api/account", headers=[("X-User", "portal")]).status_code == 401


# 广东省/ was an account that could change nothing, and nobody was told.
def test_places_are_kept_as_they_are_compared(people: Store) -> None:
    assert checked_places([f" {PLACE}/\n", PLACE, "/a/b"]) == (PLACE, "a/b")
    for wrong in ("", " ", "/", "a\x00b", "a\nb"):
        with pytest.raises(BadRequestError):
            add_account(people, "li", "editor", BOSS, places=(wrong,))
    assert change_account(people, "editor", BOSS, places=(f"{PLACE}/",)).places == (PLACE,)


# What is stated of a file whose plan is not loaded holds for whoever loads it next: nobody of a place may say it or take it back.
def test_what_is_said_of_a_file_that_is_nobodys_is_not_for_an_editor_of_a_place() -> None:
    with open_store("sqlite://") as store:
        made = Decision(
            decision_id("set-meta", "0" * 64, "title=x", "boss", "t"), "set-meta", "0" * 64, "title=x", "boss", "t"
        )
        writer = Acted(store, Actor("district", "editor", (PLACE,))).writer()
        with pytest.raises(ForbiddenError):
            writer.decide(made)
        Acted(store, Actor("editor", "editor")).writer().decide(made)


# A reader in a loop filled the store with sessions and tokens.
def test_sessions_and_tokens_of_an_account_are_counted(people: Store) -> None:
    with explorer(people) as client:
        sign_in(client, "reader")
        first = client.cookies["respgraph-session"]
        for _ in range(MOST_SESSIONS):
            sign_in(client, "reader")
        sessions = people.read_register(lambda register: register.every("session"))
        assert len(sessions) == MOST_SESSIONS
        client.cookies.clear()
        assert client.get("/plans", headers={"Cookie": f"respgraph-session={first}"}).status_code == 303
        sign_in(client, "reader")
        statuses = [
            client.post("/api/tokens", json={}, headers=OWN).status_code for _ in range(accounts.MOST_TOKENS + 1)
        ]
        assert statuses == [201] * accounts.MOST_TOKENS + [400]


# Fifty wrong passwords from everywhere locked an account out, its owner too.
def test_who_is_in_from_somewhere_is_not_locked_out_by_others(people: Store) -> None:
    with explorer(people) as opened:
        home = TestClient(opened.app, base_url=HERE, client=("10.1.0.1", 1), follow_redirects=False)
        assert sign_in(home, "reader") == 303
        for number in range(60):
            away = TestClient(opened.app, base_url=HERE, client=(f"10.2.0.{number}", 1), follow_redirects=False)
            last = sign_in(away, "reader", "wrong")
        assert last == 429
        assert (
            sign_in(TestClient(opened.app, base_url=HERE, client=("10.3.0.1", 1), follow_redirects=False), "reader")
            == 429
        )
        home.cookies.clear()
        assert sign_in(home, "reader") == 303
        for _ in range(5):
            sign_in(home, "reader", "wrong")
        assert sign_in(home, "reader") == 429  # its own wrong ones count


def test_many_at_once_have_no_more_tries_than_one(people: Store) -> None:
    found: list[int] = []
    with explorer(people) as client:
        threads = [threading.Thread(target=lambda: found.append(sign_in(client, "reader", "wrong"))) for _ in range(20)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
    assert sorted(found) == [401] * 5 + [429] * 15


# The policy for styles said "private, public": the cookie of a session may go out with them.
def test_nothing_that_may_carry_a_cookie_is_for_the_public(people: Store) -> None:
    with explorer(people) as client:
        sign_in(client, "reader")
        answer = client.get("/assets/site.css")
        assert (answer.headers["cache-control"], "set-cookie" in answer.headers) == ("private, max-age=86400", False)


def test_what_one_has_is_asked_for_by_who_may(people: Store) -> None:
    with explorer(people) as client:
        sign_in(client, "admin")
        tag = client.get("/api/accounts").headers["etag"]
        sign_in(client, "reader")
        assert client.get("/api/accounts", headers={"If-None-Match": tag}).status_code == 403
        client.cookies.clear()
        assert client.get("/api/plans", headers={"If-None-Match": "*"}).status_code == 401


def test_no_export_holds_people(people: Store) -> None:
    with explorer(people) as client:
        sign_in(client, "reader")
        client.post("/api/tokens", json={"note": "a note of mine"}, headers=OWN)
        lines = client.get("/api/export/jsonl").text.splitlines()
        assert not {json.loads(line).get("type") for line in lines} & {"account", "token", "session", "person", "audit"}
        assert not any(word in line for line in lines for word in ("argon2", "a note of mine", "boss"))


# Whoever came to know the token of another one's preview used it up, also where she might not load it.
def test_a_preview_is_confirmed_by_who_made_it(people: Store) -> None:
    with explorer(people) as client:
        sign_in(client, "editor")
        page = client.post("/upload", files={"file": ("plan.txt", WATER.read_bytes())}, headers=OWN).text
        (token,) = re.findall(r'name="token" value="([^"]+)"', page)
        for other, status in (("reader", 403), ("admin", 400)):
            sign_in(client, other)
            assert client.post("/upload/confirm", data={"token": token}, headers=OWN).status_code == status
        sign_in(client, "editor")
        assert client.post("/upload/confirm", data={"token": token}, headers=OWN).status_code == 200
        assert people.view().status().nodes["Plan"] == 1


# A browser takes tabs, backslashes and dots for something else than they are.
@pytest.mark.parametrize(
    "way",
    ["/\t/evil.example", "///evil.example", "/\x00//evil.example", "/plans\r\nSet-Cookie: a=b", "https:evil.example"],
)
def test_no_way_back_leads_away_however_it_is_written(people: Store, way: str) -> None:
    with explorer(people) as client:
        answer = client.post("/login", data={"name": "reader", "password": PASSWORD, "next": way}, headers=OWN)
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
        assert "a" not in client.cookies
