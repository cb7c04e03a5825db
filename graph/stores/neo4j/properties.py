"""What the Neo4j store keeps on a node or a relationship, and back: properties of the schema as they are, its own with `_`."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graph.ledger.ledger import LoadRecord
from graph.model import Edge, Node, Value
from graph.schema import schema
from graph.serial import dumps, loads, properties_to_json
from graph.shadow import search_key
from graph.store import EditionRecord, EditionState
from graph.stores import decode
from graph.stores.damage import decoder
from graph.stores.neo4j.cypher_writing import edge_columns
from graph.stores.rows import NAME_BREAK, NAMED, bare, due_place, evidence, flag, names_key, sort_key, text_key

WHOLE = 8000
"""Code points of names and text that one index entry takes: Lucene refuses terms over 32,766 bytes, a code point has up to four."""

OVERLAP = 4000
"""Two chunks of a longer text share that many, so that words up to that length stand whole in one of them."""

_FIRST_HIGH = "\ud7fc"
"""From here on UTF-16, by which the server compares, and code points, by which the contract does, may disagree."""

Row = dict[str, Any]


def node_row(node: Node) -> Row:
    """A row for cypher_writing.write."""
    sort, start = sort_key(node)
    body = text_key(node)
    properties = {
        **properties_to_json(node.properties),
        "id": node.id,
        "_names": names_key(node),
        "_sort": "\0".join((in_order(sort), f"{start:012}", in_order(node.id))),
    }
    if node.plan:
        properties["plan"] = node.plan
    if in_order(node.id) != node.id:
        properties["_order"] = in_order(node.id)
    if due_place(node):
        properties["_due"] = due_place(node)
    if node.kind == "SubTarget":
        properties["_counted"] = flag(node)
    searched = properties["_names"] + body
    properties["_search" if len(searched) <= WHOLE else "_long"] = searched
    known = {search_key(node.id), *properties["_names"].strip(NAME_BREAK).split(NAME_BREAK)}
    return {
        "properties": properties,
        "chunks": _overlapping(searched) if len(searched) > WHOLE else [],
        "known": sorted(known) if node.kind in NAMED else [],
    }


def edge_row(edge: Edge) -> list[Any]:
    """The source, then the values of cypher_writing.edge_columns; None for none. `quote` is there for people who ask by hand."""
    said = edge.evidence.statement
    given = {
        **edge.properties,
        "id": edge.id,
        "plan": edge.plan or None,
        "_evidence": dumps(bare(edge.evidence)),
        "quote": said.quote if said else None,
    }
    values = [given.get(name) for name in edge_columns(edge.kind)]
    return [edge.source, *(list(value) if isinstance(value, tuple) else value for value in values)]


def nodes_by_kind(nodes: Iterable[Node], kinds: Iterable[str], batch: int) -> Iterable[dict[str, list[Any]]]:
    """Parameters for the statements that take every kind, no more than `batch` rows of a kind at a time."""
    rows: dict[str, list[Any]] = defaultdict(list)
    for node in nodes:
        rows[node.kind].append(node_row(node))
    return _in_batches(rows, kinds, batch)


def edges_by_kind(edges: Iterable[Edge], kinds: Iterable[str], batch: int) -> Iterable[dict[str, list[Any]]]:
    """The same of edges, those of one kind that end at one node together: [target, [rows of edge_row]]."""
    ends: dict[str, dict[str, list[list[Any]]]] = defaultdict(lambda: defaultdict(list))
    for edge in edges:
        ends[edge.kind][edge.target].append(edge_row(edge))
    rows = {kind: [[target, some] for target, some in found.items()] for kind, found in ends.items()}
    return _in_batches(defaultdict(list, rows), kinds, batch)


def _in_batches(rows: Mapping[str, list[Any]], kinds: Iterable[str], batch: int) -> Iterable[dict[str, list[Any]]]:
    most = max((len(group) for group in rows.values()), default=0)
    names = list(kinds)
    for at in range(0, most, batch):
        yield {kind: rows[kind][at : at + batch] for kind in names}


@decoder("a node")
def node(row: Sequence[Any]) -> Node:
    """A node of [kind, its properties]."""
    kind, found = row
    given = schema().nodes[kind].properties
    return Node(kind, found["id"], _values({name: found[name] for name in given}), found["plan"] or "")


@decoder("an edge")
def edge(row: Mapping[str, Any]) -> Edge:
    """An edge of its row."""
    found = row["properties"]
    given = {name: found[name] for name in schema().edges[row["kind"]].properties if name in found}
    said = evidence(loads(row["evidence"]))
    return Edge(row["kind"], row["id"], row["source"], row["target"], said, _values(given), found.get("plan", ""))


def load_record(row: Mapping[str, Any]) -> LoadRecord:
    """A load record of its row."""
    return decode.load_record(
        [row[name] for name in ("plan", "document", "loaded_at", "ruleset", "figures", "problems")]
    )


def edition_record(row: Mapping[str, Any]) -> EditionRecord:
    """An edition of its row."""
    state: EditionState = "removed" if row["removed"] else "current" if row["current"] else "older"
    figures = {**loads(row["figures"])}
    return EditionRecord(
        row["plan"], row["number"], row["document"], row["file_name"], row["loaded_at"], row["by"], row["ruleset"],
        figures, state, row["removed"], row["note"],
    )  # fmt: skip


def in_order(words: str) -> str:
    """The words in a form whose order in UTF-16 is the order of their code points."""
    if all(char < _FIRST_HIGH for char in words):
        return words
    return "".join(_escaped(char) for char in words)


def _escaped(char: str) -> str:
    if char < _FIRST_HIGH:
        return char
    plane = "\ud7fc" if char < "\ue000" else "\ud7fd" if char <= "\uffff" else "\ud7fe"
    return plane + char


def _overlapping(words: str) -> list[str]:
    step = WHOLE - OVERLAP
    return [words[at : at + WHOLE] for at in range(0, max(len(words) - OVERLAP, 1), step)]


def _values(found: Mapping[str, Any]) -> dict[str, Value]:
    return {
        name: tuple(value) if isinstance(value, list) else value for name, value in found.items() if value is not None
    }
