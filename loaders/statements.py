"""Responsibility statements of a part: found by rules, kept by one overlap policy, placed under the work they govern."""

from collections.abc import Iterable, Iterator

from loaders.bracketed import bracket_statements
from loaders.declarations import standing_rules
from loaders.drafts import Draft, Page, page
from loaders.facts import Outline, Part, Statement
from loaders.fields import field_statements
from loaders.flat_rows import flat_statements
from loaders.levels import with_levels
from loaders.overlaps import without_overlaps
from loaders.placing import placed
from loaders.tables import table_statements
from loaders.titles import title_statements


def statements(outline: Outline, part: Part) -> tuple[Statement, ...]:
    """Every place of the part that gives units a duty, in text order."""
    shown = page(outline, part)
    drafts = with_levels(without_overlaps(_found(shown)))
    return placed(shown, drafts, standing_rules(shown, drafts))


def _found(shown: Page) -> Iterable[Draft]:
    bracketed = list(bracket_statements(shown))
    taken = sorted((draft.outer for draft in bracketed), key=lambda span: span.start)
    yield from _formal(shown, bracketed)
    yield from field_statements(shown, taken)


def _formal(shown: Page, bracketed: list[Draft]) -> Iterator[Draft]:
    yield from bracketed
    yield from table_statements(shown)
    yield from flat_statements(shown)
    yield from title_statements(shown)
