"""Edges as rows of the SQLite store: grounds, marks and spans; what they quote is cut out of the pieces of the text."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, count, pairwise
from typing import Any, NamedTuple

from graph.errors import ModelError
from graph.model import Edge
from graph.serial import dumps, loads, properties_from_json
from graph.store import Direction, Incidence
from graph.stores import rows, spans
from graph.stores.damage import decoder
from graph.stores.decode import incidence
from graph.stores.spans import LaidOut, Owner, laid_out
from graph.stores.sqlite.rows.texts import cutting

COLUMNS = "e.kind, s.id, t.id, e.content, e.owner, g.content, e.ground, e.mark, e.place, e.party, e.length"
ENDS = """JOIN node s ON s.key = e.source JOIN node t ON t.key = e.target
  LEFT JOIN ground g ON g.owner = e.owner AND g.number = e.ground"""

WIDTH, MARK = 6, 7
"""How many of COLUMNS come before those of Said, and where the mark stands."""

SHARED = 0
"""The owner of edges that several plans may state."""

INLINE = -1
"""The ground of an edge whose content stands in its row: a shared one, or one whose quotes are not what the text says."""

_ONLY = "AND m.sort IN (SELECT value FROM json_each(?))"
_IS_ROW = """m.kind = 'Measure' AND (
  EXISTS (SELECT 1 FROM edge f WHERE f.target = m.key AND f.formal)
  OR NOT EXISTS (SELECT 1 FROM edge p JOIN node c ON c.key = p.source
                 WHERE p.target = m.key AND p.kind = 'PART_OF' AND c.kind = 'Measure'))"""
_MEASURES = "SELECT m.key, m.id, m.plan, m.flag FROM node m WHERE {row} {only} ORDER BY m.sort, m.start, m.id"
_DUTIES = """SELECT e.source, e.target, e.kind, e.place, e.mark FROM node m JOIN edge e ON e.target = m.key
  WHERE m.kind = 'Measure' AND e.formal {only}"""
_TARGETS = """SELECT e.source, count(*) FROM node m JOIN edge e ON e.source = m.key JOIN node t ON t.key = e.target
  WHERE m.kind = 'Measure' AND e.kind = 'HAS_TARGET' AND t.flag {only} GROUP BY e.source"""

_BODIES = "SELECT key, id FROM node n WHERE n.key IN (SELECT value FROM json_each(?)) ORDER BY n.sort, n.id"

_IDS = "SELECT value FROM json_each(?)"
_INSERT = """INSERT INTO edge (key, mark, kind, source, target, owner, place, formal, ground, party, length, content)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""

RUN = "JOIN edge_run r ON r.owner = e.owner AND e.key BETWEEN r.first AND r.last"
"""The edges of an owner follow each other: a run of keys finds them, so that no index by owner is kept."""


class Owned(NamedTuple):
    """The edges of a plan (its key) as they are to be stored."""

    key: int
    edges: Sequence[Edge]
    laid: LaidOut


def owned(key: int, owner: Owner, edges: Sequence[Edge], text: str, known: LaidOut | None) -> Owned:
    """A plan's edges; `known` are those of its reading, which most plans have as they are."""
    whole = known is not None and all(id(edge) in known.said for edge in edges)
    return Owned(key, edges, known if known is not None and whole else laid_out(edges, owner, text))


def insert(
    connection: sqlite3.Connection, plans: Sequence[Owned], shared: Sequence[Edge], known: Mapping[str, int]
) -> None:
    """Write edges whose ends are stored, of which some keys are `known`; ModelError for one that lacks an end."""
    given = [plan.edges for plan in plans] + [shared]
    ends = {edge.source for edges in given for edge in edges}
    ends.update([edge.target for edges in given for edge in edges])
    missing = ends.difference(known)
    asked = json.dumps(sorted(missing), ensure_ascii=False)
    found = connection.execute(f"SELECT id, key FROM node WHERE id IN ({_IDS})", (asked,)).fetchall()  # noqa: S608 - constants
    key_of = {**known, **dict(found)}
    if len(found) < len(missing):
        raise _unended(given, key_of)
    connection.executemany(
        "INSERT INTO ground VALUES (?, ?, ?)",
        [(plan.key, number, content) for plan in plans for number, content in enumerate(plan.laid.grounds)],
    )
    (last,) = connection.execute("SELECT coalesce(max(key), 0) FROM edge").fetchone()
    numbers = count(last + 1)
    written = [row for plan in plans for row in _rows(plan, key_of, numbers)]
    written += [(next(numbers), *_row(edge, SHARED, key_of)) for edge in shared]
    ends_of_runs = accumulate([len(plan.edges) for plan in plans], initial=last)
    runs = [(plan.key, before + 1, end) for plan, (before, end) in zip(plans, pairwise(ends_of_runs), strict=True)]
    try:
        connection.executemany(_INSERT, written)
        connection.executemany("INSERT INTO edge_run VALUES (?, ?, ?)", [run for run in runs if run[1] <= run[2]])
    except sqlite3.IntegrityError as error:
        raise ModelError("the id of an edge is in use already, in another plan") from error


