"""Searching in the SQLite store: what its index finds, counted by kind, and a page of it in the order of graph/store.py.

The index says which rows hold the words in a few milliseconds, however many they are. Only where these are few are they all
put in order; of many, those of a kind are met in the order of their ids until the page is full.
"""

# ruff: noqa: S608 - the statements are put together from constants of this module only; values are parameters

import json
import sqlite3
from collections.abc import Iterator, Sequence

from graph.ledger.arrays import Booleans, Int64s, np
from graph.schema import schema
from graph.search.asked import Asked
from graph.store import Found, Holding
from graph.stores.decode import node
from graph.stores.rows import NAME_BREAK
from graph.stores.sqlite.hits import Hits
from graph.stores.sqlite.index import Rows, keys_of, phrase, places_of
from graph.stores.sqlite.keys import Keys

MOST_SORTED = 5_000
"""Hits that are put in order all at once."""

_COLUMNS = "n.kind, n.id, n.properties, n.plan"


def find(
    connection: sqlite3.Connection,
    lately: Hits,
    asked: Asked,
    *,
    kinds: Sequence[str] = (),
    within: Booleans | None = None,
    offset: int = 0,
    limit: int = 50,
) -> Found:
    """See graph.store.View.find; `within` says of every key of a node whether it may be found, none: all."""
    if not asked:
        return Found((), offset, 0, {})
    hits = lately.rows(connection, _all_terms(asked))
    if within is not None:
        hits = _inside(hits, within)
    numbers = np.bincount(places_of(hits), minlength=len(schema().nodes)).tolist()
    counts = {kind: number for kind, number in zip(schema().nodes, numbers, strict=True) if number}
    wanted = _of_kinds(hits, kinds)
    keys = list(_page(connection, lately, asked, wanted, offset=offset, limit=min(limit, max(len(wanted) - offset, 0))))
    found = {
        row[0]: node(row[1:])
        for row in connection.execute(
            f"SELECT n.key, {_COLUMNS} FROM json_each(?) i JOIN node n ON n.key = i.value", (json.dumps(keys),)
        )
    }
    return Found(tuple(found[key] for key in keys), offset, len(wanted), counts)


def holding(
    connection: sqlite3.Connection, lately: Hits, asked: Asked, keys: Keys, *, kinds: Sequence[str] = ()
) -> Holding:
    """See graph.store.View.holding."""
    hits = _of_kinds(lately.rows(connection, _all_terms(asked)), kinds) if asked else np.zeros(0, dtype=np.int64)
    known = hits[keys_of(hits) < len(keys.row)]
    found = {kind: keys_of(known[places_of(known) == place]) for place, kind in enumerate(schema().nodes)}
    rows = {kind: keys.row[each].astype(np.int64) for kind, each in found.items()}
    works = np.concatenate([rows["Goal"], rows["Measure"]])
    documents = tuple(keys.called[key] for key in found["Document"].tolist())
    return Holding(rows["Plan"][rows["Plan"] >= 0], works, rows["SubTarget"], rows["Department"], documents)


def _of_kinds(hits: Rows, kinds: Sequence[str]) -> Rows:
    places = [place for place, kind in enumerate(schema().nodes) if kind in kinds]
    return hits[np.isin(places_of(hits), places)] if kinds else hits


def _page(
    connection: sqlite3.Connection, lately: Hits, asked: Asked, hits: Rows, *, offset: int, limit: int
) -> Iterator[int]:
    """Keys of the hits from `offset` on, in order."""
    for part in _in_order(connection, lately, asked, hits) if limit else ():
        if offset < len(part):
            met = (
                _sorted(connection, asked, part, offset, limit)
                if len(part) <= MOST_SORTED
                else _met(lately.by_id(connection, _kind_of(part), keys_of(part)), offset, limit)
            )
            yield from met
            limit -= len(met)
        offset = max(offset - len(part), 0)
        if not limit:
            return


def _in_order(connection: sqlite3.Connection, lately: Hits, asked: Asked, hits: Rows) -> Iterator[Rows]:
    """The hits in parts of which every one stands before the next."""
    if len(hits) <= MOST_SORTED:
        yield hits
        return
    named = _among(hits, lately.rows(connection, f"names : ({_all_terms(asked)})"))
    if len(named) <= MOST_SORTED:
        yield named
    else:
        begun = _among(named, lately.rows(connection, _names_with(asked, "")))
        if len(begun) <= MOST_SORTED:
            yield begun
        else:
            equal = _among(begun, lately.rows(connection, _names_with(asked, NAME_BREAK)))
            yield from _by_kind(equal)
            yield from _by_kind(_without(begun, equal))
        yield from _by_kind(_without(named, begun))
    yield from _by_kind(_without(hits, named))


def _sorted(connection: sqlite3.Connection, asked: Asked, part: Rows, offset: int, limit: int) -> list[int]:
    rank, values = _rank(asked)
    rows = connection.execute(
        f"SELECT n.key FROM json_each(?) i JOIN node n ON n.key = i.value ORDER BY {rank}, {_kind_order()}, n.id LIMIT ? OFFSET ?",
        (json.dumps(keys_of(part).tolist()), *values, limit, offset),
    )
    return [key for (key,) in rows]


def _met(parts: Iterator[Int64s], offset: int, limit: int) -> list[int]:
    """From `offset` on; no more parts are taken than it needs."""
    found: list[int] = []
    for part in parts:
        found += part[offset : offset + limit - len(found)].tolist()
        offset = max(offset - len(part), 0)
        if len(found) == limit:
            break
    return found


def _rank(asked: Asked) -> tuple[str, list[str]]:
    """0 where a name equals the words, 1 where one begins with them, 2 where the names hold all terms, else 3."""
    conditions = [
        " OR ".join(["instr(n.names, ?)"] * len(asked.names)),
        " OR ".join(["instr(n.names, ?)"] * len(asked.names)),
        " AND ".join("(" + " OR ".join(["instr(n.names, ?)"] * len(term.keys)) + ")" for term in asked.terms),
    ]
    values = [NAME_BREAK + key + NAME_BREAK for key in asked.names] + [NAME_BREAK + key for key in asked.names]
    cases = " ".join(f"WHEN {condition} THEN {rank}" for rank, condition in enumerate(conditions))
    return f"CASE {cases} ELSE {len(conditions)} END", values + [key for term in asked.terms for key in term.keys]


def _all_terms(asked: Asked) -> str:
    return " AND ".join("(" + " OR ".join(map(phrase, term.keys)) + ")" for term in asked.terms)


def _names_with(asked: Asked, end: str) -> str:
    return "names : (" + " OR ".join(phrase(NAME_BREAK + key + end) for key in asked.names) + ")"


def _inside(hits: Rows, within: Booleans) -> Rows:
    keys = keys_of(hits)
    return hits[(keys < len(within)) & within[np.minimum(keys, len(within) - 1)]]


def _by_kind(hits: Rows) -> Iterator[Rows]:
    for place in range(len(schema().nodes)):
        yield hits[(places_of(hits)) == place]


def _kind_of(hits: Rows) -> str:
    """The one kind that all of them are of."""
    return list(schema().nodes)[int(places_of(hits[:1])[0])]


def _among(hits: Rows, others: Rows) -> Rows:
    return np.intersect1d(hits, others, assume_unique=True)


def _without(hits: Rows, others: Rows) -> Rows:
    return np.setdiff1d(hits, others, assume_unique=True)


def _kind_order() -> str:
    cases = " ".join(f"WHEN '{kind}' THEN {place}" for place, kind in enumerate(schema().nodes))
    return f"CASE n.kind {cases} END"
