"""The register of the founding plan, and registers that people give."""

from pathlib import Path

import pytest

from graph.errors import SourceError
from graph.schema import schema
from loaders.departments.names.slots import slots
from loaders.departments.places.plan_places import jurisdiction
from loaders.departments.resolve import Resolution, resolve
from seeds.registers import Register, Registered, register, register_for, shipped_names

YONGCHUAN = register("yongchuan")
PLACE = jurisdiction("重庆市永川区人民政府办公室", "")


def read(party: Registered, known: Register | None) -> Resolution:
    kind = "collective" if party.kind == "collective" else "unit"
    return resolve(party.name, surface=party.name, kind=kind, place=PLACE, date="2022-12-02", register=known)  # type: ignore[arg-type]  # a literal of two values


def test_it_has_the_39_parties_of_the_plan() -> None:
    assert len(YONGCHUAN.parties) == 39
    assert len({(p.place, p.slots, p.qualifier) for p in YONGCHUAN.parties}) == 39
    assert all(slot in slots() for party in YONGCHUAN.parties for slot in party.slots)


@pytest.mark.parametrize("party", YONGCHUAN.parties, ids=lambda party: party.name_en)
def test_every_party_is_the_same_with_and_without_the_register(party: Registered) -> None:
    without, with_it = read(party, None), read(party, YONGCHUAN)
    assert without.node.id == with_it.node.id
    assert without.node.properties["kind"] == with_it.node.properties["kind"] == party.kind
    assert without.node.properties["slots"] == party.slots
    assert with_it.node.properties["name_en"] == party.name_en
    assert with_it.reason == ""
    schema()._check_node(with_it.node)


def test_other_names_of_a_registered_party_are_it_too() -> None:
    for name in ("永川区生态环境局", "区环保局", "生态环境局"):
        node = resolve(name, surface=name, kind="unit", place=PLACE, date="2022", register=YONGCHUAN).node
        assert node.properties["name_en"] == "Yongchuan District Ecology and Environment Bureau"


def test_a_register_speaks_for_its_own_place_only() -> None:
    elsewhere = jurisdiction("宁波市人民政府", "")
    node = resolve("区教委", surface="区教委", kind="unit", place=elsewhere, date="2022", register=YONGCHUAN).node
    assert node.id != "重庆市/永川区/education"


def test_registers_are_found_by_place() -> None:
    assert "yongchuan" in shipped_names()
    assert register_for("重庆市/永川区") == YONGCHUAN
    assert register_for("重庆市/江津区") is None


def test_a_register_of_ones_own(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(
        "place: ?/青石桥县\nlevel: county\nname_en: Qingshiqiao County\nsource: by hand\nparties:\n"
        "  县智慧办: {en: Qingshiqiao Smart City Office, kind: government, slots: [data], qualifier: 智慧办}\n",
        encoding="utf-8",
    )
    mine = register(file)
    place = jurisdiction("青石桥县人民政府", "")
    node = resolve("县智慧办", surface="县智慧办", kind="unit", place=place, date="2022", register=mine).node
    assert (node.id, node.properties["kind"]) == ("?/青石桥县/data/智慧办", "government")


@pytest.mark.parametrize(
    "text", ["", "- a list\n", "place: x\n", "{", "place: x\nlevel: county\nname_en: X\nsource: s\nparties: {a: {}}\n"]
)
def test_a_file_that_is_no_register_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "broken.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match="register"):
        register(file)


def test_a_register_that_is_not_there() -> None:
    with pytest.raises(SourceError, match="no such register"):
        register("nowhere")
