"""The review list: what is open, how much hangs on it, and suggestions that are never applied by themselves."""

import pytest

from graph.model import Decision
from graph.questions.departments.names import Doubt, review
from graph.store import Store
from graph.stores.opening import open_store
from tests.names import ECO, ELSEWHERE, NATURE, NEW_PLAN, OPEN, PLACE, fill
from tests.stores import NOW, Draft


@pytest.fixture
def filled() -> Store:
    return fill(open_store("sqlite://"))


def of(doubt: Doubt) -> list[tuple[str, str]]:
    return [(suggestion.why, suggestion.department) for suggestion in doubt.suggestions]


def test_the_open_name_and_the_uncertain_place_are_listed(filled: Store) -> None:
    found = review(filled.view())
    assert [doubt.department.id for doubt in found.items] == [OPEN, ELSEWHERE]
    unresolved, uncertain = found.items
    assert of(uncertain) == [("same-slot", ECO)]
    assert of(unresolved) == [("candidate", ECO), ("candidate", f"{PLACE}/forestry-grassland")]
    assert [suggestion.node is None for suggestion in unresolved.suggestions] == [False, True]
    assert (unresolved.formal, unresolved.prose, unresolved.plans) == (1, 1, (NEW_PLAN,))
    assert all("区生态保护办" in str(edge.evidence.statement) for edge in unresolved.sentences)


def test_different_takes_a_suggestion_away(filled: Store) -> None:
    for number, (one, other) in enumerate([(ECO, OPEN), (ECO, ELSEWHERE)]):
        filled.writer().decide(Decision(str(number), "different", one, other, "tester", str(number)))
    found = review(filled.view())
    assert [of(doubt) for doubt in found.items] == [[("candidate", f"{PLACE}/forestry-grassland")]]


def test_pages_and_total(filled: Store) -> None:
    assert [doubt.department.id for doubt in review(filled.view(), offset=1, limit=1).items] == [ELSEWHERE]
    assert review(filled.view(), offset=1, limit=1).total == 2


def test_names_that_hold_each_other_and_names_spelt_alike() -> None:
    store = open_store("sqlite://")
    draft = Draft("丁府〔2020〕1号")
    placed = {"jurisdiction": "丁县"}
    longer = draft.department("丁县/unresolved/县健康行动办公室", "县健康行动办公室", kind="unresolved", **placed)
    shorter = draft.department("丁县/unresolved/健康行动办公室", "健康行动办公室", kind="unresolved", **placed)
    alike = draft.department("丁县/health", "县健康促进办公室", **placed)
    far = draft.department("丁县/water", "县水利局", **placed)
    other = draft.department("戊县/health", "健康行动办公室", jurisdiction="戊县")
    measure = draft.measure("1", "健康", assigned=True)
    for department in (longer, shorter, alike, far, other):
        draft.duty("SUPPORTS", department, measure)
    graph, document = draft.done()
    store.writer().replace(graph, document, loaded_at=NOW)
    first, second = sorted(review(store.view()).items, key=lambda doubt: len(str(doubt.department.properties["name"])))
    assert of(first) == [("contained", longer), ("alike", alike)]
    assert of(second) == [("contained", shorter), ("alike", alike)]
    assert store.view().status().decisions == 0


def test_a_resolved_department_of_a_known_place_is_not_listed(filled: Store) -> None:
    assert NATURE not in [doubt.department.id for doubt in review(filled.view()).items]
