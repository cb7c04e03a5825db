"""Responsibility statements of a part: found by rules, kept by one overlap policy, placed under the work they govern."""

from collections.abc import Iterator

from loaders.bracketed import bracket_statements
from loaders.declarations import standing_rules
from loaders.drafts import Draft, Page, page
from loaders.facts import Outline, Part, Statement
from loaders.fields import field_statements
from loaders.flat_rows import flat_statements
from loaders.levels import with_levels
from loaders.overlaps import without_overlaps
from loaders.placing import placed
from loaders.prose import prose_statements
from loaders.tables import table_statements
from loaders.titles import title_statements


def statements(outline: Outline, part: Part) -> tuple[Statement, ...]:
    """Every place of the part that gives units a duty, in text order."""
    shown = page(outline, part)
    formal = with_levels(without_overlaps(_formal(shown)))
    prose = with_levels(list(prose_statements(shown, [draft.outer for draft in formal])))
    return placed(shown, without_overlaps([*formal, *prose]), standing_rules(shown, formal))


def _formal(shown: Page) -> Iterator[Draft]:
    bracketed = list(bracket_statements(shown))
    yield from bracketed
    yield from table_statements(shown)
    yield from flat_statements(shown)
    yield from title_statements(shown)
    yield from field_statements(shown, sorted((draft.outer for draft in bracketed), key=lambda span: span.start))
