"""Deadlines as intervals in the questions on duties and targets, on every store."""

import pytest

from graph.questions.departments.duties import duties
from graph.questions.departments.duties_across import Wish, across, every_duty
from graph.questions.plans.targets import targets
from graph.store import Store
from tests.stores import NOW, Draft

PLAN, BUREAU = "东府〔2020〕1号", "甲省/东市/finance"
DEADLINES = {"一": "2021", "二": "2021-03", "三": "", "四": "长期坚持", "五": "2021-12", "六": ""}


@pytest.fixture
def dated(store: Store) -> Store:
    """A bureau with work due in a month, in a year, for good, and by a target of it; the second 2021 ends the same day."""
    draft = Draft(PLAN, "2020-01-01")
    bureau = draft.department(BUREAU, "市财政局", jurisdiction="甲省/东市")
    for address, deadline in DEADLINES.items():
        stated = {"deadline": deadline} if deadline else {}
        measure = draft.measure(address, f"事项{address}", assigned=True, **stated)
        draft.duty("LEADS", bureau, measure)
        if address == "三":
            draft.target(measure, "户数", deadline="2022")
            draft.target(measure, "面积", deadline="2021-06")
    graph, document = draft.done(number=PLAN, jurisdiction="甲省/东市")
    store.writer().replace(graph, document, loaded_at=NOW)
    return store


def across_titles(store: Store, since: str = "", before: str = "") -> list[str]:
    found = across(store.view(), Wish(plan=PLAN, due_from=since, due_before=before), sort="due")
    return [line.work.text("title")[2:] for line in found.page.items]


def test_a_year_is_not_due_before_it_begins(dated: Store) -> None:
    view = dated.view()
    assert across_titles(dated, before="2021-01-01") == []
    (bureau,) = view.nodes([BUREAU])
    assert duties(view, bureau, due_before="2021-01-01").page.total == 0
    assert every_duty(view, due_before="2021-01-01") == []
    assert targets(view, due_before="2022-01-01").page.total == 1


def test_a_year_is_due_in_its_own_fourth_quarter(dated: Store) -> None:
    assert across_titles(dated, "2021-10", "2022") == ["五", "一"]
    assert across_titles(dated, "2021", "2021-10") == ["二", "三"]


def test_duties_are_ordered_by_when_they_end_and_years_counted_by_it(dated: Store) -> None:
    assert across_titles(dated) == ["二", "三", "五", "一", "四", "六"]
    found = across(dated.view(), Wish(plan=PLAN))
    assert dict(found.years) == {"": 2, "2021": 4}


def test_duties_of_a_department_are_due_by_their_targets_too(dated: Store) -> None:
    view = dated.view()
    (bureau,) = view.nodes([BUREAU])
    due = duties(view, bureau, due_before="2021-07")
    assert [duty.work.text("title") for duty in due.page.items] == ["事项二", "事项三"]
    assert [duty.work.text("title") for _, duty in every_duty(view, due_before="2021-07")] == ["事项二", "事项三"]


def test_targets_are_ordered_by_when_they_end(dated: Store) -> None:
    found = targets(dated.view(), by_deadline=True)
    assert [answer.target.text("deadline") for answer in found.page.items] == ["2021-06", "2022"]
