"""Each rule on the smallest plan that shows it, in every variant of its sentence."""

from collections.abc import Mapping
from typing import Any

import pytest

from graph.bottlenecks.facts import (
    BearingFact,
    DepartmentFact,
    Facts,
    MatterFact,
    MeasureFact,
    PlanFact,
    RoleFact,
    TargetFact,
)
from graph.bottlenecks.findings.case import Case, Draft
from graph.bottlenecks.findings.findings import RULES, report
from graph.bottlenecks.findings.thresholds import thresholds
from graph.bottlenecks.findings.wording import sentences

LED = {"lead": "a"}
VALUE = {"zh": "1%", "en": "1%"}


def plan(
    *measures: Mapping[str, Any],
    everywhere: str = "",
    goal: str = "",
    headline: int = 0,
    kinds: Mapping[str, str] | None = None,
    offices: Mapping[str, str] | None = None,
) -> Facts:
    """A plan of measures given as {role: letters of departments, targets, open, matters, bears, prose, chapter}."""
    roles: list[RoleFact] = []

    def state(names: str, place: str, role: str, *, opened: bool = False, formal: bool = True) -> None:
        roles.extend(
            RoleFact(f"{role}|{name}|{place}|{formal}", "p", name, place, role, f"s|{place}", order, opened, formal)
            for order, name in enumerate(names, 1)
        )

    targets = [
        TargetFact(
            f"p/target/h{place}", "p", "metric", VALUE, "number", "p/goal/1", place, headline=True, edge=f"t{place}"
        )
        for place in range(headline)
    ]
    bearings, matters, found = [], [], []
    for position, measure in enumerate(measures):
        own = f"p/measure/{position}"
        found.append(
            MeasureFact(
                own, "p", f"（{position}）", "title", position, chapter=measure.get("chapter", ""), edge=f"e{position}"
            )
        )
        for role in ("lead", "responsible", "support", "guide", "supervise"):
            state(measure.get(role, ""), own, role, opened=measure.get("open") == role)
        state(measure.get("prose", ""), own, "responsible", formal=False)
        targets += [
            TargetFact(
                f"{own}-{place}", "p", "own metric", VALUE, measure.get("kind", "number"), own, position, edge="o"
            )
            for place in range(measure.get("targets", 0))
        ]
        bearings += [BearingFact(f"b{position}{to}", own, f"p/target/h{to}") for to in measure.get("bears", ())]
        matters += [MatterFact(name, {"zh": name, "en": name}, own, (name,)) for name in measure.get("matters", ())]
    state(everywhere, "p", "responsible")
    state(goal, "p/goal/1", "lead")
    names = dict.fromkeys(role.department for role in roles)
    return Facts(
        plans=(PlanFact("p", "plan"),),
        departments=tuple(
            DepartmentFact(
                name, name.upper(), (kinds or {}).get(name, "government"), office=(offices or {}).get(name, "")
            )
            for name in names
        ),
        measures=tuple(found),
        targets=tuple(targets),
        roles=tuple(roles),
        bearings=tuple(bearings),
        matters=tuple(matters),
    )


def drafts(facts: Facts, rule: str, **given: float) -> list[Draft]:
    return list(RULES[rule](Case.of(facts, "p", thresholds(given))))


