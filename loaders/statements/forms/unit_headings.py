"""Headings that name the unit whose measures follow (（一）省科技厅, 一、市水务局牵头工作（3项）), and rows under them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

from graph.kept.patterns import compiled
from loaders.readings import Heading, Role, Scope, Span
from loaders.statements.drafts import Draft, Page, RoleList
from loaders.statements.forms.duty_lines import duty
from loaders.statements.lists import unit_names as units
from loaders.statements.lists.role_clauses import clause, is_bare_list
from loaders.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class _Title:
    """The units of a title; `scope` is `section` where the title says that it heads their work, else its neighbours must.

    `governing`: the words behind a colon or a full stop that say what the units do.
    """

    span: Span
    lists: tuple[RoleList, ...]
    scope: Scope
    governing: tuple[Span, ...] = ()


def title_statements(page: Page, taken: Sequence[Span] = ()) -> Iterator[Draft]:
    """Headings whose title says whose work follows; a bare list of units counts where a neighbour of its level is one too.

    In a decimal outline, that of an emergency plan, a title that is a unit tells what that unit is: where a statement
    stands below, it alone says whose work it is.
    """
    inside = [heading for heading in page.outline.headings if page.part.start <= heading.start < page.part.end]
    read = {heading.start: found for heading in inside if (found := _read(page, heading)) is not None}
    neighbours = Counter((heading.parent, heading.depth) for heading in inside if heading.start in read)
    for heading in inside:
        title = read.get(heading.start)
        if title and heading.style.startswith("decimal") and any(heading.start <= s.start < heading.end for s in taken):
            continue
        if title and (title.scope == "section" or neighbours[heading.parent, heading.depth] > 1):
            yield Draft(
                title.span.start, title.span.end, "heading", "heading", title.lists, title.span,
                work=Span(heading.start, heading.end), heading=heading.start, scope=title.scope, governing=title.governing,
            )  # fmt: skip


def _read(page: Page, heading: Heading) -> _Title | None:
    span = page.title_of(heading)
    count = _named("count").search(page.words, span.start, span.end)
    named = Span(span.start, count.start() if count else span.end)
    if not 0 < named.end - named.start <= _LONGEST:
        return None
    if _named("groups").search(page.words, named.start, named.end):
        return None
    work = _work().search(page.words, named.start, named.end)
    if work is not None:
        return _listed(page, Span(named.start, work.start()), cast("Role", work.lastgroup), "section")
    duties = _named("duties").search(page.words, named.start, named.end)
    if duties is not None:
        title = _listed(page, Span(named.start, duties.start()), "responsible", "measure")
        classes = title and any(mention.kind != "unit" for item in title.lists for mention in item.mentions)
        return None if classes else title
    words = page.words[named.start : named.end]
    if units.looks_like_unit(words, firm=units.kind(words) == "unit"):
        ends = page.words.startswith(_ENDS, span.end)
        role, act = duty(page.words, span.end + 1, heading.end) if ends else ("responsible", None)
        return _listed(page, named, role, "measure", (act,) if act else (), classes=ends)
    return None


def _listed(
    page: Page, span: Span, role: Role, scope: Scope, governing: tuple[Span, ...] = (), *, classes: bool = False
) -> _Title | None:
    """The units of a title; `classes`: classes of them count too (其他有关单位：…), since the title's mark says that work follows."""
    read = clause(page, span, role)
    mentions = [mention for item in read.lists for mention in item.mentions]
    whole = classes and not read.rejected and bool(mentions) and all(each.kind == "collective" for each in mentions)
    told = whole or is_bare_list(page.words, read, leveled=not (classes and governing))
    return _Title(span, read.lists, scope, governing) if told else None


_LONGEST = 40
_ENDS = (":", "\u3002")
"""Marks behind a title that names a unit; the unit's work follows."""


@cache
def _work() -> re.Pattern[str]:
    """A verb that gives a role with the word for work behind it (…牵头工作, …负责的重点任务)."""
    entries = vocabulary("statements/lists/roles")["verbs"].items()
    verbs = "|".join(f"(?P<{name}>{entry['pattern']})" for name, entry in entries)
    return compiled(f"(?:{verbs}){vocabulary('statements/forms/unit_headings')['titles']['work']['pattern']}")


@cache
def _named(name: str) -> re.Pattern[str]:
    return compiled(vocabulary("statements/forms/unit_headings")["titles"][name]["pattern"])
