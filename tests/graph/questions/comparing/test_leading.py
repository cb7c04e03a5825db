"""The duties in some works, looked up work by work, are those that stand among all duties."""

from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from graph.questions.comparing.leading import _parts

WORK = np.array([-2, -1, 0, 0, 2, -1, -1, 3, 3, 3, -2, 5], dtype=np.int32)
"""Of three plans: what belongs to no work stands before a plan's works; 1 and 4 have no duties."""


@pytest.mark.parametrize("chosen", [(), (0,), (1,), (2, 3), (4, 5), (0, 1, 2, 3, 4, 5)])
def test_duties_of_works(chosen: tuple[int, ...]) -> None:
    works = np.zeros(6, dtype=np.bool_)
    works[list(chosen)] = True
    ledger = cast("Any", SimpleNamespace(once=lambda _, make: make()))
    found = _parts(ledger, cast("Any", SimpleNamespace(work=WORK)), works)
    assert found.tolist() == [place for place, work in enumerate(WORK.tolist()) if work in chosen]
