"""Cypher on what is due when: measures and sub-targets by `_due`, the place of their deadline."""

from functools import cache

from graph.schema import schema
from graph.stores.neo4j.cypher import DATED, node_row


@cache
def page(kinds: tuple[str, ...], *, undated: bool, only: tuple[str, ...]) -> str:
    """A part of what is due from `$first` on and before `$behind`, or of measures that nobody dates; `only`: what narrows."""
    found = _undated(only) if undated else _dated(kinds, only)
    return f"""CALL () {{ {found} RETURN count(n) AS total }}
  CALL () {{ {found} WITH n ORDER BY n._due, n._sort SKIP $offset LIMIT $limit RETURN collect({node_row()}) AS nodes }}
  RETURN total, nodes"""


def _dated(kinds: tuple[str, ...], only: tuple[str, ...]) -> str:
    """A branch a kind, so that each uses its index."""
    condition = " AND ".join(("n._due >= $first", "n._due < $behind", *_narrowed(only)))
    branches = " UNION ALL ".join(f"MATCH (n:{kind}) WHERE {condition} RETURN n" for kind in DATED if kind in kinds)
    return f"CALL () {{ {branches} }} WITH n"


def _undated(only: tuple[str, ...]) -> str:
    roles = "|".join(schema().roles.values())
    conditions = (
        "n._due IS NULL",
        *_narrowed(only),
        f"EXISTS {{ (n)<-[r:{roles}]-() WHERE r.formal }}",
        "NOT EXISTS { (n)-[:HAS_TARGET]->(t:SubTarget) WHERE t._due IS NOT NULL }",
    )
    return f"MATCH (n:Measure) WHERE {' AND '.join(conditions)} WITH n"


_NARROWED = {"plans": "n.plan IN $plans", "items": "n.id IN $items"}


def _narrowed(only: tuple[str, ...]) -> list[str]:
    return [_NARROWED[name] for name in only]
