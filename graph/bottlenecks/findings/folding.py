"""Alike findings folded: one line for those of a rule, or of a rule in a plan, with their count; nothing is lost, nothing is scored."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from graph.bottlenecks.findings.findings import Finding, Place, Summary
from graph.bottlenecks.findings.wording import LANGUAGES, Tier, sentences
from graph.schema import Label

By = Literal["rule", "plan"]
BY: tuple[str, ...] = get_args(By)
"""`rule`: all findings of a rule; `plan`: those of a rule in a plan. A rule speaks of one kind of subject only."""

MATTER_FIRST = 10
"""Folds that a person is shown first."""


@dataclass(frozen=True, slots=True)
class Fold:
    """Findings that are alike: their `count`, in how many `plans` they are, the sub-targets at stake, and the first of them.

    `plan`: the one plan that all of them are of; empty where they are of several. `first_plan`: the plan of the first.
    """

    rule: str
    plan: str
    count: int
    plans: int
    targets: int
    first: str
    first_plan: str


@dataclass(frozen=True, slots=True)
class SaidFold:
    """A fold in words: what to do, and why."""

    fold: Fold
    tier: Tier
    title: Label
    sentence: Label
    resolve: Label


def folds(places: Iterable[Place], by: By) -> list[Fold]:
    """Places (in order) folded; by tier, then the weight of what is stated: targets at stake, pairs, how many there are."""
    rules = list(sentences().rules)
    groups: dict[tuple[int, int, str], list[Place]] = {}
    for one in places:
        groups.setdefault((one.tier, one.rule, one.plan if by == "plan" else ""), []).append(one)

    def weight(entry: tuple[tuple[int, int, str], list[Place]]) -> tuple[object, ...]:
        (tier, rule, plan), group = entry
        return tier, sum(one.targets for one in group), sum(one.pairs for one in group), -len(group), rule, plan

    found = []
    for (_, rule, _), group in sorted(groups.items(), key=weight):
        plans = {one.plan for one in group}
        found.append(
            Fold(
                rule=rules[rule],
                plan=group[0].plan if len(plans) == 1 else "",
                count=len(group),
                plans=len(plans),
                targets=-sum(one.targets for one in group),
                first=group[0].id,
                first_plan=group[0].plan,
            )
        )
    return found


def said_folds(
    found: Sequence[Fold], first: Mapping[str, Finding], summary: Callable[[str, str], Summary | None]
) -> tuple[SaidFold, ...]:
    """Folds in words: a finding alone in its own, those of a plan by their `summary` (plan, rule), others by their first one."""
    return tuple(_said(fold, first[fold.first], summary) for fold in found)


def _said(fold: Fold, first: Finding, summary: Callable[[str, str], Summary | None]) -> SaidFold:
    rule = sentences().rules[fold.rule]
    together = summary(fold.plan, fold.rule) if fold.plan and fold.count > 1 else None
    if fold.count == 1:
        sentence, resolve = first.sentence, first.resolve
    elif together is not None:
        sentence, resolve = together.sentence, rule.resolve
    else:
        told = sentences().folded
        sentence = {
            language: told[language].format(
                plans=f"{fold.plans:,}", count=f"{fold.count:,}", first=first.sentence[language]
            )
            for language in LANGUAGES
        }
        resolve = rule.resolve
    return SaidFold(fold, rule.tier, rule.title, sentence, resolve)
