"""Where will these plans jam: the findings of every rule, narrowed and paged, with what they rest on."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.bottlenecks.findings.findings import Finding, Report, Summary, alone, place, report, united
from graph.bottlenecks.findings.folding import By, SaidFold, folds, said_folds
from graph.bottlenecks.findings.subjects import marks_of
from graph.bottlenecks.findings.thresholds import Thresholds, thresholds
from graph.bottlenecks.findings.wording import sentences
from graph.facets.narrowing import Counts, ledger_for
from graph.ledger.arrays import np
from graph.ledger.ledger import Lately
from graph.questions.about import about
from graph.questions.bottlenecks.faceted_findings import Faceted
from graph.questions.bottlenecks.gathered_facts import Behind, MatterReader, gathered, no_matters
from graph.questions.bottlenecks.judged_findings import Opinions
from graph.questions.bottlenecks.kept_findings import Told
from graph.questions.bottlenecks.remembered_findings import Memory
from graph.questions.bottlenecks.told_summaries import told_summaries
from graph.questions.bottlenecks.wanted_findings import ALL, How, Narrowed
from graph.schema import Label
from graph.store import Page, View


@dataclass(frozen=True, slots=True, eq=False)
class Findings:
    """A page of findings in order of tier; `summaries` of the rules that have any of them (none where folds say it); the thresholds used.

    `count`: all findings that are kept. Where they are folded, `folds` are the page and its items the first of each fold; else
    `folds` is empty. `aside`: how many more were called wrong and left out. `opinions`: what readers said.

    `looked_through`: of how many of the plans (`of_plans`) the findings are known; the others follow.

    `tiers`: names of the tiers. `counts`: findings by tier before tier, rule and page narrow them. `facets`: how many each value would
    leave; where one plan alone is asked about none of plans.
    """

    page: Page[Finding]
    folds: tuple[SaidFold, ...]
    count: int
    aside: int
    opinions: Opinions
    summaries: tuple[Summary, ...]
    tiers: Mapping[str, Label]
    counts: Mapping[str, int]
    thresholds: Thresholds
    gathered: Behind
    looked_through: int
    of_plans: int
    facets: Counts


MOST_AT_ONCE = 100
"""Plans whose findings are worked out for one answer; an answer over more says how many of them it knows."""


def findings(
    view: View,
    plans: Sequence[str],
    *,
    matters: MatterReader = no_matters,
    given: Mapping[str, float] | None = None,
    narrowed: Narrowed = ALL,
    folded: By | None = None,
    memory: Memory | None = None,
    offset: int = 0,
    limit: int | None = None,
) -> Findings:
    """The findings of plans by id; `given` overrides thresholds (BadRequestError for senseless ones). Nine reads.

    `folded`: alike ones in one line, of a rule or of a rule in a plan; the page then goes over folds.
    A summary speaks of all findings of its rule in its plan that readers' opinions leave, also where `narrowed` or the page
    show only some. With a
    `memory` what it holds is not worked out again, `gathered` holds only what stands behind the page's findings, and answers
    that go over more than MOST_AT_ONCE plans have no summaries and may not have looked through all plans yet.
    """
    how = How(matters, given, folded, memory, slice(offset, offset + limit if limit is not None else None))
    if memory is not None and len(plans) > MOST_AT_ONCE and not narrowed.department:
        return _ranked(view, how, narrowed, memory)
    return _findings(view, plans, how, narrowed)


def _findings(view: View, plans: Sequence[str], how: How, narrowed: Narrowed) -> Findings:
    """A part of the findings of so many plans that all are read."""
    matters, given, folded, memory, part = how.matters, how.given, how.folded, how.memory, how.part
    if narrowed.department and len(plans) > MOST_AT_ONCE:
        entries = view.ledger().entries
        plans = [plan for plan in plans if plan in entries and narrowed.department in entries[plan].tally.shared]
    base = None if memory else gathered(view, plans, matters=matters)
    told = _told(view, plans, matters, given, memory) if memory else {}
    found = report(base.facts, given) if base else _united(view, told, given)
    of_department = Narrowed(department=narrowed.department)
    about = [finding for finding in found.findings if of_department.keeps(finding)]
    faceted = Faceted.of(ledger_for(view, plans[0] if len(plans) == 1 else "", narrowed.facets), about, narrowed.facets)
    touched = [about[row] for row in np.flatnonzero(faceted.kept()).tolist()] if narrowed.facets else about
    opinions = Opinions.of(view)
    wanted = [finding for finding in touched if narrowed.keeps(finding)]
    every_aside = opinions.aside(about)
    aside = every_aside & {finding.id for finding in wanted}
    kept = [finding for finding in wanted if opinions.keeps(finding.id, narrowed.opinion, aside)]
    meant = [narrowed.keeps(one) and opinions.keeps(one.id, narrowed.opinion, every_aside) for one in about]
    among = Counter[str](one.tier for one in touched if opinions.keeps(one.id, narrowed.opinion, every_aside))
    lines = folds(map(place, kept), folded) if folded else []
    by_id = {finding.id: finding for finding in kept}
    shown = [by_id[line.first] for line in lines[part]] if folded else kept[part]
    told_of = told_summaries(
        view,
        found.summaries,
        opinions.left_out(found.findings, narrowed.judged),
        how,
        among={(finding.plan, finding.rule) for finding in kept},
        facts=base.facts if base else None,
    )
    return Findings(
        page=Page(tuple(shown), part.start, len(lines) if folded else len(kept)),
        folds=said_folds(lines[part], by_id, lambda plan, rule: told_of.get((plan, rule))),
        count=len(kept),
        aside=len(aside) if narrowed.opinion == "" else 0,
        opinions=opinions,
        summaries=() if folded else tuple(told_of.values()),
        tiers=found.tiers,
        counts={tier: among[tier] for tier in found.tiers},
        thresholds=found.thresholds,
        gathered=base or _behind(view, told, shown),
        looked_through=len(plans),
        of_plans=len(plans),
        facets=faceted.counted(np.array(meant, dtype=np.bool_), one_plan=len(plans) == 1),
    )


def _ranked(view: View, how: How, narrowed: Narrowed, memory: Memory) -> Findings:
    """A part of the findings of all plans, as far as they were looked through; only the part's plans are read."""
    matters, given, part = how.matters, how.given, how.part
    ledger = view.ledger()
    board = memory.board(ledger, _kind(matters, given), lambda plans: _tell(view, plans, matters, given))
    opinions = Opinions.of(view)
    judged = _told(view, opinions.of_plans(), matters, given, memory)
    aside = opinions.aside(finding for one in judged.values() for finding in one.report.findings)
    tiers, rules = list(sentences().tiers), list(sentences().rules)
    faceted = Faceted.of_board(ledger, board, narrowed.facets)
    every = faceted.kept()
    said = opinions.among(board, narrowed.opinion, aside)
    meant = every & said
    chosen = np.ones(len(board.marks), dtype=np.bool_)
    if narrowed.tier:
        chosen &= board.tier == tiers.index(narrowed.tier)
    if narrowed.rule:
        chosen &= board.rule == rules.index(narrowed.rule)
    if narrowed.finding:
        chosen &= board.marks == marks_of([narrowed.finding])
    kept = meant & chosen
    count = int(kept.sum())
    plain = not narrowed.facets and not narrowed.finding and narrowed.opinion in ("", "all") and not aside
    lines = (
        board.folds((narrowed.tier, narrowed.rule) if plain else None, how.folded, lambda: kept) if how.folded else None
    )
    rows = board.rows(lines.first[part] if lines else np.flatnonzero(kept)[part])
    told = _told(view, list(dict.fromkeys(row.plan for row in rows)), matters, given, memory)
    shown = [told[row.plan].report.findings[row.number] for row in rows]
    by_id = {finding.id: finding for finding in shown}
    told_of = told_summaries(
        view,
        (each for one in told.values() for each in one.report.summaries),
        opinions.left_out((each for one in told.values() for each in one.report.findings), narrowed.judged),
        how,
        among={(finding.plan, finding.rule) for finding in shown},
    )
    numbers = np.bincount(board.tier[meant], minlength=len(tiers)).tolist()
    return Findings(
        page=Page(tuple(shown), part.start, count if lines is None else len(lines)),
        folds=said_folds(lines.told(part, shown), by_id, lambda plan, rule: told_of.get((plan, rule))) if lines else (),
        count=count,
        aside=int((every & chosen).sum()) - count if narrowed.opinion == "" else 0,
        opinions=opinions,
        summaries=(),
        tiers=sentences().tiers,
        counts=dict(zip(tiers, numbers, strict=True)),
        thresholds=thresholds(given),
        gathered=_behind(view, told, shown),
        looked_through=board.plans,
        of_plans=board.of,
        facets=faceted.counted_of_board(board, said & chosen),
    )


