"""Every page of the founding plan weighs under 100 kB of HTML, uncompressed, and no page is forgotten here.

The pages with a picture count the page; the library that draws it comes on top and is kept by the browser.
"""

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from starlette.routing import Match

from api.app import PAGES, create_app
from api.http.pages import page_path
from api.settings import Settings
from benchmarks.addresses import addresses
from benchmarks.pages import MOST_BYTES
from graph.store import Store
from graph.stores.opening import open_store
from loaders.load import load
from seeds.shelf import seed_plans

NO_PAGES = frozenset({"/assets/{name}", "/login/provider", "/login/return", "/metrics"})


@pytest.fixture(scope="module")
def founding() -> Iterator[Store]:
    with open_store("sqlite://") as store:
        assert [result.error for result in load(store, seed_plans())] == [None]
        yield store


@pytest.fixture(scope="module")
def reader(founding: Store) -> Iterator[TestClient]:
    with TestClient(create_app(founding, Settings()), base_url="http://127.0.0.1") as opened:
        yield opened


def test_every_page_has_an_address_here(founding: Store) -> None:
    routes = [route for router in PAGES for route in router.routes if isinstance(route, APIRoute)]
    pages = [route for route in routes if "GET" in (route.methods or ()) and route.path not in NO_PAGES]
    asked = [unquote(urlsplit(path).path) for path in addresses(founding.view()).values()]
    first = {next(route.path for route in pages if _takes(route, path)) for path in asked}
    assert first == {route.path for route in pages}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_heaviest_of_every_page(reader: TestClient, founding: Store, language: str) -> None:
    weights = {}
    for name, path in addresses(founding.view()).items():
        answer = reader.get(path, headers={"Accept-Language": language})
        assert answer.status_code == 200, (name, path)
        weights[name] = len(answer.content)
    assert {name: weight for name, weight in weights.items() if weight > MOST_BYTES} == {}


@pytest.mark.parametrize(("kind", "pages"), [("Department", "departments"), ("Measure", "measures"), ("Goal", "goals")])
def test_every_single_thing(reader: TestClient, founding: Store, kind: str, pages: str) -> None:
    nodes = founding.view().list_nodes(kind).items
    assert len(nodes) > 5
    heaviest = max(len(reader.get(page_path(pages, node.id)).content) for node in nodes)
    assert heaviest <= MOST_BYTES


def _takes(route: APIRoute, path: str) -> bool:
    found, _ = route.matches({"type": "http", "method": "GET", "path": path, "headers": []})
    return found is Match.FULL
