"""Responsibility statements of a part: found by rules, kept by one overlap policy, placed under the work they govern."""

from collections.abc import Sequence
from functools import cache

from loaders.bracketed import bracket_statements
from loaders.declarations import standing_rules
from loaders.drafts import Draft, Page, Rule, page
from loaders.facts import Outline, Part, Statement
from loaders.fields import field_statements
from loaders.flat_rows import flat_statements
from loaders.levels import with_levels
from loaders.overlaps import without_overlaps
from loaders.placing import placed
from loaders.prose import prose_statements
from loaders.tables import table_statements
from loaders.titles import title_statements
from loaders.vocabulary import vocabulary


def statements(outline: Outline, part: Part) -> tuple[Statement, ...]:
    """Every place of the part that gives units a duty, in text order."""
    shown = page(outline, part)
    formal = _read(shown, formal_rules(), [])
    prose = _read(shown, (Rule("prose", (), prose_statements),), formal)
    return placed(shown, without_overlaps([*formal, *prose]), standing_rules(shown, formal))


@cache
def formal_rules() -> tuple[Rule, ...]:
    """The rules for brackets, tables, headings and fields, in the order in which they are run."""
    heads = tuple(vocabulary("roles")["_label_heads"])
    return (
        Rule("bracket", ("(",), bracket_statements),
        Rule("table", (), table_statements),
        Rule("flat-table", tuple(vocabulary("tables")["_flat_heads"]), flat_statements),
        Rule("heading", (), title_statements),
        Rule("field", heads, field_statements),
    )


def _read(shown: Page, rules: Sequence[Rule], before: Sequence[Draft]) -> list[Draft]:
    """The drafts of rules, each in turn, without overlaps and with the levels that lists share."""
    found: list[Draft] = []
    start, end = shown.part.start, shown.part.end
    for rule in rules:
        if not rule.literals or any(shown.words.find(literal, start, end) >= 0 for literal in rule.literals):
            taken = sorted((draft.outer for draft in [*before, *found]), key=lambda span: span.start)
            found += rule.read(shown, taken)
    return with_levels(without_overlaps(found))
