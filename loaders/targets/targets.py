"""Targets: the figures and classes that a plan sets out to reach, with metric, comparator, unit, baseline and deadline.

Every number with a unit is looked at; the words of its clause decide whether it is an aim (loaders/targets/aim_rules.py).
Conventions: corpus/SCHEMA.md 7-13.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from graph.kept.patterns import compiled
from loaders.readings import Metadata, Outline, Part, Span, Target
from loaders.targets.aim_rules import (
    insists,
    looks_ahead,
    may_state_target,
    recounts,
)
from loaders.targets.indicators.rows import indicator_targets
from loaders.targets.section_deadlines import Sections
from loaders.targets.target_deadlines import Calendar, times
from loaders.targets.target_sentences import SentenceReader
from loaders.text.sentences import sentences
from loaders.vocabulary import vocabulary


def targets(outline: Outline, part: Part, metadata: Metadata, *, duties: bool = False) -> tuple[Target, ...]:
    """The targets of one part of a text, in text order, with spans in the stored text.

    `duties`: the part gives units duties in brackets, fields or tables, so that it is a plan even without headings;
    so is one with a table that says by when.
    """
    dated = any(column.kind == "deadline" for table in outline.tables for column in table.columns.values())
    planned = bool(outline.headings) or duties or dated
    calendar = Calendar.of(metadata)
    sections, timeline = Sections(outline), times(outline, part, calendar)
    tables = list(indicator_targets(outline, part, calendar))
    found: list[Target] = [each for _, of_table in tables for each in of_table]
    told = False
    lines = _line_starts(outline, part)
    for sentence in sentences(outline, part):
        line = lines[bisect_right(lines, sentence.start + 1) - 1]
        of_field = _aim_field().match(outline.shadow, line, sentence.end) is not None  # 整改目标：…
        inherited, goal = sections.inherited(sentence), sections.of_aims(sentence) or of_field
        told = (
            recounts(sentence.words)
            or calendar.looks_back(sentence.words)
            or (told and not sentence.first and not looks_ahead(sentence.words))
        )
        if told or _inside(tables, sentence.start):
            continue
        if may_state_target(sentence.words) or sections.heeds(sentence):
            words = timeline.of(sentence)
            if sections.of_facts(sentence) and not words.aims and not insists(sentence.words):
                continue
            found += SentenceReader(outline, sentence, words, inherited, goal=goal, planned=planned).read()
            sections.note(sentence, words)
    return tuple(sorted(found, key=lambda each: each.start))


def _line_starts(outline: Outline, part: Part) -> list[int]:
    """Where the lines of a part begin; each sentence looks for its own, and a line may hold thousands of them."""
    first = outline.shadow.rfind("\n", 0, part.start + 1) + 1
    return [first, *(end.end() for end in compiled("\n").finditer(outline.shadow, first, part.end))]


def _inside(tables: Sequence[tuple[Span, tuple[Target, ...]]], position: int) -> bool:
    """Whether one of the tables, which are in text order, holds `position`."""
    at = bisect_right(tables, position, key=lambda table: table[0].start) - 1
    return at >= 0 and position < tables[at][0].end


@cache
def _aim_field() -> re.Pattern[str]:
    return compiled(vocabulary("targets/targets")["_aim_field"])
