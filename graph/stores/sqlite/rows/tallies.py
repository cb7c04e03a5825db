"""The tallies of plans in the SQLite store; every write of a plan gives its tally the next stamp, also where the plan goes."""

# ruff: noqa: S608 - the statements are put together from constants of this module only; values are parameters

import json
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence

from graph.ledger.ledger import Ledger
from graph.store import View
from graph.stores.ledgers import Changed, pack
from graph.stores.replacing import Parts

TABLES = """
CREATE TABLE tally (plan TEXT PRIMARY KEY, stamp INTEGER NOT NULL UNIQUE, content BLOB)
"""

_ROWS = "SELECT plan, stamp, content FROM tally"


def store(connection: sqlite3.Connection, plans: Sequence[tuple[str, Parts]]) -> None:
    """Write the tallies of plans that are written; parts without a node are of a plan that goes."""
    (last,) = connection.execute("SELECT coalesce(max(stamp), 0) FROM tally").fetchone()
    now = time.time_ns() // 1000  # no two states have a stamp in common, also where a copy was put in the file's place
    connection.executemany(
        "INSERT OR REPLACE INTO tally VALUES (?, ?, ?)",
        [
            (plan, stamp, pack(plan, parts) if parts.nodes or parts.shared_nodes else None)
            for stamp, (plan, parts) in enumerate(plans, max(last + 1, now))
        ],
    )


class Tallies:
    """What a ledger is made of, inside one transaction; see graph.stores.ledgers.Source. `view` reads in the same one."""

    def __init__(self, connection: sqlite3.Connection, view: View) -> None:
        """Of the state that the connection sees."""
        self._connection = connection
        self.load_records, self.nodes = view.load_records, view.nodes

    def mark(self) -> int:
        """The stamp of the latest write, 0 where there was none."""
        (found,) = self._connection.execute("SELECT coalesce(max(stamp), 0) FROM tally").fetchone()
        return int(found)

    def tallies(self, plans: Sequence[str]) -> Iterable[Changed]:
        """Those of the plans that are there."""
        given = json.dumps(list(plans), ensure_ascii=False)
        return self._connection.execute(f"{_ROWS} WHERE plan IN (SELECT value FROM json_each(?))", (given,)).fetchall()

    def changed(self, known: Ledger) -> Iterator[Changed]:
        """What was written since; for a reader of an older state also what it does not see yet."""
        since = known.mark if isinstance(known.mark, int) else 0
        now = self.mark()
        unseen = {plan for plan, entry in known.entries.items() if isinstance(entry.stamp, int) and entry.stamp > now}
        given = json.dumps(sorted(unseen), ensure_ascii=False)
        written = f"{_ROWS} WHERE stamp > ? OR plan IN (SELECT value FROM json_each(?))"
        for row in self._connection.execute(written, (since, given)):  # packed, those of 20,000 plans are 50 MB
            unseen.discard(row[0])
            yield row
        yield from ((plan, now, None) for plan in sorted(unseen))


def counts(connection: sqlite3.Connection) -> tuple[dict[str, int], dict[str, int], str]:
    """How many nodes and edges of each kind there are, and the last load: by counting them."""
    nodes = dict(connection.execute("SELECT kind, count(*) FROM node GROUP BY kind").fetchall())
    edges = dict(connection.execute("SELECT kind, count(*) FROM edge GROUP BY kind").fetchall())
    (last,) = connection.execute("SELECT max(loaded_at) FROM plan").fetchone()
    return nodes, edges, last or ""
