"""The findings of single plans as they are kept beside a store, so that one process works them out for all and for the next start.

What is kept is known by a mark of the plan, which no other state of any store has: by when it was written, and what departments
and plans that it shares with others are called.
"""

import hashlib
import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from graph.bottlenecks.findings.findings import Finding, Report, Summary
from graph.bottlenecks.findings.thresholds import thresholds
from graph.bottlenecks.findings.wording import sentences
from graph.ledger.ledger import Ledger
from graph.serial import loads

PAUSE_S, PATIENCE_S = 0.02, 10.0
"""How often to look whether another process is done with a plan, and how long: then it is worked out here too."""


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """The report of one plan; `ends`: what each edge behind it leads to; the rest is what the fine print counts.

    `version` is that of the plan's entry, None where the plan was written meanwhile: such a one is given and not kept.
    """

    report: Report
    ends: Mapping[str, str]
    open_lists: int
    collectives: frozenset[str]
    version: object


Make = Callable[[Sequence[str]], Mapping[str, Told]]


class Keeper(Protocol):
    """Where findings are kept for all processes; it may lose them, and never gives those of another mark."""

    def known(self, kind: str, wanted: Mapping[str, str]) -> dict[str, bytes]:
        """What is kept of plans (id → mark) for a kind of findings."""
        ...

    def claim(self, kind: str, wanted: Mapping[str, str]) -> set[str]:
        """The plans that nobody is working out: from now on the caller is."""
        ...

    def keep(self, kind: str, made: Mapping[str, tuple[str, bytes]]) -> None:
        """Keep what was made of plans, mark and content."""
        ...

    def release(self, kind: str, claimed: Mapping[str, str]) -> None:
        """Nobody is working these out any more, whether or not they were kept."""
        ...


def once(keeper: Keeper, ledger: Ledger, kind: str, plans: Sequence[str], make: Make) -> dict[str, Told]:
    """The findings of plans of the ledger by the usual thresholds: as they are kept, else made here, or by who is at it.

    Plans that `make` knows nothing of are left out.
    """
    rest = {plan: mark(ledger, plan) for plan in plans}
    found: dict[str, Told] = {}
    until = time.monotonic() + PATIENCE_S
    while rest:
        for plan, content in keeper.known(kind, rest).items():
            found[plan] = read(content, ledger.entries[plan].version)
            del rest[plan]
        mine = keeper.claim(kind, rest) if rest else set()
        if time.monotonic() > until:
            mine = set(rest)
        if mine:
            found |= _made(keeper, ledger, kind, {plan: rest.pop(plan) for plan in plans if plan in mine}, make)
        elif rest:
            time.sleep(PAUSE_S)
    return found


def _made(keeper: Keeper, ledger: Ledger, kind: str, marks: Mapping[str, str], make: Make) -> Mapping[str, Told]:
    """What is made of plans that were claimed; what belongs to another state by now is given, and not kept."""
    try:
        made = make(list(marks))
        whole = {plan: told for plan, told in made.items() if told.version == ledger.entries[plan].version}
        keeper.keep(kind, {plan: (marks[plan], written(told)) for plan, told in whole.items()})
    finally:
        keeper.release(kind, marks)
    return made


def mark(ledger: Ledger, plan: str) -> str:
    """What names the state of a plan in any process, and changes whenever its findings may."""
    entry = ledger.entries[plan]
    digest = hashlib.blake2b(repr(entry.stamp).encode(), digest_size=16)
    for key in entry.tally.shared:
        digest.update(repr(ledger.departments.get(key) or ledger.plans.get(key)).encode())
    return digest.hexdigest()


def written(told: Told) -> bytes:
    """The findings of a plan as JSON; what all plans share is left out."""
    findings = [
        [
            one.id, one.rule, one.tier, one.plan, one.subject, one.title, one.sentence, one.resolve, one.numbers, one.edges,
            one.statements, one.nodes, one.targets, one.pairs, one.position,
        ]
        for one in told.report.findings
    ]  # fmt: skip
    summaries = [
        [one.rule, one.tier, one.plan, one.title, one.sentence, one.resolve, one.findings]
        for one in told.report.summaries
    ]
    said = [findings, summaries, dict(told.ends), told.open_lists, sorted(told.collectives)]
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()  # numbers stay in their order


def read(said: bytes, version: object) -> Told:
    """The reverse of `written`."""
    findings, summaries, ends, open_lists, collectives = loads(said)
    report = Report(
        findings=tuple(Finding(*_tuples(one)) for one in findings),
        summaries=tuple(Summary(*_tuples(one)) for one in summaries),
        tiers=sentences().tiers,
        thresholds=thresholds(),
    )
    return Told(report, ends, open_lists, frozenset(collectives), version)


def _tuples(said: Sequence[Any]) -> list[Any]:
    return [tuple(one) if isinstance(one, list) else one for one in said]
