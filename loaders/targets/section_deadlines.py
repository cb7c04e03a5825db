"""The deadline that sentences of a section hand on to those that state none; sections on aims, on facts, on stages."""

import re
from functools import cache

from graph.kept.patterns import compiled
from graph.shadow import shadow
from loaders.readings import Outline
from loaders.targets.target_deadlines import Timed
from loaders.text.sentences import Sentence
from loaders.text.time_words import time_words
from loaders.vocabulary import vocabulary


class Sections:
    """The deadline that earlier sentences hand on: in a section on aims (主要目标), or where a paragraph begins with it."""

    def __init__(self, outline: Outline) -> None:
        self._outline = outline
        self._heading: int | None = None
        self._date: str | None = None
        self._opened: tuple[int, str] | None = None
        self._kinds: dict[tuple[int, bool], bool] = {}
        self._stages: dict[int, str | None] = {}

    def inherited(self, sentence: Sentence) -> str | None:
        """The deadline that governs a sentence which states none."""
        afresh = sentence.first and not self.of_aims(sentence) and not self._runs_on(sentence)
        if sentence.heading != self._heading or afresh:
            self._heading, self._date = sentence.heading, self._handed_on(sentence.heading)
        return self._date

    def _runs_on(self, sentence: Sentence) -> bool:
        """The sentence goes on in the line of its heading (一、全年实施项目65项。新建…), whose words of time govern it."""
        if sentence.title or sentence.heading is None:
            return False
        heading = self._outline.headings[sentence.heading]
        return heading.run_in and "\n" not in self._outline.shadow[heading.start : sentence.start]

    def _handed_on(self, heading: int | None) -> str | None:
        """The deadline of a stage that a heading names, or of a sentence that opens the list of a section's items.

        第一阶段（2024年—2025年）; 到2027年,达到以下目标:.
        """
        opened, date = self._opened or (None, None)
        while heading is not None:
            if heading not in self._stages:
                self._stages[heading] = self._stage(heading)
            if stage := self._stages[heading]:
                return stage
            heading = self._outline.headings[heading].parent
            if heading == opened:
                return date
        return None

    def _stage(self, at: int) -> str | None:
        """The end of the period that stands in brackets behind the name of a stage."""
        title = shadow(self._outline.headings[at].title)
        found = _stages().search(title)
        words = time_words(found["period"]) if found else ()
        return words[-1].date or None if found and words and words[-1].end == len(found["period"]) else None

    def note(self, sentence: Sentence, words: Timed) -> None:
        """Keep the deadline of a sentence for those that follow."""
        opens = sentence.first and bool(words.dues) and words.dues[0].start == 0
        if words.dues and (opens or self.of_aims(sentence)):
            self._date = words.dues[-1].date or None
        if opens and sentence.heading is not None and words.words.endswith(":") and words.dues[-1].date:
            self._opened = (sentence.heading, words.dues[-1].date)

    def heeds(self, sentence: Sentence) -> bool:
        """Whether the sentence's words of time may matter to later ones."""
        return sentence.first or self.of_aims(sentence)

    def of_facts(self, sentence: Sentence) -> bool:
        """The sentence stands in a section on what is there already (发展现状, 工作回顾)."""
        return self._is_of(sentence.heading, facts=True)

    def of_aims(self, sentence: Sentence) -> bool:
        """The sentence stands in a section whose heading, or one above it, is about aims."""
        return self._is_of(sentence.heading, facts=False)

    def _is_of(self, at: int | None, *, facts: bool) -> bool:
        """Whether a heading or one above it is of a kind; each is looked at once."""
        if at is None:
            return False
        if (at, facts) not in self._kinds:
            heading = self._outline.headings[at]
            said = _facts_heading(heading.title) if facts else aims_heading(heading.title)
            self._kinds[at, facts] = said or self._is_of(heading.parent, facts=facts)
        return self._kinds[at, facts]


def aims_heading(title: str) -> bool:
    """Whether a heading is one of a section on aims."""
    return _goal_headings().search(title) is not None


def _facts_heading(title: str) -> bool:
    return _fact_headings().search(shadow(title)) is not None


@cache
def _goal_headings() -> re.Pattern[str]:
    return compiled(vocabulary("targets/targets")["_goal_headings"])


@cache
def _stages() -> re.Pattern[str]:
    return compiled(vocabulary("targets/targets")["_stages"])


@cache
def _fact_headings() -> re.Pattern[str]:
    return compiled(vocabulary("targets/targets")["_fact_headings"])
