"""The served page in Chromium: its assets and nothing else, under its policy; a double click asks the next question."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.pictures import point_of
from viz.pictures.picture import SCRIPTS, SERVED_POLICY, STYLESHEETS, asset, picture_html
from viz.pictures.scene import Scene

pytestmark = pytest.mark.browser

HOST = "http://respgraph.test"


@dataclass
class Served:
    """A page that answers for one host only, and what was asked and said."""

    page: Page
    scene: Scene
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def answer(self, route: Route) -> None:
        url = route.request.url
        self.asked.append(url)
        path = urlsplit(url).path
        if not url.startswith(HOST):
            route.abort()
        elif path.startswith("/assets/"):
            content, media_type = asset(path.removeprefix("/assets/"))
            route.fulfill(body=content, content_type=media_type)
        else:
            body = picture_html(self.scene, inline=False, asset_prefix="/assets", links=[("首页", "/")])
            route.fulfill(
                body=body,
                content_type="text/html; charset=utf-8",
                headers={"Content-Security-Policy": SERVED_POLICY + "; frame-ancestors 'none'"},
            )


@pytest.fixture
def served(chromium: Browser, plan_scene: Scene) -> Iterator[Served]:
    context = chromium.new_context()
    page = context.new_page()
    server = Served(page, plan_scene)
    page.on("console", lambda message: server.complaints.append(message.text))
    page.on("pageerror", lambda error: server.complaints.append(str(error)))
    page.route("**/*", server.answer)
    yield server
    context.close()


def test_it_loads_its_assets_and_nothing_else(served: Served) -> None:
    served.page.goto(f"{HOST}/graph?center=x")
    served.page.wait_for_function("window.respgraph && window.respgraph.picture")
    expect(served.page.get_by_role("link", name="首页")).to_have_attribute("href", "/")
    assert {urlsplit(url).path for url in served.asked} == {
        "/graph",
        *(f"/assets/{name}" for name in SCRIPTS + STYLESHEETS),
    }
    assert served.complaints == []


def test_a_double_click_goes_to_the_neighbourhood_and_keeps_the_other_choices(served: Served) -> None:
    page = served.page
    page.goto(f"{HOST}/graph?center=x&depth=2&roles=lead")
    page.wait_for_function("window.respgraph && window.respgraph.picture")
    measure = next(node.id for node in served.scene.nodes if node.kind == "Measure")
    page.mouse.dblclick(*point_of(page, measure))
    page.wait_for_url(lambda url: parse_qs(urlsplit(url).query)["center"] == [measure])
    assert parse_qs(urlsplit(page.url).query) == {"center": [measure], "depth": ["2"], "roles": ["lead"]}
    assert served.complaints == []
