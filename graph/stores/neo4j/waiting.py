"""What waits in the Neo4j store for somebody's word, each under a token: no part of the graph, so no reader heeds it."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import Any

_IN_TURN = "MATCH (g:_Store {id: 'respgraph'}) SET g.waiting = $token WITH g "
"""Who sets a property holds the lock: one after the other, so that what waits is handed out once, and has its bound."""

FORGET = "MATCH (w:_Waiting) WHERE w.until < $now DELETE w"

PUT = f"""{_IN_TURN} CALL () {{ MATCH (w:_Waiting) RETURN coalesce(sum(w.size), 0) AS held }}
  WITH held WHERE held + $size <= $most
  CREATE (w:_Waiting {{id: $token, until: $until, size: $size, content: $content}}) RETURN true AS put"""

TAKE = f"""{_IN_TURN} MATCH (w:_Waiting {{id: $token}}) WHERE w.until >= $now
  WITH w, w.content AS content DELETE w RETURN content"""


class Neo4jWaiting:
    """See graph.store.Waiting; `session` opens a session of the driver for writes."""

    def __init__(self, session: Callable[[], AbstractContextManager[Any]]) -> None:
        self._session = session

    def put(self, token: str, content: bytes, *, now: float, until: float, most: int) -> bool:
        """See graph.store.Waiting."""
        given = {"token": token, "content": content, "until": until, "size": len(content), "most": most}
        return bool(self._written(PUT, given, now))

    def take(self, token: str, *, now: float) -> bytes | None:
        """See graph.store.Waiting."""
        found = self._written(TAKE, {"token": token, "now": now}, now)
        return bytes(found[0]["content"]) if found else None

    def _written(self, statement: str, given: Mapping[str, Any], now: float) -> list[dict[str, Any]]:
        """The rows of a statement, after what waited too long is gone, in one transaction."""

        def work(transaction: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - the driver's, which only the store imports
            transaction.run(FORGET, {"now": now}).consume()
            found: list[dict[str, Any]] = transaction.run(statement, dict(given)).data()
            return found

        with self._session() as session:
            rows: list[dict[str, Any]] = session.execute_write(work)
        return rows
