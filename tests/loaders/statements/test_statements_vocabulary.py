"""The examples in the vocabularies of responsibility are read, and the counter-examples are left alone."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

from graph.shadow import shadow
from loaders.outline.outline import outline
from loaders.readings import Span
from loaders.statements.declarations import lead_rules
from loaders.statements.drafts import page
from loaders.statements.forms.clause_predicates import grammar
from loaders.statements.lists.role_labels import labels
from loaders.statements.lists.unit_names import kind, looks_like_unit
from loaders.vocabulary import vocabulary

Check = Callable[[str, str, Mapping[str, Any]], bool]


def searched(words: str, _name: str, entry: Mapping[str, Any]) -> bool:
    return re.search(entry["pattern"], words) is not None


def matched(words: str, _name: str, entry: Mapping[str, Any]) -> bool:
    return re.match(entry["pattern"], words) is not None


def whole(words: str, _name: str, entry: Mapping[str, Any]) -> bool:
    return re.fullmatch(entry["pattern"], words) is not None


def after_a_subject(words: str, _name: str, entry: Mapping[str, Any]) -> bool:
    return re.match(grammar(entry["pattern"]), words) is not None


def unit(words: str, _name: str, _entry: Mapping[str, Any]) -> bool:
    return looks_like_unit(words)


def collective(words: str, _name: str, _entry: Mapping[str, Any]) -> bool:
    return kind(words) == "collective"


def label(words: str, _name: str, entry: Mapping[str, Any]) -> bool:
    roles = [found.role for found in labels(words, Span(0, len(words)))]
    return roles == [entry["role"]]


def verb(words: str, name: str, _entry: Mapping[str, Any]) -> bool:
    data = vocabulary("statements/lists/roles")
    verbs = "|".join(f"(?P<{role}>{each['pattern']})" for role, each in data["verbs"].items())
    found = re.search(f"(?:{verbs}){data['_verb_end']}", words)
    return found is not None and found.lastgroup == name


def leads(words: str, name: str, _entry: Mapping[str, Any]) -> bool:
    found = outline(words)
    return [rule.name for rule in lead_rules(page(found, found.parts[0]), Span(0, len(words)))] == [name]


CHECKS: dict[tuple[str, str], Check] = {
    ("statements/lists/parties", "endings"): unit,
    ("statements/lists/parties", "collectives"): collective,
    ("statements/lists/parties", "bodies"): whole,
    ("statements/lists/parties", "levelless"): searched,
    ("statements/lists/parties", "open_endings"): searched,
    ("statements/lists/parties", "joined"): searched,
    ("statements/lists/parties", "lead_in"): matched,
    ("statements/lists/roles", "labels"): label,
    ("statements/lists/roles", "verbs"): verb,
    ("statements/lists/roles", "false_friends"): matched,
    ("statements/lists/roles", "signs"): searched,
    ("statements/forms/field_lines", "signs"): searched,
    ("statements/forms/field_lines", "continuing"): matched,
    ("statements/forms/unit_headings", "titles"): searched,
    ("statements/closings", "signs"): searched,
    ("statements/declarations", "lead_rules"): leads,
    ("statements/declarations", "others_support"): searched,
    ("statements/declarations", "scope_rules"): searched,
    ("statements/forms/duty_lines", "roles"): matched,
    ("statements/lists/role_sentences", "roles"): whole,
    ("statements/forms/prose", "roles"): after_a_subject,
    ("statements/forms/prose", "openings"): searched,
    ("statements/forms/prose", "duties"): after_a_subject,
    ("statements/unread", "role_words"): searched,
}

CHECKED_ELSEWHERE = {("statements/unread", "signs")}
"""Sections whose examples another module of these tests runs (test_unread_signs)."""


def cases(field: str) -> Iterator[Any]:
    for (name, section), check in CHECKS.items():
        for entry, fields in vocabulary(name)[section].items():
            for words in fields.get(field, []):
                yield pytest.param(check, shadow(words), entry, fields, id=f"{name}-{section}-{entry}-{words}")


@pytest.mark.parametrize(("check", "words", "entry", "fields"), list(cases("examples")))
def test_reads_the_examples(check: Check, words: str, entry: str, fields: Mapping[str, Any]) -> None:
    assert check(words, entry, fields)


@pytest.mark.parametrize(("check", "words", "entry", "fields"), list(cases("not")))
def test_leaves_the_others_alone(check: Check, words: str, entry: str, fields: Mapping[str, Any]) -> None:
    assert not check(words, entry, fields)


@pytest.mark.parametrize("name", sorted({name for name, _ in CHECKS}))
def test_every_section_with_examples_is_checked(name: str) -> None:
    sections = {section for section in vocabulary(name) if not section.startswith("_")}
    checked = {*CHECKS, *CHECKED_ELSEWHERE}
    assert sections == {section for vocabulary_name, section in checked if vocabulary_name == name}
