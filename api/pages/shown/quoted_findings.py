"""Findings as pages show them: the words behind one, what sums up several plans, those that touch a department."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from api.answers import bottlenecks as answers_bottlenecks
from api.answers.bottlenecks import matter_facts
from api.wire import bottlenecks as shapes
from api.wire import bottlenecks as wire_bottlenecks
from api.wire import departments as wire_departments
from api.wire import references as wire
from graph.model import Node, Passage
from graph.questions.bottlenecks.findings import findings
from graph.questions.bottlenecks.remembered_findings import Memory
from graph.questions.bottlenecks.wanted_findings import Narrowed
from graph.store import View

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


def _marked(group: list[wire.EvidenceOut], said: Passage) -> list[tuple[wire.EvidenceOut, Passage]]:
    """Names inside the statement in its order, those that overlap an earlier one left out."""
    inside = [(evidence, evidence.party) for evidence in group if evidence.party]
    kept: list[tuple[wire.EvidenceOut, Passage]] = []
    done = said.start
    for evidence, party in sorted(inside, key=lambda pair: (pair[1].start, pair[1].end)):
        if done <= party.start and party.end <= said.end:
            kept.append((evidence, party))
            done = party.end
    return kept


def _runs(said: Passage, marked: list[tuple[wire.EvidenceOut, Passage]]) -> Iterable[Run]:
    done = said.start
    for evidence, party in marked:
        yield Run(said.quote[done - said.start : party.start - said.start], "")
        yield Run(party.quote, evidence.edge)
        done = party.end
    rest = said.quote[done - said.start :]
    yield Run(rest if marked or len(rest) <= MOST_CHARACTERS else rest[:MOST_CHARACTERS] + "…", "")


MOST_SHOWN = 6
MOST_PLANS = 8
"""Plans that a block looks into, the latest ones; each takes some 8 ms the first time."""


def of_department(
    view: View, memory: Memory, department: Node, by_plan: Sequence[wire_departments.PlanLoadOut]
) -> shapes.FindingsOut | None:
    """The findings that touch a department in the latest plans that give it duties; None where there are none."""
    plans = [line.plan.id for line in by_plan][-MOST_PLANS:]
    if not plans:
        return None
    narrowed = Narrowed(department=department.id)
    found = findings(view, plans, matters=matter_facts, narrowed=narrowed, memory=memory, limit=MOST_SHOWN)
    return answers_bottlenecks.findings(found)


class Summed(NamedTuple):
    """A sentence of a rule, in both languages, and the plans of which it is true."""

    tier: str
    rule: str
    sentence: wire_bottlenecks.WordsOut
    plans: list[wire.PlanRef]


def summed(found: wire_bottlenecks.FindingsOut, *, one_plan: bool) -> list[Summed]:
    """Every rule of the one plan, or of many plans what holds of a finding on the page, each with all its plans."""
    here = {(item.plan.id, item.rule) for item in found.items}
    together: dict[tuple[str, str, str], Summed] = {}
    for each in found.summaries:
        key = (each.tier, each.rule, each.sentence.zh)
        together.setdefault(key, Summed(each.tier, each.rule, each.sentence, [])).plans.append(each.plan)
    return [each for each in together.values() if one_plan or any((plan.id, each.rule) in here for plan in each.plans)]
