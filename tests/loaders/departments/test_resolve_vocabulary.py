"""Every entry of the departments' vocabularies reads its examples and leaves its counter-examples alone."""

from collections.abc import Iterator
from itertools import chain

import pytest

from loaders.departments.identities import Identity, identify
from loaders.departments.names.name_stems import read_national, read_stem
from loaders.departments.names.slots import slots
from loaders.departments.places.plan_places import NATION, Jurisdiction
from loaders.vocabulary import vocabulary

PLACE = Jurisdiction("重庆市/永川区", "county")
LEVEL_WORDS = {"province": "省", "municipality": "市", "prefecture": "市", "county": "区", "every": "区"}
DEPARTMENTS = {
    **vocabulary("departments/names/departments")["slots"],
    **vocabulary("departments/names/departments")["historic"],
}


def read(name: str) -> Identity:
    return identify(name, "unit", PLACE)


def listed(key: str) -> list[tuple[str, str]]:
    return [(slot, name) for slot, entry in DEPARTMENTS.items() for name in entry.get(key, ())]


@pytest.mark.parametrize(("slot", "name"), listed("examples"))
def test_examples_have_the_function(slot: str, name: str) -> None:
    assert read(name).slots == (slot,)


@pytest.mark.parametrize(("slot", "name"), listed("not"))
def test_counter_examples_are_other_departments(slot: str, name: str) -> None:
    found = read(name)
    assert found.kind != "unresolved"
    assert found.slots != (slot,) or found.qualifier


def test_usual_names_are_read_as_their_department() -> None:
    for slot in slots().values():
        for level, forms in slot.usual.items():
            for form in forms:
                found = read(LEVEL_WORDS[level] + form)
                assert (found.slots, found.qualifier) == ((slot.id,), ""), form


def test_national_names_are_the_nations() -> None:
    for slot in slots().values():
        names = [slot.national.name, *slot.national.short] if slot.national else []
        for name in (*names, *slot.national_former):
            found = identify(name, "unit", NATION)
            assert (found.place, found.slots) == (NATION, (slot.id,)), name


def test_no_name_has_two_meanings() -> None:
    names = chain.from_iterable(
        (*slot.names, *chain.from_iterable(slot.units), *slot.former) for slot in slots().values()
    )
    assert [name for name in names if len(read_stem(name)) != 1] == []


def test_entries_say_why_they_are_there_and_point_to_entries() -> None:
    for name, entry in DEPARTMENTS.items():
        assert entry["note"], name
        assert entry["examples"], name
        assert set(entry.get("into", ())) <= set(DEPARTMENTS), name
    for fold in vocabulary("departments/names/departments")["_folds"]:
        assert {*fold["of"], fold["is"]} <= set(DEPARTMENTS)
    assert set(vocabulary("departments/names/departments")["_pieces"]) <= set(DEPARTMENTS)


def patterned(key: str) -> Iterator[tuple[str, str]]:
    for name in ("departments/bodies", "departments/collectives"):
        for section, entries in vocabulary(name).items():
            if not section.startswith("_"):
                yield from (
                    (f"{name.rpartition('/')[2]}:{rule}", x)
                    for rule, entry in entries.items()
                    for x in entry.get(key, ())
                )


@pytest.mark.parametrize(("rule", "name"), list(patterned("examples")))
def test_patterns_read_their_examples(rule: str, name: str) -> None:
    assert rule in read(name).rule.split()


@pytest.mark.parametrize(("rule", "name"), list(patterned("not")))
def test_patterns_leave_their_counter_examples_alone(rule: str, name: str) -> None:
    assert rule not in read(name).rule.split()


def test_national_names_are_read_only_whole() -> None:
    assert read_national("财政部") is not None
    assert read_national("财政部门") is None
