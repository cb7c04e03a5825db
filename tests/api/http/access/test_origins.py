"""Origins compared as origins, behind proxies too; what proxies say is believed of those that we were told of."""

import pytest
from starlette.datastructures import Headers

from api.access.accounts import add_account
from api.http.access.origins import is_foreign
from api.http.access.proxies import Outside, networks, outside
from graph.stores.opening import open_store
from tests.people import BOSS, OWN, PASSWORD, explorer, sign_in, with_accounts


@pytest.mark.parametrize(
    ("origin", "host", "names"),
    [
        ("http://office.example", "office.example", ()),
        ("https://office.example", "office.example:443", ()),
        ("https://office.example", "OFFICE.Example", ()),
        ("http://office.example:8000", "Office.example:8000", ()),
        ("http://[::1]:8000", "[::1]:8000", ()),
        ("https://office.example", "127.0.0.1:8000", ("office.example",)),
        ("https://office.example:8443", "127.0.0.1:8000", ("office.example:8443",)),
    ],
)
def test_our_own_pages_may_write(origin: str, host: str, names: tuple[str, ...]) -> None:
    assert not is_foreign(Headers({"origin": origin}), Outside("", host, ""), names)


@pytest.mark.parametrize(
    ("origin", "host", "scheme", "names"),
    [
        ("https://evil.example", "office.example", "", ()),
        ("http://office.example:8001", "office.example:8000", "", ()),
        ("http://office.example", "office.example", "https", ()),
        ("null", "office.example", "", ()),
        ("http://", "", "", ()),
        ("file:///x", "office.example", "", ()),
        ("https://evil.office.example", "127.0.0.1", "", ("*.office.example", "*")),
        ("https://office.example:8443", "127.0.0.1:8000", "", ("office.example",)),
        ("https://office.example.evil.example", "office.example", "", ("office.example",)),
    ],
)
def test_others_may_not(origin: str, host: str, scheme: str, names: tuple[str, ...]) -> None:
    assert is_foreign(Headers({"origin": origin}), Outside("", host, scheme), names)


def test_the_word_of_the_browser_counts_most() -> None:
    behind = Outside("", "127.0.0.1:8000", "")
    assert not is_foreign(Headers({"origin": "https://office.example", "sec-fetch-site": "same-origin"}), behind)
    for site in ("cross-site", "same-site", "anything"):
        assert is_foreign(Headers({"origin": "http://127.0.0.1:8000", "sec-fetch-site": site}), behind)


def test_forwarded_headers_count_from_named_proxies_only() -> None:
    said = [
        (b"host", b"in:8000"),
        (b"x-forwarded-for", b"6.6.6.6, 9.9.9.9, 10.0.0.3"),
        (b"x-forwarded-host", b"out"),
        (b"x-forwarded-proto", b"https"),
    ]
    scope = {"type": "http", "headers": said, "client": ("10.0.0.2", 1), "scheme": "http"}
    assert outside(scope, networks("10.0.0.0/24")) == Outside("9.9.9.9", "out", "https", proxied=True)
    assert outside(scope, networks("10.0.0.9")) == Outside("10.0.0.2", "in:8000", "")
    assert outside(scope, ()) == Outside("10.0.0.2", "in:8000", "")


def test_with_a_session_a_browser_says_whence_it_writes() -> None:
    with with_accounts(open_store("sqlite://")) as store, explorer(store) as client:
        sign_in(client, "editor")
        said = {"kind": "same", "subject": "x", "object": "y"}
        assert client.post("/api/decisions", json=said).status_code == 403
        assert client.post("/api/decisions", json=said, headers={"Origin": "https://evil.example"}).status_code == 403
        assert client.post("/api/decisions", json=said, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
        assert client.post("/api/decisions", json=said, headers=OWN).status_code == 404


def test_nobody_is_signed_in_by_another_site() -> None:
    with with_accounts(open_store("sqlite://")) as store, explorer(store) as client:
        said = {"name": "reader", "password": PASSWORD}
        assert client.post("/login", data=said, headers={"Origin": "https://evil.example"}).status_code == 403


def test_a_named_proxy_says_who_it_is_and_nobody_else_does() -> None:
    settings = {"proxy_user": "X-Remote-User", "allowed_hosts": "office.example"}
    who = {"X-Remote-User": "li"}
    with with_accounts(open_store("sqlite://")) as store:
        add_account(store, "li", "editor", BOSS)
        with explorer(store, proxies="10.0.0.2", **settings) as client:
            assert client.get("/api/account", headers=who).status_code == 401  # the test client is no proxy
        with explorer(store, proxies="127.0.0.1", **settings) as client:
            client._transport.client = ("127.0.0.1", 5)  # type: ignore[attr-defined]
            assert client.get("/api/account", headers=who).json()["role"] == "editor"
            assert client.get("/api/account", headers={"X-Remote-User": "stranger"}).status_code == 403
            assert client.get("/api/account", headers={"X-Remote-User": "admin"}).status_code == 403  # has a password
            said = {"kind": "same", "subject": "x", "object": "y"}
            assert client.post("/api/decisions", json=said, headers=who).status_code == 403  # says not whence
            assert client.get("/api/account").status_code == 401
        with explorer(store, proxies="127.0.0.1", newcomers="reader", **settings) as client:
            client._transport.client = ("127.0.0.1", 5)  # type: ignore[attr-defined]
            assert client.get("/api/account", headers={"X-Remote-User": "stranger"}).json()["role"] == "reader"
