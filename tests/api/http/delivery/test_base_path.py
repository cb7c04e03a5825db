"""Under /duty/ of a proxy every link, form, file, redirect, cookie and problem stays under /duty/."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx2
import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.http.delivery.base_path import checked_base
from api.running import running
from api.settings import Settings
from benchmarks.addresses import addresses
from graph.errors import BadRequestError
from graph.store import Store
from graph.stores.opening import open_store
from loaders.load import load
from seeds.shelf import seed_plans
from tests.proxy import proxied

LINK = re.compile(r'\s(?:href|action|src|formaction)="([^"]*)"')
DUTY = Settings(root_path="/duty")


@pytest.fixture(scope="module")
def founding() -> Iterator[Store]:
    with open_store("sqlite://") as store:
        assert [result.error for result in load(store, seed_plans())] == [None]
        yield store


def test_every_address_of_every_page_is_under_the_path(founding: Store) -> None:
    """As the pages are, so are they under the path, but for the path."""
    with (
        TestClient(create_app(founding, Settings()), base_url="http://127.0.0.1") as plain,
        TestClient(create_app(founding, DUTY), base_url="http://127.0.0.1") as below,
    ):
        for name, path in addresses(founding.view()).items():
            links, under = LINK.findall(plain.get(path).text), LINK.findall(below.get("/duty" + path).text)
            expected = ["/duty" + link if link.startswith("/") else link for link in links]
            assert under == expected, name
            assert not [link for link in links if link.startswith("//")], name


@pytest.mark.parametrize(
    ("strips", "settings", "says"),
    [
        (False, DUTY, {}),
        (True, DUTY, {}),
        (True, Settings(forwarded_prefix=True), {"X-Forwarded-Prefix": "/duty"}),
    ],
)
def test_behind_a_real_proxy(founding: Store, *, strips: bool, settings: Settings, says: dict[str, str]) -> None:
    with (
        running(founding, settings) as behind,
        proxied(behind, "/duty", strips=strips, says=says) as address,
        httpx2.Client(base_url=address) as client,
    ):
        home = client.get(address + "/", headers={"Accept-Language": "zh"})
        assert home.status_code == 200
        shown = [urljoin(str(home.url), link) for link in LINK.findall(home.text) if not link.startswith("data:")]
        assert {urlsplit(each).path.startswith("/duty/") for each in shown} == {True}
        kinds = {
            urlsplit(each).path.split("/")[2]: each for each in shown
        }  # all links once, one of each kind elsewhere
        assert {client.get(each).status_code for each in dict.fromkeys(kinds.values() if strips else shown)} == {200}
        moved = client.get(address + "/api/health/")
        assert (moved.status_code, moved.headers["location"]) == (307, "/duty/api/health")
        chosen = client.post(address + "/what-if", content=b"").status_code
        assert chosen == 405
        assert client.get(address + "/?lang=en").headers["set-cookie"].count("Path=/duty/") == 1
        problem: Any = client.get(address + "/api/plans/none").json()
        assert problem["instance"] == "/duty/api/plans/none"
        if says or not strips:  # it takes seconds to make, and the settings of the second are those of the first
            document: Any = client.get(address + "/api/openapi.json").json()
            assert document["servers"] == [{"url": "/duty"}]
        listed: Any = client.get(address + "/api/").json()
        assert client.get(urljoin(address, listed["operations"][0]["described"])).status_code == 200


def test_the_bare_path_leads_to_its_slash(founding: Store) -> None:
    with TestClient(create_app(founding, DUTY), follow_redirects=False) as client:
        answer = client.get("/duty?lang=en")
        assert (answer.status_code, answer.headers["location"]) == (308, "/duty/?lang=en")


def test_a_form_leads_back_under_the_path(founding: Store) -> None:
    with TestClient(create_app(founding, DUTY), base_url="http://127.0.0.1", follow_redirects=False) as client:
        answer = client.get("/duty/what-if", params={"kind": "abolish", "department": "重庆市/永川区/water"})
        if answer.status_code == 303:
            assert answer.headers["location"].startswith("/duty/what-if?")
        odd = client.get("/duty//elsewhere.example/health/")
        assert not odd.headers.get("location", "/").startswith("//")


def test_a_proxy_is_believed_only_where_we_were_told_to(founding: Store) -> None:
    says = {"X-Forwarded-Prefix": "/duty"}
    with TestClient(create_app(founding, Settings()), base_url="http://127.0.0.1") as client:
        assert 'href="/plans"' in client.get("/", headers=says).text
    with TestClient(create_app(founding, Settings(forwarded_prefix=True)), base_url="http://127.0.0.1") as client:
        assert 'href="/duty/plans"' in client.get("/", headers=says).text
        assert 'href="/plans"' in client.get("/", headers={"X-Forwarded-Prefix": '/"><script>'}).text
        assert 'href="/plans"' in client.get("/", headers={"X-Forwarded-Prefix": "//elsewhere.example"}).text


@pytest.mark.parametrize(
    ("said", "base"), [("", ""), ("/", ""), ("/duty", "/duty"), ("/duty/", "/duty"), (" /a/b.c ", "/a/b.c")]
)
def test_what_a_base_path_is(said: str, base: str) -> None:
    assert checked_base(said, {"plans"}) == base


@pytest.mark.parametrize("said", ["duty", "/a b", "//host", "/a/../b", "/plans", "/plans/x", '/"'])
def test_what_is_none(said: str) -> None:
    with pytest.raises(BadRequestError):
        checked_base(said, {"plans"})
