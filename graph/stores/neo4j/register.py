"""People and the audit in the Neo4j store: `_Person` and `_Audit`, whose properties hold what is kept as JSON.

Whoever adds an entry holds the lock `audit` to the end of the transaction, so that each entry follows the one before it.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import uuid4

from graph.access.entries import Entry, Sealed, behind
from graph.access.people import Actor, Kind
from graph.access.register import Asked
from graph.serial import dumps
from graph.stores.replacing import now

Run = Callable[[str, Mapping[str, Any]], list[dict[str, Any]]]

_FIND = "UNWIND $keys AS key MATCH (p:_Person {key: key}) RETURN p.kind AS kind, p.id AS id, p.content AS content"
_EVERY = "MATCH (p:_Person {kind: $kind}) RETURN p.id AS id, p.content AS content ORDER BY p.id"
_PUT = "MERGE (p:_Person {key: $key}) SET p.kind = $kind, p.id = $id, p.content = $content"
_DROP = "MATCH (p:_Person {key: $key}) DELETE p"
_LOCK = "MERGE (g:_Lock {id: 'audit'}) SET g.touched = $stamp"
_LAST = f"""{_LOCK} WITH g CALL () {{ MATCH (a:_Audit) WHERE a.number > 0 WITH a ORDER BY a.number DESC LIMIT 1
  RETURN collect([a.number, a.digest]) AS last }} RETURN last"""
_WRITE = "UNWIND $rows AS row CREATE (a:_Audit) SET a = row"
_WHERE = """MATCH (a:_Audit) WHERE ($who = '' OR a.who = $who) AND ($action = '' OR a.action = $action)
  AND ($subject = '' OR a.subject CONTAINS $subject) AND ($since = '' OR a.at >= $since)
  AND ($until = '' OR left(a.at, 10) <= $until)"""
_SEALED = "a.number AS number, a.content AS content, a.previous AS previous, a.digest AS digest"
_ENTRIES = f"{_WHERE} RETURN {_SEALED} ORDER BY a.number DESC SKIP $offset LIMIT $limit"
_COUNT = f"{_WHERE} RETURN count(*) AS total"
_CHAIN = f"MATCH (a:_Audit) WHERE a.number > $after RETURN {_SEALED} ORDER BY a.number LIMIT $limit"
_AT_A_TIME = 1000
_ALL = 2**63 - 1
"""No entry has a larger number."""

_PRUNE = "MATCH (a:_Audit) WHERE a.number <= $last DELETE a"


def ddl() -> tuple[str, ...]:
    """Constraints and indexes; each may be run again."""
    return (
        "CREATE CONSTRAINT person_key IF NOT EXISTS FOR (p:_Person) REQUIRE p.key IS UNIQUE",
        "CREATE CONSTRAINT lock_id IF NOT EXISTS FOR (g:_Lock) REQUIRE g.id IS UNIQUE",
        "CREATE CONSTRAINT audit_number IF NOT EXISTS FOR (a:_Audit) REQUIRE a.number IS UNIQUE",
        "CREATE INDEX person_kind IF NOT EXISTS FOR (p:_Person) ON (p.kind)",
        "CREATE INDEX audit_who IF NOT EXISTS FOR (a:_Audit) ON (a.who)",
        "CREATE INDEX audit_action IF NOT EXISTS FOR (a:_Audit) ON (a.action)",
    )


class Neo4jRegister:
    """A graph.access.register.Register inside a transaction."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def find(self, wanted: Sequence[tuple[Kind, str]]) -> dict[tuple[Kind, str], dict[str, Any]]:
        """See Register."""
        rows = self._run(_FIND, {"keys": [_key(*one) for one in wanted]})
        return {(row["kind"], row["id"]): json.loads(row["content"]) for row in rows}

    def every(self, kind: Kind) -> dict[str, dict[str, Any]]:
        """See Register."""
        return {row["id"]: json.loads(row["content"]) for row in self._run(_EVERY, {"kind": kind})}

    def put(self, kind: Kind, key: str, content: Mapping[str, Any]) -> None:
        """See Register."""
        self._run(_PUT, {"key": _key(kind, key), "kind": kind, "id": key, "content": dumps(dict(content))})

    def drop(self, kind: Kind, key: str) -> None:
        """See Register."""
        self._run(_DROP, {"key": _key(kind, key)})

    def write(self, actor: Actor, *entries: Entry) -> None:
        """See Register."""
        if not entries:
            return
        (found,) = self._run(_LAST, {"stamp": uuid4().hex})
        number, digest = found["last"][0] if found["last"] else (0, "")
        at = now()
        added = behind(entries, number, digest, at=at, who=actor.name, address=actor.address, via=actor.via)
        self._run(_WRITE, {"rows": [one.columns() for _, one in added]})

    def entries(self, asked: Asked, *, offset: int = 0, limit: int = 100) -> tuple[list[Sealed], int]:
        """See Register."""
        given = {
            "who": asked.who, "action": asked.action, "subject": asked.subject, "since": asked.since, "until": asked.until,
        }  # fmt: skip
        (counted,) = self._run(_COUNT, given)
        rows = self._run(_ENTRIES, {**given, "offset": offset, "limit": limit})
        return [Sealed(**row) for row in rows], int(counted["total"])

    def chain(self, after: int, limit: int) -> list[Sealed]:
        """See Register."""
        return [Sealed(**row) for row in self._run(_CHAIN, {"after": after, "limit": limit})]

    def adopt(self, chain: Sequence[Sealed]) -> None:
        """See Register."""
        self._run(_LOCK, {"stamp": uuid4().hex})
        self.prune(_ALL)
        for start in range(0, len(chain), _AT_A_TIME):
            self._run(_WRITE, {"rows": [one.columns() for one in chain[start : start + _AT_A_TIME]]})

    def prune(self, last: int) -> None:
        """See Register."""
        self._run(_PRUNE, {"last": last})


def _key(kind: str, key: str) -> str:
    return f"{kind}/{key}"
