"""Lists of units behind a dash that close a line and say nothing else: 打通断头路3条——区交通局、区公安局."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from graph.kept.patterns import compiled
from loaders.readings import Span
from loaders.statements.drafts import Draft, Page
from loaders.statements.lists import unit_names as units
from loaders.statements.lists.role_clauses import Clause, clause, is_bare_list
from loaders.vocabulary import vocabulary

_OFTEN = 2
"""So many such lines are a way of saying who does what; one name alone may be who wrote or said it."""


def dash_lines(page: Page, taken: Sequence[Span] = ()) -> Iterator[Draft]:
    """One statement for each such line, where a part has several of them or one lists several units."""
    found: list[tuple[Span, Clause]] = []
    for match in _line().finditer(page.words, page.part.start, page.part.end):
        span = Span(*match.span("names"))
        if any(span.start < other.end and other.start < span.end for other in taken):
            continue
        read = clause(page, span)
        if _names_only(page, read):
            found.append((span, read))
    many = len(found) >= _OFTEN or any(len(item.mentions) > 1 for _, read in found for item in read.lists)
    for span, read in found if many else ():
        yield Draft(
            span.start, span.end, "field", "dash-line", read.lists, span, read.lead_rules, governing=read.scopes
        )


def _names_only(page: Page, read: Clause) -> bool:
    """Whether every piece of the words is a unit, bare or with the verb of its role."""
    if read.sign == "verb":
        names = [page.words[each.start : each.end] for item in read.lists for each in item.mentions]
        return not read.rejected and bool(names) and all(units.looks_like_unit(name) for name in names)
    return read.sign == "bare" and is_bare_list(page.words, read)


@cache
def _line() -> re.Pattern[str]:
    return compiled(vocabulary("statements/forms/field_lines")["_dashed"])
