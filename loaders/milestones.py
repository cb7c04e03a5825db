"""Milestones: end states without a figure, full coverage or a target that a higher level hands down."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal

from loaders.aims import Calendar, Sections, Timed, timed
from loaders.facts import Metadata, Milestone, Outline, Part, Target
from loaders.metrics import lead, spelled, trail
from loaders.phrases import Sentence, clauses, sentences
from loaders.targets import targets
from loaders.vocabulary import vocabulary


def milestones(outline: Outline, part: Part, metadata: Metadata) -> tuple[Milestone, ...]:
    """The milestones of one part of a text, in text order; words that state a target are none."""
    calendar = Calendar.of(metadata)
    sections = Sections(outline)
    taken = targets(outline, part, metadata)
    found: list[Milestone] = []
    for sentence in sentences(outline, part):
        inherited = sections.inherited(sentence)
        words = (
            timed(outline, sentence, calendar) if _signs().search(sentence.words) or sections.heeds(sentence) else None
        )
        if words is None:
            continue
        found += _of_sentence(outline, sentence, words, inherited)
        sections.note(sentence, words)
    return tuple(_apart(found, taken))


def _of_sentence(outline: Outline, sentence: Sentence, words: Timed, inherited: str | None) -> Iterator[Milestone]:
    for start, end in clauses(words.words):
        for name, kind, pattern in _rules():
            match = pattern.search(words.words, start, end)
            if match is None:
                continue
            left, right = match.span("subject")
            left = lead(words.words, left, right)
            right = trail(words.words, left, right)
            spans = [(left, right)]
            if match.groupdict().get("rest"):
                spans.append(match.span("rest"))
            due = words.due(match.start())
            yield Milestone(
                start=sentence.start + lead(words.words, match.start(), right),
                end=sentence.start + match.end(),
                metric=spelled(outline, words.words, sentence.start, *spans),
                deadline=(due.date or None) if due else inherited,
                heading=None if sentence.heading is None else outline.headings[sentence.heading].start,
                kind=kind,
                rule=name,
            )
            break


def _apart(found: Sequence[Milestone], taken: Sequence[Target]) -> Iterator[Milestone]:
    """Those that share no character with a target; both run in text order."""
    index = 0
    for each in found:
        while index < len(taken) and taken[index].end <= each.start:
            index += 1
        if index == len(taken) or taken[index].start >= each.end:
            yield each


@cache
def _rules() -> tuple[tuple[str, Literal["coverage", "deferred"], re.Pattern[str]], ...]:
    entries = vocabulary("milestones")["milestones"].items()
    return tuple((name, entry["kind"], re.compile(entry["pattern"])) for name, entry in entries)


@cache
def _signs() -> re.Pattern[str]:
    return re.compile(vocabulary("milestones")["_signs"])
