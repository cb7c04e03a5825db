"""The founding plan against its annotation, and what holds for every text of the corpus."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from loaders.outline.outline import outline
from loaders.statements.statements import statements
from loaders.statements.unread import unread
from tests.folders import ROOT

CORPUS = ROOT.parent / "shared" / "corpus"
TEXTS = sorted([*CORPUS.glob("*.txt"), *CORPUS.glob("more/*.txt")])
FORMAL = {"bracket", "field", "table", "heading"}

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not TEXTS, reason="the corpus is not beside the repository"),
]


def read(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def named(items: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """Formal parties with their role, span, name, kind, heading, scope and open list."""
    return [
        (
            *(party[field] for field in ("start", "end", "role", "unit", "kind")),
            *(item[field] for field in ("heading", "scope", "open_ended", "lead_rule")),
        )
        for item in items
        if item["form"] in FORMAL
        for party in item["parties"]
    ]


def test_the_founding_plan_is_read_as_it_was_annotated() -> None:
    text = read(CORPUS / "yongchuan-2022-112.txt")
    gold = json.loads((CORPUS / "gold" / "yongchuan-2022-112.json").read_text(encoding="utf-8"))
    found = outline(text)
    assert named([asdict(item) for item in statements(found, found.parts[0])]) == named(gold["statements"])


@pytest.mark.parametrize("path", TEXTS, ids=[path.stem for path in TEXTS])
def test_a_text_accounts_for_every_label_and_lead(path: Path) -> None:
    """Each 牵头 and each label of responsibility stands in a statement, in a rule that governs one, or in a problem."""
    found = outline(read(path))
    spans = []
    for part in found.parts:
        items = statements(found, part)
        spans += [(item.start, item.end) for item in items]
        spans += [(rule.start, rule.end) for item in items for rule in item.governing]
        spans += [(problem.start, problem.end) for problem in unread(found, part, items)]
    for word in ("牵头", "责任单位", "配合单位", "责任部门", "配合部门"):
        at = found.shadow.find(word)
        while at >= 0:
            assert any(start <= at and at + len(word) <= end for start, end in spans), found.text[at - 20 : at + 20]
            at = found.shadow.find(word, at + 1)


def test_texts_that_are_no_plans_name_hardly_anybody() -> None:
    parties = 0
    for path in TEXTS:
        if path.stem.startswith("neg-"):
            found = outline(read(path))
            parties += sum(len(item.parties) for part in found.parts for item in statements(found, part))
    assert parties <= 8  # laws share duties between authorities: two annotated, six in a law that nobody annotated
