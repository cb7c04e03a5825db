"""In with a password, out again, and how long a session holds; wrong passwords have to wait."""

import re
import time

import pytest
from fastapi.testclient import TestClient

from api.access.accounts import change_account, remove_account, set_password
from api.access.passwords import Passwords
from graph.access.register import Asked
from graph.store import Store
from graph.stores.opening import open_store
from tests.people import BOSS, CHEAP, OWN, PASSWORD, explorer, sign_in, with_accounts


def did(store: Store, action: str) -> list[tuple[str, str]]:
    found, _ = store.read_register(lambda register: register.entries(Asked(action=action)))
    return [(said["who"], said["subject"]) for said in (one.told() for one in found)]


def test_accounts_live_in_any_store(store: Store) -> None:
    with explorer(with_accounts(store)) as client:
        assert client.get("/plans").status_code == 303
        assert sign_in(client, "reader") == 303
        assert client.get("/plans").status_code == 200
        assert client.get("/api/account").json() == {"name": "reader", "role": "reader", "places": [], "guarded": True}
        assert client.post("/logout", headers=OWN).status_code == 303
        assert client.get("/plans").status_code == 303
    assert did(store, "login") == did(store, "logout") == [("reader", "reader")]


def test_a_store_without_accounts_is_open_to_its_desk() -> None:
    with open_store("sqlite://") as store, explorer(store) as client:
        assert client.get("/plans").status_code == 200
        assert client.get("/api/account").json()["guarded"] is False
        page = client.get("/plans").text
        assert "/login" not in page
    with open_store("sqlite://") as store, explorer(store, guarded=True) as client:
        assert client.get("/plans").status_code == 303


