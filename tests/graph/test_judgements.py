"""Judgements of findings as values: the latest holds, rules have records, ids follow their works."""

import pytest

from graph.decisions import ACTING, APART, JUDGE, plan_of
from graph.decisions.judgements import (
    latest_judgements,
    moved_finding,
    records,
    says_the_same,
    verdict_of,
    work_of,
    wrong_judgement,
)
from graph.model import Decision


def judged(finding: str, verdict: str, at: str, *, said: str = "", undone: str = "") -> Decision:
    values = {"verdict": verdict, "said": said}
    return Decision(f"{finding}{at}", JUDGE, finding, "p", "reader", at, undone=undone, values=values)


def test_the_latest_in_force_holds_and_rules_have_records() -> None:
    given = [
        judged("r|p/1", "wrong", "2"), judged("r|p/1", "useful", "1"), judged("r|p/2", "useful", "3", undone="x"),
        judged("r|p/3", "known", "4"), judged("s|p|d", "useful", "5"),
    ]  # fmt: skip
    latest = latest_judgements(given)
    assert {key: verdict_of(one) for key, one in latest.items()} == {
        "r|p/1": "wrong",
        "r|p/3": "known",
        "s|p|d": "useful",
    }
    found = records(latest)
    assert (found["r"].useful, found["r"].known, found["r"].wrong, found["r"].judged) == (0, 1, 1, 2)
    assert (found["s"].useful, found["s"].judged) == (1, 1)
    assert verdict_of(None) == ""


def test_it_holds_of_what_the_finding_said() -> None:
    judgement = judged("r|p/1", "wrong", "1", said="三家牵头")
    assert says_the_same(judgement, "三家牵头")
    assert not says_the_same(judgement, "四家牵头")
    assert says_the_same(judged("r|p/1", "wrong", "1"), "whatever")


@pytest.mark.parametrize(
    ("finding", "work", "moved"),
    [
        ("r|p/measure/a", "p/measure/a", "r|q/measure/b"),
        ("r|p", "p", "r|q"),
        ("r|p|地方/unit", "p", "r|q|地方/unit"),
        ("r|p/measure/a|地方/unit", "p/measure/a", "r|q/measure/b|地方/unit"),
        ("r|p/measure/c", "p/measure/c", "r|q/measure/c"),
    ],
)
def test_ids_follow_their_works(finding: str, work: str, moved: str) -> None:
    called = {"p/measure/a": "q/measure/b", "p/measure/c": "q/measure/c"}
    assert work_of(finding, "p") == work
    assert moved_finding(finding, "p", "q", lambda key: called.get(key, key)) == moved


def test_it_changes_no_graph_and_belongs_to_its_plan() -> None:
    assert JUDGE in APART
    assert JUDGE not in ACTING
    assert plan_of(judged("r|p/1", "useful", "1")) == "p"


def test_what_is_no_judgement() -> None:
    assert wrong_judgement({"verdict": "useful", "said": "x"}) == []
    assert wrong_judgement({"verdict": "nice"}) == ["no verdict is called 'nice'"]
    assert wrong_judgement({"verdict": "wrong", "score": 3}) == ["'score' is no part of a judgement"]
