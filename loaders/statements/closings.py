"""Statements that close the work above the item they stand under: one field after the last measure of each section."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from graph.kept.patterns import compiled
from loaders.readings import Heading
from loaders.statements.drafts import FORMAL, Draft, Page
from loaders.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Closing:
    """What a statement governs instead of the item it follows; `section`: it stands for all measures of a section."""

    heading: Heading
    section: bool


@dataclass(frozen=True, slots=True)
class _Sections:
    """What is asked of a heading again for each statement in it, found once."""

    page: Page
    opening: dict[int, bool] = field(default_factory=dict)
    fields: dict[int, int] = field(default_factory=dict)

    def opens(self, heading: Heading) -> bool:
        """Whether the words of a heading before its first item open a sentence or a field (整改措施)."""
        if heading.start not in self.opening:
            heads = self.page.heads
            after = bisect_right(heads, heading.start)
            first = heads[after] if after < len(heads) else heading.end
            self.opening[heading.start] = _opening().search(self.page.words, heading.start, first) is not None
        return self.opening[heading.start]

    def only_fields_from(self, heading: Heading) -> int:
        """Where the lines begin with which a heading ends and that are fields or empty."""
        if heading.start not in self.fields:
            words, gap, begin = self.page.words, vocabulary("statements/lists/roles")["_field_gap"], heading.end
            while begin > heading.start:
                line = words.rfind("\n", heading.start, begin - 1) + 1
                said = words[max(line, heading.start) : begin]
                if said.strip(gap) and not _field().match(said):
                    break
                begin = max(line, heading.start)
            self.fields[heading.start] = begin
        return self.fields[heading.start]

    def is_last(self, draft: Draft, heading: Heading) -> bool:
        """Whether only other fields follow a draft within a heading."""
        words, gap, at = self.page.words, vocabulary("statements/lists/roles")["_field_gap"], draft.outer.end
        while at < heading.end and words[at] in gap:
            at += 1
        if at >= self.only_fields_from(heading):
            return True
        line = words.find("\n", at, heading.end)
        end = heading.end if line < 0 else line
        return end + 1 >= self.only_fields_from(heading) and _field().match(words[at:end]) is not None


def closings(page: Page, drafts: Sequence[Draft]) -> dict[int, Closing]:
    """The statements that govern a heading above their own, by their beginning.

    Items that complete a sentence which the heading opens (…：1.… 2.…), or run on in its paragraph, are no measures of
    their own: a statement behind the last one governs the heading. A line of its own after the last measure of a
    section governs the section, where every section with statements has just one and there.
    """
    formal = [draft for draft in drafts if draft.form in FORMAL]
    brackets = [draft.start for draft in formal if draft.form == "bracket"]
    counts, asked = _counts(page, formal), _Sections(page)
    children = Counter(heading.parent for heading in page.outline.headings)
    sections = {at for at, several in children.items() if at is not None and several > 1 and counts[at]}
    found: dict[int, Closing] = {}
    ends: dict[int, list[tuple[int, Draft]]] = defaultdict(list)
    for draft in formal:
        if draft.form not in ("bracket", "field"):
            continue
        above = _above(asked, draft, brackets)
        if above is not None:
            found[draft.start] = Closing(page.outline.headings[above], section=False)
            continue
        for at in _closed(asked, draft, counts):
            heading = page.outline.headings[at]
            if asked.opens(heading) or _runs_on(page, heading, draft):
                found[draft.start] = Closing(heading, section=False)
            elif at in sections and _has_line(page, draft):
                ends[heading.depth].append((at, draft))
    for depth in sorted(ends):
        here = {at for at in sections if page.outline.headings[at].depth == depth}
        if len(ends[depth]) > 1 and len(ends[depth]) == len(here):
            for at, draft in ends[depth]:
                found.setdefault(draft.start, Closing(page.outline.headings[at], section=True))
    return found


def _above(asked: _Sections, draft: Draft, brackets: Sequence[int]) -> int | None:
    """The heading above a field that is itself an item (4.责任单位：…), or that follows items with `brackets` of their own."""
    page = asked.page
    at = page.index_at(draft.start)
    if at is None or draft.form != "field":
        return None
    heading = page.outline.headings[at]
    if page.item_at(draft.start) is not None:
        return None if _has_items(page, at) else heading.parent
    before = bisect_left(brackets, draft.start) - 1
    bracketed = before >= 0 and brackets[before] >= heading.body
    if heading.parent is None or not bracketed or not _has_line(page, draft):
        return None
    parent = page.outline.headings[heading.parent]
    return heading.parent if asked.opens(parent) and asked.is_last(draft, parent) else None


def _has_items(page: Page, at: int) -> bool:
    headings = page.outline.headings
    return at + 1 < len(headings) and headings[at + 1].parent == at


def _counts(page: Page, formal: Sequence[Draft]) -> Counter[int | None]:
    """Formal statements under each heading, those of its parts too."""
    counts: Counter[int | None] = Counter()
    for draft in formal:
        at = page.index_at(draft.start)
        while at is not None:
            counts[at] += 1
            at = page.outline.headings[at].parent
    return counts


def _closed(asked: _Sections, draft: Draft, counts: Counter[int | None]) -> Iterator[int]:
    """Headings above that of a draft which it alone closes, from the innermost up."""
    page = asked.page
    at = page.index_at(draft.start)
    while at is not None:
        at = page.outline.headings[at].parent
        if at is None or counts[at] > 1:
            return
        if not asked.is_last(draft, page.outline.headings[at]):
            return
        yield at


def _runs_on(page: Page, heading: Heading, draft: Draft) -> bool:
    """Whether a heading with its items and the statement is one paragraph of several."""
    line = page.words.rfind("\n", page.part.start, draft.start)
    return page.part.start < line < heading.start and not page.words[line : heading.start].strip()


def _has_line(page: Page, draft: Draft) -> bool:
    """Whether a statement begins its line."""
    line = page.words.rfind("\n", page.part.start, draft.outer.start)
    return line >= 0 and not page.words[line : draft.outer.start].strip()


@cache
def _opening() -> re.Pattern[str]:
    return compiled(vocabulary("statements/closings")["signs"]["opens"]["pattern"])


@cache
def _field() -> re.Pattern[str]:
    return compiled(vocabulary("statements/closings")["signs"]["field"]["pattern"])
