"""Findings: every rule over every plan, put into words, in tiers and never by one score."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple, TypeAlias

from graph.bottlenecks.facts import COUNTED_TARGETS, Facts
from graph.bottlenecks.findings.case import Case, Draft
from graph.bottlenecks.findings.rules import departments, leads, lists, targets, unnamed
from graph.bottlenecks.findings.thresholds import Thresholds, thresholds
from graph.bottlenecks.findings.wording import Captions, Rule, Tier, say, sentences
from graph.schema import Label

Find: TypeAlias = Callable[[Case], Iterator[Draft]]

RULES: Mapping[str, Find] = {
    "no-leads-at-all": leads.no_leads_at_all,
    "plan-names-nobody": unnamed.plan_names_nobody,
    "nobody-named": unnamed.nobody_named,
    "no-lead": leads.no_lead,
    "headline-unowned": targets.headline_unowned,
    "target-many-leads": targets.target_many_leads,
    "target-sole-lead": targets.target_sole_lead,
    "busy-department": departments.busy_department,
    "many-chapters": departments.many_chapters,
    "matter-split": leads.matter_split,
    "many-leads": leads.many_leads,
    "contradictory-roles": lists.contradictory_roles,
    "leading-group": departments.leading_group,
    "open-list": lists.open_list,
    "helper-only": departments.helper_only,
    "prose-only": unnamed.prose_only,
}
"""Every rule; its words and its tier are in sentences.yaml under the same name, in the same order."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that may jam, with its evidence.

    `id` is stable: rule, plan and subject, not a number or a word that may change. `resolve` says what to do, `sentence` why.
    `numbers` are what the sentence says
    and more. `edges` open the quotes; `statements` are the ids of the role statements among them; `nodes` are touched.
    `targets` and `pairs` (sub-targets at stake, pairs of departments that must talk) and `position` are its place.
    """

    id: str
    rule: str
    tier: Tier
    plan: str
    subject: str
    title: Label
    sentence: Label
    resolve: Label
    numbers: Mapping[str, float]
    edges: tuple[str, ...]
    statements: tuple[str, ...]
    nodes: tuple[str, ...]
    targets: int
    pairs: int
    position: int


@dataclass(frozen=True, slots=True)
class Summary:
    """Findings of one rule in one plan (all, or those that are told), in one sentence, with what to do; `findings` are their ids, in order."""

    rule: str
    tier: Tier
    plan: str
    title: Label
    sentence: Label
    resolve: Label
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What was found, and the thresholds that were used.

    Findings are in order of tier, then of targets at stake, of pairs, of statements, of plan and place; summaries of tier, rule, plan.
    """

    findings: tuple[Finding, ...]
    summaries: tuple[Summary, ...]
    tiers: Mapping[str, Label]
    thresholds: Thresholds


def report(facts: Facts, given: Mapping[str, float] | None = None, *, untold: Collection[str] = frozenset()) -> Report:
    """All findings of all plans of the facts; `given` overrides thresholds (BadRequestError for senseless ones).

    `untold`: ids of findings that no summary speaks of or counts.
    """
    limits = thresholds(given)
    cases = [Case.of(facts, plan.id, limits) for plan in sorted(facts.plans, key=lambda plan: plan.id)]
    found: list[Finding] = []
    summaries: list[Summary] = []
    captions = Captions.of(facts)
    for rule in sentences().rules.values():
        for case in cases:
            own = sorted((_finding(rule, case, draft, captions) for draft in RULES[rule.name](case)), key=place)
            found += own
            if told := [one for one in own if one.id not in untold]:
                summaries.append(_summary(rule, case, told, captions))
    tiers, _ = _numbers()
    return Report(
        findings=tuple(sorted(found, key=place)),
        summaries=tuple(sorted(summaries, key=lambda summary: tiers[summary.tier])),
        tiers=sentences().tiers,
        thresholds=limits,
    )


