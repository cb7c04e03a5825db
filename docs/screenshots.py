# ruff: noqa: INP001  a script, no package
"""The pictures of docs/tutorial.md, made anew from the running explorer: `make screenshots`."""

import os
import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, sync_playwright

from api.running import running
from graph.stores.opening import open_store
from loaders.load import load
from seeds.shelf import seed_plans

ROOT = Path(__file__).parents[1]
WATER = ROOT / "tests" / "data" / "water-plan.txt"
SIZE: ViewportSize = {"width": 1100, "height": 700}
Act = Callable[[Page], None]


def main() -> None:
    """Write docs/images/NAME.png for each name of SHOTS; the address bar is not in the picture."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        sys.exit("no Chromium: set CHROMIUM or install it")
    folder = ROOT / "docs" / "images"
    folder.mkdir(exist_ok=True)
    with open_store("sqlite://") as store, sync_playwright() as playwright:
        load(store, seed_plans())
        with running(store) as address:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
            page = browser.new_page(viewport=SIZE, locale="zh-CN", reduced_motion="reduce")
            for name, (path, act) in SHOTS.items():
                page.goto(address + path)
                if path.startswith("/graph"):
                    page.wait_for_function("window.respgraph && window.respgraph.picture")
                act(page)
                page.screenshot(path=folder / f"{name}.png")
            browser.close()


def look(_page: Page) -> None:
    """Nothing more to do."""


def first_sentence(page: Page) -> None:
    """Open the words behind the first duty."""
    page.locator("tbody").first.get_by_role("link", name="原文").first.click()
    page.wait_for_load_state()


def upload(page: Page) -> None:
    """Choose a file and look at the preview."""
    page.get_by_label("计划文件").set_input_files(WATER)
    page.get_by_role("button", name="预览").click()
    page.wait_for_load_state()


def only_leads(page: Page) -> None:
    """Take the responsible ones out of the picture."""
    page.get_by_role("checkbox", name="责任").uncheck()


SHOTS: Mapping[str, tuple[str, Act]] = {
    "home": ("/", look),
    "department": ("/departments/区生态环境局", look),
    "sentence": ("/departments/区生态环境局", first_sentence),
    "targets": ("/targets?unowned=true", look),
    "graph": ("/graph?center=大气", only_leads),
    "way": ("/graph?from=区水利局&to=区教委", look),
    "upload": ("/upload", upload),
}


if __name__ == "__main__":
    main()
