"""Whether a number in its clause is an aim, and by which rule; money given, ceilings, conditions, past facts are none."""

import re
from dataclasses import dataclass
from functools import cache

from loaders.candidates import Candidate
from loaders.comparators import Predicate
from loaders.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Setting:
    """A candidate with all that is known of its surroundings: the clause, the predicate, the metric's span, the list so far."""

    words: str
    clause_start: int
    clause_end: int
    candidate: Candidate
    predicate: Predicate | None
    metric: tuple[int, int]
    listed: bool
    verb: bool


def worth_reading(words: str) -> bool:
    """Cheap test: only sentences with one of these characters can state a target."""
    return _worth().search(words) is not None


def maker(words: str) -> tuple[int, int] | None:
    """Span of the first verb of making in `words`."""
    found = _any_of("_makers").search(words)
    return found.span() if found else None


def judged(setting: Setting) -> str | None:
    """The name of the rule by which the candidate is a target, or None."""
    words, quantity = setting.words, setting.candidate.quantity
    clause = words[setting.clause_start : setting.clause_end]
    start, end = setting.metric
    metric = words[start:end]
    tail = words[quantity.end : setting.candidate.end]
    before = words[: quantity.start]
    aimed = setting.listed or _pattern("_aims").search(before) is not None
    if _pattern("_vetoes").search(clause) or _pattern("_conditional").search(
        words[quantity.end : setting.clause_end + 1]
    ):
        return None
    if quantity.kind == "span" and not _pattern("_needs_span").search(metric):
        return None
    if quantity.kind == "bare" and (setting.predicate is None or words[quantity.end : setting.clause_end].strip()):
        return None
    if setting.candidate.subject:
        return "distributed"
    made = maker(metric)
    if tail:
        if made and quantity.kind != "share":
            return "counted noun"
        return None
    if setting.predicate is not None:
        if not metric:
            return "echo" if setting.listed and setting.predicate.sense in ("rise", "fall") else None
        if _any_of("_indicators", end=True).search(metric) or made or aimed:
            return "predicate"
        return None
    if not metric:
        return None
    if made or setting.verb or aimed:
        return "count"
    return None


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(vocabulary("targets")[name])


@cache
def _any_of(name: str, *, end: bool = False) -> re.Pattern[str]:
    words = sorted(vocabulary("targets")[name], key=lambda word: (-len(word), word))
    return re.compile(rf"(?:{'|'.join(words)}){chr(92) + 'Z' if end else ''}")


@cache
def _worth() -> re.Pattern[str]:
    return re.compile(vocabulary("targets")["_worth"])
