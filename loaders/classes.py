"""Aims without a figure: classes (水质达到Ⅲ类), zero (实现零增长), a standard that is to be met."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from loaders.facts import Comparator
from loaders.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Class:
    """A class that a clause states: the metric is `subject` (spans of the sentence's words), the words are `start`..`end`."""

    start: int
    end: int
    subject: tuple[tuple[int, int], ...]
    comparator: Comparator
    value: tuple[int, int]
    unit: str
    rule: str


def classes(words: str, start: int, end: int, *, dated: bool) -> Iterator[Class]:
    """The classes that the clause `words[start:end]` states; a standard counts only in a `dated` sentence."""
    for name, pattern, entry in _rules():
        if entry.get("dated") and not dated:
            continue
        found = pattern.search(words, start, end)
        if found is None:
            continue
        subject = [found.span("subject")]
        if "rest" in found.groupdict() and found["rest"]:
            subject.append(found.span("rest"))
        better = found.groupdict().get("better")
        yield Class(
            found.start(),
            found.end(),
            tuple(subject),
            ">=" if better else "=",
            found.span("value"),
            entry.get("unit", ""),
            name,
        )
        return


@cache
def _rules() -> tuple[tuple[str, re.Pattern[str], dict[str, str]], ...]:
    return tuple(
        (name, re.compile(entry["pattern"]), entry) for name, entry in vocabulary("targets")["classes"].items()
    )
