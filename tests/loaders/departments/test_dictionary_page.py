"""docs/departments.md has every function of the vocabulary as it is now."""

from loaders.departments.dictionary_page import PAGE, filled, tables
from loaders.departments.names.slots import slots
from tests.folders import ROOT

FILE = ROOT / PAGE


def test_the_page_is_fresh() -> None:
    page = FILE.read_text(encoding="utf-8")
    assert page == filled(page), "run: python -m loaders.departments.dictionary_page"


def test_every_function_has_one_row() -> None:
    rows = [line for line in tables().splitlines() if line.startswith("| `")]
    assert [row.split("`")[1] for row in rows] == sorted(slots(), key=lambda slot: slots()[slot].until is not None)
