"""Edges in terms of their plan's text: what several share is said once, words are spans, and quotes are cut out on reading.

A ground is what the edges of one statement have in common: evidence without the party, and all properties but the place in
the list and the unit's own words. An edge then is a ground, a mark that makes its id, its place and the span of its party.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from graph.ids import edge_id
from graph.model import Basis, Edge, Evidence, Passage, Value
from graph.serial import dumps, loads

PLAIN = "\x1f"
"""Before a mark that is a whole id, of an edge whose id is not made of its kind and ends."""

NOWHERE = -1
"""Where the party of an edge without one begins."""

PLACE, UNIT = "order", "unit"
"""The properties that tell the edges of a statement apart; null in a ground where the edge has them."""

Cut = Callable[[str, int, int], str]
"""Words of a document from one place to another."""


Said = tuple[int, str, int, int, int]
"""An edge by its ground: the number of it, the mark, the place in the list, where the party's words begin, how many."""


Named = tuple[str, str, str, str, str]
"""Kind, id, source, target and plan of an edge."""


class LaidOut(NamedTuple):
    """Grounds as JSON by number, and each edge by identity; None for one whose quotes are not what stands in the text."""

    grounds: tuple[str, ...]
    said: Mapping[int, Said | None]


class Owner(NamedTuple):
    """What grounds leave out since it is the same in all of a plan."""

    plan: str
    document: str
    ruleset: str


class Ground(NamedTuple):
    """A ground as it is read, with its quotes; `placed` and `by_name` say that an edge has an order and a unit of its own."""

    basis: Basis
    rule: str
    ruleset: str
    document: str
    section: str
    statement: Passage | None
    governing: tuple[Passage, ...]
    properties: Mapping[str, Value]
    placed: bool
    by_name: bool


def mark(edge: Edge) -> str:
    """What its id adds to its kind and ends."""
    key, head = edge.id, f"{edge.kind}|{edge.source}|{edge.target}|"
    if not key.startswith(head) or key[len(head) : len(head) + 1] == PLAIN:
        return PLAIN + key
    return key[len(head) :]


def marked(kind: str, source: str, target: str, given: str) -> str:
    """The reverse of mark."""
    return given[1:] if given.startswith(PLAIN) else edge_id(kind, source, target, given)


def laid_out(edges: Sequence[Edge], owner: Owner, text: str, *, quoted: bool = False) -> LaidOut:
    """Edges of a plan in terms of its document's text; `quoted` says that it is known to hold all quotes."""
    numbers: dict[tuple[object, ...], int] = {}
    grounds: list[str] = []
    said: dict[int, Said | None] = {}
    before: tuple[object, ...] = ()
    shared: dict[str, Value | None] = {}
    number = 0
    for edge in edges:
        evidence = edge.evidence
        if not quoted and not _quotes(evidence, text):
            said[id(edge)] = None
            continue
        party = evidence.party
        properties: dict[str, Value | None] = {**edge.properties}
        place = properties.get(PLACE)
        if place.__class__ is int:
            properties[PLACE] = None
        start, length = NOWHERE, 0
        if party is not None:
            start, length = party.start, party.end - party.start
            if properties.get(UNIT) == party.quote:
                properties[UNIT] = None
        common = _common(evidence)
        if common != before or properties != shared:  # else as the edge before: most of a list follow each other
            before, shared = common, properties
            shape = (*common, *properties, *properties.values())
            found = numbers.get(shape)
            if found is None:
                found = numbers[shape] = len(grounds)
                grounds.append(_written(common, properties, owner))
            number = found
        said[id(edge)] = (number, mark(edge), place if isinstance(place, int) else 0, start, length)
    return LaidOut(tuple(grounds), said)


def _quotes(evidence: Evidence, text: str) -> bool:
    passages = (evidence.statement, evidence.party, *evidence.governing)
    return all(passage is None or text[passage.start : passage.end] == passage.quote for passage in passages)


Common = tuple[str, str, str, str, str, tuple[int, int] | None, tuple[object, ...]]


def _common(evidence: Evidence) -> Common:
    """What the evidence of an edge shares with that of others, in a word."""
    statement, governing = evidence.statement, evidence.governing
    return (
        evidence.basis,
        evidence.rule,
        evidence.ruleset,
        evidence.document,
        evidence.section,
        (statement.start, statement.end) if statement is not None else None,
        tuple([(passage.start, passage.end) for passage in governing]) if governing else governing,
    )


def _written(common: Common, properties: Mapping[str, Value | None], owner: Owner) -> str:
    basis, rule, ruleset, document, section, statement, governing = common
    return dumps(
        (
            basis,
            rule,
            None if ruleset == owner.ruleset else ruleset,
            None if document == owner.document else document,
            section,
            statement,
            governing,
            properties,
        )
    )


def ground(content: str | Sequence[Any], owner: Owner, cut: Cut) -> Ground:
    """A ground of its JSON; `cut` gives the words of a document."""
    found: Sequence[Any] = loads(content) if isinstance(content, str) else content
    basis, rule, ruleset, document, section, statement, governing, properties = found
    if document is None:
        document = owner.document
    if ruleset is None:
        ruleset = owner.ruleset
    if statement is not None:
        start, end = statement
        statement = Passage(start, end, cut(document, start, end))
    if governing:
        governing = [Passage(start, end, cut(document, start, end)) for start, end in governing]
    placed = properties.get(PLACE, 0) is None
    if placed:
        del properties[PLACE]
    by_name = properties.get(UNIT, 0) is None
    if by_name:
        del properties[UNIT]
    for name, value in properties.items():
        if value.__class__ is list:
            properties[name] = tuple(value)
    return Ground(
        basis, rule, ruleset, document, section, statement, tuple(governing), properties, placed, by_name
    )  # fmt: skip


def edge(named: Named, on: Ground, said: Sequence[Any], cut: Cut) -> Edge:
    """The reverse of laid_out for one edge, whose Said is `said`."""
    _, _, place, start, length = said
    basis, rule, ruleset, document, section, statement, governing, shared, placed, by_name = on
    party = Passage(start, start + length, cut(document, start, start + length)) if start != NOWHERE else None
    properties = {**shared}
    if placed:
        properties[PLACE] = place
    if by_name and party:
        properties[UNIT] = party.quote
    kind, key, source, target, plan = named
    evidence = Evidence(basis, rule, ruleset, document, section, statement, party, governing)
    return Edge(kind, key, source, target, evidence, properties, plan)
