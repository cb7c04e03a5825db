"""Units as subjects and objects of clauses."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from loaders.readings import Span
from loaders.statements.drafts import Page
from loaders.statements.forms.subject_lists import unit_list
from loaders.statements.lists import unit_names as units
from loaders.statements.lists.parties import Listing
from loaders.vocabulary import vocabulary

_REACH, _TRIES, _BY, _ENDING = 240, 12, 40, 12


def subjects(page: Page, clause: Span, limit: int) -> Iterator[tuple[Span, Listing]]:
    """Lists of units that may be the subject of a clause, shortest first: words from its beginning, or from 由, up to a verb."""
    words = page.words
    lead = _named("_subject_lead").match(words, clause.start, clause.end)
    begin = lead.end() if lead else clause.start
    by = _named("_by").search(words, begin, min(clause.end, begin + _BY))
    if by and _named("_made").search(words, begin, by.start()):
        by = None  # a council led by someone (建立由X牵头的联席会议) is no duty of its own
    for start in [begin, *([by.end()] if by else [])]:
        if _named("_work_start").match(words, start, clause.end):
            continue
        stops = _named("_subject_stop").finditer(words, start, min(limit, start + _REACH))
        for stop in islice(stops, _TRIES):
            if not units.ends_like_unit(words[max(start, stop.start() - _ENDING) : stop.start()].rstrip(", ")):
                continue
            span = Span(start, stop.start())
            read = units_in(page, span)
            if read is not None:
                yield span, read


def objects(page: Page, rest: Span) -> tuple[Span, Listing] | None:
    """The list of units that opens the rest of a clause, as after 会同: the longest that ends before a verb or a mark."""
    found = None
    stops = _named("_after_object").finditer(page.words, rest.start, min(rest.end, rest.start + _REACH))
    ends = [stop.start() for stop in islice(stops, _TRIES)]
    if rest.end - rest.start < _REACH:
        ends.append(rest.end)
    for end in ends:
        if not units.ends_like_unit(page.words[max(rest.start, end - _ENDING) : end]):
            continue
        span = Span(rest.start, end)
        read = units_in(page, span)
        if read is not None:
            found = span, read
    return found


def units_in(page: Page, span: Span) -> Listing | None:
    """The units of a span, if all of it surely names units that an office can give a duty."""
    read = unit_list(page, span)
    if read is None:
        return None
    names = [page.words[mention.start : mention.end] for mention in read.mentions]
    shared = names[0].startswith(vocabulary("statements/lists/parties")["_whole_class"])
    generic = vocabulary("statements/lists/parties")["_generic"]
    return read if all(_may_act(name) or (shared and name in generic) for name in names) else None


def _may_act(name: str) -> bool:
    """Whether a name is one that running text gives a duty: no words of work before it, no class outside government."""
    if any(_named(pattern).search(name) for pattern in ("_no_subject", "_work_inside")):
        return False
    if _named("_work_start").match(name):
        return False
    if not units.looks_like_unit(name, firm=True):
        return bool(_named("_places").fullmatch(name))
    short = len(name) <= vocabulary("statements/forms/prose")["_short"]
    return short or units.is_full(name) or units.is_bare(name) or units.kind(name) == "collective"


@cache
def _named(name: str) -> re.Pattern[str]:
    return re.compile(vocabulary("statements/forms/prose")[name])
