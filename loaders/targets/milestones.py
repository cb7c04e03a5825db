"""Milestones: end states without a figure, full coverage or a target that a higher level hands down."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from graph.kept.patterns import compiled
from loaders.readings import Metadata, Milestone, Outline, Part, Target
from loaders.targets.metrics import metric_end, metric_start, metric_words
from loaders.targets.section_deadlines import Sections
from loaders.targets.target_deadlines import Calendar, Timed, times
from loaders.targets.targets import targets
from loaders.text.sentences import Sentence, clauses, sentences
from loaders.vocabulary import vocabulary

_LONGEST_SUBJECT = 80
_SHORTEST_METRIC = 2


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    kind: Literal["coverage", "deferred"]
    sign: re.Pattern[str]
    alone: bool


def milestones(
    outline: Outline, part: Part, metadata: Metadata, taken: Sequence[Target] | None = None
) -> tuple[Milestone, ...]:
    """The milestones of one part of a text, in text order; words that state a target are none.

    `taken` are the targets of the part, in text order; they are read where they are not given.
    """
    calendar = Calendar.of(metadata)
    sections, timeline = Sections(outline), times(outline, part, calendar)
    found: list[Milestone] = []
    for sentence in sentences(outline, part):
        inherited = sections.inherited(sentence)
        stated = _signs().search(sentence.words) is not None
        if stated or sections.heeds(sentence):
            words = timeline.of(sentence)
            if stated:
                found += _of_sentence(outline, sentence, words, inherited)
            sections.note(sentence, words)
    return tuple(_apart(found, targets(outline, part, metadata) if taken is None else taken))


def _of_sentence(outline: Outline, sentence: Sentence, timed_: Timed, inherited: str | None) -> Iterator[Milestone]:
    words, origin = timed_.words, sentence.start
    for start, end in clauses(words):
        for rule in _rules():
            found = rule.sign.search(words, start, end)
            if found is None:
                continue
            left = metric_start(words, max(start, found.start() - _LONGEST_SUBJECT), found.start())
            right = metric_end(words, left, found.start())
            rest = [found.span("rest")] if found.groupdict().get("rest") else []
            metric = metric_words(outline, words, origin, *([] if rule.alone else [(left, right)]), *rest)
            if len(metric) < _SHORTEST_METRIC or (left == right and not rule.alone):
                continue
            due = timed_.due(found.start())
            yield Milestone(
                start=origin + (found.start() if rule.alone else left),
                end=origin + found.end(),
                metric=metric,
                deadline=(due.date or None) if due else inherited,
                heading=None if sentence.heading is None else outline.headings[sentence.heading].start,
                kind=rule.kind,
                rule=rule.name,
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
def _rules() -> tuple[_Rule, ...]:
    entries = vocabulary("targets/milestones")["milestones"].items()
    return tuple(
        _Rule(name, entry["kind"], compiled(entry["sign"]), entry.get("alone", False)) for name, entry in entries
    )


@cache
def _signs() -> re.Pattern[str]:
    return compiled(vocabulary("targets/milestones")["_signs"])
