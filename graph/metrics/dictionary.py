"""The dictionary of metrics (dictionary.yaml): figures that many plans state, each with its key, label, unit and pattern."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from graph.data_files import data_of
from graph.kept.patterns import compiled
from graph.schema import Language

ROOMS = ("metrics", "quantities")
"""What decides how a target is measured."""


@dataclass(frozen=True, slots=True)
class Metric:
    """A figure of the dictionary: `labels` by language, `unit` is what its values are shown in, empty where each is its own."""

    key: str
    labels: Mapping[str, str]
    unit: str
    note: str

    def label(self, language: Language) -> str:
        """What the metric is called."""
        return self.labels[language]


@cache
def dictionary() -> Mapping[str, Metric]:
    """All metrics of the dictionary by key."""
    return {
        key: Metric(key, entry["label"], str(entry.get("unit", "")), str(entry["note"]))
        for key, entry in entries().items()
    }


def label(key: str, language: Language) -> str:
    """What a metric is called: its label in the dictionary, else the words that are its key."""
    entry = dictionary().get(key)
    return entry.label(language) if entry else key


@lru_cache(maxsize=1 << 14)
def at_the_end(words: str) -> tuple[str, int] | None:
    """The key of the metric that words end with, and where it begins; the longest one counts.

    Every pattern is tried at every place, and plans say the same words again and again.
    """
    found = _pattern().search(words)
    if found is None:
        return None
    return _keys()[(found.lastindex or 1) - 1], found.start()


def entries() -> Mapping[str, Any]:
    """The entries of dictionary.yaml as they are written."""
    data: Mapping[str, Any] = data_of("graph.metrics", "dictionary")
    return data


@cache
def version() -> str:
    """Twelve hexadecimal digits over every module and word list that measures targets: a store knows what other rules measured."""
    digest = hashlib.sha256()
    for room in ROOMS:
        for entry in sorted(files("graph").joinpath(room).iterdir(), key=lambda entry: entry.name):
            if entry.name.endswith((".py", ".yaml")):
                digest.update(f"{room}/{entry.name}".encode())
                digest.update(entry.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:12]


@cache
def _keys() -> tuple[str, ...]:
    return tuple(entries())


@cache
def _pattern() -> re.Pattern[str]:
    """One pattern of all: a search from the left finds the longest end."""
    return compiled("|".join(f"((?:{entry['pattern']})\\Z)" for entry in entries().values()))
