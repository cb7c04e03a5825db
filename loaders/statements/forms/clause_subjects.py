"""Where a clause may have its subject, and where the list of those who act with it ends."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from graph.kept.patterns import compiled
from loaders.readings import Span
from loaders.statements.drafts import Page
from loaders.statements.forms.subject_lists import Subject, subject
from loaders.statements.lists import unit_names as units
from loaders.vocabulary import by_first, guarded, vocabulary

_REACH, _TRIES, _BY, _ENDING, _LONGEST, _GOES_ON = 240, 12, 60, 12, 60, 4
_BRACKET = ")"


def subjects(page: Page, clause: Span, limit: int) -> Iterator[Subject]:
    """Lists of units that may be the subject of a clause, shortest first: words from its beginning, or from 由, up to a verb.

    The list may go on behind the clause, up to `limit`, where a comma parts its units.
    """
    for start, by in _starts(page.words, clause):
        if _pattern("_work_start").match(page.words, start, clause.end):
            continue
        for end in islice(_ends(page.words, Span(start, min(limit, start + _REACH)), clause.end), _TRIES):
            found = subject(page, Span(start, end), by)
            if found is not None:
                yield found
        if by == _text("_through"):
            found = _before_any_verb(page, Span(start, clause.end), by)
            if found is not None:
                yield found


def _starts(words: str, clause: Span) -> Iterator[tuple[int, str]]:
    """The beginning of a clause, and what follows 由, 经, 请 in it; 建立由X牵头的机制 is no duty of its own."""
    lead = after_lead(words, clause)
    before = words[lead - 1 : lead] if lead > clause.start else ""
    yield lead, before if before and _pattern("_by").fullmatch(before) else ""
    for by in _pattern("_by").finditer(words, lead, min(clause.end, lead + _BY)):
        if not _pattern("_made").search(words, lead, by.start()):
            yield by.end(), by[0]
    bracket = words.find(_BRACKET, lead, clause.end)
    while bracket >= 0:
        if words[bracket + 1 : bracket + 2].isalpha():
            yield bracket + 1, _BRACKET
        bracket = words.find(_BRACKET, bracket + 1, clause.end)


def after_lead(words: str, clause: Span) -> int:
    """Where the clause begins behind words that join it to the one before (同时, 其中, 并)."""
    lead = _pattern("_subject_lead").match(words, clause.start, clause.end)
    return lead.end() if lead else clause.start


def _ends(words: str, rest: Span, comma: int) -> Iterator[int]:
    """Where a list of units may end: before a word that can open a predicate, behind words that end like a unit."""
    for stop in _stop().finditer(words, rest.start, rest.end):
        tail = words[max(rest.start, stop.start() - _ENDING) : stop.start()].rstrip(", ")
        if tail and tail[-1] in _last_signs() and (units.ends_like_unit(tail) or _pattern("_last_words").search(tail)):
            yield stop.start()
        elif stop.start() >= comma:
            return


def others(page: Page, rest: Span) -> Subject | None:
    """The list of units that opens the rest of a clause, as after 会同: the longest that ends before a verb, or at its end."""
    found = None
    end = min(rest.end, rest.start + _REACH)
    comma = page.words.find(",", rest.start, end)
    for stop in islice(_ends(page.words, Span(rest.start, end), comma if comma >= 0 else end), _TRIES):
        found = subject(page, Span(rest.start, stop)) or found
    if found is None and subject(page, Span(rest.start, comma if comma >= 0 else end)) is None:
        return _before_any_verb(page, Span(rest.start, comma if comma >= 0 else end))
    return found or subject(page, Span(rest.start, end))


def _before_any_verb(page: Page, rest: Span, by: str = "") -> Subject | None:
    """The units that a clause begins with, where a verb follows that no vocabulary knows: the most units, short names."""
    best: Subject | None = None
    ends = (
        end
        for end in range(rest.start + 2, min(rest.end, rest.start + _LONGEST) + 1)
        if units.looks_like_unit(page.words[rest.start : end].rpartition(_text("_pause"))[2], firm=True)
    )
    for end in islice(ends, _TRIES):
        found = subject(page, Span(rest.start, end), by)
        if found is not None and (best is None or _is_better(page.words, found, best)):
            best = found
    return best


def _is_better(words: str, found: Subject, best: Subject) -> bool:
    """More units, or a name that goes on a little (车管部门, not 车管部), unless the shorter one is surely whole (…局)."""
    if len(found.mentions) > len(best.mentions):
        return True
    longer = found.span.end - best.span.end
    return longer <= _GOES_ON and not _pattern("_closed").fullmatch(words, best.span.end - 1, best.span.end)


@cache
def _stop() -> re.Pattern[str]:
    """Words that may open a predicate: those of the gap, of a role, of administration."""
    data = vocabulary("statements/forms/prose")
    words = by_first({*data["_adverbs"], *data["_verbs"], *data["_other_verbs"]})
    return compiled(guarded(data["_subject_stop"]) + f"|{words}(?!{data['_of_a_name']})")


@cache
def _last_signs() -> frozenset[str]:
    """What the tail of a list may end with: a test before the patterns."""
    runs = re.findall(r"[\u4e00-\u9fff]+", _text("_last_words"))
    return units.last_signs() | {run[-1] for run in runs}


@cache
def _text(name: str) -> str:
    return str(vocabulary("statements/forms/prose")[name])


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return compiled(str(vocabulary("statements/forms/prose")[name]))
