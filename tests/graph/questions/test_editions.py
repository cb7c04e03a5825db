"""What one edition says otherwise than another: added, dropped, given to another department, raised or lowered."""

from collections.abc import Iterator

import pytest

from graph.errors import UnknownIdError
from graph.questions.plans.editions import comparison, edition_of, editions
from graph.store import Store
from graph.stores.opening import open_store
from loaders.files.source import read_bytes
from loaders.load import load_source
from tests.folders import TESTS

WATER = (TESTS / "data" / "water-plan.txt").read_text(encoding="utf-8")
NUMBER = "清川府办发〔2024〕18号"
EDITED = (
    WATER.replace("责任单位：市住房城乡建设局、市财政局", "责任单位：市城市管理局、市财政局")
    .replace("漏损率控制在8%以内", "漏损率控制在7%以内")
)  # fmt: skip


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store("sqlite://") as opened:
        for text in (WATER, EDITED):
            assert load_source(opened, read_bytes(text.encode(), "plan.txt"), by="tester").error is None
        yield opened


def test_a_duty_that_went_to_another_department_and_a_figure_that_was_lowered(store: Store) -> None:
    found = comparison(store.view(), f"{NUMBER}@1", NUMBER)
    (moved,) = found.moved
    assert (moved.before.department.text("name"), moved.after.department.text("name")) == (
        "市住房城乡建设局", "市城市管理局",
    )  # fmt: skip
    assert [duty.sign for duty in found.changes.duties if duty.sign != "changed"] == []
    (target,) = found.changes.targets
    assert (target.target.text("value"), found.directions[target.target.id]) == ("7", "lowered")


def test_a_reworded_heading_is_one_line_and_no_duty_changes(store: Store) -> None:
    text = EDITED.replace("管住工业用水", "管住工业企业用水")
    load_source(store, read_bytes(text.encode(), "plan.txt"), by="tester")
    found = comparison(store.view(), f"{NUMBER}@2", f"{NUMBER}@3")
    (work,) = found.works
    assert (work.sign, work.before.text("title") if work.before else "", work.work.text("title")) == (
        "changed", "管住工业用水", "管住工业企业用水",
    )  # fmt: skip
    assert (found.changes.duties, found.moved, found.changes.targets) == ((), (), ())


def test_an_edition_compared_with_itself_says_nothing(store: Store) -> None:
    found = comparison(store.view(), f"{NUMBER}@1", f"{NUMBER}@1")
    assert (found.moved, found.changes.duties, found.changes.targets) == ((), (), ())


def test_editions_are_found_by_number_of_the_plan_and_of_the_edition(store: Store) -> None:
    view = store.view()
    assert [(e.number, e.state, e.by) for e in editions(view, NUMBER)] == [
        (1, "older", "tester"),
        (2, "current", "tester"),
    ]
    record, edition = edition_of(view, f"{NUMBER}@1")
    assert (record.number, edition.graph.plan) == (1, record.plan)
    with pytest.raises(UnknownIdError, match="no edition 7"):
        edition_of(view, f"{NUMBER}@7")


def test_stating_the_number_of_a_stored_file_makes_no_second_plan(store: Store) -> None:
    source = read_bytes(EDITED.encode(), "plan.txt")
    load_source(store, source, stated={"number": "清川府办发〔2024〕81号"}, by="tester")
    view = store.view()
    assert [record.plan for record in view.load_records()] == ["清川府办发〔2024〕81号"]
    assert [e.number for e in editions(view, "清川府办发〔2024〕81号")] == [1, 2]