def _unended(given: Iterable[Sequence[Edge]], key_of: Mapping[str, int]) -> ModelError:
    edge, end = next(
        (edge, end) for edges in given for edge in edges for end in (edge.source, edge.target) if end not in key_of
    )
    return ModelError(f"{edge.kind} from {edge.source} to {edge.target}: {end} is not stored", where=edge.id)


def delete(connection: sqlite3.Connection, owners: str) -> None:
    """Take away the edges of plans (keys as a JSON list)."""
    runs = connection.execute(f"SELECT first, last, owner FROM edge_run WHERE owner IN ({_IDS})", (owners,)).fetchall()  # noqa: S608 - constants
    connection.executemany("DELETE FROM edge WHERE key BETWEEN ? AND ? AND owner = ?", runs)
    for table in ("edge_run", "ground"):
        connection.execute(f"DELETE FROM {table} WHERE owner IN ({_IDS})", (owners,))  # noqa: S608 - constants


def delete_shared(connection: sqlite3.Connection, ids: Iterable[str]) -> None:
    """Take away shared edges."""
    marks = json.dumps([spans.PLAIN + key for key in ids], ensure_ascii=False)
    connection.execute(f"DELETE FROM edge WHERE owner = 0 AND mark IN ({_IDS})", (marks,))  # noqa: S608 - constants


def _rows(plan: Owned, key_of: Mapping[str, int], numbers: Iterator[int]) -> list[tuple[Any, ...]]:
    """Those of a plan, of which nearly all are laid out."""
    owner, said = plan.key, plan.laid.said
    made = []
    for edge, key in zip(plan.edges, numbers, strict=False):  # in this order, else one more number is taken
        on = said[id(edge)]
        if on is None:
            made.append((key, *_row(edge, owner, key_of)))
            continue
        ground, given, place, party, length = on
        source, target = key_of[edge.source], key_of[edge.target]
        formal = edge.properties.get("formal", False)
        made.append((key, given, edge.kind, source, target, owner, place, formal, ground, party, length, None))
    return made


def _row(edge: Edge, owner: int, key_of: Mapping[str, int]) -> tuple[Any, ...]:
    """An edge with its content."""
    given = spans.PLAIN + edge.id if owner == SHARED else spans.mark(edge)
    content = dumps((dict(edge.properties), rows.bare(edge.evidence)))
    place, ends = rows.edge_place(edge), (key_of[edge.source], key_of[edge.target])
    return given, edge.kind, *ends, owner, place, rows.is_formal(edge), INLINE, spans.NOWHERE, 0, content


def around(
    connection: sqlite3.Connection, ids: Sequence[str], kinds: Sequence[str], direction: Direction
) -> list[Edge]:
    """The edges of nodes, of some kinds or all, in no order."""
    wanted = f"AND e.kind IN ({', '.join('?' * len(kinds))})" if kinds else ""
    ends = {"out": ("source",), "in": ("target",), "both": ("source", "target")}[direction]
    branches = [
        f"SELECT {COLUMNS} FROM json_each(?) i JOIN node m ON m.id = i.value JOIN edge e ON e.{end} = m.key {ENDS} WHERE 1 {wanted}"  # noqa: S608 - constants
        for end in ends
    ]
    asked = (json.dumps(list(ids), ensure_ascii=False), *kinds) * len(ends)
    return read(connection, connection.execute(" UNION ALL ".join(branches), asked).fetchall())


@decoder("an edge")
def read(connection: sqlite3.Connection, found: Iterable[Sequence[Any]]) -> list[Edge]:
    """Edges of rows of COLUMNS, each once."""
    cut = cutting(connection)
    grounds: dict[tuple[int, int], spans.Ground] = {}
    owners = {SHARED: Owner("", "", "")}
    edges: dict[str, Edge] = {}
    for row in found:
        kind, source, target, content, owner, ground = row[:WIDTH]
        said = row[WIDTH:]
        key = spans.marked(kind, source, target, said[1])
        if key in edges:
            continue
        if owner not in owners:
            owners[owner] = Owner(*connection.execute(_OWNER, (owner,)).fetchone())
        by = owners[owner]
        if content is not None:
            properties, words = loads(content)
            edges[key] = Edge(
                kind, key, source, target, rows.evidence(words), properties_from_json(properties), by.plan
            )
            continue
        on = grounds.get((owner, said[0]))
        if on is None:
            on = grounds[owner, said[0]] = spans.ground(ground, by, cut)
        edges[key] = spans.edge((kind, key, source, target, by.plan), on, said, cut)
    return list(edges.values())


_OWNER = "SELECT id, document, ruleset FROM plan WHERE key = ?"


def between(connection: sqlite3.Connection, plans: Sequence[str]) -> Incidence:
    """See graph.store.View.incidence; of all plans where none are given."""
    only = _ONLY if plans else ""
    given = (json.dumps(list(dict.fromkeys(plans)), ensure_ascii=False),) if plans else ()
    measures = connection.execute(_MEASURES.format(row=_IS_ROW, only=only), given).fetchall()
    duties = connection.execute(_DUTIES.format(only=only), given).fetchall()
    targets = connection.execute(_TARGETS.format(only=only), given).fetchall()
    bodies = connection.execute(_BODIES, (json.dumps(sorted({duty[0] for duty in duties})),)).fetchall()
    return incidence(measures, duties, dict(targets), bodies)
