"""One word for one thing: the words of pages, pictures, lists and refusals hold to the glossary."""

import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest

from graph.data_files import data_of
from viz.site.catalogue_words import catalogue

GLOSSARY: dict[str, dict[str, Any]] = data_of("viz.site", "glossary")


def said(language: str) -> Iterator[tuple[str, str]]:
    """Every word of the catalogue, of pictures, and what refusals say in Chinese."""
    yield from ((key, words[language]) for key, words in catalogue().items())
    for where, name in (("viz.pictures", "messages.yaml"), ("viz.site", "refusals.yaml")):
        text = files(where).joinpath(name).read_text(encoding="utf-8")
        if language == "zh":
            yield from ((name, line) for line in text.splitlines() if not line.lstrip().startswith("#"))


@pytest.mark.parametrize("term", list(GLOSSARY))
@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_is_called_otherwise(term: str, language: str) -> None:
    other = GLOSSARY[term].get("not", {}).get(language, [])
    found = [
        (key, words)
        for key, words in said(language)
        for word in other
        if (word in words if language == "zh" else re.search(rf"\b{word}\b", words, re.IGNORECASE))
    ]
    assert found == []


@pytest.mark.parametrize("term", list(GLOSSARY))
def test_the_word_is_used(term: str) -> None:
    for language in ("zh", "en"):
        word = GLOSSARY[term][language]
        assert any(word.lower() in words.lower() for _, words in said(language)), word
