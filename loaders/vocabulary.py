"""The one reader of loaders/vocab/*.yaml: the domain's words and patterns, kept as data.

A vocabulary is a mapping of sections; a section is a mapping of entries; an entry is a mapping with the rule's own
fields, `examples` that it must read, `not` that it must leave alone (optional) and a `note` that says why it is there.
Sections that begin with `_` are plain lists or mappings without examples (word lists that other entries use).
Patterns match the shadow of a text (graph/shadow.py): half-width digits, brackets, commas, colons, dashes.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def vocabulary(name: str) -> Mapping[str, Any]:
    """Sections of loaders/vocab/NAME.yaml, read once."""
    text = files("loaders").joinpath("vocab", f"{name}.yaml").read_text(encoding="utf-8")
    data: Mapping[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return data


@cache
def names() -> tuple[str, ...]:
    """Names of all vocabularies, sorted."""
    folder = files("loaders").joinpath("vocab")
    return tuple(sorted(entry.name.removesuffix(".yaml") for entry in folder.iterdir() if entry.name.endswith(".yaml")))
