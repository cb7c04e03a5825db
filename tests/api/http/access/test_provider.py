"""Signing in by OpenID Connect: a real provider on this machine (oidc-provider-mock), its own form, our way back."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx
import oidc_provider_mock
import pytest
from fastapi.testclient import TestClient

from api.access.accounts import add_account
from graph.store import Store
from graph.stores.opening import open_store
from tests.people import BOSS, explorer, with_accounts

pytestmark = pytest.mark.filterwarnings(
    "ignore"
)  # the provider runs in our process, on parts of Authlib that are going
TOLD = {"oidc_client": "respgraph", "oidc_secret": "s", "oidc_claim": "sub"}


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with oidc_provider_mock.run_server_in_thread() as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def store() -> Iterator[Store]:
    with with_accounts(open_store("sqlite://")) as opened:
        add_account(opened, "li@office.example", "editor", BOSS, places=("a/b",))
        yield opened


def way(client: TestClient, name: str, issuer: str) -> str:
    """Go to the provider, sign in there as `name`; the address to which it sends us back."""
    there = client.get("/login/provider?next=/plans").headers["location"]
    assert there.startswith(issuer)
    assert "code_challenge=" in there
    assert "nonce=" in there
    answer = httpx.post(there, data={"sub": name}, follow_redirects=False)
    assert answer.status_code in (302, 303), answer.text[:500]
    back = urlsplit(answer.headers["location"])
    assert back.path == "/login/return"
    return f"{back.path}?{back.query}"


def test_a_provider_signs_in_who_has_an_account(store: Store, issuer: str) -> None:
    with explorer(store, oidc_issuer=issuer, **TOLD) as client:
        assert "/login/provider" in client.get("/login").text
        answer = client.get(way(client, "li@office.example", issuer))
        assert (answer.status_code, answer.headers["location"]) == (303, "/plans")
        said = client.get("/api/account").json()
        assert (said["name"], said["role"], said["places"]) == ("li@office.example", "editor", ["a/b"])


def test_who_has_no_account_is_refused_or_reads(store: Store, issuer: str) -> None:
    with explorer(store, oidc_issuer=issuer, **TOLD) as client:
        assert client.get(way(client, "stranger", issuer)).status_code == 401
        assert client.get("/plans").status_code == 303
    with explorer(store, newcomers="reader", oidc_issuer=issuer, **TOLD) as client:
        assert client.get(way(client, "stranger", issuer)).status_code == 303
        assert client.get("/api/account").json()["role"] == "reader"


def test_an_answer_of_another_way_proves_nobody(store: Store, issuer: str) -> None:
    with explorer(store, oidc_issuer=issuer, **TOLD) as client:
        back = way(client, "li@office.example", issuer)
        other = TestClient(client.app, base_url="http://localhost", follow_redirects=False)
        assert other.get(back).status_code == 401  # another browser
        assert client.get(back.replace("code=", "code=x")).status_code == 401
        assert client.get(back).status_code == 401  # its state was used
        assert client.get("/login/return?error=access_denied&state=x").status_code == 401


def test_a_provider_that_is_away_is_told(store: Store) -> None:
    with explorer(store, oidc_issuer="http://localhost:9", oidc_client="x", oidc_claim="sub") as client:
        assert client.get("/login/provider").status_code == 503