@dataclass(frozen=True, slots=True)
class Counted:
    """How many findings each plan has that nobody called wrong, those that have any; of how many plans that is known."""

    counts: Mapping[str, int]
    looked_through: int
    of_plans: int


def counts_by_plan(view: View, *, matters: MatterReader, memory: Memory) -> Counted:
    """How many findings each plan has, as far as they were looked through; without those that readers called wrong."""
    board = memory.board(view.ledger(), _kind(matters, None), lambda plans: _tell(view, plans, matters, None))
    opinions = Opinions.of(view)
    judged = _told(view, opinions.of_plans(), matters, None, memory)
    aside = opinions.aside(finding for one in judged.values() for finding in one.report.findings)
    kept = opinions.among(board, "", aside) if aside else None
    return Counted(board.counts(kept), board.plans, board.of)


def look_through(view: View, *, matters: MatterReader, memory: Memory, most: int) -> int:
    """Look through up to `most` plans that were not looked through since they were written; how many remain."""
    ledger, kind = view.ledger(), _kind(matters, None)
    memory.look(ledger, kind, lambda plans: _tell(view, plans, matters, None), most=most)
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


def _united(view: View, told: Mapping[str, Told], given: Mapping[str, float] | None) -> Report:
    """The report of all of them; with the usual thresholds it is put together once for a state of the store."""

    def made() -> Report:
        return united((one.report for one in told.values()), given)

    ledger = view.ledger()
    sure = not given and all(
        plan in ledger.entries and one.version == ledger.entries[plan].version for plan, one in told.items()
    )
    return ledger.once("united findings", Lately).get(tuple(told), made) if sure else made()


def _behind(view: View, told: Mapping[str, Told], shown: Sequence[Finding]) -> Behind:
    """What stands behind the findings of a page, read anew. Four reads."""
    wanted = {edge for finding in shown for edge in finding.edges}
    ends = sorted({told[finding.plan].ends[edge] for finding in shown for edge in finding.edges})
    kinds = sorted({edge.partition("|")[0] for edge in wanted})  # an id begins with its kind
    edges = view.edges(ends, kinds=kinds, direction="in") if ends else []
    touched = dict.fromkeys(node for finding in shown for node in finding.nodes)
    nodes = {node.id: node for node in view.nodes(list(dict.fromkeys([*told, *touched, *ends])))}
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
