"""Summaries that speak only of the findings that an answer tells: what readers called wrong is neither named nor counted."""

from collections.abc import Collection, Iterable

from graph.bottlenecks.facts import Facts
from graph.bottlenecks.findings.findings import Summary, report
from graph.questions.bottlenecks.gathered_facts import gathered
from graph.questions.bottlenecks.wanted_findings import How
from graph.store import View

Told = tuple[str, str]
"""A plan and a rule."""


def told_summaries(
    view: View,
    summaries: Iterable[Summary],
    out: Collection[str],
    how: How,
    *,
    among: Collection[Told],
    facts: Facts | None = None,
) -> dict[Told, Summary]:
    """The summaries of `among` by plan and rule, said anew where some of their findings (by id) are left `out`.

    One all of whose findings are left out is told no more. Without the `facts` that they rest on, those of the plans
    concerned are gathered anew.
    """
    every = {(each.plan, each.rule): each for each in summaries if (each.plan, each.rule) in among}
    if not out:
        return every
    left = {key: [one for one in each.findings if one not in out] for key, each in every.items()}
    partly = {key for key, each in every.items() if 0 < len(left[key]) < len(each.findings)}
    if partly:
        base = facts or _facts(view, {plan for plan, _ in partly}, how)
        anew = report(base, how.given, untold=out).summaries
        every |= {key: each for each in anew if (key := (each.plan, each.rule)) in partly}
    return {key: each for key, each in every.items() if left[key]}


def _facts(view: View, plans: Collection[str], how: How) -> Facts:
    """What the findings of some plans rest on."""
    return gathered(view, sorted(plans), matters=how.matters).facts