def united(reports: Iterable[Report], given: Mapping[str, float] | None = None) -> Report:
    """The report of all plans of some reports, which were made with the same thresholds."""
    parts = list(reports)
    tiers, rules = _numbers()
    return Report(
        findings=tuple(sorted((one for part in parts for one in part.findings), key=place)),
        summaries=tuple(
            sorted(
                (one for part in parts for one in part.summaries),
                key=lambda one: (tiers[one.tier], rules[one.rule], one.plan),
            )
        ),
        tiers=sentences().tiers,
        thresholds=thresholds(given),
    )


def alone(whole: Report, plan: str) -> Report:
    """What a report says of one plan."""
    return Report(
        findings=tuple(one for one in whole.findings if one.plan == plan),
        summaries=tuple(one for one in whole.summaries if one.plan == plan),
        tiers=whole.tiers,
        thresholds=whole.thresholds,
    )


def _finding(rule: Rule, case: Case, draft: Draft, captions: Captions) -> Finding:
    def said(template: Label) -> Label:
        return say(template, captions, numbers=draft.numbers, names=draft.names, labels=draft.labels)

    owned = draft.subject == case.plan or draft.subject.startswith(f"{case.plan}/")
    return Finding(
        id="|".join((rule.name, draft.subject) if owned else (rule.name, case.plan, draft.subject)),
        rule=rule.name,
        tier=rule.tier,
        plan=case.plan,
        subject=draft.subject,
        title=rule.title,
        sentence=said(rule.sentence[draft.variant]),
        resolve=said(rule.act_of(draft.variant)),
        numbers=draft.numbers,
        edges=_once((*(role.edge for role in draft.roles), *draft.edges)),
        statements=_once(role.statement for role in draft.roles),
        nodes=_once(draft.nodes),
        targets=draft.targets,
        pairs=draft.pairs,
        position=draft.position,
    )


def _once(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for one in ids if one))


class Place(NamedTuple):
    """The place of a finding among all: by tier, then by the weight of what is stated; tier and rule by their numbers.

    `targets` (sub-targets at stake), `pairs` (of departments that must talk) and `statements` (behind it) are below 0, so that
    more comes first. What is only inferred puts nothing in order.
    """

    tier: int
    targets: int
    pairs: int
    statements: int
    plan: str
    position: int
    rule: int
    id: str


def place(finding: Finding) -> Place:
    """Where a finding stands."""
    tiers, rules = _numbers()
    return Place(
        tiers[finding.tier],
        -finding.targets,
        -finding.pairs,
        -len(finding.statements),
        finding.plan,
        finding.position,
        rules[finding.rule],
        finding.id,
    )


@cache
def _numbers() -> tuple[Mapping[str, int], Mapping[str, int]]:
    """The number of each tier and of each rule."""
    tiers, rules = sentences().tiers, sentences().rules
    return {tier: number for number, tier in enumerate(tiers)}, {rule: number for number, rule in enumerate(rules)}


def _summary(rule: Rule, case: Case, findings: list[Finding], captions: Captions) -> Summary:
    by_place = sorted(findings, key=lambda finding: (finding.position, -finding.targets, -finding.pairs, finding.id))
    sums: dict[str, float] = {}
    for finding in findings:
        for name, number in finding.numbers.items():
            sums[f"sum_{name}"] = sums.get(f"sum_{name}", 0) + number
    counted = [target for target in case.facts.targets if target.kind in COUNTED_TARGETS]
    return Summary(
        rule=rule.name,
        tier=rule.tier,
        plan=case.plan,
        title=rule.title,
        sentence=say(
            rule.summary,
            captions,
            numbers={
                "count": len(findings),
                "plan_measures": len(case.measures),
                "plan_assigned": int(case.kernel.assigned.sum()),
                "plan_targets": int(case.kernel.targets.sum()),
                "plan_headline": sum(target.headline for target in counted),
                **sums,
            },
            names={"subjects": tuple(finding.subject for finding in by_place)},
            labels={},
        ),
        resolve=rule.resolve,
        findings=tuple(finding.id for finding in findings),
    )
