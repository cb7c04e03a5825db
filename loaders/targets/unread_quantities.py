"""Aims that were not read: figures of clauses that say by force that something is due, figures in unknown units, aims in words."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from graph.kept.patterns import compiled
from loaders.readings import Milestone, Outline, Part, Statement, Target, Unread
from loaders.targets.aim_rules import speaks_otherwise
from loaders.targets.comparators import predicate
from loaders.targets.section_deadlines import Sections
from loaders.targets.target_deadlines import Calendar, timed
from loaders.text.quantities import Quantity, quantities
from loaders.text.sentences import Sentence, clauses, sentences
from loaders.vocabulary import vocabulary

_NEAR = 12
"""Characters in front of a number in which its predicate stands."""


def unread_quantities(
    outline: Outline,
    part: Part,
    statements: Sequence[Statement],  # noqa: ARG001 - every room that lists what it could not use is asked alike
    targets: Sequence[Target],
) -> Iterator[Unread]:
    """At most one a clause: `quantity`, where it looks like an aim; `unknown-unit`, where no table knows its unit."""
    taken = sorted((each.start, each.end) for each in targets)
    if not _left_over(outline, part, taken):
        return
    for sentence in sentences(outline, part):
        if sentence.title or not _signs().search(sentence.words):
            continue
        words = timed(outline, sentence, Calendar(None, None)).words
        for start, end in clauses(words):
            found = _of_clause(words, start, end)
            if found is not None and not _is_taken(taken, sentence, start, end):
                quantity, kind = found
                yield Unread(sentence.start + start + _blanks(words[start:end]), sentence.start + quantity.end, kind)


def unread_aims(
    outline: Outline, part: Part, targets: Sequence[Target], milestones: Sequence[Milestone]
) -> Iterator[Unread]:
    """`aim-in-words`, one a sentence that says what will have become better (管理制度基本健全), and by no figure."""
    sections = Sections(outline)
    facts = sorted([*((each.start, each.end) for each in targets), *((each.start, each.end) for each in milestones)])
    for sentence in sentences(outline, part):
        if sentence.title or not sections.of_aims(sentence) or not _states().search(sentence.words):
            continue
        at = bisect_left(facts, (sentence.start, 0))
        stated = at < len(facts) and facts[at][0] < sentence.end
        if not stated and not (at and facts[at - 1][1] > sentence.start):
            yield Unread(sentence.start, sentence.end, "aim-in-words")


def _left_over(outline: Outline, part: Part, taken: Sequence[tuple[int, int]]) -> bool:
    """Whether a figure with a sign in front of it stands outside all targets: a quick test over the whole part."""
    ends = (found.end() for found in _signs().finditer(outline.shadow, part.start, part.end))
    return any(not any(start < end <= stop for start, stop in _near(taken, end)) for end in ends)


def _near(taken: Sequence[tuple[int, int]], position: int) -> Sequence[tuple[int, int]]:
    at = bisect_left(taken, (position, 0))
    return taken[max(0, at - 3) : at]


def _of_clause(words: str, start: int, end: int) -> tuple[Quantity, str] | None:
    """The clause's first quantity with a sign of an aim in front of it, and what is wrong with it."""
    for quantity in quantities(words, start, end):
        front = words[start : quantity.start]
        if not _insists().search(words, 0, quantity.start) or speaks_otherwise(words, start, end, quantity):
            continue
        joined = predicate(front[-_NEAR:]) is not None
        if quantity.kind == "bare":
            if joined and _unit_like().match(words, quantity.end, end):
                return quantity, "unknown-unit"
        elif quantity.kind != "span" and (joined or quantity.kind in ("count", "measure")):
            return quantity, "quantity"
    return None


def _is_taken(taken: Sequence[tuple[int, int]], sentence: Sentence, start: int, end: int) -> bool:
    """Whether a target has words of the clause."""
    left, right = sentence.start + start, sentence.start + end
    return any(stop > left for _, stop in _near(taken, right))


def _blanks(words: str) -> int:
    return len(words) - len(words.lstrip(" \ue001\ue003"))


@cache
def _signs() -> re.Pattern[str]:
    return compiled(vocabulary("targets/targets")["_unread_signs"])


@cache
def _insists() -> re.Pattern[str]:
    return compiled(vocabulary("targets/targets")["_unread_insists"])


@cache
def _unit_like() -> re.Pattern[str]:
    return compiled(vocabulary("targets/targets")["_unit_like"])


@cache
def _states() -> re.Pattern[str]:
    return compiled(vocabulary("targets/targets")["_aims_in_words"])
