"""Where will these plans jam: the findings of every rule, narrowed and paged, with what they rest on."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from graph.bottlenecks.findings.findings import Finding, Summary, alone, report, united
from graph.bottlenecks.findings.thresholds import Thresholds, thresholds
from graph.bottlenecks.findings.wording import sentences
from graph.ledger.ledger import Ledger
from graph.model import Node
from graph.questions.about import about
from graph.questions.all_plans import incidence
from graph.questions.bottlenecks.gathered_facts import Behind, MatterReader, gathered, no_matters
from graph.questions.bottlenecks.remembered_findings import Memory, Told
from graph.schema import Label
from graph.store import Page, View


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which findings are asked for; an empty word keeps all.

    `department` (an id) keeps those that touch it, `finding` (an id) the one, `plans` (ids) those of these plans.
    """

    tier: str = ""
    rule: str = ""
    department: str = ""
    finding: str = ""
    plans: frozenset[str] | None = None

    def keeps(self, finding: Finding) -> bool:
        """Whether a finding is among them."""
        return (
            self.tier in ("", finding.tier)
            and self.rule in ("", finding.rule)
            and (not self.department or self.department in finding.nodes)
            and self.finding in ("", finding.id)
            and (self.plans is None or finding.plan in self.plans)
        )


@dataclass(frozen=True, slots=True, eq=False)
class Findings:
    """A page of findings in order of tier; `summaries` of the rules that have any of them; the thresholds used.

    `looked_through`: of how many of the plans (`of_plans`) the findings are known; the others follow.

    `tiers`: names of the tiers. `counts`: findings by tier before tier, rule and page narrow them.
    """

    page: Page[Finding]
    summaries: tuple[Summary, ...]
    tiers: Mapping[str, Label]
    counts: Mapping[str, int]
    thresholds: Thresholds
    gathered: Behind
    looked_through: int
    of_plans: int


MOST_AT_ONCE = 100
"""Plans whose findings are worked out for one answer; an answer over more says how many of them it knows."""

ALL = Narrowed()


def findings(
    view: View,
    plans: Sequence[str],
    *,
    matters: MatterReader = no_matters,
    given: Mapping[str, float] | None = None,
    narrowed: Narrowed = ALL,
    memory: Memory | None = None,
    offset: int = 0,
    limit: int | None = None,
) -> Findings:
    """The findings of plans by id; `given` overrides thresholds (BadRequestError for senseless ones). Eight reads.

    A summary speaks of all findings of its rule in its plan, also where `narrowed` or the page show only some. With a
    `memory` what it holds is not worked out again, `gathered` holds only what stands behind the page's findings, and answers
    that go over more than MOST_AT_ONCE plans have no summaries and may not have looked through all plans yet.
    """
    if narrowed.plans is not None:
        plans = [plan for plan in plans if plan in narrowed.plans]
    if memory is not None and len(plans) > MOST_AT_ONCE and not narrowed.department:
        return _ranked(
            view, (matters, given), narrowed, memory, slice(offset, offset + limit if limit is not None else None)
        )
    if narrowed.department and len(plans) > MOST_AT_ONCE:
        entries = view.ledger().entries
        plans = [plan for plan in plans if plan in entries and narrowed.department in entries[plan].tally.shared]
    base = None if memory else gathered(view, plans, matters=matters)
    told = _told(view, plans, matters, given, memory) if memory else {}
    found = report(base.facts, given) if base else united((one.report for one in told.values()), given)
    of_department = Narrowed(department=narrowed.department)
    touched = [finding for finding in found.findings if of_department.keeps(finding)]
    kept = [finding for finding in touched if narrowed.keeps(finding)]
    shown = kept[offset : offset + limit if limit is not None else None]
    spoken = {(finding.plan, finding.rule) for finding in kept}
    return Findings(
        page=Page(tuple(shown), offset, len(kept)),
        summaries=tuple(summary for summary in found.summaries if (summary.plan, summary.rule) in spoken),
        tiers=found.tiers,
        counts={tier: sum(finding.tier == tier for finding in touched) for tier in found.tiers},
        thresholds=found.thresholds,
        gathered=base or _behind(view, told, shown),
        looked_through=len(plans),
        of_plans=len(plans),
    )


def _ranked(
    view: View,
    how: tuple[MatterReader, Mapping[str, float] | None],
    narrowed: Narrowed,
    memory: Memory,
    part: slice,
) -> Findings:
    """A part of the findings of all plans, as far as they were looked through; only the part's plans are read."""
    matters, given = how
    ledger = view.ledger()
    board = memory.board(ledger, _kind(matters, given), lambda plans: _tell(view, plans, matters, given))
    tiers, rules = list(sentences().tiers), list(sentences().rules)
    kept = board.narrowed(
        tiers.index(narrowed.tier) if narrowed.tier else None, rules.index(narrowed.rule) if narrowed.rule else None
    )
    if narrowed.finding:
        kept = [one for one in kept if one.id == narrowed.finding]
    inside = narrowed.plans
    if inside is not None:
        kept = [one for one in kept if one.plan in inside]
    places = kept[part]
    told = _told(view, list(dict.fromkeys(one.plan for one in places)), matters, given, memory)
    by_id = {finding.id: finding for one in told.values() for finding in one.report.findings}
    shown = [by_id[one.id] for one in places]
    return Findings(
        page=Page(tuple(shown), part.start, len(kept)),
        summaries=(),
        tiers=sentences().tiers,
        counts={
            tier: sum(inside is None or one.plan in inside for one in board.narrowed(number, None))
            for number, tier in enumerate(tiers)
        },
        thresholds=thresholds(given),
        gathered=_behind(view, told, shown),
        looked_through=board.plans,
        of_plans=board.of,
    )


