"""Alike findings folded: counts are complete, the order is that of tiers and of what is stated, words fit one and many."""

from dataclasses import replace

from graph.bottlenecks.facts import Facts
from graph.bottlenecks.findings.findings import Report, place, report, united
from graph.bottlenecks.findings.folding import folds, said_folds
from tests.graph.bottlenecks.test_findings_rules import LED, plan


def told(found: Report, by: str = "rule") -> list[tuple[str, int, str]]:
    lines = folds(map(place, found.findings), "rule" if by == "rule" else "plan")
    by_id = {finding.id: finding for finding in found.findings}
    summaries = {(summary.plan, summary.rule): summary for summary in found.summaries}
    said = said_folds(lines, by_id, lambda plan, rule: summaries.get((plan, rule)))
    return [(line.fold.rule, line.fold.count, line.sentence["zh"]) for line in said]


def renamed(facts: Facts, plan_id: str) -> Report:
    """The report of the same plan under another id."""
    found = report(facts)
    return Report(
        findings=tuple(replace(one, plan=plan_id) for one in found.findings),
        summaries=tuple(replace(one, plan=plan_id) for one in found.summaries),
        tiers=found.tiers,
        thresholds=found.thresholds,
    )


SEVERAL = plan(LED, {}, {}, {"lead": "abc", "targets": 2}, {"lead": "a", "targets": 1})


def test_every_finding_is_in_one_fold() -> None:
    found = report(SEVERAL)
    lines = folds(map(place, found.findings), "rule")
    assert sum(line.count for line in lines) == len(found.findings)
    assert len({line.rule for line in lines}) == len(lines)


def test_tiers_then_targets_at_stake_put_folds_in_order() -> None:
    rules = [rule for rule, _, _ in told(report(SEVERAL))]
    assert rules[:3] == ["nobody-named", "target-many-leads", "target-sole-lead"]


def test_one_finding_speaks_for_itself_and_several_by_their_summary() -> None:
    lines = {rule: (count, sentence) for rule, count, sentence in told(report(SEVERAL))}
    assert lines["nobody-named"] == (2, "全部5项措施中，2项没有写明由谁负责：（1）、（2）。")
    assert lines["target-many-leads"][1].startswith("“（3）title”中有2个指标，由3家牵头")


def test_over_plans_a_rule_is_one_line_or_one_a_plan() -> None:
    both = united([report(SEVERAL), renamed(SEVERAL, "q")])
    lines = {rule: (count, sentence) for rule, count, sentence in told(both)}
    assert lines["nobody-named"] == (4, "2份计划中共4条，如：“（1）title”没有写明由谁负责。")
    assert [count for rule, count, _ in told(both, "plan") if rule == "nobody-named"] == [2, 2]


def test_nothing_folds_to_nothing() -> None:
    assert folds([], "rule") == []