def test_a_session_is_over_when_it_should_be(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = time.time()
    with (
        with_accounts(open_store("sqlite://")) as store,
        explorer(store, session_idle=1000, session_limit=5000) as client,
    ):
        client.app.state.sign_in._clock = lambda: moment  # type: ignore[attr-defined]
        sign_in(client, "reader")
        for _ in range(4):  # each request renews it
            moment += 900
            assert client.get("/plans").status_code == 200
        stolen = client.cookies["respgraph-session"]
        moment += 1100
        assert client.get("/plans").status_code == 303
        sign_in(client, "reader")
        began = moment
        while moment - began < 5000:
            assert client.get("/plans").status_code == 200
            moment += 900
        assert client.get("/plans").status_code == 303
        client.cookies.set("respgraph-session", stolen)
        assert client.get("/plans").status_code == 303
    monkeypatch.undo()


@pytest.mark.parametrize("change", ["role", "stop", "password", "remove", "logout"])
def test_what_an_account_may_do_changes_at_once(change: str) -> None:
    with with_accounts(open_store("sqlite://")) as store, explorer(store) as client:
        sign_in(client, "editor")
        kept = client.cookies["respgraph-session"]
        assert client.get("/upload").status_code == 200
        if change == "role":
            change_account(store, "editor", BOSS, role="reader")
        elif change == "stop":
            change_account(store, "editor", BOSS, disabled=True)
        elif change == "password":
            set_password(store, "editor", Passwords(CHEAP).hashed("another long password"), BOSS)
        elif change == "remove":
            remove_account(store, "editor", BOSS)
        else:
            client.post("/logout", headers=OWN)
        client.cookies.set("respgraph-session", kept)
        assert client.get("/upload").status_code == 303


def test_the_cookie_is_out_of_reach_and_goes_over_tls_only_where_it_came_so() -> None:
    with with_accounts(open_store("sqlite://")) as store, explorer(store) as client:
        said = {"name": "reader", "password": PASSWORD}
        plain = client.post("/login", data=said, headers=OWN).headers["set-cookie"]
        assert "HttpOnly" in plain and "SameSite=Lax" in plain and "Secure" not in plain  # noqa: PT018
        behind = {"Origin": "https://localhost", "Sec-Fetch-Site": "same-origin"}
        assert "Secure" in client.post("/login", data=said, headers=behind).headers["set-cookie"]


def test_a_changed_cookie_is_nobodys() -> None:
    with with_accounts(open_store("sqlite://")) as store, explorer(store) as client:
        sign_in(client, "reader")
        cookie = client.cookies["respgraph-session"]
        for wrong in ("", "x", cookie[:-1], "A" + cookie[1:], cookie + "x", cookie.replace(".", "..")):
            client.cookies.clear()
            client.cookies.set("respgraph-session", wrong)
            assert client.get("/plans").status_code == 303


def test_who_guesses_has_to_wait_and_others_do_not() -> None:
    moment = time.time()
    with with_accounts(open_store("sqlite://")) as store, explorer(store) as client:
        client.app.state.sign_in._clock = lambda: moment  # type: ignore[attr-defined]
        for _ in range(5):
            assert sign_in(client, "reader", "wrong") == 401
        refused = client.post("/login", data={"name": "reader", "password": PASSWORD}, headers=OWN)
        assert refused.status_code == 429
        assert int(refused.headers["retry-after"]) > 0
        assert sign_in(client, "editor") == 303
        moment += 3600
        assert sign_in(client, "reader") == 303
        assert did(store, "locked") == [("", "reader")]


def test_a_password_in_the_wrong_field_is_written_nowhere() -> None:
    with with_accounts(open_store("sqlite://")) as store, explorer(store) as client:
        assert sign_in(client, "my secret password") == 401
        assert did(store, "login-failed") == [("", "")]


@pytest.mark.parametrize(
    "way", ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:x", "/login", ""]
)
def test_nobody_is_led_away_after_signing_in(way: str) -> None:
    with with_accounts(open_store("sqlite://")) as store, explorer(store) as client:
        answer = client.post("/login", data={"name": "reader", "password": PASSWORD, "next": way}, headers=OWN)
        assert answer.headers["location"] == "/"
        assert client.get("/login", params={"next": way}).headers["location"] == "/"


def test_ones_own_password_takes_the_present_one() -> None:
    with with_accounts(open_store("sqlite://")) as store, explorer(store) as client:
        sign_in(client, "reader")
        said = {"action": "password", "old": "wrong", "new": "a quite new password"}
        assert client.post("/account", data=said, headers=OWN).status_code == 401
        assert client.post("/account", data={**said, "old": PASSWORD, "new": "short"}, headers=OWN).status_code == 400
        assert client.post("/account", data={**said, "old": PASSWORD}, headers=OWN).status_code == 303
        assert client.get("/account").status_code == 303
        assert sign_in(client, "reader") == 401
        assert sign_in(client, "reader", "a quite new password") == 303


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_pages_are_in_both_languages(language: str) -> None:
    with with_accounts(open_store("sqlite://")) as store, explorer(store) as client:
        words = {"zh": ("登录", "令牌", "账户管理", "操作记录"), "en": ("Sign in", "Tokens", "Accounts", "Audit")}[
            language
        ]
        assert words[0] in client.get(f"/login?lang={language}").text
        wrong = client.post("/login", data={"name": "x", "password": "y"}, headers={**OWN, "Accept-Language": language})
        assert {"zh": "账户名或密码不对", "en": "the name or the password is wrong"}[language] in wrong.text
        sign_in(client, "admin")
        for path, said in zip(("/account", "/accounts", "/audit?check=true"), words[1:], strict=True):
            answer = client.get(f"{path}{'&' if '?' in path else '?'}lang={language}")
            assert (answer.status_code, said in answer.text) == (200, True)


def test_a_token_is_shown_once_and_does_no_more_than_it_may() -> None:
    with with_accounts(open_store("sqlite://")) as store, explorer(store) as client:
        sign_in(client, "editor")
        page = client.post(
            "/account", data={"action": "token", "role": "reader", "days": "3", "note": "n"}, headers=OWN
        )
        (shown,) = set(re.findall(r"rg_[0-9a-f]{12}_[\w-]+", page.text))
        assert page.headers["cache-control"] == "private, no-store" or "no-store" in page.headers["cache-control"]
        assert shown not in client.get("/account").text
        assert shown.rpartition("_")[2] not in str(store.read_register(lambda register: register.every("token")))
        program = TestClient(client.app, base_url="http://localhost", follow_redirects=False)
        bearer = {"Authorization": f"Bearer {shown}"}
        assert program.get("/api/account", headers=bearer).json()["role"] == "reader"
        assert program.post("/api/decisions", json={}, headers=bearer).status_code == 403
        assert program.get("/api/plans", headers={"Authorization": f"Bearer {shown}x"}).status_code == 401
        made = client.post("/api/tokens", json={"days": 1}, headers=OWN).json()
        assert client.post("/api/tokens", json={"role": "admin"}, headers=OWN).status_code == 400
        other = {"Authorization": f"Bearer {made['token']}"}
        assert program.get("/api/account", headers=other).json()["role"] == "editor"
        assert program.post("/api/tokens", json={}, headers=other).status_code == 403
        assert client.delete(f"/api/tokens/{made['id']}", headers=OWN).status_code == 200
        assert program.get("/api/account", headers=other).status_code == 401


def test_a_reader_takes_no_token_of_another_away() -> None:
    with with_accounts(open_store("sqlite://")) as store, explorer(store) as client:
        sign_in(client, "editor")
        made = client.post("/api/tokens", json={}, headers=OWN).json()
        sign_in(client, "reader")
        assert client.delete(f"/api/tokens/{made['id']}", headers=OWN).status_code == 404
        sign_in(client, "admin")
        assert client.delete(f"/api/tokens/{made['id']}", headers=OWN).status_code == 200


def test_admins_see_to_accounts_and_one_of_them_stays() -> None:
    with with_accounts(open_store("sqlite://")) as store, explorer(store) as client:
        sign_in(client, "admin")
        new = {"name": "li", "role": "editor", "places": ["a/b"], "password": PASSWORD}
        assert client.post("/api/accounts", json=new, headers=OWN).json()["places"] == ["a/b"]
        assert client.post("/api/accounts", json=new, headers=OWN).status_code == 400
        assert client.patch("/api/accounts/li", json={"role": "reader"}, headers=OWN).json()["role"] == "reader"
        assert client.patch("/api/accounts/admin", json={"role": "reader"}, headers=OWN).status_code == 400
        assert client.delete("/api/accounts/admin", headers=OWN).status_code == 400
        assert client.delete("/api/accounts/li", headers=OWN).json() == {"removed": "li"}
        assert (
            client.post(
                "/accounts", data={"action": "add", "name": "wu", "role": "editor", "places": "x/y，z"}, headers=OWN
            ).status_code
            == 303
        )
        found = client.get("/api/accounts").json()["items"]
        assert [one["name"] for one in found] == ["admin", "editor", "reader", "wu"]
        assert (found[3]["places"], found[3]["has_password"]) == (["x/y", "z"], False)
        assert "hash" not in client.get("/api/audit").text
        assert "argon2" not in client.get("/api/audit").text
