"""What the index of the SQLite store finds, as arrays: read once for each state, since an answer asks the same words twice."""

import sqlite3
from collections.abc import Callable, Hashable, Iterator
from itertools import pairwise

from graph.ledger.arrays import Int64s, np
from graph.ledger.ledger import Lately
from graph.stores.rows import is_contributed
from graph.stores.sqlite.files.state_stamp import stamp_in
from graph.stores.sqlite.index import Rows

MOST_KEPT = 6
"""Arrays that are kept, of 20,000 plans up to 4 MB each."""

FIRST_PLANS = 16
"""Plans whose nodes are looked at first for a page; then twice as many, and so on."""

_WORDS = "SELECT group_concat(rowid) FROM search WHERE search MATCH ?"
_SHARED = "SELECT group_concat(key) FROM (SELECT key FROM node WHERE kind = ? ORDER BY id)"
_OWNED = """SELECT group_concat(key) FROM (
  SELECT key FROM node WHERE kind = ? AND sort IN (SELECT value FROM json_each(?)) ORDER BY id)"""
_PLANS = "SELECT id, json_quote(id) FROM plan ORDER BY id || '/'"


class Hits:
    """The latest ones of a store; threads may ask at once."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        """Nothing was asked yet; 0 keeps nothing, for a writer whose state changes under it."""
        self._lately = Lately(most)

    def rows(self, connection: sqlite3.Connection, words: str) -> Rows:
        """The rows of the index that match, in order: a node's key and, in the last bits, the place of its kind."""
        return self._once(connection, words, lambda: numbers(connection, _WORDS, words))

    def by_id(self, connection: sqlite3.Connection, kind: str, keys: Int64s) -> Iterator[Int64s]:
        """Those of the nodes (keys) of a kind in the order of their ids, in parts that are read as they are taken."""
        wanted = np.zeros(int(keys.max(initial=0)) + 1, dtype=np.bool_)
        wanted[keys] = True
        for some in self._in_order(connection, kind):
            known = some[some < len(wanted)]
            yield known[wanted[known]]

    def _in_order(self, connection: sqlite3.Connection, kind: str) -> Iterator[Int64s]:
        if is_contributed(kind):
            yield self._once(connection, ("by id", kind), lambda: numbers(connection, _SHARED, kind))
            return
        plans = connection.execute(_PLANS).fetchall()
        begin, size = 0, FIRST_PLANS
        for end in (*_apart([plan for plan, _ in plans]), len(plans)):
            if end - begin >= size or end == len(plans):
                yield numbers(connection, _OWNED, kind, f"[{','.join(quoted for _, quoted in plans[begin:end])}]")
                begin, size = end, 2 * size

    def _once(self, connection: sqlite3.Connection, key: Hashable, make: Callable[[], Int64s]) -> Int64s:
        state = stamp_in(connection)
        return self._lately.get((state, key), make) if state else make()


def _apart(plans: list[str]) -> Iterator[int]:
    """Where the ids of what plans own can be parted: all before stand before all after. An id begins with its plan's and a stroke."""
    root = plans[0] if plans else ""
    for place, (_, plan) in enumerate(pairwise(plans), 1):
        if not plan.startswith(f"{root}/"):
            root = plan
            yield place


def numbers(connection: sqlite3.Connection, statement: str, *values: str) -> Int64s:
    """As one text, which is read in a third of the time of row by row."""
    (found,) = connection.execute(statement, values).fetchone()
    return np.fromstring(found, dtype=np.int64, sep=",") if found else np.zeros(0, dtype=np.int64)
