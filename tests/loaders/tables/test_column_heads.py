"""What heads of columns say: the examples of the vocabulary, and heads that are put together."""

from collections.abc import Iterator

import pytest

from graph.shadow import shadow
from loaders.readings import Role
from loaders.tables.column_heads import Head, head_of, is_label, names_contact, names_task
from loaders.vocabulary import vocabulary


def entries(*sections: str, field: str = "examples") -> Iterator[tuple[str, str, str]]:
    for section in sections:
        for name, entry in vocabulary("tables/columns")[section].items():
            yield from ((section, name, words) for words in entry.get(field, ()))


def said(section: str, name: str, words: str) -> bool:
    found = head_of(shadow(words))
    if found is None:
        return False
    entry = vocabulary("tables/columns")[section][name]
    if section == "kinds":
        return found.kind == name
    return found.kind == "duty" and found.roles == (entry["role"],)


@pytest.mark.parametrize(("section", "name", "words"), list(entries("roles", "alone", "kinds")))
def test_a_head_is_read(section: str, name: str, words: str) -> None:
    assert said(section, name, words)


@pytest.mark.parametrize(("section", "name", "words"), list(entries("roles", "alone", "kinds", field="not")))
def test_what_is_no_such_head_is_left_alone(section: str, name: str, words: str) -> None:
    assert not said(section, name, words)


def test_signs_of_tasks_and_of_contacts() -> None:
    assert all(names_task(shadow(words)) for _, _, words in entries("tasks"))
    assert not any(names_task(shadow(words)) for _, _, words in entries("tasks", field="not"))
    assert all(names_contact(shadow(words)) for _, _, words in entries("contacts"))
    assert not any(names_contact(shadow(words)) for _, _, words in entries("contacts", field="not"))


@pytest.mark.parametrize(
    ("words", "roles", "persons"),
    [
        ("市级责任单位", ("responsible",), False),
        ("属地镇街责任单位", ("responsible",), False),
        ("牵头 / 单位", ("lead",), False),
        ("责 任\n部 门", ("responsible",), False),
        ("配合<br>单位", ("support",), False),
        ("**牵头单位**", ("lead",), False),
        ("责任单位/责任人", ("responsible",), True),
        ("责任单位 / （责任人）", ("responsible",), True),
        ("牵头单位及联系人", ("lead",), True),
        ("主办/协办单位", ("lead", "support"), False),
        ("牵头部门及配合部门", ("lead", "support"), False),
        ("责任（牵头）单位", ("lead",), False),
        ("责任单位（排第一位的为牵头单位）", ("responsible",), False),
        ("责任区（县）", ("responsible",), False),
        ("销号验收单位", ("supervise",), False),
    ],
)
def test_compound_heads(words: str, roles: tuple[Role, ...], persons: object) -> None:
    assert head_of(shadow(words)) == Head("duty", roles, persons=bool(persons))


@pytest.mark.parametrize(
    "words", ["信息来源单位", "数据填报单位", "提出单位", "建设单位", "市水务局", "完善河道保洁制度", ""]
)
def test_words_that_are_no_head(words: str) -> None:
    assert head_of(shadow(words)) is None


def test_a_label_is_short_and_no_sentence() -> None:
    assert is_label("责任单位")
    assert not any(
        is_label(shadow(words)) for words in ("完成整改。", "3", "2025年6月", "1.建泵站", "一、总体要求", "甲" * 40)
    )
