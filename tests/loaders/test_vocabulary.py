"""Every entry of every vocabulary explains itself: examples, and a note of why it is there. Sections with _ are lists."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from graph.shadow import shadow
from loaders.vocabulary import names, vocabulary

READ_BY_SEARCH = (
    "act/citation_roles",
    "act/citations",
    "act/replacements",
    "targets/deadlines/deadlines",
    "outline/headings",
    "act/metadata",
)
"""Vocabularies whose patterns are searched for in the shadow as they stand; the others are tested with their readers."""


def entries(name: str) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    for section, content in vocabulary(name).items():
        if not section.startswith("_"):
            for entry, fields in content.items():
                yield section, entry, fields


ENTRIES = [(name, section, entry, fields) for name in names() for section, entry, fields in entries(name)]


@pytest.mark.parametrize(("name", "section", "entry", "fields"), ENTRIES, ids=["/".join(each[:3]) for each in ENTRIES])
def test_an_entry_has_examples_and_a_note(name: str, section: str, entry: str, fields: Any) -> None:
    where = f"{name}.yaml, {section}, {entry}"
    assert isinstance(fields, dict), where
    assert fields.get("examples"), f"{where} has no examples"
    assert str(fields.get("note", "")).strip(), f"{where} has no note"
    for kind in ("examples", "not"):
        assert isinstance(fields.get(kind, []), list), f"{where}: {kind} is no list"


SEARCHED = [each for each in ENTRIES if each[0] in READ_BY_SEARCH]


@pytest.mark.parametrize(
    ("name", "section", "entry", "fields"), SEARCHED, ids=["/".join(each[:3]) for each in SEARCHED]
)
def test_a_pattern_reads_its_examples_and_leaves_the_others_alone(
    name: str, section: str, entry: str, fields: Mapping[str, Any]
) -> None:
    where = f"{name}.yaml, {section}, {entry}"
    pattern = re.compile(fields["pattern"], re.MULTILINE)
    for example in fields["examples"]:
        assert pattern.search(shadow(example)), f"{where} misses {example!r}"
    for other in fields.get("not", []):
        assert not pattern.search(shadow(other)), f"{where} reads {other!r}"