CASES: list[tuple[str, str, Facts, list[str]]] = [
    ("no-leads-at-all", "plain", plan({"responsible": "ab"}), ["p"]),
    ("no-leads-at-all", "some", plan({"responsible": "ab"}, {"support": "c"}), ["p"]),
    ("no-leads-at-all", "", plan(LED, {"responsible": "ab"}), []),
    ("no-leads-at-all", "", plan({}), []),
    ("plan-names-nobody", "plain", plan({}, {"prose": "a"}), ["p"]),
    ("plan-names-nobody", "plan-wide", plan({}, everywhere="a"), ["p"]),
    ("plan-names-nobody", "", plan({}, LED), []),
    ("nobody-named", "plain", plan({}, LED), ["p/measure/0"]),
    ("nobody-named", "mentioned", plan(LED, {"prose": "b"}), ["p/measure/1"]),
    ("nobody-named", "plan-wide", plan({}, LED, everywhere="b"), ["p/measure/0"]),
    ("nobody-named", "", plan({}, {}), []),
    ("no-lead", "plain", plan(LED, {"responsible": "ab"}), ["p/measure/1"]),
    ("no-lead", "", plan(LED, {"responsible": "a"}), []),
    ("no-lead", "", plan({"responsible": "ab"}), []),
    ("headline-unowned", "plain", plan(LED, headline=2), ["p/target/h0", "p/target/h1"]),
    ("headline-unowned", "borne", plan({"lead": "a", "bears": [0]}, headline=1), ["p/target/h0"]),
    ("headline-unowned", "borne-many", plan(*[{"lead": "a", "bears": [0]}] * 4, headline=1), ["p/target/h0"]),
    ("headline-unowned", "", plan(LED, headline=2, goal="a"), []),
    ("target-many-leads", "own", plan({"lead": "abc", "targets": 1}), ["p/measure/0"]),
    ("target-many-leads", "borne", plan({"lead": "abc", "bears": [0]}, headline=1), ["p/measure/0"]),
    ("target-many-leads", "both", plan({"lead": "abc", "bears": [0], "targets": 2}, headline=1), ["p/measure/0"]),
    ("target-many-leads", "own-unled", plan({"responsible": "abcde", "targets": 1}), ["p/measure/0"]),
    ("target-many-leads", "borne-unled", plan({"responsible": "abcde", "bears": [0]}, headline=1), ["p/measure/0"]),
    (
        "target-many-leads",
        "both-unled",
        plan({"responsible": "abcde", "bears": [0], "targets": 1}, headline=1),
        ["p/measure/0"],
    ),
    ("target-many-leads", "", plan({"responsible": "abcd", "targets": 1}), []),
    ("target-many-leads", "", plan(LED, {"responsible": "abcde", "targets": 1}), []),
    ("target-many-leads", "", plan({"lead": "abc"}, {"lead": "ab", "targets": 1}), []),
    ("target-many-leads", "", plan({"lead": "abc", "targets": 1, "kind": "coverage"}), []),
    ("target-sole-lead", "plain", plan({"lead": "a", "targets": 1}), ["p/measure/0"]),
    ("target-sole-lead", "helped", plan({"lead": "a", "support": "b", "targets": 1}), ["p/measure/0"]),
    ("target-sole-lead", "plain-unled", plan({"responsible": "a", "targets": 1}), ["p/measure/0"]),
    (
        "target-sole-lead",
        "helped-unled",
        plan(LED, {"responsible": "a", "support": "b", "targets": 1}),
        ["p/measure/1"],
    ),
    ("target-sole-lead", "", plan({"responsible": "ab", "targets": 1}), []),
    ("target-sole-lead", "", plan({"lead": "ab", "targets": 1}, LED), []),
    ("busy-department", "alone", plan(LED, LED, LED, LED, {"lead": "b"}), ["a"]),
    ("busy-department", "never-alone", plan(*[{"lead": f"a{other}"} for other in "bcde"]), ["a"]),
    ("busy-department", "helps", plan(*[{"lead": other, "responsible": "a"} for other in "bcde"]), ["a"]),
    ("busy-department", "alone-unled", plan(*[{"responsible": "a"}] * 4), ["a"]),
    ("busy-department", "never-alone-unled", plan(*[{"responsible": f"a{other}"} for other in "bcde"]), ["a"]),
    ("busy-department", "helps-unled", plan(*[{"responsible": other, "support": "a"} for other in "bcde"]), ["a"]),
    (
        "busy-department",
        "",
        plan(*[{"responsible": f"a{n}"} for n in "bcd"], *[{"responsible": n} for n in "efghijk"]),
        [],
    ),
    ("busy-department", "", plan(LED, LED, LED), []),
    ("many-chapters", "plain", plan(*[{"lead": "a", "chapter": chapter} for chapter in "xyz"]), ["a"]),
    ("many-chapters", "plain-unled", plan(*[{"responsible": "a", "chapter": chapter} for chapter in "xyz"]), ["a"]),
    ("many-chapters", "", plan(*[{"responsible": "ab", "chapter": chapter} for chapter in "xyz"]), []),
    ("many-chapters", "", plan(*[{"lead": "a", "chapter": chapter} for chapter in ("x", "y", "")]), []),
    ("matter-split", "plain", plan(*[{"lead": one, "matters": ["m"]} for one in "ab"]), ["m"]),
    ("matter-split", "present", plan(*[{"lead": one, "support": "c", "matters": ["m"]} for one in "ab"]), ["m"]),
    ("matter-split", "plain-unled", plan(*[{"responsible": one, "matters": ["m"]} for one in "ab"]), ["m"]),
    (
        "matter-split",
        "present-unled",
        plan(*[{"responsible": one, "support": "c", "matters": ["m"]} for one in "ab"]),
        ["m"],
    ),
    ("matter-split", "", plan(*[{"lead": f"{one}c", "matters": ["m"]} for one in "ab"]), []),
    ("matter-split", "", plan({"lead": "a", "matters": ["m"]}, {"matters": ["m"]}), []),
    ("many-leads", "plain", plan({"lead": "abc"}, {"lead": "abc", "targets": 1}), ["p/measure/0"]),
    ("many-leads", "plain-unled", plan({"responsible": "abcde"}, {"responsible": "abc"}), ["p/measure/0"]),
    ("many-leads", "", plan(LED, {"responsible": "abcde"}), []),
    ("contradictory-roles", "plain", plan({"lead": "ab", "responsible": "bc"}), ["p/measure/0|b"]),
    ("contradictory-roles", "", plan({"lead": "ab", "responsible": "c"}, {"responsible": "ab"}), []),
    ("leading-group", "plain", plan(LED, kinds={"a": "coordinating-body"}), ["a"]),
    ("leading-group", "plain-unled", plan({"responsible": "a"}, kinds={"a": "coordinating-body"}), ["a"]),
    ("leading-group", "", plan(LED, kinds={"a": "coordinating-body"}, offices={"a": "b"}), []),
    ("leading-group", "", plan({"lead": "b", "support": "a"}, kinds={"a": "coordinating-body"}), []),
    ("open-list", "plain", plan({"lead": "a", "responsible": "bc", "open": "responsible"}), ["p/measure/0"]),
    ("open-list", "one", plan({"lead": "a", "responsible": "b", "open": "responsible"}), ["p/measure/0"]),
    ("open-list", "", plan({"lead": "a", "responsible": "b"}), []),
    ("helper-only", "plain", plan(*[{"lead": "b", "responsible": "a"}] * 5), ["a"]),
    ("helper-only", "collective", plan(*[{"lead": "b", "support": "a"}] * 5, kinds={"a": "collective"}), ["a"]),
    ("helper-only", "plain-unled", plan(*[{"responsible": "b", "support": "a"}] * 5), ["a"]),
    (
        "helper-only",
        "collective-unled",
        plan(*[{"responsible": "b", "support": "a"}] * 5, kinds={"a": "collective"}),
        ["a"],
    ),
    ("helper-only", "", plan(*[{"responsible": "a"}] * 5), []),
    ("prose-only", "plain", plan({"lead": "a", "prose": "ab"}), ["b"]),
    ("prose-only", "", plan({"lead": "a", "prose": "a"}), []),
]


