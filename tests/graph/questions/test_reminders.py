"""What a department has to be reminded of: overdue, due soon, never reported on; the counts of all are those of each list."""

from collections.abc import Iterator
from datetime import date

import pytest

from api.decisions.requests import decide
from api.wire.names import DecisionIn
from graph.questions.departments.owing import owing
from graph.questions.departments.reminders import KINDS, Reminders, reminders
from graph.store import Store
from tests.kinds import BOTH_STORES, empty_store
from tests.stores import NOW, Draft

PLAN, OTHER = "东府〔2024〕1号", "西府〔2024〕2号"
TODAY = date(2025, 11, 15)
FINANCE, EDUCATION = "甲省/东市/finance", "甲省/东市/education"


@pytest.fixture(params=BOTH_STORES)
def owed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Two plans with work that is overdue, due soon, due later and undated, of two departments."""
    first, second = Draft(PLAN, "2024-01-01"), Draft(OTHER, "2024-01-01")
    finance = first.department(FINANCE, "市财政局", jurisdiction="甲省/东市")
    education = first.department(EDUCATION, "市教育局", jurisdiction="甲省/东市")
    for place, deadline in enumerate(["2024-06", "2025-11", "2026-06", "长期坚持", ""]):
        measure = first.measure(
            str(place), f"旧事{place}", assigned=True, **({"deadline": deadline} if deadline else {})
        )
        first.duty("LEADS", finance, measure)
        if place == 0:
            first.duty("RESPONSIBLE_FOR", finance, measure)
            first.duty("RESPONSIBLE_FOR", education, measure)
    other = second.department(EDUCATION, "市教育局", jurisdiction="甲省/东市")
    school = second.measure("1", "办学", assigned=True)
    second.duty("LEADS", other, school)
    second.target(school, "学位", value="500", unit="个", comparator=">=", deadline="2024")
    second.target(school, "校舍", value="5", unit="座", comparator=">=", deadline="2025-12-10")
    with empty_store(request, tmp_path_factory.mktemp("owed")) as store:
        for draft, number in ((first, PLAN), (second, OTHER)):
            graph, document = draft.done(number=number, jurisdiction="甲省/东市")
            store.writer().replace(graph, document, loaded_at=NOW)
        yield store


def of(store: Store, department: str, before: date | None = None, plan: str = "") -> Reminders:
    view = store.view()
    (node,) = view.nodes([department])
    return reminders(view, node, TODAY, before=before, plan=plan, own=True)


def told(found: Reminders) -> list[tuple[str, str, str, int]]:
    return [(each.kind, each.duty.work.text("title"), each.deadline, each.days) for each in found.owed]


def say(store: Store, subject: str, **values: str) -> None:
    decide(store, DecisionIn(kind="progress", subject=subject, values=values), "tester")


def agrees(store: Store, before: date | None = None) -> None:
    """Every count of the list of departments is how many its own list has."""
    lines = owing(store.view(), TODAY, before=before).page.items
    counts = {line.department.id: (line.overdue, line.soon, line.silent) for line in lines}
    for department in (FINANCE, EDUCATION):
        found = of(store, department, before).counts
        assert counts.get(department, (0, 0, 0)) == tuple(found[kind] for kind in KINDS)


def test_overdue_comes_first_then_soon_then_what_nobody_reported(owed: Store) -> None:
    found = told(of(owed, FINANCE))
    assert found[:2] == [("overdue", "旧事0", "2024-06", 503), ("soon", "旧事1", "2025-11", -15)]
    assert sorted(found[2:]) == [
        ("silent", "旧事2", "2026-06", 0),
        ("silent", "旧事3", "长期坚持", 0),
        ("silent", "旧事4", "", 0),
    ]
    assert of(owed, FINANCE).owed[0].roles == ("lead", "responsible")
    assert told(of(owed, FINANCE, date(2027, 1, 1)))[2][:2] == ("soon", "旧事2")
    assert [title for _, title, _, _ in told(of(owed, EDUCATION))] == ["旧事0", "办学"]
    agrees(owed)
    agrees(owed, date(2027, 1, 1))


def test_what_was_reported_as_done_or_met_is_owed_no_more(owed: Store) -> None:
    first, *_ = of(owed, FINANCE).owed
    school = next(each for each in of(owed, EDUCATION).owed if each.duty.work.text("title") == "办学")
    assert [target.text("metric") for target in school.targets] == ["学位"]
    say(owed, school.targets[0].id, value="510")
    later = next(each for each in of(owed, EDUCATION).owed if each.duty.work.text("title") == "办学")
    assert (later.kind, later.deadline, [t.text("metric") for t in later.targets]) == ("soon", "2025-12-10", ["校舍"])
    assert later.progress is not None
    say(owed, first.duty.edge.id, state="done")
    assert "旧事0" not in [title for _, title, _, _ in told(of(owed, FINANCE))]
    assert "旧事0" in [title for _, title, _, _ in told(of(owed, EDUCATION))], "another department's report is not ours"
    agrees(owed)
    silent = next(each for each in of(owed, FINANCE).owed if each.kind == "silent")
    say(owed, silent.duty.work.id, state="under-way")
    assert silent.duty.work.id not in [each.duty.work.id for each in of(owed, FINANCE).owed]
    agrees(owed)


def test_departments_that_owe_most_come_first_and_words_keep_some(owed: Store) -> None:
    lines = owing(owed.view(), TODAY).page.items
    assert [line.department.id for line in lines] == [EDUCATION, FINANCE]
    kept = owing(owed.view(), TODAY, words="财政").page
    assert [(line.department.id, line.overdue, line.soon, line.silent) for line in kept.items] == [(FINANCE, 1, 1, 3)]
    plan = next(record.plan for record in owed.view().load_records() if "西府" in record.plan)
    (only,) = owing(owed.view(), TODAY, plan=plan).page.items
    assert (only.department.id, only.overdue) == (EDUCATION, 1)
