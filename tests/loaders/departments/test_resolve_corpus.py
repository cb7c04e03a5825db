"""The parties that people annotated in the corpus: nearly all are read, and what is one there is one here."""

import json

import pytest

from loaders.departments.places.plan_places import jurisdiction
from loaders.departments.resolve import Resolution, resolve
from tests.folders import ROOT

GOLD = ROOT.parent / "shared" / "corpus" / "gold"

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not GOLD.exists(), reason="the annotated plans are in ../shared/corpus only"),
]


@pytest.fixture(scope="module")
def answers() -> dict[tuple[str, str], Resolution]:
    """Every distinct party of every annotated plan."""
    found = {}
    for file in sorted(GOLD.glob("*.json")):
        plan = json.loads(file.read_text(encoding="utf-8"))
        place = jurisdiction(plan["issuer"] or "", plan["title"] or "")
        for party in (party for statement in plan["statements"] for party in statement["parties"]):
            found[file.stem, party["unit"]] = resolve(
                party["unit"], surface=party["surface"], kind=party["kind"], place=place, date=plan["date"] or ""
            )
    return found


def test_nearly_every_party_is_read(answers: dict[tuple[str, str], Resolution]) -> None:
    unread = [name for name, answer in answers.items() if answer.node.properties["kind"] == "unresolved"]
    assert len(answers) > 300
    assert len(unread) <= 0.02 * len(answers), unread


def test_every_unread_party_says_why(answers: dict[tuple[str, str], Resolution]) -> None:
    assert all(a.reason for a in answers.values() if a.node.properties["kind"] == "unresolved")


def test_the_founding_plan_has_one_department_a_name(answers: dict[tuple[str, str], Resolution]) -> None:
    ids = [answer.node.id for (plan, _), answer in answers.items() if plan == "yongchuan-2022-112"]
    assert len(ids) == len(set(ids)) == 40


def test_departments_with_the_same_id_in_one_plan_share_their_functions(
    answers: dict[tuple[str, str], Resolution],
) -> None:
    """Where one plan writes a department in two ways, both are names of it in the data."""
    names: dict[tuple[str, str], set[str]] = {}
    for (plan, unit), answer in answers.items():
        if answer.node.properties["kind"] not in ("unresolved", "collective"):
            names.setdefault((plan, answer.node.id), set()).add(unit)
    twice = [sorted(units) for units in names.values() if len(units) > 1]
    assert ["示范区人力资源和社会保障局", "示范区人力资源社会保障局"] in twice
    assert len(twice) <= 0.03 * len(answers), twice
