"""Which nodes of the SQLite store belong to which plans, as arrays by key: searching within plans asks them, not the tables."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from sys import intern

from graph.ledger.arrays import Booleans, np
from graph.ledger.duties import Integers
from graph.ledger.ledger import Ledger
from graph.serial import loads
from graph.stores.ledgers import spoken_of

_OWNED = "SELECT plan, json_group_array(key) FROM node WHERE plan <> '' GROUP BY plan"
_SHARED = "SELECT id, key FROM node WHERE plan = '' AND kind IN ('Plan', 'Department', 'Document')"


@dataclass(frozen=True, slots=True, eq=False)
class Owners:
    """Of every key of a node the row of the plan (in `plans`) that owns it, the last row for none.

    `spoken` are pairs (key of a shared node, row of a plan that speaks of it or is it); `shared` are such keys by id,
    `called` the ids by key.
    """

    plans: dict[str, int]
    owner: Integers
    spoken: Integers
    shared: dict[str, int]
    called: dict[int, str]


def keys_within(connection: sqlite3.Connection, ledger: Ledger, plans: Sequence[str]) -> Booleans:
    """Whether the node of each key is one that the plans (ids) own or speak of, or one of them.

    Keys after the last one are of nodes that came later.
    """
    found = owners_of(connection, ledger)
    asked = np.zeros(len(found.plans) + 1, dtype=np.bool_)
    asked[[found.plans[plan] for plan in plans if plan in found.plans]] = True
    within = asked[found.owner]
    within[found.spoken[asked[found.spoken[:, 1]], 0]] = True
    within[[found.shared[plan] for plan in plans if plan in found.shared]] = True
    return within


def owners_of(connection: sqlite3.Connection, ledger: Ledger) -> Owners:
    """Worked out once for each state of the store."""
    return ledger.once("owners of nodes", lambda: _owners(connection, ledger))


def _owners(connection: sqlite3.Connection, ledger: Ledger) -> Owners:
    rows = {plan: row for row, plan in enumerate(ledger.entries)}
    owned = [(plan, np.array(loads(keys), dtype=np.int64)) for plan, keys in connection.execute(_OWNED)]
    shared = {intern(key): row for key, row in connection.execute(_SHARED)}  # the ledger has the same strings
    last = max(chain((int(keys.max()) for _, keys in owned), shared.values()), default=0)
    owner = np.full(last + 1, len(rows), dtype=np.int32)
    for plan, keys in owned:
        owner[keys] = rows.get(plan, len(rows))
    pairs = [(shared[key], row) for plan, row in rows.items() for key in spoken_of(ledger, [plan]) if key in shared]
    return Owners(
        rows, owner, np.array(pairs, dtype=np.int64).reshape(-1, 2), shared, {key: name for name, key in shared.items()}
    )
