"""Topics and matters that a text names, by the lexicon of topics.yaml."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from operator import add

from graph.kept.patterns import compiled
from graph.schema import Label
from graph.shadow import shadow
from loaders.vocabulary import vocabulary

_ENOUGH = 2
"""Different words of a topic in a text that make it a topic of the text."""


def topics_in(text: str) -> dict[str, tuple[str, ...]]:
    """Topic → its words in `text`, each once, in the order of their first place; topics in the order of the lexicon.

    For links marked as inferred only.
    """
    return _found("topics", text)


def topics_of(title: str, text: str) -> dict[str, tuple[str, ...]]:
    """Topic → its words, as `topics_in`, of the topics that a measure is about: by a word in its title, else by two in its text.

    One word in a long text is incidental, and set phrases (`slogans`) that any measure may carry do not count there.
    """
    named = topics_in(title)
    found = topics_in(f"{title}\n{text}")
    return {topic: words for topic, words in found.items() if topic in named or _telling(topic, words) >= _ENOUGH}


def _telling(topic: str, words: tuple[str, ...]) -> int:
    """How many of `words` are no set phrases."""
    slogans = vocabulary("plan/topics")["topics"][topic].get("slogans", ())
    return sum(word not in slogans for word in words)


def matters_in(text: str) -> dict[str, tuple[str, ...]]:
    """Matter (垃圾, 煤, 秸秆 …) → its words in `text`: two measures with one matter touch the same thing."""
    return _found("matters", text)


def topics() -> tuple[str, ...]:
    """All topics in the order of the lexicon."""
    return tuple(vocabulary("plan/topics")["topics"])


def topic_label(topic: str) -> Label:
    """What a topic of the lexicon is called, by language."""
    label: Label = vocabulary("plan/topics")["topics"][topic]["label"]
    return label


def topic_words(topic: str) -> tuple[str, ...]:
    """The words of a topic of the lexicon that are no set phrases."""
    entry = vocabulary("plan/topics")["topics"][topic]
    return tuple(word for word in entry["words"] if word not in entry.get("slogans", ()))


def matter_label(matter: str) -> Label:
    """What a matter of the lexicon is called, by language."""
    label: Label = vocabulary("plan/topics")["matters"][matter]["label"]
    return label


def _found(section: str, text: str) -> dict[str, tuple[str, ...]]:
    plain = shadow(text)
    pairs = {*plain, *map(add, plain, plain[1:])}
    begins = _begins(section)
    near = {place for pair in begins.keys() & pairs for place in begins[pair]}
    words = [(name, tuple(dict.fromkeys(_lexicon(section)[name].findall(plain)))) for _, name in sorted(near)]
    return {name: found for name, found in words if found}


@cache
def _begins(section: str) -> Mapping[str, Sequence[tuple[int, str]]]:
    """First two characters of words → place and name of the entries that hold them: most texts hold words of few entries."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for place, (name, entry) in enumerate(vocabulary("plan/topics")[section].items()):
        for begin in sorted({word[:2] for word in entry["words"]}):
            found[begin].append((place, name))
    return dict(found)


@cache
def _lexicon(section: str) -> Mapping[str, re.Pattern[str]]:
    """The words of each entry."""
    return {
        name: compiled("|".join(re.escape(word) for word in sorted(entry["words"], key=lambda w: (-len(w), w))))
        for name, entry in vocabulary("plan/topics")[section].items()
    }
