"""Topics and matters that a text names, by the lexicon of vocab/topics.yaml."""

import re
from collections.abc import Mapping
from functools import cache

from graph.shadow import shadow
from loaders.vocabulary import vocabulary


def topics_in(text: str) -> dict[str, tuple[str, ...]]:
    """Topic → its words in `text`, each once, in the order of their first place; topics in the order of the lexicon.

    For links marked as inferred only: a measure bears on a target where both name words of one topic.
    """
    return _found("topics", text)


def matters_in(text: str) -> dict[str, tuple[str, ...]]:
    """Matter (垃圾, 煤, 秸秆 …) → its words in `text`: two measures with one matter touch the same thing."""
    return _found("matters", text)


def _found(section: str, text: str) -> dict[str, tuple[str, ...]]:
    plain = shadow(text)
    found = ((name, _words(pattern, plain)) for name, pattern in _lexicon(section).items())
    return {name: words for name, words in found if words}


def _words(pattern: re.Pattern[str], plain: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(match[0] for match in pattern.finditer(plain)))


@cache
def _lexicon(section: str) -> Mapping[str, re.Pattern[str]]:
    return {
        name: re.compile("|".join(re.escape(word) for word in sorted(entry["words"], key=lambda w: (-len(w), w))))
        for name, entry in vocabulary("topics")[section].items()
    }