@pytest.mark.parametrize(("rule", "variant", "facts", "subjects"), CASES)
def test_a_rule(rule: str, variant: str, facts: Facts, subjects: list[str]) -> None:
    found = drafts(facts, rule)
    assert [draft.subject for draft in found] == subjects
    assert {draft.variant for draft in found} == ({variant} if variant else set())
    said = [finding for finding in report(facts).findings if finding.rule == rule]
    assert sorted(finding.subject for finding in said) == sorted(subjects)
    for finding in said:
        assert not set("{}") & set(finding.sentence["zh"] + finding.sentence["en"])


def test_every_sentence_is_said_by_some_case() -> None:
    shown = {(rule, variant) for rule, variant, _, _ in CASES if variant}
    assert shown == {(rule.name, variant) for rule in sentences().rules.values() for variant in rule.sentence}


def test_leads_are_told_in_the_order_of_the_text() -> None:
    (finding,) = (each for each in report(plan({"lead": "cab"})).findings if each.rule == "many-leads")
    assert "(C, A, B)" in finding.sentence["en"]
    assert "Named first: C" in finding.sentence["en"]


def test_words_follow_numbers() -> None:
    one, two = report(plan({"lead": "a", "targets": 1}, {"lead": "b", "targets": 2})).findings[::-1]
    assert "1 sub-target and" in one.sentence["en"]
    assert "2 sub-targets and" in two.sentence["en"]


