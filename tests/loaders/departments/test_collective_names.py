"""Classes of bodies are called in English by what their names say; a name with a word that is not known keeps its reading."""

import pytest

from loaders.departments.names.collective_names import collective_name
from loaders.vocabulary import vocabulary

DATA = vocabulary("departments/names/collective_names")


@pytest.mark.parametrize(("name", "english"), DATA["_examples"].items())
def test_names_are_put_together(name: str, english: str) -> None:
    assert collective_name(name) == english


@pytest.mark.parametrize("name", DATA["_not"])
def test_what_has_an_unknown_word_has_no_name(name: str) -> None:
    assert collective_name(name) == ""
