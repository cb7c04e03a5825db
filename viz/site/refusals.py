"""What is said of errors in the reader's language: their English words are the key, as with gettext, and what they fill in is kept."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from graph.bottlenecks.findings.thresholds import thresholds
from graph.data_files import data_of
from graph.schema import Language
from viz.site.catalogue_words import catalogue, filled

_PLACE = re.compile(r"\{(\w+)(!r)?\}")
_QUOTED = r"""(?:'(?P<{0}_>.*?)'|"(?P<{0}__>.*?)")"""
_JOINED = re.compile(r"(?<='), (?=')|(?<=') or (?=')")
_DEEPEST = 3
"""How often words in words are looked up."""

_LONGEST = 2_000
"""Characters of what is looked up."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Words of an error in English with places, as a pattern, and in Chinese."""

    en: str
    pattern: re.Pattern[str]
    zh: str


def refusal(said: str, language: Language) -> str:
    """What an error says (its what, hint or title) in the reader's language; English where no other words are known."""
    return said if language == "en" else _chinese(said, _DEEPEST) or said


def is_known(said: str) -> bool:
    """Whether the catalogue has words for what an error says."""
    return _chinese(said, 1) is not None


def invalid(kind: str, context: Mapping[str, Any], otherwise: str, language: Language) -> str:
    """Why a value is not valid, by pydantic's name for it and what it says of it; `otherwise` for a kind not known."""
    told = _data()["invalid"].get(kind)
    return filled(told[language], _listed(context) if language == "zh" else context) if told else otherwise


def _listed(context: Mapping[str, Any]) -> dict[str, Any]:
    """Lists of what is allowed as pydantic joins them, joined as Chinese does."""
    joiner = catalogue()["name_joiner"]["zh"]
    return {name: _JOINED.sub(joiner, value) if isinstance(value, str) else value for name, value in context.items()}


def field(name: str, language: Language) -> str:
    """What a parameter or a field of a form is called; its own name where there is no other."""
    told = _data()["fields"].get(name)
    if told:
        return str(told[language])
    return next((line.label[language] for line in thresholds() if line.name == name), name)


@lru_cache(maxsize=2048)  # a report says the same of many places, and there are hundreds of patterns
def _chinese(said: str, depth: int) -> str | None:
    if depth == 0 or len(said) > _LONGEST:
        return None
    for known in _refusals():
        found = known.pattern.fullmatch(said)
        if found:
            values = {name: value for name, value in found.groupdict().items() if value is not None}
            told = {
                name.rstrip("_"): value if name.endswith("_") else _chinese(value, depth - 1) or value
                for name, value in values.items()
            }
            return known.zh.format(**told)
    return None


@cache
def _refusals() -> tuple[Refusal, ...]:
    """All of them; those with more words of their own come first, since places fit much."""
    entries = sorted(_data()["said"], key=lambda entry: -len(_PLACE.sub("", entry["en"])))
    return tuple(Refusal(entry["en"], _pattern(entry["en"]), entry["zh"]) for entry in entries)


def _pattern(words: str) -> re.Pattern[str]:
    """English words with places as a pattern; what stands in quotes as Python writes it is taken out of them."""
    parts, done = [], 0
    for place in _PLACE.finditer(words):
        name = place[1]
        parts += [re.escape(words[done : place.start()]), _QUOTED.format(name) if place[2] else f"(?P<{name}>.+?)"]
        done = place.end()
    return re.compile("".join(parts) + re.escape(words[done:]), re.DOTALL)


def _data() -> Mapping[str, Any]:
    data: Mapping[str, Any] = data_of("viz.site", "refusals")
    return data
