"""What-ifs on the founding plan, and that nothing else is touched."""

from collections.abc import Iterable

import pytest

from graph.bottlenecks.facts import Facts, kernel_of
from graph.bottlenecks.findings.findings import Finding, report
from graph.bottlenecks.what_if.changes import Abolish, AddLead, Change, HandOver, Merge, Rename, Split, apply
from graph.bottlenecks.what_if.difference import Difference, Load, what_if
from graph.errors import BadRequestError

PLAN = "永川府办发〔2022〕112号@重庆市/永川区"
GROUP, REFORM, ECOLOGY, CITY = "区碳达峰碳中和工作领导小组", "区发展改革委", "区生态环境局", "区城市管理局"
FARM, SCIENCE = "区农业农村委", "区科技局"


def section(number: str) -> str:
    return f"{PLAN}/measure/{number}"


def ids(findings: Iterable[Finding]) -> set[str]:
    return {finding.id.replace(f"{PLAN}/measure/", "").replace(f"{PLAN}|", "") for finding in findings}


def one(facts: Facts, change: Change) -> Difference:
    return what_if(facts, [change])


def test_the_reform_commission_takes_over_from_the_leading_group(facts: Facts) -> None:
    found = one(facts, HandOver(GROUP, REFORM))
    before, after = found.loads[REFORM]
    assert before is not None
    assert after is not None
    assert (before.lead, before.sole, before.total) == (5, 2, 12)
    assert before.own == pytest.approx(3.0333, abs=5e-5)
    assert before.load == pytest.approx(15.133, abs=5e-4)
    assert (after.lead, after.sole, after.total) == (8, 5, 12)
    assert after.own == pytest.approx(6.0333, abs=5e-5)
    assert after.own / 21 == pytest.approx(0.287, abs=5e-4)
    assert found.loads[GROUP][1] is None
    assert found.leaderless == ()
    assert found.seats_saved == 3
    assert ids(found.solved) == {f"leading-group|{GROUP}"}
    assert ids(found.caused) == {f"many-chapters|{REFORM}", f"prose-only|{GROUP}"}
    open_lists = [after.numbers["named"] for before, after in found.changed if before.id == f"open-list|{section('3')}"]
    assert open_lists == [4]


def test_without_the_ecology_bureau_every_measure_still_has_a_lead(facts: Facts) -> None:
    found = one(facts, Abolish(ECOLOGY))
    assert (found.leaderless, found.targets_leaderless) == ((), 0)
    assert (found.seats_saved, found.pairs_saved) == (14, 88)
    assert f"busy-department|{ECOLOGY}" in ids(found.solved)
    assert "matter-split|sewage" in ids(found.caused)


def test_without_the_agriculture_commission_five_targets_have_no_lead(facts: Facts) -> None:
    found = one(facts, Abolish(FARM))
    assert (found.leaderless, found.targets_leaderless) == ((section("10"),), 5)
    assert f"no-lead|{section('10')}" in {finding.id for finding in found.caused}
    assert "target-sole-lead|6.3" in ids(found.caused)


def test_two_gone_at_once(facts: Facts) -> None:
    found = what_if(facts, [Abolish(FARM), Abolish(SCIENCE)])
    assert found.leaderless == (section("10"), section("12"))
    assert found.targets_leaderless == 8


def test_a_merger_saves_57_pairs_and_keeps_the_findings_of_both(facts: Facts) -> None:
    found = one(facts, Merge((ECOLOGY, CITY), "new"))
    assert found.pairs_saved == 57
    assert found.seats_saved == 7
    assert found.loads["new"][0] is None
    assert found.loads[ECOLOGY][1] is None
    assert not {f"busy-department|{name}" for name in (ECOLOGY, CITY, "new")} & ids((*found.solved, *found.caused))
    assert ids(found.solved) == {"many-leads|21"}
    assert one(facts, Merge((ECOLOGY, CITY), ECOLOGY)).pairs_saved == 57


def test_merged_twice_the_findings_follow(facts: Facts) -> None:
    found = what_if(facts, [Merge((ECOLOGY, CITY), "new"), Merge(("new", REFORM), "newer")])
    assert not any(finding.subject in {"new", "newer", ECOLOGY, CITY, REFORM} for finding in found.caused)


def test_a_split_moves_some_measures(facts: Facts) -> None:
    found = one(facts, Split(ECOLOGY, "air bureau", (section("17"),)))
    before, after = found.loads[ECOLOGY]
    assert before is not None
    assert after is not None
    assert (before.lead, after.lead) == (7, 6)
    assert found.loads["air bureau"] == (None, Load(1, 0, 1, round(1 / 6, 9), round(11 / 6, 9)))
    assert (found.seats_saved, found.pairs_saved) == (0, 0)


def test_a_new_name_changes_no_finding(facts: Facts) -> None:
    found = one(facts, Rename(ECOLOGY, "another name"))
    assert found == Difference((), 0, (), 0, 0, {}, (), (), ())
    said = [each for each in report(apply(facts, Rename(ECOLOGY, "another name"))).findings if each.subject == ECOLOGY]
    assert said
    assert all(each.sentence["zh"].startswith("another name") for each in said)


def test_a_lead_for_a_measure_that_nobody_has(facts: Facts) -> None:
    found = one(facts, AddLead(REFORM, section("22")))
    assert found.led == (section("22"),)
    assert ids(found.solved) == {"nobody-named|22"}
    assert found.seats_saved == -1


def test_a_lead_in_place_of_a_weaker_role(facts: Facts) -> None:
    found = one(facts, AddLead(REFORM, section("3")))
    assert found.seats_saved == 0
    assert "contradictory-roles" not in {finding.rule for finding in found.caused}
    assert one(facts, AddLead("newcomer", section("3"))).loads["newcomer"][1] == Load(1, 0, 1, 0.5, 3.0)


def test_handing_over_some_measures_only(facts: Facts) -> None:
    found = one(facts, HandOver(FARM, SCIENCE, (section("10"),)))
    assert set(found.loads) == {FARM, SCIENCE}
    before, after = found.loads[SCIENCE]
    assert before is not None
    assert after is not None
    assert (before.sole, after.sole) == (1, 2)


def test_nothing_is_stored(facts: Facts) -> None:
    before = report(facts)
    one(facts, Abolish(ECOLOGY))
    assert report(facts) == before
    assert what_if(facts, []) == Difference((), 0, (), 0, 0, {}, (), (), ())


@pytest.mark.parametrize(
    "change",
    [
        Abolish("nobody"),
        Rename("nobody", "x"),
        Merge((ECOLOGY, "nobody"), "x"),
        Merge((), "x"),
        HandOver("nobody", ECOLOGY),
        HandOver(ECOLOGY, CITY, ("nothing",)),
        Split(ECOLOGY, "x", ("nothing",)),
        AddLead(ECOLOGY, "nothing"),
    ],
)
def test_unknown_ids_are_refused(facts: Facts, change: Change) -> None:
    with pytest.raises(BadRequestError):
        one(facts, change)


def test_a_departments_own_contradiction_elsewhere_stays(facts: Facts) -> None:
    moved = apply(facts, HandOver(GROUP, REFORM))
    assert kernel_of(moved).lead.nnz == 51
    assert len([role for role in moved.roles if role.formal]) == 140
