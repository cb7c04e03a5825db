"""Findings are worked out once for each change of a plan, by one process, and all others and the next start have them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from api.answers.bottlenecks import matter_facts
from api.http.jobs.findings_file import FindingsFile, findings_file
from graph.model import Decision
from graph.questions.bottlenecks import findings as asked
from graph.questions.bottlenecks.findings import Findings, counts_by_plan, findings
from graph.questions.bottlenecks.kept_findings import Told, mark, read, written
from graph.questions.bottlenecks.remembered_findings import Memory
from graph.schema import schema
from graph.store import Store
from graph.stores.opening import open_store
from loaders.load import load
from seeds.shelf import seed_plans
from tests.stores import ECO, FIRST, LATER, NOW, SECOND, first_plan, second_plan

PLANS = [FIRST, "永川府办发〔2022〕112号@重庆市/永川区", SECOND]


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[tuple[Store, Store]]:
    """The same file opened twice, as by two processes."""
    url = f"sqlite:///{tmp_path}/store.db"
    with open_store(url) as one, open_store(url) as other:
        load(one, seed_plans())
        for graph, document in (first_plan(), second_plan()):
            one.writer().replace(graph, document, loaded_at=NOW)
        yield one, other


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often the findings of each plan are worked out."""
    found: Counter[str] = Counter()
    tell = asked._tell

    def told(view: Any, plans: Sequence[str], *more: Any) -> Mapping[str, Told]:
        found.update(plans)
        return tell(view, plans, *more)

    monkeypatch.setattr(asked, "_tell", told)
    return found


def _mistaken(*_: object) -> Mapping[str, Told]:
    raise KeyError


def _asked(store: Store, memory: Memory | None) -> Findings:
    return findings(store.view(), PLANS, matters=matter_facts, memory=memory)


def _keeper(store: Store) -> FindingsFile:
    keeper = findings_file(store.url)
    assert keeper is not None
    return keeper


def test_what_is_kept_is_what_was_made(stores: tuple[Store, Store]) -> None:
    ledger = stores[0].view().ledger()
    told = asked._tell(stores[0].view(), PLANS, matter_facts, None)
    for plan in PLANS:
        again = read(written(told[plan]), told[plan].version)
        assert (again.report, again.ends, again.open_lists) == (
            told[plan].report,
            told[plan].ends,
            told[plan].open_lists,
        )
        assert [type(n) for one in again.report.findings for n in one.numbers.values()] == [
            type(n) for one in told[plan].report.findings for n in one.numbers.values()
        ]
        assert mark(ledger, plan) == mark(stores[1].view().ledger(), plan)


def test_one_works_out_and_the_others_have_it(stores: tuple[Store, Store], made: Counter[str]) -> None:
    one, other = (Memory(keeper=_keeper(store)) for store in stores)
    plain = findings(stores[0].view(), PLANS, matters=matter_facts)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda at: _asked(stores[at % 2], (one, other)[at % 2]), range(8)))
    assert all(
        (each.page, each.summaries, each.counts) == (plain.page, plain.summaries, plain.counts) for each in answers
    )
    assert made == dict.fromkeys(PLANS, 1)
    counted = counts_by_plan(stores[1].view(), matters=matter_facts, memory=Memory(keeper=_keeper(stores[1])))
    assert counted.looked_through == 3
    assert made == dict.fromkeys(PLANS, 1)


def test_a_change_costs_its_plan_once(stores: tuple[Store, Store], made: Counter[str]) -> None:
    memories = [Memory(keeper=_keeper(store)) for store in stores]
    for store, memory in zip(stores, memories, strict=True):
        _asked(store, memory)
    made.clear()
    view = stores[0].view()
    edge = next(iter(view.edges([ECO], kinds=[schema().roles["lead"]])))
    rejected = Decision("r1", "reject-edge", edge.id, "", "tests", LATER, edge=edge)
    stores[1].writer().decide(rejected)
    for store, memory in zip(stores, memories, strict=True):
        assert _asked(store, memory).page == findings(store.view(), PLANS, matters=matter_facts).page
    assert made == {edge.plan: 1}
    stores[0].writer().decide(replace(rejected, undone="tests"))
    assert _asked(stores[0], memories[0]).page == _asked(stores[1], memories[1]).page
    assert made == {edge.plan: 2}


def test_a_mistake_or_a_death_leaves_the_work_to_the_next(
    stores: tuple[Store, Store], made: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = _keeper(stores[0])
    with monkeypatch.context() as patched:
        patched.setattr(asked, "_tell", _mistaken)
        with pytest.raises(KeyError):
            _asked(stores[0], Memory(keeper=keeper))
    assert keeper.claim("kind", {"plan": "mark"}) == {"plan"}
    assert keeper.claim("kind", {"plan": "mark"}) == set()
    monkeypatch.setattr("api.http.jobs.findings_file.LEASE_S", -1.0)
    assert keeper.claim("kind", {"plan": "other mark"}) == {"plan"}
    assert keeper.claim("kind", {"plan": "other mark"}) == {"plan"}  # whoever had it is dead
    assert _asked(stores[1], Memory(keeper=_keeper(stores[1]))).count > 0
    assert made == dict.fromkeys(PLANS, 1)


def test_a_file_that_cannot_be_used_costs_only_time(
    stores: tuple[Store, Store], tmp_path: Path, made: Counter[str], caplog: pytest.LogCaptureFixture
) -> None:
    broken = tmp_path / "broken"
    broken.write_bytes(b"no database" * 1000)
    for path in (broken, tmp_path / "no folder" / "file"):
        assert _asked(stores[0], Memory(keeper=FindingsFile(path))).count > 0
        assert str(path) in caplog.text
    assert made == dict.fromkeys(PLANS, 2)
    assert findings_file("sqlite://") is None
