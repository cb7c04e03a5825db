"""Duties in tables whose cells a page has run together: the units stand right behind the time, without separators."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from graph.kept.patterns import compiled
from loaders.outline.flat_tables import FlatTable, flat_tables
from loaders.readings import Role, Span
from loaders.statements.drafts import Draft, Page, RoleList
from loaders.statements.lists import unit_names as units
from loaders.statements.lists.mentions import Mention
from loaders.statements.lists.parties import listing
from loaders.tables.column_heads import duty_heads
from loaders.vocabulary import vocabulary


def flat_statements(page: Page, _taken: Sequence[Span] = ()) -> Iterator[Draft]:
    """One statement for each row of a run-together table with units behind its time."""
    if not _head().search(page.words, page.part.start, page.part.end):
        return
    for table in flat_tables(page.laid):
        if page.part.start <= table.start and table.end <= page.part.end:
            yield from _rows(page, table)


def _rows(page: Page, table: FlatTable) -> Iterator[Draft]:
    column = _column(page, Span(table.start, table.rows[0].start))
    if column is None:
        return
    role, head = column
    bounds = [*(row.start for row in table.rows), table.end]
    headings = {heading.start for heading in page.outline.headings}
    for start, end in pairwise(bounds):
        time = _time().search(page.words, start, end)
        if time is None:
            continue
        mentions = tuple(_units(page, Span(time.end(), min(end, time.end() + _LONGEST))))
        if mentions:
            span = Span(mentions[0].start, mentions[-1].end)
            lists = (RoleList(role, span, mentions, open=False),)
            yield Draft(
                span.start, span.end, "table", "flat-table", lists, span,
                work=Span(start, end), heading=start if start in headings else None, scope="measure", governing=(head,),
            )  # fmt: skip


_LONGEST = 200


def _column(page: Page, head: Span) -> tuple[Role, Span] | None:
    """The role of the first column of the head that has one, and the words of that column."""
    found = min(duty_heads(page.words, head), key=lambda each: (each[0].start, -each[0].end), default=None)
    return None if found is None else (found[1], found[0])


def _units(page: Page, cell: Span) -> Iterator[Mention]:
    """The units that open a run of words; the words of the next column follow without a mark."""
    run = _run().match(page.words, cell.start, cell.end)
    if run is None:
        return
    start = run.start()
    for part in _parted(page.words, Span(start, run.end())):
        for piece in _run_on(page.words, part):
            yield from listing(page.text, page.words, piece).mentions


def _parted(words: str, run: Span) -> Iterator[Span]:
    start = run.start
    for mark in _mark().finditer(words, run.start, run.end):
        yield Span(start, mark.start())
        start = mark.end()
    yield Span(start, run.end)


def _run_on(words: str, part: Span) -> Iterator[Span]:
    """Names one behind another: each the shortest that ends like a unit and that another name or nothing follows."""
    start = part.start
    while start < part.end:
        ends = range(start + _SHORTEST, min(part.end, start + _NAME) + 1)
        names = [end for end in ends if units.looks_like_unit(words[start:end], firm=True)]
        end = next((end for end in names if _goes_on(words[end : part.end])), names[0] if names else None)
        if end is None:
            return
        yield Span(start, end)
        start = end


_SHORTEST, _NAME = 3, 24


def _goes_on(rest: str) -> bool:
    """Whether nothing or another name follows, and not the rest of the name (市政府 and 办公室)."""
    if not rest or _opening().match(rest):
        return True
    return not _tail().match(rest) and any(
        units.looks_like_unit(rest[:end], firm=True) and not units.is_only_ending(rest[:end])
        for end in range(_SHORTEST, min(len(rest), _NAME) + 1)
    )


@cache
def _head() -> re.Pattern[str]:
    return compiled(vocabulary("outline/headings")["flat_tables"]["head"]["pattern"])


@cache
def _time() -> re.Pattern[str]:
    return compiled(vocabulary("outline/headings")["flat_tables"]["time-cell"]["pattern"])


@cache
def _run() -> re.Pattern[str]:
    return compiled(vocabulary("statements/forms/tables")["_run"])


@cache
def _mark() -> re.Pattern[str]:
    return compiled(f"[{re.escape(vocabulary('statements/lists/parties')['_separators'])}]")


@cache
def _opening() -> re.Pattern[str]:
    return compiled(vocabulary("statements/forms/tables")["_opening"])


@cache
def _tail() -> re.Pattern[str]:
    return compiled(vocabulary("statements/forms/tables")["_tail"])
