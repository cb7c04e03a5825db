"""A corrected deadline or term of a plan counts wherever it is asked when something is due, on every store."""

from datetime import date

import pytest

from api.decisions.requests import decide
from api.exports.due_lists import due_calendar
from api.exports.list_requests import Wanted as List
from api.wire.names import DecisionIn
from graph.deadlines.periods import When
from graph.errors import BadRequestError
from graph.questions.departments.duties_across import Wish as Across
from graph.questions.departments.duties_across import across
from graph.questions.plans.deadlines import Wish, deadlines
from graph.store import Store
from tests.stores import NOW, Draft

PLAN, TODAY = "东府〔2020〕1号", date(2025, 6, 1)


@pytest.fixture
def ids(store: Store) -> tuple[str, str, str]:
    """A plan, its measure due 2021 and a target due 2022."""
    draft = Draft(PLAN, "2020-01-01")
    measure = draft.measure("一", "修泵站", assigned=True, deadline="2021")
    draft.duty("LEADS", draft.department("甲省/东市/water", "市水务局"), measure)
    target = draft.target(measure, "泵站", deadline="2022")
    graph, document = draft.done(number=PLAN)
    store.writer().replace(graph, document, loaded_at=NOW)
    return graph.plan, measure, target


def correct(store: Store, subject: str, **values: str) -> None:
    decide(store, DecisionIn(kind="correct-node", subject=subject, values=values), "tester")


def due(store: Store, when: When) -> list[str]:
    return [item.node.kind for item in deadlines(store.view(), Wish(when=when), TODAY).page.items]


def test_a_corrected_deadline_is_due_then_and_no_longer_before(store: Store, ids: tuple[str, str, str]) -> None:
    assert due(store, "passed") == ["Measure", "SubTarget"]
    correct(store, ids[1], deadline="2025年6月底前")
    assert due(store, "passed") == ["SubTarget"]
    assert due(store, "month") == ["Measure"]
    assert across(store.view(), Across(plan=PLAN, due_before="2025-06")).page.total == 0
    assert across(store.view(), Across(plan=PLAN, due_from="2025-06", due_before="2025-07")).page.total == 1


def test_a_deadline_can_become_one_without_an_end_or_be_taken_away(store: Store, ids: tuple[str, str, str]) -> None:
    correct(store, ids[1], deadline="长期坚持")
    assert due(store, "open-ended") == ["Measure"]
    with pytest.raises(BadRequestError, match="is no deadline"):
        correct(store, ids[2], deadline="待定")


def test_a_plan_whose_term_is_corrected_expires_then(store: Store, ids: tuple[str, str, str]) -> None:
    correct(store, ids[0], valid_until="2025-06")
    found = deadlines(store.view(), Wish(when="month"), TODAY)
    assert [plan.id for plan in found.expiring.items] == [ids[0]]
    assert b"DTSTART;VALUE=DATE:20250630" in due_calendar(store.view(), List(when="month", today=TODAY), "zh")
