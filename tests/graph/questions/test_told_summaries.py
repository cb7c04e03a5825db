"""What readers called wrong is gone from every sentence and count: summaries, folds, papers, the numbers of home."""

import io
from collections.abc import Iterator

import pytest
from docx import Document

from api.answers.bottlenecks import matter_facts
from api.decisions.requests import decide
from api.exports.list_requests import Wanted
from api.exports.lists import docx_file
from api.exports.papers.briefs import brief
from api.wire.names import DecisionIn
from graph.questions.bottlenecks.findings import Findings, counts_by_plan, findings
from graph.questions.bottlenecks.judged_findings import Judged
from graph.questions.bottlenecks.remembered_findings import Memory
from graph.questions.bottlenecks.wanted_findings import Narrowed
from graph.store import Store
from graph.stores.opening import open_store
from loaders.load import load
from seeds.shelf import seed_plans

RULE = "nobody-named"
LABELS = ("（二十二）", "（二十三）", "（二十四）")


@pytest.fixture
def rejected() -> Iterator[Store]:
    """The seed plan, the first of whose three measures without anybody was called a wrong finding."""
    with open_store("sqlite://") as store:
        load(store, seed_plans())
        first = next(one for one in asked(store).page.items if one.rule == RULE and "（二十二）" in one.sentence["zh"])
        decide(store, DecisionIn(kind="judge-finding", subject=first.id, values={"verdict": "wrong"}, why=""), "甲")
        yield store


def asked(store: Store, judged: Judged = "", *, folded: bool = False, memory: Memory | None = None) -> Findings:
    view = store.view()
    return findings(
        view,
        list(view.ledger().entries),
        matters=matter_facts,
        narrowed=Narrowed(judged=judged),
        folded="rule" if folded else None,
        memory=memory,
    )


@pytest.mark.parametrize("memory", [None, Memory()])
def test_no_sentence_names_it_and_no_count_holds_it(rejected: Store, memory: Memory | None) -> None:
    found = asked(rejected, memory=memory)
    (said,) = (each for each in found.summaries if each.rule == RULE)
    assert [label in said.sentence["zh"] for label in LABELS] == [False, True, True]
    assert "2项" in said.sentence["zh"]
    assert sum(len(each.findings) for each in found.summaries) == found.count
    (line,) = (each for each in asked(rejected, folded=True, memory=memory).folds if each.fold.rule == RULE)
    assert (line.fold.count, line.sentence["zh"]) == (2, said.sentence["zh"])
    (every,) = (each for each in asked(rejected, "all", memory=memory).summaries if each.rule == RULE)
    assert all(label in every.sentence["zh"] for label in LABELS)
    (wrong,) = asked(rejected, "wrong", memory=memory).summaries
    assert [label in wrong.sentence["zh"] for label in LABELS] == [True, False, False]


def test_papers_and_home_count_what_the_list_counts(rejected: Store) -> None:
    found = asked(rejected)
    paper = brief(found, "zh")
    assert not any("（二十二）" in row.why for row in paper.rows)
    annex = Document(io.BytesIO(docx_file(rejected.view(), "findings", Wanted(), "zh", "zh-CN")))
    assert sum(int(row.cells[2].text) for row in annex.tables[0].rows[1:]) == found.count
    counted = counts_by_plan(rejected.view(), matters=matter_facts, memory=Memory())
    assert sum(counted.counts.values()) == found.count
