"""Members of a collective of places by the tables: only its kinds, only its place, only that year."""

from graph.model import Node
from loaders.departments.town_rosters import SOURCE, town_roster


def collective(name: str, place: str, slot: str = "collective-territorial") -> Node:
    return Node(
        "Department",
        f"{place}/{slot}/{name}",
        {"name": name, "kind": "collective", "slots": (slot,), "jurisdiction": place},
    )


def names(name: str, place: str, year: int) -> list[str]:
    found = town_roster(collective(name, place), year)
    return [member.name for member in found.members] if found else []


def test_towns_and_subdistricts_of_a_district() -> None:
    found = town_roster(collective("各镇街", "重庆市/永川区"), 2022)
    assert found is not None
    assert (found.source, found.begin, found.end, len(found.members)) == (SOURCE, "2022", "2022", 23)
    assert "中山路街办" in found.members[0].aliases
    assert len(names("各镇", "重庆市/永川区", 2022)) == 16
    assert names("各街道", "重庆市/永川区", 2022)[0] == "中山路街道"


def test_counties_of_a_city_in_that_year() -> None:
    assert "江北区" in names("各区县", "重庆市", 2022)
    assert "江北区" not in names("各区县", "重庆市", 2026)
    assert "襄都区" in names("各县（市、区）", "河北省/邢台市", 2022)
    assert "桥东区" in names("各县（市、区）", "河北省/邢台市", 2016)


def test_nothing_is_expanded_that_names_no_kind_or_no_known_place() -> None:
    assert names("属地", "重庆市/永川区", 2022) == []
    assert names("各镇街", "?/青石桥县", 2022) == []
    assert names("各镇街", "重庆市/永川区", 0) == []
    assert town_roster(collective("有关部门", "重庆市/永川区", "collective-departments"), 2022) is None
