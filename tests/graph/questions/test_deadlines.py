"""Deadlines as intervals in the questions on duties and targets, on every store."""

from dataclasses import replace
from datetime import date

import pytest

from graph.deadlines.periods import WHENS
from graph.errors import BadRequestError
from graph.facets.facets import Facets
from graph.questions.departments.duties import duties
from graph.questions.departments.duties_across import Wish as Across
from graph.questions.departments.duties_across import across, every_duty
from graph.questions.plans.deadlines import Deadlines, Wish, deadlines
from graph.questions.plans.targets import targets
from graph.store import Store
from graph.stores.opening import open_store
from tests.graph.facets.plans import write
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
    found = across(store.view(), Across(plan=PLAN, due_from=since, due_before=before), sort="due")
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
    found = across(dated.view(), Across(plan=PLAN))
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


def listed(found: Deadlines) -> list[str]:
    return [item.node.text("title") or item.node.text("metric") for item in found.page.items]


def test_what_is_due_is_seen_from_a_day(dated: Store) -> None:
    def due(when: str, today: date) -> list[str]:
        (known,) = (each for each in WHENS if each == when)
        return listed(deadlines(dated.view(), Wish(when=known), today))

    assert due("all", date(2000, 1, 1)) == ["事项二", "面积", "事项五", "事项一", "户数"]
    assert due("passed", date(2021, 12, 31)) == ["事项二", "面积"]
    assert due("passed", date(2022, 1, 1)) == ["事项二", "面积", "事项五", "事项一"]
    assert due("month", date(2021, 12, 1)) == due("quarter", date(2021, 10, 1)) == ["事项五", "事项一"]
    assert due("later", date(2021, 6, 30)) == ["事项五", "事项一", "户数"]
    assert due("recurring", date(2021, 6, 30)) == []
    assert due("open-ended", date(2021, 6, 30)) == ["事项四"]
    assert due("undated", date(2021, 6, 30)) == ["事项六"]
    assert listed(deadlines(dated.view(), Wish(quarter="2021-Q4"), date(2000, 1, 1))) == ["事项五", "事项一"]


def test_counts_say_how_much_each_period_holds(dated: Store) -> None:
    found = deadlines(dated.view(), Wish(), date(2021, 12, 15), limit=1)
    assert found.counts == {
        "all": 5, "passed": 2, "month": 2, "quarter": 2, "later": 1, "recurring": 0, "open-ended": 1, "undated": 1,
    }  # fmt: skip
    assert found.quarters == {"2021-Q1": 1, "2021-Q2": 1, "2021-Q4": 2, "2022-Q4": 1}
    assert (found.page.total, len(found.page.items)) == (5, 1)


def test_each_has_what_states_it_who_and_the_words(dated: Store) -> None:
    items = deadlines(dated.view(), Wish(quarter="2021-Q2"), date(2021, 1, 1)).page.items
    assert [(item.work.text("title"), item.edge.kind, [p.role for p in item.parties]) for item in items] == [
        ("事项三", "HAS_TARGET", ["lead"])
    ]


def test_department_plan_and_place_narrow(dated: Store) -> None:
    view, today = dated.view(), date(2021, 1, 1)
    plan = view.list_nodes("Plan").items[0].id
    assert deadlines(view, Wish(words="财政", plan=plan, facets=Facets(place=("甲省",))), today).page.total == 5
    assert deadlines(view, Wish(words="东市"), today).page.total == 0
    assert deadlines(view, Wish(facets=Facets(place=("甲省东市",))), today).page.total == 5
    assert deadlines(view, Wish(facets=Facets(place=("西市",))), today).page.total == 0
    assert deadlines(view, Wish(facets=Facets(place=("西市",)), when="undated"), today).page.total == 0
    with pytest.raises(BadRequestError, match="is no quarter"):
        deadlines(view, Wish(quarter="2021"), today)


def test_plans_whose_days_end_are_listed_beside(store: Store) -> None:
    draft = Draft(PLAN, "2020-01-01")
    draft.duty("LEADS", draft.department(BUREAU, "市财政局"), draft.measure("一", "事项一", deadline="2030"))
    graph, document = draft.done(
        number=PLAN, jurisdiction="甲省/东市", valid_from="2020-01-01", valid_until="2024-12-31"
    )
    store.writer().replace(graph, document, loaded_at=NOW)
    view = store.view()
    assert [plan.text("number") for plan in deadlines(view, Wish(when="passed"), date(2025, 1, 1)).expiring.items] == [
        PLAN
    ]
    assert deadlines(view, Wish(when="passed"), date(2024, 12, 31)).expiring.items == ()
    assert deadlines(view, Wish(when="month", facets=Facets(place=("甲省",))), date(2024, 12, 31)).expiring.total == 1
    assert deadlines(view, Wish(when="month", facets=Facets(place=("乙省",))), date(2024, 12, 31)).expiring.total == 0


@pytest.mark.parametrize("wish", [Wish(), Wish(when="undated"), Wish(words="局"), Wish(when="passed")])
def test_counts_beside_facets_are_what_choosing_leaves(wish: Wish) -> None:
    store, today = open_store("sqlite://"), date(2024, 12, 31)
    write(store)
    view = store.view()
    for chosen in (Facets(), Facets(level=("city", "district"))):
        asked = replace(wish, facets=chosen)
        found = deadlines(view, asked, today, limit=1)
        for name, values in found.facets.items():
            for one in values:
                leaves = deadlines(view, replace(asked, facets=chosen.choosing(name, one.value)), today, limit=1)
                assert leaves.page.total == one.count, (name, one)
    assert deadlines(view, replace(wish, plan=view.list_nodes("Plan").items[0].id), today).facets == {}
