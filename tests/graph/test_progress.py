"""How far work has come: the latest report of each field holds, a measured value is held against its target."""

from datetime import date

import pytest

from api.decisions.decision_parts import undo
from api.decisions.requests import decide
from api.wire.names import DecisionIn, Kind
from graph.decisions import applied
from graph.decisions.progress import against, latest, wrong_values
from graph.errors import BadRequestError
from graph.model import Decision, Node
from graph.questions.plans.progress import progress_of, reported
from graph.store import Store
from tests.names import AIR, ECO, NATURE, NEW_PLAN, SOIL, fill


def target(comparator: str = ">=", value: str = "80", unit: str = "%") -> Node:
    given = {"metric": "x", "comparator": comparator, "value": value, "unit": unit, "kind": "number"}
    return Node("SubTarget", "t", {name: said for name, said in given.items() if said})


@pytest.mark.parametrize(
    ("node", "measured", "verdict"),
    [
        (target(), "80", "met"),
        (target(), "81.5%", "met"),
        (target(), "79.9", "missed"),
        (target("<=", "35"), "34", "met"),
        (target("<=", "35"), "36", "missed"),
        (target("=", "100"), "100", "met"),
        (target("=", "3"), "3.1", "not-comparable"),
        (target("=", "100"), "99", "not-comparable"),
        (target("increase", "6"), "6.2", "met"),
        (target("decrease", "14.5"), "15", "met"),
        (target("decrease", "14.5"), "-15", "met"),
        (target("decrease", "14.5"), "14", "missed"),
        (target(">=", "1,200", "公顷"), "1250公顷", "met"),
        (target(">=", "Ⅲ"), "Ⅱ", "not-comparable"),
        (target("", "80"), "80", "not-comparable"),
        (target(), "about 80", "not-comparable"),
    ],
)
def test_a_measured_value_against_its_target(node: Node, measured: str, verdict: str) -> None:
    assert against(node, measured) == verdict


def report(at: str, **values: str) -> Decision:
    return Decision(at, "progress", "t", "p", "tester", at, values=values)


def test_each_field_holds_as_it_was_last_said() -> None:
    found = latest(
        [report("2026-02-02", state="done"), report("2026-01-01", state="under-way", value="81", note="n")], target()
    )
    assert found is not None
    assert (found.state, found.value, found.note, found.verdict, found.date) == ("done", "81", "n", "met", "2026-02-02")
    assert [told.id for told in found.reports] == ["2026-02-02", "2026-01-01"]
    assert latest([]) is None


def test_what_is_no_report() -> None:
    assert wrong_values({"state": "done"}) == []
    for wrong in ({"state": "nearly"}, {"date": "soon"}, {"colour": "red"}, {"state": ""}):
        assert wrong_values(wrong)


def said(store: Store, what: Kind, subject: str, /, **values: str) -> Decision:
    return decide(store, DecisionIn(kind=what, subject=subject, values=values), "tester")


def test_reports_of_duties_targets_and_measures(store: Store) -> None:
    """On every store: reported, listed, followed through a correction of the duty, silent where due, taken back."""
    fill(store)
    made = said(
        store, "add-node", AIR, kind="SubTarget", metric="某率", comparator=">=", value="80", unit="%", deadline="2024"
    )
    said(store, "correct-node", SOIL, deadline="2024-06")
    goal = made.node.id if made.node else ""
    today = date(2025, 1, 1)
    assert reported(store.view(), "silent", today).silent == 2
    (edge,) = store.view().edges([AIR], kinds=["LEADS"], direction="in")
    said(store, "progress", goal, state="under-way", value="79")
    said(store, "progress", edge.id, state="under-way")
    last = said(store, "progress", edge.id, state="done", note="minutes")
    with pytest.raises(BadRequestError):
        said(store, "progress", edge.id, state="done", note="minutes")
    assert progress_of(store.view(), [goal])[goal].verdict == "missed"
    found = reported(store.view(), "all", today, plan=NEW_PLAN)
    assert [line.subject for line in found.page.items] == [edge.id, goal]
    assert (found.states["done"], found.states["under-way"], found.verdicts["missed"], found.silent) == (1, 1, 1, 1)
    own = reported(store.view(), "all", today, department=ECO)
    assert [line.subject for line in own.page.items] == [edge.id, goal]
    other = reported(store.view(), "all", today, department=NATURE)
    assert (other.page.items, other.states["done"], other.silent) == ((), 0, 1)
    assert [line.node.id for line in reported(store.view(), "silent", today, department=NATURE).page.items] == [SOIL]
    said(store, "correct-duty", edge.id, role="guide")
    (line,) = reported(store.view(), "done", today).page.items
    assert line.edge is not None
    assert (line.edge.kind, line.edge.source, line.progress and line.progress.note) == ("GUIDES", ECO, "minutes")
    graph = store.view().reading(NEW_PLAN)
    assert graph is not None
    assert last.id not in applied(graph, store.view().decisions()).acted  # a report changes no graph
    undo(store, last.id, "tester")
    assert progress_of(store.view(), [edge.id])[edge.id].state == "under-way"
