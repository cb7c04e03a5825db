"""The kernel: matrices, strongest roles, subsets and foldings."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from graph.bottlenecks.kernel import LEAD, RESPONSIBLE, SUPPORT, Kernel, fold, restrict
from graph.schema import schema
from graph.store import Incidence

Build = Callable[..., Incidence]


def test_role_indexes_are_those_of_the_schema() -> None:
    assert [list(schema().roles)[index] for index in (LEAD, RESPONSIBLE, SUPPORT)] == ["lead", "responsible", "support"]
    assert list(schema().roles)[SUPPORT:] == ["support", "guide", "supervise"]


@pytest.mark.parametrize("source", ["founding", pytest.param("gold", marks=pytest.mark.corpus)])
def test_the_founding_plan(source: str, figures: dict[str, Any], request: pytest.FixtureRequest) -> None:
    kernel: Kernel = request.getfixturevalue(source)
    assert len(kernel.departments) == 39
    assert len(kernel.measures) == 24
    assert kernel.assigned.sum() == 21
    assert (kernel.lead.nnz, kernel.responsible.nnz, kernel.support.nnz) == (51, 92, 0)
    assert kernel.open_lists.sum() == 15
    assert kernel.targets.sum() == 15
    assert (kernel.targets > 0).sum() == 6
    assert (kernel.parties * (kernel.parties - 1) // 2).sum() == 474
    assert kernel.leads.tolist() == [len(measure["lead"]) for measure in figures["measures"]]
    assert kernel.responsibles.tolist() == [len(measure["responsible"]) for measure in figures["measures"]]


@pytest.mark.corpus
def test_the_facts_are_those_of_the_gold_file(founding: Kernel, gold: Kernel) -> None:
    assert founding.departments == gold.departments
    assert np.array_equal(founding.lead.toarray(), gold.lead.toarray())
    assert np.array_equal(founding.responsible.toarray(), gold.responsible.toarray())
    assert founding.open_lists.tolist() == gold.open_lists.tolist()
    assert founding.targets.tolist() == gold.targets.tolist()


def test_the_strongest_role_counts_once(build: Build) -> None:
    kernel = Kernel.of(
        build(
            [
                {"section": "1", "lead": ["a", "a"], "responsible": ["a", "b", "b"], "support": ["b", "c"]},
                {"section": "2", "guide": ["c"], "supervise": ["c", "a"]},
            ]
        )
    )
    assert kernel.lead.toarray().tolist() == [[1, 0], [0, 0], [0, 0]]
    assert kernel.responsible.toarray().tolist() == [[0, 0], [1, 0], [0, 0]]
    assert kernel.support.toarray().tolist() == [[0, 1], [0, 0], [1, 1]]
    assert kernel.parties.tolist() == [3, 2]


def test_nothing_at_all(build: Build) -> None:
    for measures in ([], [{"section": "1"}]):
        kernel = Kernel.of(build(measures))
        assert kernel.departments == ()
        assert kernel.parties.tolist() == [0] * len(measures)
        assert kernel.any_role.nnz == 0
        assert restrict(kernel, np.array([], dtype=np.int64)).measures == ()
        assert fold(kernel, ()).departments == ()


def test_entries_give_the_same_kernel_again(founding: Kernel) -> None:
    again = Kernel.assemble(
        founding.departments,
        founding.measures,
        founding.plans,
        entries=founding.entries(),
        open_lists=founding.open_lists,
        targets=founding.targets,
    )
    assert np.array_equal(again.lead.toarray(), founding.lead.toarray())
    assert np.array_equal(again.responsible.toarray(), founding.responsible.toarray())


def test_restricted_to_some_measures(founding: Kernel) -> None:
    chapter = restrict(founding, np.array([2, 0, 1], dtype=np.int64))
    assert chapter.measures == ("3", "4", "5")
    assert len(chapter.departments) == 8
    assert chapter.leads.tolist() == [1, 1, 1]
    assert chapter.responsibles.tolist() == [5, 2, 5]


def test_folded_departments_keep_the_strongest_role(build: Build) -> None:
    kernel = Kernel.of(
        build([{"section": "1", "lead": ["a"], "responsible": ["b", "c"]}, {"section": "2", "responsible": ["b"]}])
    )
    folded = fold(kernel, ("ab", "ab", "c"))
    assert folded.departments == ("ab", "c")
    assert folded.lead.toarray().tolist() == [[1, 0], [0, 0]]
    assert folded.responsible.toarray().tolist() == [[0, 1], [1, 0]]
