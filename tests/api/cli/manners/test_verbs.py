"""The list of verbs says what they say themselves, and holds all of them."""

import inspect

import typer

from api.cli import whole
from api.cli.manners.verbs import VERBS


def test_each_verb_is_listed_with_its_own_first_words() -> None:
    every = typer.main.get_group(whole()).commands
    said = {name: inspect.cleandoc(str(verb.help)).split("\n\n")[0].replace("\n", " ") for name, verb in every.items()}
    assert {verb: line for verb, (_, line) in VERBS.items()} == said
    assert list(VERBS) == list(every)
