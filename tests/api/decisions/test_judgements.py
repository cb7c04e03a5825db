"""What readers say of findings on every store: kept, folded away, listed, exported, taken back, and of what it was said."""

from http import HTTPStatus

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.decisions.decision_parts import undo
from api.decisions.decisions_file import read, take_over, written
from api.decisions.requests import decide
from api.settings import Settings
from api.wire.names import DecisionIn
from graph.errors import RespgraphError
from graph.exchange import copy
from graph.questions.bottlenecks.findings import Findings, findings
from graph.questions.bottlenecks.judged_findings import Judged
from graph.questions.bottlenecks.remembered_findings import Memory
from graph.questions.bottlenecks.wanted_findings import Narrowed
from graph.questions.departments.resting_decisions import resting
from graph.store import Store
from graph.stores.opening import open_store
from loaders.load import load
from seeds.shelf import seed_plans
from tests.stores import everything

UNDECIDED = {"decisions": 0, "counts": 0}
PLAN = "永川府办发〔2022〕112号@重庆市/永川区"


@pytest.fixture
def filled(store: Store) -> Store:
    assert [result.error for result in load(store, seed_plans())] == [None]
    return store


def found(store: Store, judged: Judged = "", **more: str) -> Findings:
    return findings(store.view(), [PLAN], narrowed=Narrowed(judged=judged, **more))  # type: ignore[arg-type]  # words


def judge(store: Store, finding: str, verdict: str, why: str = "") -> str:
    asked = DecisionIn(kind="judge-finding", subject=finding, values={"verdict": verdict}, why=why)
    return decide(store, asked, "reader").id


def test_one_walk_on_every_store(filled: Store) -> None:
    before = everything(filled.view())
    first, second, *_ = found(filled).page.items
    total = found(filled).count
    judge(filled, first.id, "wrong", "the office has one")
    judge(filled, second.id, "useful")
    assert everything(filled.view()) | UNDECIDED == before | UNDECIDED  # the graph says what it said

    kept = found(filled)
    assert (kept.count, kept.aside) == (total - 1, 1)
    assert first.id not in {finding.id for finding in kept.page.items}
    assert [finding.id for finding in found(filled, "wrong").page.items] == [first.id]
    assert [finding.id for finding in found(filled, "useful").page.items] == [second.id]
    assert found(filled, "all").count == total
    assert found(filled, "none").count == total - 2
    assert found(filled, finding=first.id).page.items == (first,)
    record = kept.opinions.records[first.rule]
    assert record.judged == sum(one.rule == first.rule for one in (first, second))

    remembered = findings(filled.view(), [PLAN], memory=Memory())
    assert (remembered.count, remembered.aside, remembered.page.items) == (kept.count, kept.aside, kept.page.items)

    assert resting(filled.view(), filled.view().decisions()) == {}
    load(filled, seed_plans())
    assert found(filled).aside == 1

    with open_store("sqlite://") as other:
        copy(filled, other)
        assert found(other).aside == 1
    with open_store("sqlite://") as other:
        load(other, seed_plans())
        take_over(other, read(written(filled.view().decisions())))
        assert found(other).aside == 1

    undo(filled, found(filled).opinions.latest[first.id].id, "reader")
    assert found(filled).count == total


def test_the_latest_word_holds(filled: Store) -> None:
    first = found(filled).page.items[0]
    one = judge(filled, first.id, "wrong")
    two = judge(filled, first.id, "known")
    latest = found(filled).opinions.latest[first.id]
    assert (latest.id, latest.before) == (two, {"verdict": "wrong"})
    assert found(filled).aside == 0
    undo(filled, two, "reader")
    assert found(filled).opinions.latest[first.id].id == one


def refused(store: Store, finding: str, verdict: str) -> str:
    with pytest.raises(RespgraphError) as caught:
        judge(store, finding, verdict)
    return str(caught.value)


@pytest.fixture
def quick() -> Store:
    store = open_store("sqlite://")
    load(store, seed_plans())
    return store


