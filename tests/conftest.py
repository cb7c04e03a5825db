"""Fixtures that several packages' tests use: one empty store of every kind, and a real Neo4j."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright
from xdist.scheduler.loadscope import LoadScopeScheduling

from graph.store import Store
from tests.kinds import STORE_KINDS, empty_store
from tests.maven import missing
from tests.neo4j_server.start import PASSWORD, USER, Server
from tests.stores import Address

os.environ.setdefault("RESPGRAPH_QUESTION_LIMIT", "120")  # a machine that runs the tests is busier than one that serves


@pytest.fixture(scope="session")
def neo4j_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    """A Neo4j server for the whole run: NEO4J_URI, NEO4J_USER and NEO4J_PASSWORD, else one that we start."""
    uri = os.environ.get("NEO4J_URI", "")
    if uri:
        yield Address(uri, os.environ.get("NEO4J_USER", "neo4j"), os.environ.get("NEO4J_PASSWORD", ""))
        return
    lacking = missing()
    if lacking and os.environ.get("REQUIRE_NEO4J") == "1":
        pytest.fail(f"REQUIRE_NEO4J=1, but there is no NEO4J_URI and no {lacking}")
    if lacking:
        pytest.skip(f"no NEO4J_URI, and no {lacking} to start a server with")
    server = Server(tmp_path_factory.mktemp("neo4j"))
    server.start()
    yield Address(server.uri, USER, PASSWORD)
    server.stop()


@pytest.fixture(params=STORE_KINDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store of every kind in turn."""
    with empty_store(request, tmp_path) as opened:
        yield opened


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, one for the whole run: Playwright's synchronous interface allows no second one beside it."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if path is None:
        if os.environ.get("REQUIRE_CHROMIUM") == "1":
            pytest.fail("REQUIRE_CHROMIUM=1 and there is no Chromium (set CHROMIUM or install it)")
        pytest.skip("no Chromium: set CHROMIUM or install it")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
        )
        yield browser
        browser.close()


OWN_SERVER = ("test_neo4j_outage.py", "test_neo4j_quiet.py")
"""Modules that start a server of their own, or need none: they may run beside the one that all others share."""


LONGEST = ("neo4j", "chromium")
"""Begun first, so that no worker is left alone with them at the end."""


def scope(nodeid: str) -> str:
    """What one worker runs by itself when there are several: tests of the one Neo4j, tests in Chromium, else a module.

    The community edition has one database, so that only one worker may talk to the server; the fixtures of a module are
    made once. (xdist 3.8's own groups have no effect under pytest 9.2: it writes them to an attribute that is gone.)
    """
    module = nodeid.partition("::")[0]
    if "neo4j" in nodeid and not module.endswith(OWN_SERVER):
        return "neo4j"
    return "chromium" if module.startswith("tests/browser/") or "_browser" in module else module


class ByModule(LoadScopeScheduling):  # type: ignore[misc]  # xdist has no types
    """Hands scopes out in the order of the tests."""

    def _split_scope(self, nodeid: str) -> str:
        return scope(nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> ByModule:
    """Hand tests out by what they share."""
    config.option.loadscopereorder = False  # the scope of most tests first, however short they are
    return ByModule(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What takes longest stands first where several workers share the tests; who needs the server, says so in its name."""
    unsaid = [item.nodeid for item in items if "neo4j_address" in _asks_for(item) and scope(item.nodeid) != "neo4j"]
    if unsaid:
        raise pytest.UsageError(f"tests of the one Neo4j without `neo4j` in their names: {unsaid}")
    if hasattr(config, "workerinput"):
        order = {name: place for place, name in enumerate(LONGEST)}
        items.sort(key=lambda item: order.get(scope(item.nodeid), len(order)))


def _asks_for(item: pytest.Item) -> list[str]:
    """The fixtures of a test."""
    return item.fixturenames if isinstance(item, pytest.Function) else []


def pytest_configure() -> None:
    """The test client calls the explorer by a name of its own; how long an example takes says only how busy the machine is."""
    os.environ.setdefault("RESPGRAPH_ALLOWED_HOSTS", "testserver")
    settings.register_profile("without deadlines", parent=settings(), deadline=None)
    settings.load_profile("without deadlines")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` rewrites the golden files; review is `git diff`."""
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden files")
