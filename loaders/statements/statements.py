"""Responsibility statements of a part: found by rules, kept by one overlap policy, placed under the work they govern."""

from collections.abc import Sequence
from functools import cache

from loaders.readings import Outline, Part, Statement
from loaders.statements.declared_rules import standing_rules
from loaders.statements.drafts import Draft, Page, Rule, page
from loaders.statements.forms.bracket_statements import bracket_statements
from loaders.statements.forms.duty_tables import table_statements
from loaders.statements.forms.field_lines import field_statements
from loaders.statements.forms.flat_table_rows import flat_statements
from loaders.statements.forms.prose_duties import prose_statements
from loaders.statements.forms.unit_headings import title_statements
from loaders.statements.lists.shared_levels import with_levels
from loaders.statements.overlaps import without_overlaps
from loaders.statements.placing import placed
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
    heads = tuple(vocabulary("statements/lists/roles")["_label_heads"])
    return (
        Rule("bracket", ("(",), bracket_statements),
        Rule("table", (), table_statements),
        Rule("flat-table", tuple(vocabulary("statements/forms/tables")["_flat_heads"]), flat_statements),
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