def test_what_is_refused(quick: Store) -> None:
    first = found(quick).page.items[0]
    assert "no verdict is called 'nice'" in refused(quick, first.id, "nice")
    assert "no finding has the id" in refused(quick, f"{first.rule}|{PLAN}/measure/none", "useful")
    assert "no finding has the id" in refused(quick, "nothing", "useful")
    judge(quick, first.id, "useful")
    assert "that was said before" in refused(quick, first.id, "useful")


def test_a_finding_that_says_something_else_comes_back(quick: Store) -> None:
    """A wrong one is folded away for what it said; once the plan is corrected it says something else and is looked at again."""
    named = next(one for one in found(quick).page.items if one.rule == "target-many-leads")
    judge(quick, named.id, "wrong")
    assert found(quick).aside == 1
    lead = next(
        edge for edge in quick.view().edges([named.subject], kinds=["LEADS"], direction="in")
        if edge.properties["formal"]
    )  # fmt: skip
    decide(quick, DecisionIn(kind="reject-edge", subject=lead.id, why="not so"), "reader")
    again = next(one for one in found(quick).page.items if one.id == named.id)
    assert again.sentence != named.sentence
    assert found(quick).aside == 0


def test_folds_count_what_is_left(quick: Store) -> None:
    whole = findings(quick.view(), [PLAN], folded="rule")
    assert whole.count == found(quick).count
    assert sum(line.fold.count for line in whole.folds) == whole.count
    assert [finding.id for finding in whole.page.items] == [line.fold.first for line in whole.folds]
    part = findings(quick.view(), [PLAN], folded="rule", offset=2, limit=3)
    assert part.folds == whole.folds[2:5]
    judge(quick, whole.folds[0].fold.first, "wrong")
    assert findings(quick.view(), [PLAN], folded="rule").count == whole.count - 1


def test_on_the_page(quick: Store) -> None:
    first = found(quick).page.items[0]
    with TestClient(create_app(quick, Settings()), follow_redirects=False) as client:
        alone = client.get("/bottlenecks", params={"finding": first.id}).text
        assert 'name="verdict" value="useful"' in alone
        form = {
            "kind": "judge-finding",
            "subject": first.id,
            "verdict": "wrong",
            "why": "办公室已定",
            "back": "/bottlenecks",
        }
        answer = client.post("/corrections", data=form, headers={"Origin": "http://testserver"})
        assert answer.status_code == HTTPStatus.SEE_OTHER
        assert answer.headers["location"].startswith("/bottlenecks?saved=")
        page = client.get("/bottlenecks", headers={"Accept-Language": "zh"}).text
        assert "另有 1 条被读者判为不对" in page
        listed = client.get("/bottlenecks?judged=wrong", headers={"Accept-Language": "zh"}).text
        assert "读者意见：不对" in listed
        assert "办公室已定" in listed
        answer = client.get("/api/bottlenecks", params={"judged": "wrong"}).json()
        assert answer["items"][0]["judgement"]["verdict"] == "wrong"
        assert answer["records"] == [{"rule": first.rule, "useful": 0, "known": 0, "wrong": 1, "judged": 1}]
        assert "办公室已定" in client.get("/decisions").text


def test_the_page_folds_and_unfolds(quick: Store) -> None:
    with TestClient(create_app(quick, Settings())) as client:
        folded = client.get("/api/bottlenecks?folded=rule&limit=10").json()
        page = client.get("/bottlenecks").text
        assert page.count('class="item finding"') == min(10, folded["total"])
        many = next(fold for fold in folded["folds"] if fold["count"] > 1)
        opened = client.get("/bottlenecks", params={"rule": many["rule"]}).text
        assert opened.count('class="item finding"') == min(20, many["count"])
        every = client.get("/bottlenecks?folded=no").text
        assert every.count('class="item finding"') == 20
        assert folded["findings"] == client.get("/api/bottlenecks").json()["total"]
