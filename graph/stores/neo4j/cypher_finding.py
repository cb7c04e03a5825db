"""Cypher that searches: the words that narrow most are looked up in the text index, the others in what it finds."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from graph.schema import schema
from graph.search.asked import Asked
from graph.stores.neo4j.cypher import node_row
from graph.stores.neo4j.properties import OVERLAP
from graph.stores.rows import NAME_BREAK


def find(asked: Asked, *, narrowed: bool) -> tuple[str, Mapping[str, Any]]:
    """The statement for a page of what holds all terms, and its parameters but for $kinds, $offset, $end, $plans and $ids."""
    keys, given = _words(asked)
    return _find(keys, narrowed=narrowed), given


def holding(asked: Asked) -> tuple[str, Mapping[str, Any]]:
    """The statement for the ids of all that holds all terms, by kind and plan; its parameters but for $kinds."""
    keys, given = _words(asked)
    return _holding(keys), given


def _words(asked: Asked) -> tuple[int, Mapping[str, Any]]:
    """How many keys the term that narrows most has, and the parameters of the words."""
    sought = max((term.keys for term in asked.terms), key=lambda keys: min(map(len, keys)))
    given = {
        **{f"key{number}": key for number, key in enumerate(sought)},
        **{f"head{number}": key[:OVERLAP] for number, key in enumerate(sought)},
        "terms": [list(term.keys) for term in asked.terms],
        "equals": [NAME_BREAK + key + NAME_BREAK for key in asked.names],
        "names": list(schema().nodes),
        "begins": [NAME_BREAK + key for key in asked.names],
    }
    return len(sought), given


@cache
def _find(keys: int, *, narrowed: bool) -> str:
    """For a term of so many keys."""
    place = " ".join(f"WHEN n:{kind} THEN {place}" for place, kind in enumerate(schema().nodes))
    return f"""{_sought(keys)}{_WITHIN if narrowed else ""}
  WITH n, CASE {place} END AS place,
    CASE WHEN any(key IN $equals WHERE n._names CONTAINS key) THEN 0 WHEN any(key IN $begins WHERE n._names CONTAINS key) THEN 1
    WHEN all(term IN $terms WHERE any(key IN term WHERE n._names CONTAINS key)) THEN 2 ELSE 3 END AS rank
  ORDER BY rank, place, coalesce(n._order, n.id)
  WITH collect([n, place]) AS found
  WITH found, [hit IN found WHERE $names[hit[1]] IN $kinds | hit[0]] AS wanted
  RETURN [place IN range(0, {len(schema().nodes) - 1}) | size([hit IN found WHERE hit[1] = place])] AS counts,
    size(wanted) AS total, [n IN wanted[$offset..$end] | {node_row()}] AS nodes"""


@cache
def _holding(keys: int) -> str:
    return f"""{_sought(keys)} AND any(kind IN labels(n) WHERE kind IN $kinds)
  RETURN [kind IN labels(n) WHERE kind IN $names][0] AS kind, coalesce(n.plan, '') AS plan, collect(n.id) AS ids"""


def _sought(keys: int) -> str:
    """What holds all terms, as `n`. $head is the beginning of a key, no longer than the overlap of two chunks."""
    sought = " UNION ".join(
        f"""MATCH (n:_Node) WHERE n._search CONTAINS $key{number} RETURN n
    UNION MATCH (c:_Chunk) WHERE c._search CONTAINS $head{number} MATCH (c)-[:_OF]->(n) WHERE n._long CONTAINS $key{number} RETURN n"""
        for number in range(keys)
    )
    return f"""CALL () {{
    {sought}
  }}
  WITH n, coalesce(n._search, n._long) AS words
  WHERE all(term IN $terms WHERE any(key IN term WHERE words CONTAINS key))"""


_WITHIN = " AND (n.plan IN $plans OR n.id IN $ids)"
