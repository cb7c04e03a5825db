"""The words behind a finding as a page shows them: each statement once, every name in it a link to its edge."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from api.wire import shared as wire

MOST_CHARACTERS = 400
"""Of a statement that names nobody; the rest is behind its link."""


class Run(NamedTuple):
    """Words of a statement; those with an `edge` are what the edge rests on."""

    text: str
    edge: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A statement cut into runs; `edges` rest on it as a whole; `inferred`: no sentence says so."""

    section: str
    runs: tuple[Run, ...]
    edges: tuple[str, ...]
    inferred: bool


class Quotes(NamedTuple):
    """Some of the quotes behind a finding, where they begin, how many there are, and how many of all a sentence says."""

    items: list[Quote]
    offset: int
    total: int
    said: int


def some_quotes(found: Iterable[wire.EvidenceOut], offset: int, limit: int) -> Quotes:
    """The quotes from `offset` on, `limit` of them."""
    every = quotes(found)
    return Quotes(every[offset : offset + limit], offset, len(every), sum(not quote.inferred for quote in every))


def quotes(found: Iterable[wire.EvidenceOut]) -> list[Quote]:
    """The statements in the order of their first edge; what is inferred stands apart from what is said."""
    together: dict[tuple[str, int, int, bool], list[wire.EvidenceOut]] = {}
    for evidence in found:
        said = evidence.statement
        place = (said.start, said.end) if said else (-1, -1)
        together.setdefault((evidence.document, *place, evidence.basis == "inferred"), []).append(evidence)
    return [_quote(group, inferred=inferred) for (*_, inferred), group in together.items()]


def _quote(group: list[wire.EvidenceOut], *, inferred: bool) -> Quote:
    said = group[0].statement
    marked = _marked(group, said) if said else []
    edges = {evidence.edge for evidence, _ in marked}
    return Quote(
        group[0].section,
        tuple(_runs(said, marked)) if said else (),
        tuple(evidence.edge for evidence in group if evidence.edge not in edges),
        inferred,
    )


def _marked(group: list[wire.EvidenceOut], said: wire.PassageOut) -> list[tuple[wire.EvidenceOut, wire.PassageOut]]:
    """Names inside the statement in its order, those that overlap an earlier one left out."""
    inside = [(evidence, evidence.party) for evidence in group if evidence.party]
    kept: list[tuple[wire.EvidenceOut, wire.PassageOut]] = []
    done = said.start
    for evidence, party in sorted(inside, key=lambda pair: (pair[1].start, pair[1].end)):
        if done <= party.start and party.end <= said.end:
            kept.append((evidence, party))
            done = party.end
    return kept


def _runs(said: wire.PassageOut, marked: list[tuple[wire.EvidenceOut, wire.PassageOut]]) -> Iterable[Run]:
    done = said.start
    for evidence, party in marked:
        yield Run(said.quote[done - said.start : party.start - said.start], "")
        yield Run(party.quote, evidence.edge)
        done = party.end
    rest = said.quote[done - said.start :]
    yield Run(rest if marked or len(rest) <= MOST_CHARACTERS else rest[:MOST_CHARACTERS] + "…", "")
