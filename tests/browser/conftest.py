"""The explorer as people use it: a real server over every kind of store, Chromium that may reach nothing else."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from api.running import running
from loaders.load import load
from seeds.shelf import seed_plans
from tests.kinds import BOTH_STORES, empty_store

ARTEFACTS = Path(__file__).parents[2] / "artefacts" / "screenshots"
LOCALES = {"zh": "zh-CN", "en": "en-GB"}


@pytest.fixture(scope="module", params=BOTH_STORES)
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the explorer with the seed plan is; tests of a module share it."""
    with empty_store(request, tmp_path_factory.mktemp("browsed")) as store:
        assert [result.error for result in load(store, seed_plans())] == [None]
        with running(store) as at:
            yield at


class Reader:
    """Somebody at a browser: every request that leaves the host and every complaint on the console is held against us."""

    def __init__(self, browser: Browser, address: str, *, language: str = "zh", width: int = 1300) -> None:
        self.address = address
        self.language = language
        self.elsewhere: list[str] = []
        self.complaints: list[str] = []
        self.context: BrowserContext = browser.new_context(
            locale=LOCALES[language], viewport={"width": width, "height": 900}, accept_downloads=True
        )
        self.page: Page = self.context.new_page()
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self._watch(request.url))

    def open(self, path: str) -> Page:
        self.page.goto(self.address + path)
        if path.startswith("/graph"):
            self.drawn()
        return self.page

    def drawn(self) -> None:
        self.page.wait_for_function("window.respgraph && window.respgraph.picture")

    def shot(self, name: str) -> None:
        """A screenshot among the artefacts, which git ignores."""
        ARTEFACTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=str(ARTEFACTS / f"{name}.png"))

    def leave(self) -> None:
        self.context.close()
        assert self.elsewhere == []
        assert self.complaints == []

    def _watch(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:")):
            self.elsewhere.append(url)


@pytest.fixture
def reader(chromium: Browser, address: str) -> Iterator[Reader]:
    somebody = Reader(chromium, address)
    yield somebody
    somebody.leave()
