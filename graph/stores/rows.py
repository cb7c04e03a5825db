"""What stores keep beside a node or an edge so that a read can find, search and order it: pure functions of the model."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from graph.deadlines.due import place
from graph.model import DocumentText, Edge, Evidence, Node, Passage, PlanGraph, Problem
from graph.schema import schema
from graph.serial import dumps, loads, node_to_json, problem_to_json, properties_from_json
from graph.shadow import search_key
from graph.stores import spans
from graph.stores.compression import compressed, expanded
from graph.stores.damage import decoder
from graph.stores.spans import LaidOut, Owner, ground, laid_out

CHUNK = 8192
"""Code points in one stored piece of a document's text: a slice reads only the pieces it touches."""

NAME_BREAK = "\n"
"""Stands around every name in `names_key`; a search key never holds one."""

NAMED = frozenset({"Department", "Plan"})
"""Kinds that a store finds by their whole name."""

COUNTED_TARGETS = frozenset({"number", "class"})
"""Kinds of sub-target that counts mean (design §1)."""


def is_contributed(kind: str) -> bool:
    """Whether several plans may contribute to a node of the kind: the shared ones, and documents that hold two plans."""
    return kind in contributed_kinds()


@cache
def contributed_kinds() -> frozenset[str]:
    """The kinds of which that holds."""
    return frozenset({"Document", *(name for name, kind in schema().nodes.items() if kind.shared)})


def names(node: Node) -> tuple[str, ...]:
    """The names by which a search finds a node: all of a department's, title and number of a plan, else the caption."""
    properties = node.properties
    fields: tuple[str, ...]
    if node.kind == "Department":
        fields = ("name", "name_en", "aliases", "aliases_en")
    elif node.kind == "Plan":
        fields = ("title", "number")
    else:
        fields = (schema().nodes[node.kind].caption,)
    found: list[str] = []
    for name in fields:
        value = properties.get(name, ())
        found.extend(value if isinstance(value, tuple) else (str(value),))
    return tuple(found)


def names_key(node: Node) -> str:
    """All names as search keys, each between two NAME_BREAKs."""
    keys = dict.fromkeys([_name_key(name) for name in names(node)])
    return NAME_BREAK + "".join(key + NAME_BREAK for key in keys)


_name_key = lru_cache(maxsize=1 << 14)(search_key)
"""Plans name the same units again and again."""


def text_key(node: Node) -> str:
    """The node's long text as a search key, empty where its kind has none."""
    given = node.properties
    return " ".join([search_key(str(given[name])) for name in _long_texts(node.kind) if name in given])


@cache
def _long_texts(kind: str) -> tuple[str, ...]:
    return tuple(name for name, prop in schema().nodes[kind].properties.items() if prop.type == "text")


def sort_key(node: Node) -> tuple[str, int]:
    """What list_nodes orders a kind by, before the id: plan and start, a plan's date, a department's name, else nothing."""
    if node.kind == "Plan":
        return str(node.properties.get("date", "")), 0
    if node.kind == "Department":
        return str(node.properties["name"]), 0
    start = node.properties.get("start", 0)
    return node.plan, start if isinstance(start, int) else 0


def flag(node: Node) -> bool:
    """What incidence asks of a node: whether a measure's list is open, whether a sub-target counts."""
    if node.kind == "SubTarget":
        return node.properties["kind"] in COUNTED_TARGETS
    return node.kind == "Measure" and bool(node.properties["open_list"])


def due_place(node: Node) -> str:
    """The place of the node's deadline among all, of a plan that of its last day in force; empty where it has none."""
    return place(node.text("valid_until" if node.kind == "Plan" else "deadline"))


def is_formal(edge: Edge) -> bool:
    """Whether counts use the edge: a role edge of a formal statement."""
    return bool(edge.properties.get("formal", False))


def edge_start(edge: Edge) -> int:
    """Where the statement begins, 0 for an edge that quotes nothing."""
    return edge.evidence.statement.start if edge.evidence.statement else 0


def edge_place(edge: Edge) -> int:
    """The party's place in its list, 0 for an edge without one."""
    order = edge.properties.get("order", 0)
    return order if isinstance(order, int) else 0


def chunks(text: str, size: int = CHUNK) -> list[str]:
    """The text in pieces of so many code points; at least one."""
    return [text[at : at + size] for at in range(0, len(text) or 1, size)]


class Packed(NamedTuple):
    """A reading as compressed JSON of bare lists: equal readings of one text are equal bytes.

    `contents` holds what `content` gives for its nodes, by identity, and `laid_out` its edges, so that nothing is encoded twice.
    """

    data: bytes
    digest: bytes
    contents: Mapping[int, str]
    laid_out: LaidOut


_SPANS = "spans"
"""At the end of the head of a reading whose quotes are spans; those of schema 2 hold the words themselves."""


def content(item: Node | Edge) -> str:
    """What a row keeps of a node or an edge as JSON: the properties, of an edge also the evidence."""
    given = item.properties if isinstance(item.properties, dict) else dict(item.properties)
    return dumps(given if isinstance(item, Node) else (given, bare(item.evidence)))


def owner_of(graph: PlanGraph) -> Owner:
    """What all of a plan's edges share."""
    return Owner(graph.plan, graph.document, graph.ruleset)


