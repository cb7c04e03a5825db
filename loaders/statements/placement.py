"""Drafts → statements: who leads by a declared rule, the heading and the words that a statement governs, its scope."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from graph.kept.patterns import compiled
from loaders.readings import Heading, Party, Role, Scope, Span, Statement
from loaders.statements.closings import closings
from loaders.statements.drafts import FORMAL, Draft, LeadRule, Page
from loaders.statements.leads import Named, governing_rules, led
from loaders.vocabulary import vocabulary


def placed_statements(page: Page, drafts: Sequence[Draft], rules: Sequence[LeadRule]) -> tuple[Statement, ...]:
    """Statements in text order."""
    closed = closings(page, drafts)
    headings = [closed[draft.start].heading if draft.start in closed else _heading(page, draft) for draft in drafts]
    shared = Counter(
        heading.start if heading else None
        for heading, draft in zip(headings, drafts, strict=True)
        if draft.form in FORMAL
    )
    found = []
    before = page.part.start
    governing = governing_rules(drafts, rules)
    for draft, heading, governed in zip(drafts, headings, governing, strict=True):
        whole = draft.start in closed and closed[draft.start].section
        scope: Scope = "section" if whole else _scope(draft, heading, shared)
        named, rule = led(draft, governed)
        found.append(
            Statement(
                start=draft.start,
                end=draft.end,
                form=draft.form,
                scope=scope,
                heading=heading.start if heading else None,
                lead_rule=rule.name if rule else None,
                open_ended=any(item.open for item in draft.lists),
                parties=_parties(page, named),
                work=draft.work or _work(page, draft, heading, scope, before),
                governing=(*draft.governing, *((rule.span,) if rule and rule.span.start < rule.span.end else ())),
                rule=draft.rule,
            )
        )
        if draft.form in FORMAL:
            before = draft.outer.end
    return tuple(found)


def _heading(page: Page, draft: Draft) -> Heading | None:
    if draft.heading is not None:
        return page.heading_of(draft.heading)
    heading = page.heading_at(draft.start)
    if heading is not None and draft.form == "table" and _annexed(page, heading, draft):
        return None
    return heading


def _annexed(page: Page, heading: Heading, draft: Draft) -> bool:
    """Whether an annex begins between a heading and a table: the table is then under no heading of the plan."""
    return _annex().search(page.words, heading.body, draft.start) is not None


@cache
def _annex() -> re.Pattern[str]:
    return compiled(vocabulary("statements/forms/tables")["_annex"], re.MULTILINE)


def _parties(page: Page, named: Sequence[Named]) -> tuple[Party, ...]:
    lengths: dict[Role, int] = {}
    for item in named:
        lengths[item.role] = lengths.get(item.role, 0) + 1
    opened = {item.role for item in named if item.open}
    seen: dict[Role, int] = {}
    found = []
    for item in named:
        seen[item.role] = seen.get(item.role, 0) + 1
        mention = item.mention
        found.append(
            Party(
                unit=mention.unit,
                surface=page.text[mention.start : mention.end],
                start=mention.start,
                end=mention.end,
                role=item.role,
                kind=mention.kind,
                order=seen[item.role],
                list_length=lengths[item.role],
                open_list=item.role in opened,
            )
        )
    return tuple(found)


def _scope(draft: Draft, heading: Heading | None, shared: Counter[int | None]) -> Scope:
    if draft.scope is not None:
        return draft.scope
    if heading is None:
        return "document" if draft.form not in FORMAL else "sentence"
    if shared[heading.start] > 1:
        return "sentence"
    return "measure"


def _work(page: Page, draft: Draft, heading: Heading | None, scope: Scope, before: int) -> Span:
    """The words that a statement governs."""
    if scope == "document":
        return Span(page.part.start, page.part.end)
    if scope in ("measure", "section") and heading is not None:
        return Span(heading.start, heading.end)
    return _sentence(page, draft, heading, before)


def _sentence(page: Page, draft: Draft, heading: Heading | None, before: int) -> Span:
    """What stands since the statement before, within the paragraph; a statement on a line of its own takes the one above."""
    words = page.words
    first = max(before, page.part.start)
    if heading is not None:
        body = heading.body if words[heading.body : draft.outer.start].strip() else heading.start
        first = max(first, min(body, draft.outer.start))
    end = draft.outer.start
    line = words.rfind("\n", first, end)
    while line >= 0 and not words[line:end].strip():
        end = line
        line = words.rfind("\n", first, end)
    start = max(first, line + 1)
    while start < end and (words[start].isspace() or words[start] in ",;.)"):
        start += 1
    return Span(start, max(end, start)) if start < end else Span(draft.outer.start, draft.outer.end)
