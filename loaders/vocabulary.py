"""The one reader of the YAML files of loaders/: the domain's words and patterns, kept as data beside the room that reads them.

A vocabulary is a mapping of sections; a section is a mapping of entries; an entry is a mapping with the rule's own
fields, `examples` that it must read, `not` that it must leave alone (optional) and a `note` that says why it is there.
Sections that begin with `_` are plain lists or mappings without examples (word lists that other entries use).
Patterns match the shadow of a text (graph/shadow.py): half-width digits, brackets, commas, colons, dashes.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from graph.data_files import data_of


@cache
def vocabulary(name: str) -> Mapping[str, Any]:
    """Sections of loaders/NAME.yaml, read once; a name is room and file: `text/units`."""
    data: Mapping[str, Any] = data_of("loaders", name)
    return data


def by_first(words: Iterable[str]) -> str:
    """One of the words (each begins with a plain character, patterns may follow), the longest first, found quickly.

    Words are grouped by their first character: an alternation of hundreds would be tried word by word at each place.
    """
    groups: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        groups.setdefault(word[0], []).append(word[1:])
    return (
        f"(?=[{''.join(groups)}])(?:"
        + "|".join(f"{first}(?:{'|'.join(rests)})" for first, rests in groups.items())
        + ")"
    )


def guarded(pattern: str) -> str:
    """The pattern, tried only at the letters, digits and commas that it is written with, one of which it begins with."""
    firsts = "".join(sorted({sign for sign in pattern if sign.isalnum() or sign == ","}))
    return f"(?=[{firsts}])(?:{pattern})"


@cache
def names() -> tuple[str, ...]:
    """Names of all vocabularies, sorted."""
    return tuple(sorted(_named(files("loaders"), "")))


def _named(room: Traversable, path: str) -> Iterator[str]:
    for entry in room.iterdir():
        if entry.is_dir():
            yield from _named(entry, f"{path}{entry.name}/")
        elif entry.name.endswith(".yaml"):
            yield path + entry.name.removesuffix(".yaml")