def test_long_lists_are_cut_and_counted() -> None:
    letters = "abcdefghijklmnopqrst"
    (finding,) = (each for each in report(plan({"lead": letters})).findings if each.rule == "many-leads")
    assert "O and 5 more" in finding.sentence["en"]
    assert "另有5个" in finding.sentence["zh"]
    assert len(finding.edges) == len(letters)


HELPING = {"zh": ("配合", "协助", "协办"), "en": ("help", "support")}


@pytest.mark.parametrize("rule", sorted(RULES))
def test_nobody_responsible_is_said_to_help(rule: str) -> None:
    entry = sentences().rules[rule]
    for language, words in HELPING.items():
        labels = [entry.title, entry.resolve, entry.summary, *entry.act.values(), *entry.sentence.values()]
        said = " ".join(label[language] for label in labels).lower().replace("{helpers:", "{")
        assert not [word for word in words if word in said]


def test_every_finding_says_first_what_to_do_about_its_own_subject() -> None:
    facts = plan({"lead": "abc"}, {"responsible": "bc"}, {}, headline=1)
    by_rule = {finding.rule: finding for finding in report(facts).findings}
    assert by_rule["many-leads"].resolve["zh"].startswith("明确“（0）title”由哪一家负总责（现有3家，排在首位的是A）")
    assert by_rule["no-lead"].resolve["en"] == "Make one of the 2 the lead of （1）title (named first is B)."
    assert by_rule["nobody-named"].resolve["zh"] == "为“（2）title”补写牵头单位和责任单位。"
    (summary,) = (each for each in report(facts).summaries if each.rule == "nobody-named")
    assert summary.resolve["zh"] == "补写牵头单位和责任单位。"


def test_an_unowned_target_names_three_of_the_measures_that_are_inferred_to_bear_on_it() -> None:
    facts = plan(*[{"lead": "a", "bears": [0]}] * 18, headline=1)
    (finding,) = (each for each in report(facts).findings if each.rule == "headline-unowned")
    assert "有18项措施与它有关，如（0）、（1）、（2）。" in finding.sentence["zh"]
    assert len(finding.edges) == 19  # all of them stay behind it


def test_a_note_comes_before_all() -> None:
    found = report(plan({"responsible": "ab", "open": "responsible"}, {}))
    assert found.findings[0].rule == "no-leads-at-all"
    assert found.summaries[0].rule == "no-leads-at-all"
    assert "按责任单位来数" in found.summaries[0].sentence["zh"]
    assert not {"no-lead", "helper-only", "target-sole-lead"} & {finding.rule for finding in found.findings}


def test_a_departments_finding_is_told_apart_by_plan() -> None:
    (finding,) = (each for each in report(plan(LED, LED, LED, LED)).findings if each.rule == "busy-department")
    assert finding.id == "busy-department|p|a"
