"""The incidence arrays of View.incidence, built from rows that any store can fetch."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from graph.schema import schema
from graph.store import Incidence


def incidence(
    measures: Sequence[Sequence[Any]],
    duties: Sequence[Sequence[Any]],
    targets: Mapping[Any, int],
    departments: Sequence[Sequence[Any]],
) -> Incidence:
    """Arrays of rows; entries are ordered by measure, role, place in the list, edge id.

    measures: (key, id, plan, open list) in order; duties: (department key, measure key, kind, place, edge id) in any
    order; targets: how many stand in a measure, by its key; departments: (key, id) in order.
    """
    column_of = {measure[0]: column for column, measure in enumerate(measures)}
    row_of = {department[0]: row for row, department in enumerate(departments)}
    role_of = {kind: role for role, kind in enumerate(schema().roles.values())}
    entries = sorted(
        (column_of[measure], role_of[kind], place, edge_id, row_of[department])
        for department, measure, kind, place, edge_id in duties
    )
    return Incidence(
        departments=tuple(department[1] for department in departments),
        measures=tuple(measure[1] for measure in measures),
        plans=tuple(measure[2] for measure in measures),
        rows=np.array([entry[4] for entry in entries], dtype=np.int64),
        columns=np.array([entry[0] for entry in entries], dtype=np.int64),
        roles=np.array([entry[1] for entry in entries], dtype=np.int8),
        open_lists=np.array([bool(measure[3]) for measure in measures], dtype=np.bool_),
        targets=np.array([targets.get(measure[0], 0) for measure in measures], dtype=np.int64),
    )
