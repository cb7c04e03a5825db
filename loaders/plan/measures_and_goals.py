"""Which pieces of work a plan hands out: measures and goals from its headings and statements (design §1).

A measure is what one formal statement governs. One statement under a heading: the heading is the measure. Several:
each governs a measure of its own (`~1`, `~2`), part of the heading's. A numbered leaf of an implementing chapter
without any statement is a measure too: nobody is named. A heading that groups measures is a chapter goal; a heading
for the main targets is a headline goal.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Literal

from loaders.outline.chapter_kinds import chapter_kind, is_law
from loaders.readings import Heading, Outline, Reading, Span, Statement

FORMAL: frozenset[str] = frozenset({"bracket", "field", "table", "heading"})
MeasureBasis = Literal["heading", "paragraph", "sentence", "row"]


@dataclass(frozen=True, slots=True)
class Work:
    """A measure before it has an id: its place in the outline, its basis, and the formal statement that governs it.

    `ordinal` counts the statements under one heading from 1; 0 is the heading's own. `statement` is None for a leaf
    that names nobody and for a heading whose parts are the measures; `parts` tells the second from the first.
    """

    heading: Heading | None
    ordinal: int
    basis: MeasureBasis
    span: Span
    statement: Statement | None
    parts: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """The work of a part: measures in text order, the headings that are goals, and statements by their offset.

    `around`: for each measure the index of the last one before it that may hold more than it does, or None.
    """

    works: tuple[Work, ...]
    chapters: tuple[Heading, ...]
    headlines: tuple[Heading, ...]
    by_statement: Mapping[int, Work] = field(default_factory=dict)
    statement_ids: Mapping[int, str] = field(default_factory=dict)
    around: tuple[int | None, ...] = ()

    def holding(self, position: int) -> Work | None:
        """The innermost measure whose span holds a position: spans nest, so the last one that begins before it and holds it."""
        at: int | None = bisect_right(self.works, position, key=lambda work: work.span.start) - 1
        while at is not None and at >= 0:
            if position < self.works[at].span.end:
                return self.works[at]
            at = self.around[at]
        return None


def layout(outline: Outline, reading: Reading) -> Layout:
    """Measures and goals of one part."""
    headings = [h for h in outline.headings if reading.part.start <= h.start < reading.part.end]
    governed: dict[int | None, list[Statement]] = defaultdict(list)
    for statement in reading.statements:
        if statement.form in FORMAL and statement.scope in ("measure", "sentence"):
            governed[statement.heading].append(statement)
    loose = sorted(governed[None], key=lambda statement: statement.start)
    works = [_loose(statement, ordinal) for ordinal, statement in enumerate(loose, 1)]
    kinds = {heading.start: chapter_kind(heading.title) for heading in headings}
    leaves = _leaves(headings) if not is_law(reading.metadata.title) else set()
    for heading in headings:
        works += _under(
            heading,
            governed.get(heading.start, ()),
            leaf=heading.start in leaves and _implements(heading, outline, kinds),
        )
    works.sort(key=lambda work: (work.span.start, work.ordinal))
    at_work = {work.heading.start: work.heading for work in works if work.heading}
    grouping = {above.start for heading in at_work.values() for above in ancestry(heading, outline)[:-1]}
    chapters = tuple(h for h in headings if h.start in grouping)
    return Layout(
        works=tuple(works),
        chapters=chapters,
        headlines=tuple(
            h for h in headings if kinds[h.start] == "headline" and h.start not in at_work and h.start not in grouping
        ),
        by_statement={work.statement.start: work for work in works if work.statement},
        statement_ids=_statement_ids(reading.statements, {h.start: h for h in headings}),
        around=_around(works),
    )


def _around(works: Sequence[Work]) -> tuple[int | None, ...]:
    """For each work, in text order, the last one before it that has not ended where it begins."""
    found: list[int | None] = []
    open_: list[int] = []
    for at, work in enumerate(works):
        while open_ and works[open_[-1]].span.end <= work.span.start:
            open_.pop()
        found.append(open_[-1] if open_ else None)
        open_.append(at)
    return tuple(found)


def _statement_ids(statements: Sequence[Statement], headings: Mapping[int | None, Heading]) -> dict[int, str]:
    """Offset of a statement → its id. Formal ones and prose are counted apart: prose is the first to be rewritten."""
    counts: Counter[tuple[str, str]] = Counter()
    named = {}
    for statement in statements:
        under = "s" if statement.form in FORMAL else "p", address(headings.get(statement.heading))
        counts[under] += 1
        named[statement.start] = place_mark(*under, counts[under])
    return named


def _loose(statement: Statement, ordinal: int) -> Work:
    """A statement under no heading; they are numbered in text order."""
    return Work(None, ordinal, "row" if statement.form == "table" else "paragraph", statement.work, statement)


def _under(heading: Heading, statements: Sequence[Statement], *, leaf: bool) -> list[Work]:
    own = Span(heading.start, heading.end)
    if not statements:
        return [Work(heading, 0, "heading", own, None)] if leaf else []
    if len(statements) == 1:
        return [Work(heading, 0, "heading", own, statements[0])]
    parts = [
        Work(heading, ordinal, "row" if statement.form == "table" else "sentence", statement.work, statement)
        for ordinal, statement in enumerate(sorted(statements, key=lambda s: s.start), 1)
    ]
    return [Work(heading, 0, "heading", own, None, parts=True), *parts]


def _leaves(headings: Sequence[Heading]) -> set[int]:
    """Starts of the headings without a heading inside."""
    leaves = set()
    for heading, after in zip_longest(headings, headings[1:]):
        if after is None or after.start >= heading.end or after.depth <= heading.depth:
            leaves.add(heading.start)
    return leaves


def _implements(heading: Heading, outline: Outline, kinds: Mapping[int, str]) -> bool:
    """Neither the heading nor one around it says aims, orientation or the end of the act."""
    return all(kinds.get(h.start, "implementing") == "implementing" for h in ancestry(heading, outline))


def ancestry(heading: Heading, outline: Outline) -> list[Heading]:
    """The headings around a heading, outermost first, itself last."""
    chain = [heading]
    while chain[-1].parent is not None:
        chain.append(outline.headings[chain[-1].parent])
    return chain[::-1]


def place_mark(mark: str, address: str, ordinal: int = 1) -> str:
    """Where a plan states something, while it is read: what states it, the heading's address, which one under it (from 1).

    Places are not kept: graph/identity.py gives every node and edge the id of what it says.
    """
    return f"{mark}{address}" + (f"~{ordinal}" if ordinal > 1 else "")


def address(heading: Heading | None) -> str:
    """The address of a heading; what stands under no heading has the address 0."""
    return heading.address if heading else "0"
