"""Pictures of pages: the same page is the same picture, what differs is found, marked and shown for review."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from api.running import running
from benchmarks.shot_review import differences, review
from benchmarks.shots import taken
from graph.stores.opening import open_store

pytestmark = pytest.mark.browser


def test_what_differs_is_found_and_shown(chromium: Browser, tmp_path: Path) -> None:
    pages = {"upload": "/upload", "help, in short": "/login"}
    with open_store("sqlite://") as store, running(store) as address:
        last = list(taken(chromium, address, pages, tmp_path / "last", [("zh", 390)]))
        now = list(taken(chromium, address, {**pages, "upload": "/duties"}, tmp_path / "now", [("zh", 390)]))
    names = [shot.where for shot in now]
    assert names == [shot.where for shot in last] == ["zh-390/upload.png", "zh-390/help-in-short.png"]
    assert [shot.sticks_out for shot in now] == [0, 0]
    found = differences(chromium, tmp_path / "last", tmp_path / "now", [*names, "zh-390/unknown.png"])
    assert [each.where for each in found] == ["zh-390/upload.png"], "the other page is the same both times"
    assert 0.001 < found[0].share < 0.9
    index = review(tmp_path / "now", tmp_path / "last", found)
    assert index.read_text(encoding="utf-8").count("<img") == 3
    assert (index.parent / "zh-390-upload.png").read_bytes().startswith(b"\x89PNG")
