"""The keys of nodes in the SQLite store by where they stand in the ledger's arrays: searching asks them, not the tables."""

import sqlite3
from dataclasses import dataclass

from graph.ledger.arrays import Booleans, Int32s, Int64s, np
from graph.ledger.duties import by_name, duties
from graph.ledger.found import Within
from graph.ledger.ledger import Ledger
from graph.stores.sqlite.hits import numbers

_SHARED = "SELECT id, key FROM node WHERE plan = '' AND kind = ?"
_OWNED = "SELECT group_concat(key) FROM (SELECT key FROM node WHERE kind = ? ORDER BY sort, start, id)"


@dataclass(frozen=True, slots=True, eq=False)
class Keys:
    """Keys of plans that were read, works, targets and departments by row; of documents by id, `called` the other way round.

    `row` says of every key in which row it stands, below 0 for what stands in none.
    """

    plans: Int64s
    works: Int64s
    targets: Int64s
    departments: Int64s
    documents: dict[str, int]
    called: dict[int, str]
    row: Int32s


def keys_of(connection: sqlite3.Connection, ledger: Ledger) -> Keys:
    """Worked out once for each state of the store."""
    return ledger.once("keys of nodes", lambda: _keys(connection, ledger))


def keys_within(keys: Keys, within: Within) -> Booleans:
    """Whether the node of each key may be found. Keys after the last one are of nodes that came later."""
    found = np.zeros(len(keys.row), dtype=np.bool_)
    for each, inside in _of_rows(keys, within):
        found[each[inside]] = True
    found[[keys.documents[key] for key in within.documents if key in keys.documents]] = True
    return found


def _of_rows(keys: Keys, within: Within) -> tuple[tuple[Int64s, Booleans], ...]:
    return (
        (keys.plans, within.plans),
        (keys.works, within.works),
        (keys.targets, within.targets),
        (keys.departments, within.departments),
    )


def _keys(connection: sqlite3.Connection, ledger: Ledger) -> Keys:
    plans, departments, documents = (
        dict(connection.execute(_SHARED, (k,))) for k in ("Plan", "Department", "Document")
    )
    found = duties(ledger)
    works = np.zeros(len(found.works), dtype=np.int64)
    works[found.goals] = numbers(
        connection, _OWNED, "Goal"
    )  # works and targets stand by plan, start and id, as in the index
    works[~found.goals] = numbers(connection, _OWNED, "Measure")
    by_row = (
        np.array([plans[plan] for plan in ledger.entries], dtype=np.int64),
        works,
        numbers(connection, _OWNED, "SubTarget"),
        np.array([departments[key] for key in by_name(ledger)], dtype=np.int64),
    )
    last = max((int(each.max(initial=0)) for each in by_row), default=0)
    row = np.full(max(last, *documents.values(), 0) + 1, -1, dtype=np.int32)
    for each in by_row:
        row[each] = np.arange(len(each))
    return Keys(*by_row, documents, {key: name for name, key in documents.items()}, row)
