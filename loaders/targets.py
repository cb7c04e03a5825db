"""Targets: the figures and classes that a plan sets out to reach, with metric, comparator, unit, baseline and deadline.

Every number with a unit is a candidate; the words of its clause decide whether it is an aim (loaders/judgement.py).
Conventions: corpus/SCHEMA.md 7-13.
"""

from typing import Literal

from loaders.aims import Calendar, Due, Sections, Timed, timed
from loaders.candidates import Candidate, candidates
from loaders.classes import Class, classes
from loaders.comparators import comparator, predicate
from loaders.facts import Comparator, Metadata, Outline, Part, Target
from loaders.judgement import Setting, judged, maker, worth_reading
from loaders.metrics import lead, spelled, trail
from loaders.phrases import Sentence, clauses, sentences


def targets(outline: Outline, part: Part, metadata: Metadata) -> tuple[Target, ...]:
    """The targets of one part of a text, in text order, with spans in the stored text."""
    calendar = Calendar.of(metadata)
    sections = Sections(outline)
    found: list[Target] = []
    for sentence in sentences(outline, part):
        inherited = sections.inherited(sentence)
        if worth_reading(sentence.words) or sections.heeds(sentence):
            words = timed(outline, sentence, calendar)
            found += _Reader(outline, sentence, words, inherited).read()
            sections.note(sentence, words)
    return tuple(found)


class _Reader:
    """Reads one sentence; remembers what later items of a list leave out: the verb, the subject."""

    def __init__(self, outline: Outline, sentence: Sentence, words: Timed, inherited: str | None) -> None:
        self.outline, self.sentence, self.timed, self.inherited = outline, sentence, words, inherited
        self.words = words.words
        self.verb: tuple[int, int] | None = None
        self.subject: tuple[tuple[int, int], ...] = ()
        self.found: list[Target] = []

    def read(self) -> list[Target]:
        for start, end in clauses(self.words):
            for candidate in candidates(self.words, start, end):
                self._consider(candidate, start, end)
            for each in classes(self.words, start, end, dated=bool(self.timed.dues)):
                self._class(each)
        return self.found

    def _consider(self, candidate: Candidate, start: int, end: int) -> None:
        words, quantity = self.words, candidate.quantity
        joined = predicate(words[max(candidate.start, quantity.start - 40) : quantity.start])
        stop = quantity.start if joined is None else joined.start + max(candidate.start, quantity.start - 40)
        first = lead(words, candidate.start, stop)
        last = trail(words, first, stop)
        setting = Setting(words, start, end, candidate, joined, (first, last), bool(self.found), self.verb is not None)
        rule = judged(setting)
        if rule is None:
            return
        spans: tuple[tuple[int, int], ...]
        if candidate.subject:
            left, right = candidate.subject
            spans = ((lead(words, left, right), trail(words, left, right)),)
        elif rule == "echo":
            spans = self.subject
        else:
            spans = ((first, last),)
            tail = (quantity.end, candidate.end)
            made = maker(words[first:last])
            if made is not None and made[0] <= 6:
                self.verb = (first, first + made[1])
            elif self.verb and joined is None and tail[0] == tail[1] and made is None:
                spans = (self.verb, *spans)
            if tail[1] > tail[0]:
                spans = (*spans, tail)
            self.subject = spans
        due = self.timed.due_behind(quantity.end) or self.timed.due(quantity.start)
        self.found.append(
            self._target(
                (min(first, quantity.start), max(candidate.end, quantity.end)),
                spans,
                comparator(joined, quantity),
                quantity.value,
                quantity.unit,
                self.timed.baseline(start, quantity.start),
                due,
                "number",
                rule,
            )
        )

    def _class(self, each: Class) -> None:
        origin = self.sentence.start
        if self.found and self.found[-1].end > origin + each.start:
            return
        self.found.append(
            self._target(
                (each.start, each.end),
                each.metric,
                each.comparator,
                self.outline.text[origin + each.value[0] : origin + each.value[1]],
                each.unit,
                None,
                self.timed.due(each.value[0]),
                each.kind,
                each.rule,
            )
        )

    def _target(
        self,
        span: tuple[int, int],
        spans: tuple[tuple[int, int], ...],
        compared: Comparator,
        value: str,
        unit: str,
        baseline: str | None,
        due: Due | None,
        kind: Literal["number", "class"],
        rule: str,
    ) -> Target:
        origin = self.sentence.start
        return Target(
            start=origin + span[0],
            end=origin + span[1],
            metric=spelled(self.outline, self.words, origin, *spans),
            comparator=compared,
            value=value,
            unit=unit,
            baseline=baseline,
            deadline=(due.date or None) if due else self.inherited,
            heading=None if self.sentence.heading is None else self.outline.headings[self.sentence.heading].start,
            kind=kind,
            rule=rule,
        )
