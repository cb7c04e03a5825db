"""Headings that name the unit whose measures follow (（一）省科技厅), and rows or paragraphs under them."""

from collections import Counter
from collections.abc import Iterator, Sequence

from loaders.readings import Heading, Span
from loaders.statements.drafts import Draft, Page
from loaders.statements.lists import unit_names as units
from loaders.statements.lists.role_clauses import Clause, clause, is_bare_list


def title_statements(page: Page, _taken: Sequence[Span] = ()) -> Iterator[Draft]:
    """Headings whose whole title is a list of units, where a neighbour of the same level is one too."""
    inside = [heading for heading in page.outline.headings if page.part.start <= heading.start < page.part.end]
    read = {heading.start: found for heading in inside if (found := _read(page, heading)) is not None}
    neighbours = Counter((heading.parent, heading.depth) for heading in inside if heading.start in read)
    for heading in inside:
        if heading.start in read and neighbours[heading.parent, heading.depth] > 1:
            span = _title(page, heading)
            yield Draft(
                span.start, span.end, "heading", "heading", read[heading.start].lists, span,
                work=Span(heading.start, heading.end), heading=heading.start, scope="measure",
            )  # fmt: skip


def _read(page: Page, heading: Heading) -> Clause | None:
    title = heading.title.strip()
    if not title or len(title) > _LONGEST or not units.looks_like_unit(title, firm=True):
        return None
    read = clause(page, _title(page, heading), "responsible")
    return read if is_bare_list(page.words, read) else None


def _title(page: Page, heading: Heading) -> Span:
    start = page.text.find(heading.title, heading.start, heading.end)
    start = heading.start if start < 0 else start
    return Span(start, start + len(heading.title))


_LONGEST = 40
