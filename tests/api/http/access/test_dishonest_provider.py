"""Answers of a provider that prove nobody: each thing that an answer is believed for, forged or missing."""

import hmac
import json
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient
from joserfc import jwt
from joserfc.jwk import RSAKey

from api.access.accounts import add_account
from graph.stores.opening import open_store
from tests.people import BOSS, explorer, with_accounts

pytestmark = pytest.mark.filterwarnings("ignore")  # of parts of Authlib that are going

KEY, OTHER = RSAKey.generate_key(2048, {"kid": "one"}), RSAKey.generate_key(2048, {"kid": "one"})


class Dishonest(ThreadingHTTPServer):
    """A provider; `said` is what its token says beside what it should, `signed` how it signs."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        self.said: Mapping[str, Any] = {}
        self.signed: tuple[str, Any] = ("RS256", KEY)
        self.nonce = ""

    def token(self) -> str:
        """The identity token."""
        now = int(time.time())
        honest = {"iss": self.url, "aud": "respgraph", "sub": "li", "nonce": self.nonce, "iat": now, "exp": now + 60}
        claims = {name: value for name, value in {**honest, **self.said}.items() if value is not None}
        algorithm, key = self.signed
        if algorithm == "RS256":
            return jwt.encode({"alg": algorithm, "kid": "one"}, claims, key)
        words = f"{_packed(json.dumps({'alg': algorithm}).encode())}.{_packed(json.dumps(claims).encode())}"
        # the public key, which everybody has, taken for a shared secret
        seal = hmac.new(KEY.as_pem(private=False), words.encode(), "sha256").digest() if algorithm == "HS256" else b""
        return f"{words}.{_packed(seal)}"


def _packed(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode()


class _Answers(BaseHTTPRequestHandler):
    server: Dishonest

    def do_GET(self) -> None:
        """Discovery, and the public key."""
        at = self.server.url
        self._say(
            {"keys": [KEY.as_dict(private=False)]}
            if self.path == "/keys"
            else {
                "issuer": at,
                "authorization_endpoint": f"{at}/in",
                "token_endpoint": f"{at}/token",
                "jwks_uri": f"{at}/keys",
                "id_token_signing_alg_values_supported": ["RS256"],
            }
        )

    def do_POST(self) -> None:
        """The token, for any code."""
        self.rfile.read(int(self.headers["content-length"]))
        self._say({"access_token": "x", "token_type": "Bearer", "id_token": self.server.token()})

    def _say(self, words: Mapping[str, Any]) -> None:
        content = json.dumps(words).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def provider() -> Iterator[Dishonest]:
    with Dishonest() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@contextmanager
def office(provider: Dishonest, claim: str = "sub", **more: object) -> Iterator[TestClient]:
    """An explorer where `li` and `li@office.example` have accounts."""
    with with_accounts(open_store("sqlite://")) as store:
        for name in ("li", "li@office.example"):
            add_account(store, name, "editor", BOSS)
        told = {"oidc_issuer": provider.url, "oidc_client": "respgraph", "oidc_secret": "s", "oidc_claim": claim}
        with explorer(store, **told, **more) as client:
            yield client


def come_back(client: TestClient, provider: Dishonest, more: str = "") -> int:
    """The status of the answer to who comes back from the provider."""
    asked = parse_qs(urlsplit(client.get("/login/provider").headers["location"]).query)
    provider.nonce = asked["nonce"][0]
    return client.get(f"/login/return?code=x&state={asked['state'][0]}{more}").status_code


def test_an_honest_answer_is_believed(provider: Dishonest) -> None:
    with office(provider) as client:
        assert come_back(client, provider) == 303
        assert client.get("/api/account").json()["name"] == "li"


@pytest.mark.parametrize(
    "said",
    [
        {"nonce": "of another time"}, {"nonce": None}, {"iss": "https://elsewhere.example"}, {"iss": None},
        {"aud": "another program"}, {"aud": None}, {"exp": 1}, {"exp": None}, {"sub": None}, {"sub": ["li"]}, {"sub": True},
        {"aud": ["respgraph", "another program"], "azp": "another program"},
    ],
)  # fmt: skip
def test_a_token_for_somebody_else_proves_nobody(provider: Dishonest, said: Mapping[str, Any]) -> None:
    provider.said = said
    with office(provider, newcomers="reader") as client:
        assert come_back(client, provider) == 401
        assert client.get("/plans").status_code == 303


@pytest.mark.parametrize("signed", [("RS256", OTHER), ("HS256", None), ("none", None)])
def test_a_token_that_another_signed_proves_nobody(provider: Dishonest, signed: tuple[str, Any]) -> None:
    provider.signed = signed
    with office(provider) as client:
        assert come_back(client, provider) == 401


def test_an_answer_of_another_issuer_proves_nobody(provider: Dishonest) -> None:
    with office(provider) as client:
        assert come_back(client, provider, "&iss=https://elsewhere.example") == 401


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"email_verified": True}, 303), ({"email_verified": "true"}, 303),
        ({"email_verified": False}, 401), ({"email_verified": "false"}, 401), ({}, 401),
    ],
)  # fmt: skip
def test_an_address_that_anybody_may_type_in_is_nobodys_name(
    provider: Dishonest, said: Mapping[str, Any], status: int
) -> None:
    provider.said = {"sub": "stranger", "email": "li@office.example", **said}
    with office(provider, claim="email") as client:
        assert come_back(client, provider) == status


def test_signing_in_begins_a_session_of_its_own(provider: Dishonest) -> None:
    with office(provider) as client:
        client.cookies.set("respgraph-session", "set by somebody else")
        assert come_back(client, provider) == 303
        kept = [cookie.value for cookie in client.cookies.jar if cookie.name == "respgraph-session"]
        assert any(value != "set by somebody else" for value in kept)
