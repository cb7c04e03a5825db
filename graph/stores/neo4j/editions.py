"""The editions of plans in the Neo4j store: what every load brought, and what ids are called since; inside a transaction.

An `_Edition` without `content` is the current one: its reading and text stand with the plan. `_Renamed` are older ids.
"""

from collections.abc import Callable, Mapping
from typing import Any

from graph.model import PlanGraph
from graph.serial import dumps
from graph.store import EditionRecord
from graph.stores.kept import Base, Kept
from graph.stores.neo4j import cypher_books as books
from graph.stores.replacing import Loading

Run = Callable[[str, Mapping[str, Any]], list[dict[str, Any]]]


def base(run: Run, plan: str) -> Base:
    """The edition that others of the plan are kept on."""
    found = run(books.BASE, {"plan": plan})
    return Base(found[0]["number"], found[0]["content"]) if found else Base()


def set_aside(run: Run, plan: str, kept: Kept, *, removed: str = "") -> None:
    """Keep the current edition's content with its record, since its plan is about to be replaced or removed."""
    run(books.SET_ASIDE, {"plan": plan, **kept._asdict(), "removed": removed})


def edition_row(graph: PlanGraph, file_name: str, loading: Loading, *, same_document: bool) -> dict[str, Any]:
    """A row of `editions` for STORE_TEXTS: the edition that is current from now on."""
    return {
        "plan": graph.plan,
        "same": same_document,
        "read": {"ruleset": graph.ruleset, "figures": dumps(dict(graph.figures)), "file_name": file_name},
        "load": {
            "document": graph.document,
            "loaded_at": loading.at,
            "by": loading.by,
            "note": loading.note,
            "removed": "",
        },
    }


def keep_edition(run: Run, given: EditionRecord, kept: Kept) -> None:
    """Store an older edition of another store; one of the same document and time is the same."""
    edition = {
        "document": given.document, "file_name": given.file_name, "loaded_at": given.loaded_at, "by": given.by,
        "ruleset": given.ruleset, "figures": dumps(given.figures), "removed": given.removed, "note": given.note,
        **kept._asdict(),
    }  # fmt: skip
    run(books.KEEP_EDITION, {"plan": given.plan, "number": given.number, "edition": edition})


def rename(run: Run, plan: str, renamed: Mapping[str, str], *, before: str = "") -> None:
    """Remember what ids are called since; the editions of a plan that was `before` come along.

    An id that is given again leads nowhere else.
    """
    if renamed:
        run(books.RENAME, {"plan": plan, "rows": [{"old": old, "new": new} for old, new in renamed.items()]})
        run(books.GIVEN_AGAIN, {"ids": list(renamed.values())})
    if before and before != plan:
        run(books.MOVE_RENAMES, {"plan": plan, "before": before})
        run(books.MOVE_EDITIONS, {"plan": plan, "before": before})
