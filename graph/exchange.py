"""Everything of one store into another, and as JSON lines without loss and back: one document, plan or decision a line.

A line is `{"type": "document" | "edition" | "plan" | "decision", …}` in the shapes of graph/serial.py. A document stands before the
plans that were read from it, decisions stand last. Equal stores give equal lines.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
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
from graph.store import Edition, EditionRecord, Store, View, Writer


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
        for edition in older_editions(view, record.plan):
            yield dumps(_edition_to_json(*edition))
        renamed = view.renames(record.plan)
        yield dumps({"type": "plan", "loaded_at": record.loaded_at, "renamed": renamed, **graph_to_json(graph)})
    for removed in view.editions():
        for edition in older_editions(view, removed.plan):
            yield dumps(_edition_to_json(*edition))
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
                renamed = data.get("renamed")
                writer.replace(graph, documents[graph.document], loaded_at=data["loaded_at"], renamed=renamed or None)
            elif data["type"] == "edition":
                writer.keep(*_edition_from_json(data))
            else:
                writer.decide(decision_from_json(data))
        except (ValueError, KeyError, TypeError) as error:
            raise BadRequestError(
                "this is no line of an export",
                where=f"line {number}",
                hint="give a file that `respgraph export jsonl` wrote",
            ) from error
    return number


def older_editions(view: View, plan: str) -> Iterator[tuple[EditionRecord, Edition]]:
    """The editions of a plan that are not what the graph shows, each with what was read."""
    for record in view.editions(plan):
        edition = view.edition(plan, record.number) if record.state != "current" else None
        if edition is not None:
            yield record, edition


def _edition_to_json(record: EditionRecord, edition: Edition) -> dict[str, Any]:
    document = _document_to_json(edition.document)
    return {"type": "edition", "record": asdict(record), "graph": graph_to_json(edition.graph), "document": document}


def _edition_from_json(data: dict[str, Any]) -> tuple[EditionRecord, Edition]:
    graph, document = graph_from_json(data["graph"]), _document_from_json(data["document"])
    return EditionRecord(**data["record"]), Edition(graph, document)


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
    no moment shows a plan without them. All is of one state of `source`.
    """
    if source.url == target.url and source.url != "sqlite://":
        raise StoreError("a store can't be copied to itself", where=target.url, hint="name another target")
    with source.snapshot(alone=True) as view:
        return _copied(view, target.writer(), progress)


def _copied(view: View, writer: Writer, progress: Callable[[str, int, int], None] | None) -> dict[str, int]:
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
            for edition in older_editions(view, record.plan):
                writer.keep(*edition)
            renamed = view.renames(record.plan) or None
            outcomes[writer.replace(graph, document, loaded_at=record.loaded_at, renamed=renamed)] += 1
    for removed in view.editions():
        for edition in older_editions(view, removed.plan):
            writer.keep(*edition)
    return {
        "plans": outcomes["added"] + outcomes["changed"],
        "unchanged": outcomes["unchanged"],
        "kept": outcomes["kept"],
        "decisions": len(decisions),
    }
