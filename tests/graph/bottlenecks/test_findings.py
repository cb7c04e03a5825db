"""What the findings page of the founding plan says, and the words behind it."""

from collections import Counter

import pytest

from graph.bottlenecks.facts import Facts
from graph.bottlenecks.findings.findings import RULES, Finding, Report, report
from graph.bottlenecks.findings.thresholds import thresholds
from graph.bottlenecks.findings.wording import sentences
from graph.errors import BadRequestError

PLAN = "永川府办发〔2022〕112号@重庆市/永川区"


@pytest.fixture(scope="session")
def founding_report(facts: Facts) -> Report:
    return report(facts)


def find(found: Report, rule: str, subject: str) -> Finding:
    (one,) = (finding for finding in found.findings if finding.rule == rule and finding.subject.endswith(subject))
    return one


def test_how_many_of_each(founding_report: Report) -> None:
    assert Counter(finding.rule for finding in founding_report.findings) == {
        "nobody-named": 3,
        "headline-unowned": 6,
        "target-many-leads": 4,
        "target-sole-lead": 3,
        "busy-department": 6,
        "many-chapters": 4,
        "matter-split": 6,
        "many-leads": 4,
        "leading-group": 1,
        "open-list": 15,
        "helper-only": 1,
        "prose-only": 1,
    }


def test_sections_22_to_24_name_nobody(founding_report: Report) -> None:
    found = [finding for finding in founding_report.findings if finding.rule == "nobody-named"]
    assert [finding.id for finding in found] == [f"nobody-named|{PLAN}/measure/{section}" for section in (22, 23, 24)]
    assert {finding.tier for finding in found} == {"A"}
    assert "区碳达峰碳中和工作领导小组" in found[0].sentence["zh"]
    assert f"prose|区碳达峰碳中和工作领导小组|{PLAN}/measure/22" in found[0].edges
    assert found[2].edges == (f"HAS_MEASURE|{PLAN}/measure/24",)


def test_the_blue_sky_measure_has_six_leads_and_twelve_parties(founding_report: Report) -> None:
    found = find(founding_report, "target-many-leads", "/17")
    assert (found.numbers["leads"], found.numbers["parties"], found.numbers["headline"]) == (6, 12, 2)
    assert "6 leads" in found.sentence["en"]
    assert "12 parties" in found.sentence["en"]
    assert "inferred" in found.sentence["en"]
    assert "细颗粒物年均浓度" in found.sentence["zh"]
    assert "排在首位的是区生态环境局" in found.sentence["zh"]
    assert len(found.edges) == 12 + 2
    assert found.statements == (f"statement|{PLAN}/measure/17",)


def test_the_ecology_bureau_sits_in_14_of_21_and_leads_none_alone(founding_report: Report) -> None:
    found = find(founding_report, "busy-department", "区生态环境局")
    assert (found.numbers["total"], found.numbers["assigned"], found.numbers["lead"]) == (14, 21, 7)
    assert (found.numbers["rank_best"], found.numbers["rank_worst"]) == (1, 5)
    assert "none of them alone" in found.sentence["en"]
    assert len(found.edges) == 14


def test_household_waste_is_cut_across_five_measures_and_twelve_leads(founding_report: Report) -> None:
    found = find(founding_report, "matter-split", "household-waste")
    assert (found.numbers["measures"], found.numbers["leads"]) == (5, 12)
    assert found.id == f"matter-split|{PLAN}|household-waste"
    assert "household waste is in 5 measures" in found.sentence["en"]
    assert found.sentence["zh"].startswith(
        "“生活垃圾”出现在5项措施中，即（七）、（十一）、（十五）、（十八）、（二十一）；"
    )


def test_summaries_say_all_findings_of_a_rule(founding_report: Report) -> None:
    said = {summary.rule: summary.sentence["en"] for summary in founding_report.summaries}
    assert said["nobody-named"].startswith("3 of 24 measures")
    assert said["headline-unowned"].startswith("6 of 6 headline targets")
    assert said["target-sole-lead"].startswith("10 of 15 sub-targets")
    assert [summary.tier for summary in founding_report.summaries] == sorted(
        summary.tier for summary in founding_report.summaries
    )
    ids = [finding for summary in founding_report.summaries for finding in summary.findings]
    assert sorted(ids) == sorted(finding.id for finding in founding_report.findings)


def test_order_is_tier_then_targets_then_pairs(founding_report: Report) -> None:
    places = [(finding.tier, -finding.targets, -finding.pairs) for finding in founding_report.findings]
    assert places == sorted(places)
    assert founding_report.findings[9].id == f"target-sole-lead|{PLAN}/measure/10"


def test_every_finding_has_words_behind_it_and_a_way_out(founding_report: Report, facts: Facts) -> None:
    edges = {role.edge for role in facts.roles} | {measure.edge for measure in facts.measures}
    edges |= {target.edge for target in facts.targets} | {bearing.edge for bearing in facts.bearings}
    statements = {role.statement for role in facts.roles}
    assert len({finding.id for finding in founding_report.findings}) == len(founding_report.findings)
    for finding in founding_report.findings:
        assert finding.edges
        assert set(finding.edges) <= edges
        assert set(finding.statements) <= statements
        for language in ("zh", "en"):
            assert finding.sentence[language]
            assert "{" not in finding.sentence[language]
            assert finding.resolve[language]


def test_thresholds_are_shown_and_may_be_overridden(facts: Facts) -> None:
    found = report(facts, {"many_leads": 6, "share_one_in": 1.5})
    assert Counter(finding.rule for finding in found.findings)["target-many-leads"] == 1
    assert [f.subject for f in found.findings if f.rule == "busy-department" and f.numbers["lead"] < 5] == []
    shown = {threshold.name: (threshold.value, threshold.default) for threshold in found.thresholds}
    assert [shown["many_leads"], shown["many_chapters"]] == [(6, 3), (3, 3)]


def test_senseless_thresholds_are_refused() -> None:
    with pytest.raises(BadRequestError, match="no threshold"):
        thresholds({"many_lead": 3})
    for value in (1, float("nan"), float("inf"), -3):
        with pytest.raises(BadRequestError, match="many_leads"):
            thresholds({"many_leads": value})
    with pytest.raises(KeyError):
        thresholds()["nothing"]


def test_every_rule_has_words_and_every_word_a_rule() -> None:
    assert list(RULES) == list(sentences().rules)
    assert {rule.tier for rule in sentences().rules.values()} == set(sentences().tiers)
    for rule in sentences().rules.values():
        for label in (rule.title, rule.resolve, rule.summary, *rule.sentence.values()):
            assert set(label) == {"zh", "en"}


def test_no_facts_no_findings() -> None:
    assert report(Facts()).findings == ()
