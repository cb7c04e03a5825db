"""Every page as it looks, in both languages, on a wide screen and on a phone, beside how it looked the last time.

    python -m benchmarks.shots [STORE_URL] [--few] [--only WORD] [--folder FOLDER] [--last FOLDER]

Without a store: the seed plan, in memory. A picture a page, language and width is written to FOLDER/SET/zh-390/NAME.png, with
heights.tsv beside them (pixels high; `wide` where something sticks out sideways). Where the folder of the last time has a picture
of the same name, the two are compared pixel by pixel; what differs lies in FOLDER/review, with an index.html that shows the last
one, this one and the difference. `--few` takes what most others are made of, in two looks: seconds, for CI. Exits with 1 where
something sticks out sideways. `make shots-kept` makes this time's pictures the last ones.
"""

import argparse
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

from api.running import running
from api.settings import Settings
from benchmarks.addresses import addresses
from benchmarks.shot_review import Difference, differences, review
from graph.stores.opening import open_store
from loaders.load import load
from seeds.shelf import seed_plans

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "artefacts" / "shots"
LANGUAGES = {"zh": "zh-CN", "en": "en-GB"}
WIDTHS = (1300, 390)
LOOKS = tuple((language, width) for language in LANGUAGES for width in WIDTHS)
FEW_LOOKS = (("zh", 390), ("en", 1300))
FEW = ("home", "department", "targets", "bottlenecks of a plan", "matrix")
"""Pages that most others are made like."""

TODAY = date(2026, 6, 30)
"""The same day every time, so that no picture differs because a deadline has passed meanwhile."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture of a page: `where` below the folder, pixels high, and by how many pixels something sticks out sideways."""

    where: str
    height: int
    sticks_out: int


def main() -> None:
    """Take the pictures, compare them with the last ones, and say what differs."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("store", nargs="?", default="sqlite://")
    asked.add_argument("--only", default="", help="pages whose name or address contains this")
    asked.add_argument("--few", action="store_true", help="a few pages, each in two looks")
    asked.add_argument("--folder", type=Path, default=FOLDER / "now")
    asked.add_argument("--last", type=Path, default=FOLDER / "last", help="with what they are compared")
    given = asked.parse_args()
    with open_store(given.store) as store, chromium() as browser:
        if given.store == "sqlite://":
            load(store, seed_plans())
        plans = len(store.view().load_records())
        pages = {
            name: path
            for name, path in addresses(store.view()).items()
            if (given.only in name or given.only in path) and (name in FEW or not given.few)
        }
        folder = given.folder / ("seed" if plans == 1 else f"{plans}-plans")
        with running(store, Settings(today=TODAY)) as address:
            shots = list(taken(browser, address, pages, folder, FEW_LOOKS if given.few else LOOKS))
        differ = differences(browser, given.last / folder.name, folder, [shot.where for shot in shots])
    sys.exit(told(shots, differ, folder, given.last / folder.name))


def told(shots: Sequence[Shot], differ: Sequence[Difference], folder: Path, last: Path) -> int:
    """Write the heights and the review, and say both in short; 1 where a page sticks out sideways."""
    lines = [f"{shot.where}\t{shot.height}\t{f'wide {shot.sticks_out}' if shot.sticks_out else ''}" for shot in shots]
    (folder / "heights.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    wide = [shot.where for shot in shots if shot.sticks_out]
    print(f"{len(shots)} pictures in {folder}; {len(wide)} stick out sideways: {', '.join(wide) or 'none'}")
    if last.is_dir():
        print(f"{len(differ)} differ from {last}: {review(folder, last, differ)}")
    return bool(wide)


class chromium:  # noqa: N801  used like a function
    """Chromium for as long as it is needed; SystemExit where there is none."""

    def __enter__(self) -> Browser:
        path = os.environ.get("CHROMIUM") or shutil.which("chromium")
        if path is None:
            sys.exit("no Chromium: set CHROMIUM or install it")
        self._running = sync_playwright()
        started = self._running.__enter__()
        self._browser = started.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        return self._browser

    def __exit__(self, *_: object) -> None:
        self._browser.close()
        self._running.__exit__()


def taken(
    browser: Browser, address: str, pages: dict[str, str], folder: Path, looks: Sequence[tuple[str, int]] = LOOKS
) -> Iterator[Shot]:
    """Take every page in every look, which is a language and a width."""
    for language, width in looks:
        context = browser.new_context(
            locale=LANGUAGES[language], viewport={"width": width, "height": 900}, reduced_motion="reduce"
        )
        page = context.new_page()
        for name, path in pages.items():
            where = f"{language}-{width}/{name.replace(', ', '-').replace(' ', '-')}.png"
            yield _take(page, address + path, folder, where)
        context.close()


def _take(page: Page, address: str, folder: Path, where: str) -> Shot:
    page.goto(address)
    if urlsplit(address).path == "/graph":
        page.wait_for_function("window.respgraph && window.respgraph.picture")
    width, height, wide = page.evaluate(
        "[innerWidth, document.documentElement.scrollHeight, document.documentElement.scrollWidth]"
    )
    page.screenshot(path=folder / where, full_page=True)
    return Shot(where, height, max(0, wide - width))


if __name__ == "__main__":
    main()
