"""Verbs of making and of pushing on, and other signs of aims, by the lists of targets.yaml."""

import re
from functools import cache

from loaders.vocabulary import vocabulary

_VERB_WITHIN = 8
"""Characters of a metric in which its verb must end to be carried on to later items."""


def making_verb(words: str) -> tuple[int, int] | None:
    """Span of the first verb of making in `words`."""
    found = any_of("_makers").search(words)
    return found.span() if found else None


def carried_verb(words: str) -> int | None:
    """Where the verb ends that `words` begin with and that a list's later items leave out (新增A 3家、B 2家)."""
    found = any_of("_carried").search(words[:_VERB_WITHIN])
    if found is None or (found.start() and found[0].startswith(vocabulary("targets/targets")["_first_only"])):
        return None
    return found.end()


def pushing_verb(words: str) -> tuple[int, int] | None:
    """Span of the verb that pushes the things on that `words` lead up to (推动…等)."""
    found = max(pattern("_pusher").finditer(words), key=lambda each: each.start(), default=None)
    return found.span() if found else None


def last_making_verb(words: str) -> tuple[int, int] | None:
    """Span of the verb of making with which `words` end, in front of what is counted; later items of a list leave it out."""
    found = max(any_of("_carried").finditer(words), key=lambda each: each.start(), default=None)
    return found.span() if found and holds("_direct", words[found.end() :]) else None


def opens_a_count(words: str) -> bool:
    """`words` end in a verb of making and a number of things is to follow: 建成超."""
    return directly(words, "_makers")


def only_bounds(words: str) -> bool:
    """Nothing but words of bound stands between a verb and its number."""
    return holds("_direct", words)


def place_length(words: str) -> int:
    """Characters of a place in front of the verb that `words` begin with: 在医院改造 → 3."""
    made = making_verb(words) if words.startswith(vocabulary("targets/targets")["_located"]) else None
    return made[0] if made else 0


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
        return None
    return directly(front, "_makers") or holds("_such_as", front)


def directly(front: str, verbs: str) -> bool:
    """The last of these verbs in `front` stands right before the number."""
    last = max(any_of(verbs).finditer(front), key=lambda found: found.start(), default=None)
    return last is not None and holds("_direct", front[last.end() :])


def holds(name: str, words: str) -> bool:
    """Whether the pattern of that name stands in `words`."""
    return pattern(name).search(words) is not None


@cache
def share_joint() -> str:
    """The word that joins a share to its things."""
    return str(vocabulary("targets/targets")["_of"])


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The pattern of that name."""
    return re.compile(vocabulary("targets/targets")[name])


@cache
def any_of(name: str, *, end: bool = False) -> re.Pattern[str]:
    """One of the words of the list of that name; with `end`, at the end."""
    words = sorted(vocabulary("targets/targets")[name], key=lambda word: (-len(word), word))
    return re.compile(rf"(?:{'|'.join(words)}){chr(92) + 'Z' if end else ''}")
