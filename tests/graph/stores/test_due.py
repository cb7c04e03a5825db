"""What a store lists by when it is due, on every store."""

import pytest

from graph.deadlines.periods import Days, Wanted
from graph.store import Store
from tests.stores import NOW, Draft

FIRST, SECOND = "东府〔2020〕1号", "西府〔2021〕2号"


@pytest.fixture
def dated(store: Store) -> Store:
    """Two plans: measures and targets due in months, years, every year, for good, and not at all."""
    draft = Draft(FIRST, "2020-01-01")
    bureau = draft.department("甲省/东市/finance", "市财政局")
    for number, deadline in enumerate(["2021", "2021-03", "每年", "长期", "", "", "2021-12-31"]):
        measure = draft.measure(str(number), f"事{number}", **({"deadline": deadline} if deadline else {}))
        draft.duty("LEADS", bureau, measure, form="prose-duty" if number == 5 else "bracket")
        if number == 0:
            draft.target(measure, "数", deadline="2021-06")
    held = draft.measure("9", "有指标的事")
    draft.duty("LEADS", bureau, held)
    draft.target(held, "量", deadline="2030")
    other = Draft(SECOND, "2021-01-01")
    other.duty("LEADS", other.department("甲省/东市/finance", "市财政局"), other.measure("1", "甲", deadline="2021-06"))
    other.duty("LEADS", "甲省/东市/finance", other.measure("2", "乙"))
    for each, said in ((draft, FIRST), (other, SECOND)):
        graph, document = each.done(number=said)
        store.writer().replace(graph, document, loaded_at=NOW)
    return store


def names(store: Store, wanted: Wanted) -> list[str]:
    found = store.view().due(wanted)
    assert found.total == len(found.items)
    return [node.text("title") or node.text("metric") for node in found.items]


def test_dated_ones_come_by_their_last_day_the_narrower_first(dated: Store) -> None:
    assert names(dated, Wanted()) == ["事1", "数", "甲", "事6", "事0", "量"]


def test_days_narrow_by_the_last_day(dated: Store) -> None:
    assert names(dated, Wanted(days=Days(before="2021-01-01"))) == []
    assert names(dated, Wanted(days=Days("2021-10-01", "2022-01-01"))) == ["事6", "事0"]
    assert names(dated, Wanted(days=Days(since="2021-12-31"))) == ["事6", "事0", "量"]
    assert names(dated, Wanted(days=Days(before="2021-12-31"))) == ["事1", "数", "甲"]


def test_what_has_no_fixed_end_and_what_has_no_date_are_lists_of_their_own(dated: Store) -> None:
    assert names(dated, Wanted("recurring")) == ["事2"]
    assert names(dated, Wanted("open-ended")) == ["事3"]
    assert names(dated, Wanted("undated")) == ["事4", "乙"]  # 事5 is prose only, a target dates 有指标的事


def test_plans_and_items_narrow(dated: Store) -> None:
    view = dated.view()
    plans = {node.text("number"): node.id for node in view.list_nodes("Plan").items}
    assert names(dated, Wanted(plans=(plans[SECOND],))) == ["甲"]
    assert names(dated, Wanted("undated", plans=(plans[FIRST],))) == ["事4"]
    last = view.due(Wanted()).items[-1]
    assert names(dated, Wanted(items=(last.id, "unknown"))) == ["量"]
    assert names(dated, Wanted(items=())) == names(dated, Wanted(plans=())) == []


def test_a_part_of_the_list(dated: Store) -> None:
    found = dated.view().due(Wanted(), offset=1, limit=2)
    assert ([node.text("metric") or node.text("title") for node in found.items], found.offset, found.total) == (
        ["数", "甲"],
        1,
        6,
    )


def test_a_plan_that_is_read_anew_is_due_anew(dated: Store) -> None:
    draft = Draft(FIRST, "2020-01-01")
    draft.measure("0", "事0", deadline="2023")
    graph, document = draft.done(number=FIRST)
    dated.writer().replace(graph, document, loaded_at=NOW)
    assert names(dated, Wanted()) == ["甲", "事0"]