@dataclass(frozen=True, slots=True)
class Counted:
    """How many findings each plan has that has any; of how many plans that is known."""

    counts: Mapping[str, int]
    looked_through: int
    of_plans: int


def counts_by_plan(view: View, *, matters: MatterReader, memory: Memory) -> Counted:
    """How many findings each plan has, as far as they were looked through."""
    board = memory.board(view.ledger(), _kind(matters, None), lambda plans: _tell(view, plans, matters, None))
    return Counted(board.counts(), board.plans, board.of)


def look_through(view: View, *, matters: MatterReader, memory: Memory, most: int) -> int:
    """Look through up to `most` plans that were not looked through since they were written; how many remain."""
    ledger, kind = view.ledger(), _kind(matters, None)
    memory.board(ledger, kind, lambda plans: _tell(view, plans, matters, None), most=most)
    return len(memory.missing(ledger, kind))


def _kind(matters: MatterReader, given: Mapping[str, float] | None) -> Hashable:
    return matters, tuple(line.value for line in thresholds(given))


def _told(
    view: View, plans: Sequence[str], matters: MatterReader, given: Mapping[str, float] | None, memory: Memory
) -> dict[str, Told]:
    """The findings of each plan, in the order of `plans`."""
    ledger = view.ledger()
    found = memory.recall(ledger, plans, _kind(matters, given), lambda missing: _tell(view, missing, matters, given))
    return {plan: found[plan] for plan in plans if plan in found}


def _tell(
    view: View, plans: Sequence[str], matters: MatterReader, given: Mapping[str, float] | None
) -> dict[str, Told]:
    before = view.ledger().entries
    base = gathered(view, plans, matters=matters)
    whole = report(base.facts, given)
    after = view.ledger().entries
    opened: dict[str, set[tuple[str, str]]] = defaultdict(set)
    named: dict[str, set[str]] = defaultdict(set)
    collectives = {each.id: each.name for each in base.facts.departments if each.kind == "collective"}
    for role in base.facts.roles:
        if role.open_list:
            opened[role.plan].add((role.statement, role.role))
        if role.department in collectives:
            named[role.plan].add(collectives[role.department])
    found = {}
    for plan in base.plans:
        own = alone(whole, plan.id)
        ends = {edge: base.edges[edge].target for one in own.findings for edge in one.edges}
        versions = {entries[plan.id].version for entries in (before, after) if plan.id in entries}
        version = versions.pop() if len(versions) == 1 else None
        found[plan.id] = Told(own, ends, len(opened[plan.id]), frozenset(named[plan.id]), version)
    return found


def _behind(view: View, told: Mapping[str, Told], shown: Sequence[Finding]) -> Behind:
    """What stands behind the findings of a page, read anew. Four reads."""
    wanted = {edge for finding in shown for edge in finding.edges}
    ends = sorted({told[finding.plan].ends[edge] for finding in shown for edge in finding.edges})
    edges = view.edges(ends, direction="in") if ends else []
    touched = dict.fromkeys(node for finding in shown for node in finding.nodes)
    nodes = {node.id: node for node in view.nodes([*told, *touched])}
    return Behind(
        plans=tuple(nodes[plan] for plan in told),
        nodes=nodes,
        edges={edge.id: edge for edge in edges if edge.id in wanted},
        about=replace(
            about(view, plans=told),
            open_lists=sum(one.open_lists for one in told.values()),
            collectives=tuple(sorted(frozenset[str]().union(*(one.collectives for one in told.values())))),
        ),
    )


@dataclass(frozen=True, slots=True)
class Unassigned:
    """How many measures of a plan have no formal statement."""

    plan: Node
    count: int


def unassigned(view: View) -> list[Unassigned]:
    """Plans with measures that name nobody, in order of date and id; the ledger, no other read.

    Measures that only hold others (several statements under one heading) do not count: their parts name somebody.
    """
    ledger = view.ledger()
    return ledger.once("unassigned", lambda: _unassigned(ledger))


def _unassigned(ledger: Ledger) -> list[Unassigned]:
    found = incidence(ledger)
    named = np.zeros(len(found.measures), dtype=np.bool_)
    named[found.columns] = True
    counts = Counter(plan for plan, one in zip(found.plans, named.tolist(), strict=True) if not one)
    plans = sorted((ledger.plans[plan] for plan in counts), key=lambda node: (node.text("date"), node.id))
    return [Unassigned(plan, counts[plan.id]) for plan in plans]
