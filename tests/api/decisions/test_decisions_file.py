"""Decisions in a file: the same on the way out and back, again without effect, and refused where they no longer fit."""

from dataclasses import replace

import pytest

from api.decisions.decisions_file import read, refusals, take_over, written
from api.decisions.requests import decide
from api.wire.names import DecisionIn, Kind
from graph.errors import SourceError
from graph.model import Decision
from graph.store import Store
from graph.stores.opening import open_store
from tests.names import AIR, ECO, ELSEWHERE, OPEN, SOIL, fill
from tests.stores import everything


@pytest.fixture
def filled() -> Store:
    return fill(open_store("sqlite://"))


def said(store: Store, kind: Kind, subject: str, target: str = "", **more: str) -> Decision:
    return decide(store, DecisionIn(kind=kind, subject=subject, object=target, **more), "tester")


def decisions(store: Store) -> list[Decision]:
    """One of each kind, one of them about a single mention, one with a reason in two lines."""
    mention = store.view().edges([OPEN], kinds=["LEADS"])[0].id
    said(store, "new", OPEN, name="区生态中心", mention=mention)
    said(store, "collective", OPEN, why="多个单位\n“共同”办公")
    said(store, "same", "区国土局", "区自然资源局")
    said(store, "different", ELSEWHERE, ECO)
    said(store, "reject-edge", store.view().edges([ECO], kinds=["LEADS"])[0].id)
    said(store, "add-edge", "区自然资源局", SOIL, role="guide", words="保护土壤")
    return store.view().decisions()


def test_out_and_back_is_the_same_on_another_store(filled: Store) -> None:
    made = decisions(filled)
    text = written(made)
    assert read(text) == made
    other = fill(open_store("sqlite://"))
    done = take_over(other, read(text))
    assert (refusals(done), len(done.added)) == ([], 6)
    assert everything(other.view()) == everything(filled.view())
    again = take_over(other, read(text))
    assert (len(again.added), len(again.known), again.refused) == (0, 6, ())
    assert written(other.view().decisions()) == text


def test_an_entry_reads_well_in_a_diff(filled: Store) -> None:
    decisions(filled)
    text = written(filled.view().decisions())
    entry = text.split("\n- id: ")[1]
    assert "  kind: new\n  subject:\n    id: 甲省/乙区/unresolved/区生态保护办\n    name: 区生态保护办\n" in entry
    assert "    quote: 区生态保护办\n  by: tester\n" in entry
    assert text.count("\n- id: ") == 6
    fewer = written(filled.view().decisions()[:-1])
    assert text.startswith(fewer)


def test_what_no_longer_fits_is_listed_and_the_rest_taken_over(filled: Store) -> None:
    made = {decision.kind: decision for decision in decisions(filled)}
    other = fill(open_store("sqlite://"))
    anchor = made["new"].anchor
    assert anchor
    said(other, "different", "区国土局", "区自然资源局")
    wrong = [
        replace(made["new"], anchor=replace(anchor, quote="区水利局")),
        replace(made["collective"], subject="甲省/乙区/nobody"),
        made["same"],
        replace(made["different"], subject="甲省/乙区/a", object="甲省/乙区/b"),
        replace(made["reject-edge"], subject="LEADS|a|b|c"),
        replace(made["add-edge"], edge=replace(made["add-edge"].edge, target=AIR + "9")),  # type: ignore[type-var]  # it has one
    ]
    done = take_over(other, [*wrong])
    told = "\n".join(refusals(done))
    assert (len(done.refused), len(done.added)) == (6, 0)
    for words in ("'区水利局'", "nobody", "contradicts", "甲省/乙区/a or 甲省/乙区/b", "no edge", AIR + "9"):
        assert words in told
    assert len(other.view().decisions(undone=True)) == 1
    assert len(take_over(other, [made["new"], *wrong]).added) == 1


def test_undone_travels_and_stays_undone(filled: Store) -> None:
    (made,) = [said(filled, "same", OPEN, ECO)]
    undone = replace(made, undone="tester, later")
    assert take_over(filled, [undone]).undone == (undone,)
    assert filled.view().decisions() == []
    assert "undone here" in refusals(take_over(filled, [made]))[0]
    fresh = fill(open_store("sqlite://"))
    assert len(take_over(fresh, read(written([undone]))).added) == 1
    assert fresh.view().decisions(undone=True) == [undone]


def test_a_merger_onto_what_was_merged_here_is_refused(filled: Store) -> None:
    made = said(fill(open_store("sqlite://")), "same", OPEN, ECO)
    said(filled, "same", ECO, "区自然资源局")
    assert f"{ECO} was made" in refusals(take_over(filled, [made]))[0]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a: b", "not a list"),
        ("- {id: x", "not YAML"),
        ("- {id: x, kind: same}", "needs id, kind, by and at"),
        ("- {id: x, kind: perhaps, by: a, at: b}", "perhaps"),
        ("- {id: x, kind: same, by: a, at: b, colour: red}", "colour"),
        ("- {id: x, kind: same, by: a, at: 2020-01-01}", "in quotes"),
        ("- {id: x, kind: same, by: a, at: b, subject: y}", "subject"),
        ("- {id: x, kind: same, by: a, at: b, words: {start: 1}}", "not a decision"),
        ("- {id: x, kind: same, by: a, at: yesterday}", "yesterday"),
        ("- {id: x, kind: same, by: a, at: b, department: {kind: Department}}", "not a decision"),
    ],
)
def test_what_is_no_file_of_decisions_is_refused_in_one_line(text: str, says: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(text, where="d.yaml")
    assert says in str(caught.value)
    assert "d.yaml" in str(caught.value)


def test_an_empty_file_holds_no_decisions() -> None:
    assert read(written([])) == []
    assert read("") == []


def test_a_department_that_breaks_the_schema_is_refused(filled: Store) -> None:
    made = said(fill(open_store("sqlite://")), "same", OPEN, ECO)
    assert made.node
    wrong = [
        replace(made, node=replace(made.node, properties={"name": "区生态环境局"})),
        replace(made, node=replace(made.node, properties={**made.node.properties, "kind": "kingdom"})),
        replace(made, node=replace(made.node, kind="Measure")),
        replace(made, node=None),
    ]
    before = everything(filled.view())
    told = refusals(take_over(filled, wrong))
    for line, words in zip(told, ("missing", "kingdom", "not a department", "becomes"), strict=True):
        assert words in line
    assert everything(filled.view()) == before
