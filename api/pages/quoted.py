"""The words behind a finding as a page shows them: each statement once, every name in it a link to its edge."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from api import wire

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
    marked: dict[int, wire.EvidenceOut] = {}
    whole = []
    for evidence in group:
        party = evidence.party
        if said and party and said.start <= party.start and party.end <= said.end and party.start not in marked:
            marked[party.start] = evidence
        else:
            whole.append(evidence.edge)
    return Quote(group[0].section, tuple(_runs(said, marked)) if said else (), tuple(whole), inferred)


def _runs(said: wire.PassageOut, marked: dict[int, wire.EvidenceOut]) -> Iterable[Run]:
    done = said.start
    for start, evidence in sorted(marked.items()):
        if evidence.party is None or start < done:
            continue
        yield Run(said.quote[done - said.start : start - said.start], "")
        yield Run(evidence.party.quote, evidence.edge)
        done = evidence.party.end
    rest = said.quote[done - said.start :]
    yield Run(rest if marked or len(rest) <= MOST_CHARACTERS else rest[:MOST_CHARACTERS] + "…", "")
