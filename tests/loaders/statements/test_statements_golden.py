"""Small documents of our own, one a style, and what is read in them: one statement an entry, with its words."""

import json
from typing import Any

import pytest

from loaders.outline.outline import outline
from loaders.readings import Outline, Party, Statement
from loaders.statements.statements import statements
from loaders.statements.unread import unread
from tests.folders import TESTS

GOLDEN = TESTS / "golden"
CASES = sorted(path.stem for path in GOLDEN.glob("statements-*.txt"))


@pytest.mark.parametrize("case", CASES)
def test_reads_the_style(case: str, request: pytest.FixtureRequest) -> None:
    found = outline((GOLDEN / f"{case}.txt").read_text(encoding="utf-8"))
    read = [statements(found, part) for part in found.parts]
    shown = {
        "statements": [_statement(found, item) for items in read for item in items],
        "not read": [
            f"{problem.code}: {problem.quote}"
            for part, items in zip(found.parts, read, strict=True)
            for problem in unread(found, part, items)
        ],
    }
    file = GOLDEN / f"{case}.json"
    if request.config.getoption("--update-golden"):
        file.write_text(json.dumps(shown, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert shown == json.loads(file.read_text(encoding="utf-8"))


def _statement(found: Outline, item: Statement) -> dict[str, Any]:
    text = found.text
    heading = next((each for each in found.headings if each.start == item.heading), None)
    shown: dict[str, Any] = {
        "words": text[item.start : item.end],
        "read as": f"{item.form}, {item.scope}, {item.rule}",
        "heading": f"{heading.label} {heading.title}" if heading else None,
        "parties": [_party(party) for party in item.parties],
        "work": text[item.work.start : item.work.end],
    }
    if item.open_ended:
        shown["open"] = True
    if item.lead_rule:
        shown["lead rule"] = item.lead_rule
    if item.governing:
        shown["governing"] = [text[rule.start : rule.end] for rule in item.governing]
    return shown


def _party(party: Party) -> str:
    star = "*" if party.kind == "collective" else ""
    restored = "" if party.surface == party.unit else f" <- {party.surface}"
    return f"{party.role}{star} {party.order}/{party.list_length}{'+' * party.open_list} {party.unit}{restored}"
