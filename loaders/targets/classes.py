"""Aims without a figure: classes (水质达到Ⅲ类), zero (实现零增长), a standard that is to be met."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from graph.kept.patterns import compiled
from loaders.readings import Comparator
from loaders.targets.metrics import metric_end, metric_start
from loaders.vocabulary import vocabulary

_LONGEST_SUBJECT = 80
_SHORTEST_SUBJECT = 2

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Class:
    """A class that a clause states: `start`..`end` the words, `metric` the spans of the metric, `value` of the class."""

    start: int
    end: int
    metric: Spans
    comparator: Comparator
    value: tuple[int, int]
    unit: str
    kind: Literal["number", "class"]
    rule: str


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    sign: re.Pattern[str]
    head: re.Pattern[str] | None
    unit: str
    dated: bool
    comparator: Comparator


def classes(words: str, start: int, end: int, *, dated: bool) -> Iterator[Class]:
    """The classes that `words[start:end]` states, at most one a rule; a standard counts only in a `dated` sentence."""
    for rule in _rules():
        if rule.dated and not dated:
            continue
        found = rule.sign.search(words, start, end)
        if found is None:
            continue
        left = metric_start(words, max(start, found.start() - _LONGEST_SUBJECT), found.start())
        right = metric_end(words, left, found.start())
        if right - left < _SHORTEST_SUBJECT or (rule.head and not rule.head.search(words, left, right)):
            continue
        groups = found.groupdict()
        spans: Spans = ((left, right), found.span("rest")) if groups.get("rest") else ((left, right),)
        yield Class(
            start=left,
            end=found.end(),
            metric=spans,
            comparator=">=" if groups.get("better") else rule.comparator,
            value=found.span("value"),
            unit=rule.unit,
            kind="number" if rule.name.startswith("zero") else "class",
            rule=rule.name,
        )


def may_state_class(words: str) -> bool:
    """Cheap test: only sentences with one of these words can state a class."""
    return _signs().search(words) is not None


@cache
def _signs() -> re.Pattern[str]:
    return compiled(vocabulary("targets/targets")["_class_signs"])


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            name,
            compiled(entry["sign"]),
            compiled(entry["head"]) if "head" in entry else None,
            entry["unit"],
            entry.get("dated", False),
            entry.get("comparator", "="),
        )
        for name, entry in vocabulary("targets/targets")["classes"].items()
    )
