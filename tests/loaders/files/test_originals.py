"""The corpus keeps some plans twice, as they came and as text: both must say the same."""

from dataclasses import replace
from pathlib import Path

import pytest

from loaders.files.source import read_source
from loaders.read import read_document
from tests.folders import ROOT

CORPUS = ROOT.parent / "shared" / "corpus"
ORIGINALS = sorted(
    path
    for extension in ("docx", "html", "md")
    for path in CORPUS.rglob(f"*.{extension}")
    if path.with_suffix(".txt").exists()
)
pytestmark = [pytest.mark.corpus, pytest.mark.skipif(not ORIGINALS, reason="needs ../shared/corpus")]


@pytest.mark.parametrize("path", ORIGINALS, ids=lambda path: path.name)
def test_an_original_says_what_its_text_says(path: Path) -> None:
    assert _facts(path) == _facts(path.with_suffix(".txt"))


@pytest.mark.parametrize("path", [path for path in ORIGINALS if path.suffix != ".md"], ids=lambda path: path.name)
def test_an_original_has_the_lines_of_its_text(path: Path) -> None:
    assert _lines(path) == _lines(path.with_suffix(".txt"))


def _facts(path: Path) -> tuple[list[str], list[str]]:
    """Parties with role and form, and targets with all their fields."""
    readings = read_document(read_source(path)).readings
    parties = sorted(
        repr((party.unit, party.role, party.kind, party.order, party.open_list, statement.form, statement.lead_rule))
        for reading in readings
        for statement in reading.statements
        for party in statement.parties
    )
    targets = sorted(
        repr(replace(target, start=0, end=0, heading=None, rule=""))
        for reading in readings
        for target in reading.targets
    )
    return parties, targets


def _lines(path: Path) -> list[str]:
    return [line.strip() for line in read_source(path).text.splitlines() if line.strip()]
