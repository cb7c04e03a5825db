"""The words by which pages are taken apart: each entry's examples and counter-examples."""

import re

import pytest

from graph.shadow import shadow
from loaders.vocabulary import vocabulary

ENTRIES = [
    (section, name)
    for section, entries in vocabulary("files/formats/web/pages").items()
    if not section.startswith("_")
    for name in entries
]


@pytest.mark.parametrize(("section", "name"), ENTRIES)
def test_examples(section: str, name: str) -> None:
    entry = vocabulary("files/formats/web/pages")[section][name]
    match = re.fullmatch if entry.get("whole", True) else re.match
    assert entry["note"]
    for words in entry["examples"]:
        assert match(entry["pattern"], shadow(words)), words
    for words in entry["not"]:
        assert not match(entry["pattern"], shadow(words)), words