def pack(graph: PlanGraph, text: str, *, quoted: bool = False) -> Packed:
    """The reading of a plan for storing; `text` is that of its document, which unpack wants again.

    `quoted` says that the text is known to hold all quotes.
    """
    contents = {id(node): content(node) for node in graph.nodes}
    laid = laid_out(graph.edges, owner_of(graph), text, quoted=quoted)
    place = {node.id: number for number, node in enumerate(graph.nodes)}
    edges: list[tuple[object, ...]] = [
        (edge.kind, edge.id, edge.source, edge.target, edge.plan, dict(edge.properties), bare(edge.evidence))
        if (said := laid.said[id(edge)]) is None
        else (edge.kind, place[edge.source], place[edge.target], 1 if edge.plan else 0, *said)
        for edge in graph.edges
    ]
    parts = [
        dumps((graph.plan, graph.date, graph.document, graph.ruleset, dict(graph.figures), _SPANS)),
        dumps([problem_to_json(problem) for problem in graph.problems]),
        dumps([(node.kind, node.id, node.plan) for node in graph.nodes]),
        f"[{','.join(contents[id(node)] for node in graph.nodes)}]",
        f"[{','.join(laid.grounds)}]",
        dumps(edges),
    ]
    raw = f"[{','.join(parts)}]".encode()
    return Packed(compressed(raw), hashlib.sha256(raw).digest(), contents, laid)


@decoder("the reading of a plan")
def unpack(data: bytes, text: str) -> PlanGraph:
    """The reverse of pack."""
    return unpack_raw(expanded(data), text)


def unpack_raw(raw: bytes, text: str) -> PlanGraph:
    """A reading of the bytes that pack compresses."""
    head, problems, nodes, given, first, second = loads(raw)
    plan, date, document, ruleset, figures, *form = head
    made = tuple(
        Node(kind, key, properties_from_json(properties), owner)
        for (kind, key, owner), properties in zip(nodes, given, strict=True)
    )
    edges = _cut_out(first, second, made, Owner(plan, document, ruleset), text) if form else _quoted(first, second)
    return PlanGraph(
        plan, date, document, ruleset, made, tuple(edges), tuple(Problem(**problem) for problem in problems), figures
    )


def _cut_out(
    grounds: Sequence[Any], edges: Sequence[Sequence[Any]], nodes: Sequence[Node], owner: Owner, text: str
) -> Iterator[Edge]:
    def cut(_document: str, start: int, end: int) -> str:
        return text[start:end]

    on = [ground(content, owner, cut) for content in grounds]
    for kind, *rest in edges:
        if isinstance(rest[0], str):
            key, source, target, plan, properties, words = rest
            yield Edge(kind, key, source, target, evidence(words), properties_from_json(properties), plan)
        else:
            first, second, owned, *given = rest
            source, target = nodes[first].id, nodes[second].id
            number, mark, *_ = given
            key, plan = spans.marked(kind, source, target, mark), owner.plan if owned else ""
            yield spans.edge((kind, key, source, target, plan), on[number], given, cut)


def _quoted(edges: Sequence[Sequence[Any]], said: Sequence[Sequence[Any]]) -> Iterator[Edge]:
    """Edges as schema 2 kept them."""
    for (kind, key, source, target, owner), (properties, words) in zip(edges, said, strict=True):
        yield Edge(kind, key, source, target, evidence(words), properties_from_json(properties), owner)


def bare(said: Evidence) -> tuple[object, ...]:
    """Evidence as a bare list for JSON: fields in order, passages as [start, end, quote] or null."""
    governing = [_passage(passage) for passage in said.governing]
    head = (said.basis, said.rule, said.ruleset, said.document, said.section)
    return (*head, _passage(said.statement), _passage(said.party), governing)


def evidence(said: Sequence[Any]) -> Evidence:
    """The reverse of bare, after JSON."""
    basis, rule, ruleset, document, section, statement, party, governing = said
    return Evidence(
        basis,
        rule,
        ruleset,
        document,
        section,
        Passage(*statement) if statement else None,
        Passage(*party) if party else None,
        tuple(Passage(*passage) for passage in governing),
    )


def _passage(passage: Passage | None) -> tuple[int, int, str] | None:
    return (passage.start, passage.end, passage.quote) if passage else None


def pack_origins(document: DocumentText) -> bytes:
    """The origins as compressed JSON: [start, end, place, generated] each."""
    runs = [[run.start, run.end, run.place, run.generated] for run in document.origins]
    return compressed(dumps(runs).encode())


def fingerprint(packed: Packed, document: DocumentText) -> str:
    """Digest of a reading and of its document: a load with an equal one changes nothing."""
    digest = hashlib.sha256(packed.digest)
    for part in (dumps(node_to_json(document.node)), document.text):
        digest.update(hashlib.sha256(part.encode()).digest())
    digest.update(dumps([[run.start, run.end, run.place, run.generated] for run in document.origins]).encode())
    return digest.hexdigest()


def digest(*lists: Sequence[Sequence[str]]) -> str:
    """One word for what stands in some lists of rows."""
    return hashlib.sha256(dumps([[list(row) for row in rows] for rows in lists]).encode()).hexdigest()
