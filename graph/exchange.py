"""Everything of one store into another, and as JSON lines without loss and back: one document, plan or decision a line.

A line is `{"type": "document" | "plan" | "decision", …}` in the shapes of graph/serial.py. A document stands before the
plans that were read from it, decisions stand last. Equal stores give equal lines.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from graph.errors import BadRequestError, StoreError
from graph.model import DocumentText, Origin
from graph.serial import (
    decision_from_json,
    decision_to_json,
    dumps,
    graph_from_json,
    graph_to_json,
    node_from_json,
    node_to_json,
)
from graph.store import Store, View


def lines(view: View) -> Iterator[str]:
    """The lines of a store, each without its line break; a plan at a time is in memory."""
    written: set[str] = set()
    for record in view.load_records():
        graph, document = view.reading(record.plan), view.document(record.document)
        if graph is None or document is None:
            continue
        if record.document not in written:
            written.add(record.document)
            yield dumps({"type": "document", **_document_to_json(document)})
        yield dumps({"type": "plan", "loaded_at": record.loaded_at, **graph_to_json(graph)})
    for decision in view.decisions(undone=True):
        yield dumps({"type": "decision", **decision_to_json(decision)})


def restore(store: Store, given: Iterable[str]) -> int:
    """Store what lines hold; how many there were. Plans of the same id are replaced. Raises BadRequestError."""
    documents: dict[str, DocumentText] = {}
    writer = store.writer()
    number = 0
    for number, line in enumerate(given, 1):
        try:
            data: dict[str, Any] = json.loads(line)
            if data["type"] == "document":
                document = _document_from_json(data)
                documents[document.node.id] = document
            elif data["type"] == "plan":
                graph = graph_from_json(data)
                writer.replace(graph, documents[graph.document], loaded_at=data["loaded_at"])
            else:
                writer.decide(decision_from_json(data))
        except (ValueError, KeyError, TypeError) as error:
            raise BadRequestError(
                "this is no line of an export",
                where=f"line {number}",
                hint="give a file that `respgraph export jsonl` wrote",
            ) from error
    return number


def _document_to_json(document: DocumentText) -> dict[str, Any]:
    origins = [[o.start, o.end, o.place, o.generated] for o in document.origins]
    return {"node": node_to_json(document.node), "text": document.text, "origins": origins}


def _document_from_json(data: dict[str, Any]) -> DocumentText:
    return DocumentText(
        node_from_json(data["node"]), data["text"], tuple(Origin(*origin) for origin in data["origins"])
    )


def copy(source: Store, target: Store, *, progress: Callable[[str, int, int], None] | None = None) -> dict[str, int]:
    """Copy what `source` holds into `target`, which keeps what else it has; repeating it is harmless.

    The counts: `plans` written, those `unchanged` in the target, those `kept` there because its edition is the better one,
    and `decisions`. Load times come along. `progress` hears the plan, its number from 1 and how many there are. Decisions go first, so that
    no moment shows a plan without them. A plan that goes from `source` meanwhile is passed over.
    """
    view, writer = source.view(), target.writer()
    if source.url == target.url and source.url != "sqlite://":
        raise StoreError("a store can't be copied to itself", where=target.url, hint="name another target")
    decisions = view.decisions(undone=True)
    for decision in decisions:
        writer.decide(decision)
    outcomes = {"added": 0, "changed": 0, "unchanged": 0, "kept": 0}
    records = view.load_records()
    for number, record in enumerate(records, 1):
        if progress:
            progress(record.plan, number, len(records))
        graph, document = view.reading(record.plan), view.document(record.document)
        if graph is not None and document is not None:
            outcomes[writer.replace(graph, document, loaded_at=record.loaded_at)] += 1
    return {
        "plans": outcomes["added"] + outcomes["changed"],
        "unchanged": outcomes["unchanged"],
        "kept": outcomes["kept"],
        "decisions": len(decisions),
    }
