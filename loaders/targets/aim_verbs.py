"""Verbs of making and of pushing on, and other signs of aims, by the lists of targets.yaml."""

import re
from functools import cache, lru_cache
from typing import Literal

from graph.kept.patterns import compiled
from loaders.vocabulary import vocabulary

_VERB_WITHIN = 8
"""Characters of a metric in which its verb must end to be carried on to later items."""


def making_verb(words: str) -> tuple[int, int] | None:
    """Span of the first verb of making in `words`; some verbs make things only where the words begin with them."""
    found = any_of("_makers").search(words) or opening_verb(words)
    return found.span() if found else None


def opening_verb(words: str) -> re.Match[str] | None:
    """The verb of making with which `words` begin, behind words of time and adverbs."""
    begins = pattern("_begins").match(words)
    return _any_maker().match(words, begins.end() if begins else 0)


def carried_verb(words: str) -> int | None:
    """Where the verb ends that `words` begin with and that a list's later items leave out (新增A 3家、B 2家)."""
    found = any_of("_carried").search(words[:_VERB_WITHIN]) or _any_maker().match(words)
    if found is None or (found.start() and found[0].startswith(vocabulary("targets/targets")["_first_only"])):
        return None
    return found.end()


def carries_far(verb: str) -> bool:
    """A verb that items behind a comma leave out too; others only go to the next item of a list."""
    return any_of("_carried").fullmatch(verb) is not None


def shared_verb(front: str) -> tuple[int, int] | None:
    """Span of the verb in `front` that a list shares whose first members have no number: 培育一批藏书楼和读书会、."""
    verb = opening_verb(front)
    return verb.span() if verb and _separated().search(front, verb.end()) else None


def named_things(front: str) -> bool:
    """`front` ends in a verb of making and the names of what is then counted: 建成东埠、西埠."""
    verb = opening_verb(front)
    return verb is not None and pattern("_names").match(front, verb.end()) is not None


def change_behind(words: str) -> Literal["rise", "fall"] | None:
    """The change that stands behind its figure: 两位数增长."""
    found = pattern("_change_behind").match(words)
    if found is None or not found[0].strip():
        return None
    return "rise" if found["rise"] else "fall"


def pushing_verb(words: str) -> tuple[int, int] | None:
    """Span of the verb that pushes the things on that `words` lead up to (推动…等)."""
    found = max(pattern("_pusher").finditer(words), key=lambda each: each.start(), default=None)
    return found.span() if found else None


def last_making_verb(words: str) -> tuple[int, int] | None:
    """Span of the verb of making with which `words` end, in front of what is counted; later items of a list leave it out."""
    found = max(_any_maker().finditer(words), key=lambda each: each.start(), default=None)
    return found.span() if found and holds("_direct", words[found.end() :]) else None


def opens_a_count(words: str) -> bool:
    """`words` end in a verb of making and a number of things is to follow: 建成超."""
    return directly(words, "_makers")


def only_bounds(words: str) -> bool:
    """Nothing but words of bound stands between a verb and its number."""
    return holds("_direct", words)


def place_length(words: str) -> int:
    """Characters of a place in front of the verb that `words` begin with: 在医院改造 → 3."""
    made = making_verb(words)
    return made[0] if made and holds("_located", words[: made[0]]) else 0


def period_behind_level(words: str) -> tuple[int, int] | None:
    """Span of a verb of level between a metric and the period at its end: 人次 保持 年均."""
    found = pattern("_level_before_period").search(words)
    return found.span() if found and found.start() else None


def frequent_thing(words: str) -> int:
    """Where the thing that is done so often begins in the clause with which `words` end: 组织展销会，."""
    found = pattern("_frequent_clause").search(words)
    return found.start() if found else len(words)


def period_length(words: str) -> int:
    """Characters of the period with which `words` begin: 每年度."""
    found = pattern("_frequency").match(words)
    return found.end("period") if found else len(words)


def is_subject(noun: str) -> bool:
    """The counted noun does something itself: 1个卫生院达到二级医院水平."""
    return holds("_subject_verbs", noun)


def at_least(words: str) -> bool:
    """A floor that stands apart from its number: 至少每季度召开一次."""
    return holds("_least", words)


def rate_base(words: str) -> bool:
    """The metric is a rate per hundred or more: 每千名儿童拥有."""
    return holds("_base", words)


def makes_next(front: str) -> bool | None:
    """Whether `front` ends in a verb of making; None where it has no such verb."""
    if holds("_least_verb", front) or directly(front, "_direct_makers"):
        return True
    if making_verb(front) is None:
        return True if directly(front, "_makers") else None
    return (
        directly(front, "_makers") or holds("_such_as", front) or shared_verb(front) is not None or named_things(front)
    )


def directly(front: str, verbs: str) -> bool:
    """The last of these verbs in `front` stands right before the number."""
    words = _any_maker() if verbs == "_makers" else any_of(verbs)
    last = max(words.finditer(front), key=lambda found: found.start(), default=None)
    return last is not None and holds("_direct", front[last.end() :])


def repeats(words: str) -> bool:
    """Words that say that an aim recurs (每年, 每季度)."""
    return holds("_recurs", words)


def holds(name: str, words: str) -> bool:
    """Whether the pattern of that name stands in `words`."""
    return pattern(name).search(words) is not None


@lru_cache(maxsize=1)
def bars(words: str, start: int, end: int) -> tuple[re.Match[str], ...]:
    """Words that bar an aim, looked for once a clause, however many numbers it lists."""
    return tuple(pattern("_vetoes").finditer(words, start, end))


@cache
def of_share() -> str:
    """The word that joins a share to its things."""
    return str(vocabulary("targets/targets")["_of"])


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The pattern of that name."""
    return compiled(vocabulary("targets/targets")[name])


@cache
def any_of(name: str, *, end: bool = False) -> re.Pattern[str]:
    """One of the words of the list of that name; with `end`, at the end."""
    words = sorted(vocabulary("targets/targets")[name], key=lambda word: (-len(word), word))
    return compiled(rf"(?:{'|'.join(words)}){chr(92) + 'Z' if end else ''}")


@cache
def _any_maker() -> re.Pattern[str]:
    """Every verb of making: those that make things anywhere, those that do where they begin, and those that are composed."""
    data = vocabulary("targets/targets")
    words = sorted([*data["_makers"], *data["_opening_makers"]], key=lambda word: (-len(word), word))
    return compiled(rf"(?:{data['_composed_first']}|{'|'.join(words)}|{data['_composed']})")


@cache
def _separated() -> re.Pattern[str]:
    return compiled(rf"(?:{vocabulary('targets/targets')['_separator']}){vocabulary('targets/targets')['_bounds']}\Z")
