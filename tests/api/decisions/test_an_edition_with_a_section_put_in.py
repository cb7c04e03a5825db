"""The founding plan with a section put in before （十七）: decisions stay with the words they were made about, on both stores."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from api.decisions.requests import decide
from api.wire.names import DecisionIn
from graph.errors import AmbiguousNameError
from graph.questions.departments.resting_decisions import resting
from graph.questions.plans.plans import find_plan
from graph.store import Store, View
from loaders.files.source import read_bytes
from loaders.load import load_source
from tests.folders import ROOT
from tests.kinds import empty_store

SEED = (ROOT / "seeds" / "plans" / "yongchuan-2022-112.txt").read_text(encoding="utf-8")
KINDS = ["sqlite memory", pytest.param("neo4j", marks=pytest.mark.neo4j)]


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with empty_store(request, tmp_path) as opened:
        yield opened


def put(store: Store, text: str, name: str) -> None:
    assert load_source(store, read_bytes(text.encode(), name)).error is None


def with_a_section_put_in(text: str) -> str:
    """A section before （十七）, and what follows renumbered by one."""
    before, mark, after = text.partition("（十七）")
    assert mark
    for old, new in (("（十九）", "（二十）"), ("（十八）", "（十九）")):
        after = after.replace(old, new, 1)
    return f"{before}（十七）建设湿地公园。（责任单位：区林业局）\n（十八）{after}"


def measure(view: View, words: str) -> str:
    (found,) = [node.id for node in view.list_nodes("Measure").items if words in node.text("title")]
    return found


def duties(view: View, work: str) -> set[tuple[str, str]]:
    edges = view.edges([work], kinds=["LEADS", "RESPONSIBLE_FOR", "SUPPORTS"], direction="in")
    return {(edge.kind, edge.source) for edge in edges}


def test_an_added_and_a_rejected_duty_stay_where_they_were_decided(store: Store) -> None:
    put(store, SEED, "seed.txt")
    view = store.view()
    sky, water = measure(view, "蓝天"), measure(view, "碧水")
    wrong = view.edges([water], kinds=["RESPONSIBLE_FOR", "LEADS"], direction="in")[0]
    added = decide(store, DecisionIn(kind="add-edge", subject="区教委", role="lead", object=sky), "督查室")
    decide(store, DecisionIn(kind="reject-edge", subject=wrong.id), "督查室")
    before = {work: duties(store.view(), work) for work in (sky, water)}

    put(store, with_a_section_put_in(SEED), "edited.txt")
    view = store.view()
    assert (measure(view, "蓝天"), measure(view, "碧水")) == (sky, water)
    assert view.nodes([sky])[0].text("label") == "（十八）"
    assert {work: duties(view, work) for work in (sky, water)} == before
    assert ("LEADS", added.subject) in before[sky]
    assert (wrong.kind, wrong.source) not in before[water]
    assert ("LEADS", added.subject) not in duties(view, measure(view, "湿地公园"))
    assert resting(view, view.decisions()) == {}


def test_a_title_that_two_plans_share_is_refused_with_the_list(store: Store) -> None:
    text = "{place}河湖长制工作要点\n{place}水利局\n2024年3月1日\n一、巡河\n（一）每周巡河。（责任单位：县水利局）\n"
    for place, number in (("永嘉县", "永嘉水发〔2024〕1号"), ("永康市", "永康水发〔2024〕1号")):
        said = f"河湖长制工作要点\n{number}\n" + text.format(place=place).split("\n", 1)[1]
        put(store, said, f"{number}.txt")
    with pytest.raises(AmbiguousNameError) as caught:
        find_plan(store.view(), "河湖长制工作要点")
    assert len(caught.value.candidates) == 2
    assert len(store.view().load_records()) == 2
