"""The rules of the house (docs/architecture.md): how many modules a room holds, and how long a module is."""

from collections import Counter
from functools import cache
from pathlib import Path
from statistics import median

from tests.folders import ROOT

PACKAGES = ("graph", "loaders", "seeds", "viz", "api")
MODULES = sorted(
    path.relative_to(ROOT).as_posix()
    for package in PACKAGES
    for path in (ROOT / package).rglob("*.py")
    if path.name not in ("__init__.py", "__main__.py")
)
TESTS = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob("*.py"))

MOST_MODULES, LONGEST, SHORTEST = 14, 300, 40
"""A room has about a dozen modules; one of fewer than 40 lines lives with its neighbour, unless it has a reason."""

SHORT = {
    "graph/stores/sqlite/rows/waiting.py": "one module a table that stands by itself",
    "api/http/filters/empty_parameters.py": "a middleware, and what pages leave out of their links",
    "graph/backups/verify.py": "backups and stores are checked by it",
    "api/cli/kept/signals.py": "every verb ends through it",
    "api/http/delivery/router.py": "every module with addresses begins with it",
    "api/pages/lists/measures.py": "one module a subject of addresses",
    "viz/networks/pajek.py": "one module a format",
    "viz/office/packages.py": "sheets and documents both need it",
    "viz/pictures/messages.py": "the one reader of messages.yaml",
    "viz/site/deadlines.py": "pages, lists and papers have one rule of deadlines",
    "seeds/shelf.py": "the only way to the plans that ship",
    "loaders/ruleset.py": "the version of the rules",
    "loaders/files/formats/column_names.py": "three rooms of formats need it",
    "loaders/files/formats/word/wordprocessing.py": "the names of OOXML, for readers of two formats",
    "loaders/plan/inferred_links.py": "what is inferred stays apart from what is said",
    "loaders/outline/chapter_kinds.py": "the one reader of chapters.yaml",
    "loaders/act/label_blocks.py": "read by front and metadata",
    "loaders/act/news_leads.py": "a form of its own",
    "loaders/act/dates.py": "one module a property of the act",
    "loaders/files/formats/spreadsheets/whole_sheets.py": "a reader that runs in a process of its own is a module",
    "loaders/files/formats/superscripts.py": "four rooms of formats need it",
    "loaders/files/formats/spreadsheets/format_sections.py": "formats of numbers and of dates both need it",
}
"""Modules of fewer than 40 lines, each with the reason why it stands alone."""

LONG = {
    "tests/graph/stores/test_store_contract.py": "the whole promise of a store in one place",
    "tests/loaders/outline/test_outline.py": "one table of outlines",
    "tests/loaders/act/test_metadata.py": "one table of fronts",
}
"""Tests of more than 300 lines, each with its reason."""


@cache
def lines(path: str) -> int:
    return len((ROOT / path).read_text(encoding="utf-8").splitlines())


def test_a_module_is_no_drawer() -> None:
    assert [path for path in MODULES if lines(path) > LONGEST] == []


def test_a_module_is_no_fragment() -> None:
    short = [path for path in MODULES if lines(path) < SHORTEST and path not in SHORT]
    assert short == [], "join it to its neighbour, or give the reason in SHORT"


def test_tests_are_not_longer() -> None:
    assert [path for path in TESTS if lines(path) > LONGEST and path not in LONG] == []


def test_a_room_has_about_a_dozen_modules() -> None:
    rooms = Counter(str(Path(path).parent) for path in MODULES)
    assert {room: modules for room, modules in rooms.items() if modules > MOST_MODULES} == {}


def test_reasons_are_for_modules_that_need_one() -> None:
    assert [path for path in SHORT if not (ROOT / path).exists() or lines(path) >= SHORTEST] == []
    assert [path for path in LONG if not (ROOT / path).exists() or lines(path) <= LONGEST] == []


def test_the_median_module_is_a_page_or_two() -> None:
    assert 85 <= median(map(lines, MODULES)) <= 145
