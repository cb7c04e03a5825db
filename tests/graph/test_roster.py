"""Rosters: dated, read from YAML, never stored; a member's duties through its collective are marked."""

from pathlib import Path

import pytest

from graph.errors import SourceError, UnknownIdError
from graph.questions.departments.duties import duties
from graph.questions.departments.finding import find_department
from graph.roster import Roster, read_rosters
from graph.store import Store
from graph.stores.opening import open_store
from tests.names import AIR, FIELDS, NATURE, NEW_PLAN, OLD_PLAN, PLACE, TOWNS, fill

ROSTER = """
jurisdiction: 甲省/乙区
collective: 各镇街
valid: {from: 2020-01-01, to: 2023}
source: 民政局名录
members:
  - 东街街道
  - {name: 西山镇, aliases: [西山乡], en: Xishan Town}
"""


def rosters(folder: Path, text: str = ROSTER) -> tuple[Roster, ...]:
    (folder / "towns.yaml").write_text(text, encoding="utf-8")
    return read_rosters(folder)


@pytest.fixture
def filled() -> Store:
    return fill(open_store("sqlite://"))


def test_a_member_has_the_duties_of_its_collective_while_the_roster_holds(filled: Store, tmp_path: Path) -> None:
    view, known = filled.view(), rosters(tmp_path)
    town = find_department(view, "西山乡", rosters=known)
    found = duties(view, town, rosters=known)
    assert [(duty.work.id, duty.through and duty.through.id) for duty in found.page.items] == [(AIR, TOWNS)]
    assert (found.through, found.inherited, found.page.total) == (1, 0, 1)
    assert found.page.items[0].roster == known[0]
    assert find_department(view, "Xishan Town", rosters=known).id == town.id


def test_nothing_of_a_roster_is_stored(filled: Store, tmp_path: Path) -> None:
    known = rosters(tmp_path)
    before = filled.view().status()
    duties(filled.view(), find_department(filled.view(), "东街街道", rosters=known), rosters=known)
    assert filled.view().status() == before
    with pytest.raises(UnknownIdError):
        find_department(filled.view(), "东街街道")


def test_without_a_roster_nothing_expands(filled: Store, tmp_path: Path) -> None:
    town = find_department(filled.view(), "西山镇", rosters=rosters(tmp_path))
    assert duties(filled.view(), town).page.total == 0
    assert duties(filled.view(), town, own=True, rosters=rosters(tmp_path)).page.total == 0


@pytest.mark.parametrize(
    ("valid", "expected"),
    [
        ("{from: 2010}", [FIELDS, AIR]),
        ("{from: 2010, to: 2016}", [FIELDS]),
        ("{from: 2010, to: 2016-02}", []),
        ("{from: 2016-03}", [FIELDS, AIR]),
        ("{from: 2016-04}", [AIR]),
        ("{from: 2022-07-01, to: 2022-07-01}", [AIR]),
        ("{from: 2022-07-02}", []),
    ],
)
def test_dates_of_the_plan_decide(filled: Store, tmp_path: Path, valid: str, expected: list[str]) -> None:
    known = rosters(tmp_path, ROSTER.replace("{from: 2020-01-01, to: 2023}", valid))
    town = find_department(filled.view(), "西山镇", rosters=known)
    assert [duty.work.id for duty in duties(filled.view(), town, rosters=known).page.items] == expected


def test_a_roster_is_of_its_own_place(filled: Store, tmp_path: Path) -> None:
    known = rosters(tmp_path, ROSTER.replace("甲省/乙区", "甲省/丙区"))
    town = find_department(filled.view(), "西山镇", rosters=known)
    assert duties(filled.view(), town, rosters=known).page.total == 0
    assert known[0].member(find_department(filled.view(), "区自然资源局")) is None
    near = rosters(tmp_path, ROSTER.replace("甲省/乙区", "甲省/乙"))
    assert near[0].member(town) is None


def test_predecessors_are_included_and_marked(filled: Store) -> None:
    view = filled.view()
    node = view.nodes([NATURE])[0]
    found = duties(view, node)
    told = [
        (duty.plan.id, duty.role, duty.predecessor and duty.predecessor.properties["name"]) for duty in found.page.items
    ]
    assert told == [(OLD_PLAN, "lead", "区国土局"), (NEW_PLAN, "support", None)]
    assert (found.inherited, found.page.total) == (1, 2)
    assert duties(view, node, own=True).page.total == 1
    assert [duty.plan.id for duty in duties(view, node, limit=1, offset=1).page.items] == [NEW_PLAN]
    assert duties(view, node, roles=["lead"]).page.total == 1


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[1, 2]", "needed"),
        ("jurisdiction: x", "needed"),
        ("a: [", "not a roster"),
        (ROSTER.replace("source:", "sauce:"), "sauce"),
        (ROSTER.replace("2020-01-01", "soon"), "soon"),
        (ROSTER.replace("to: 2023", "to: 2019"), "2019"),
        (ROSTER.replace("{from: 2020-01-01, to: 2023}", "{to: 2023}"), "from"),
        (ROSTER.replace("aliases:", "nicknames:"), "nicknames"),
        (ROSTER.split("members:", maxsplit=1)[0] + "members: 西山镇", "list of names"),
    ],
)
def test_what_is_no_roster_is_refused_in_one_line(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(SourceError) as caught:
        rosters(tmp_path, text)
    assert says in str(caught.value)
    assert "towns.yaml" in str(caught.value)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        read_rosters(tmp_path / "none.yaml")
    assert read_rosters(tmp_path) == ()


def test_several_rosters_in_a_file_and_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        "\n".join("- " + part.strip().replace("\n", "\n  ") for part in (ROSTER, ROSTER)), encoding="utf-8"
    )
    (tmp_path / "b.yml").write_text(ROSTER, encoding="utf-8")
    found = read_rosters(tmp_path)
    assert [roster.file for roster in found] == [str(tmp_path / name) for name in ("a.yaml", "a.yaml", "b.yml")]
    assert found[0].begin == "2020-01-01"
    assert found[0].jurisdiction == PLACE
