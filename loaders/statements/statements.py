"""Responsibility statements of a part: found by rules, kept by one overlap policy, placed under the work they govern."""

from bisect import bisect_right, insort
from collections.abc import Iterable, Sequence
from functools import cache

from loaders.readings import Outline, Part, Span, Statement
from loaders.statements.declarations import standing_rules
from loaders.statements.drafts import Draft, Page, Rule, page
from loaders.statements.forms.bracket_statements import bracket_statements
from loaders.statements.forms.dash_lines import dash_lines
from loaders.statements.forms.duty_lines import duty_lines
from loaders.statements.forms.duty_tables import table_statements
from loaders.statements.forms.field_lines import field_statements
from loaders.statements.forms.flat_table_rows import flat_statements
from loaders.statements.forms.marks.mark_tables import mark_statements
from loaders.statements.forms.marks.turned_marks import turned_statements
from loaders.statements.forms.marks.unit_rows import unit_row_statements
from loaders.statements.forms.prose_duties import prose_statements
from loaders.statements.forms.unit_headings import title_statements
from loaders.statements.lists.shared_levels import with_levels
from loaders.statements.placement import placed_statements
from loaders.vocabulary import vocabulary


def statements(outline: Outline, part: Part) -> tuple[Statement, ...]:
    """Every place of the part that gives units a duty, in text order."""
    shown = page(outline, part)
    formal = _read(shown, formal_rules(), [])
    rules = standing_rules(shown, formal)
    taken = [*(draft.outer for draft in formal), *(rule.span for rule in rules)]
    prose = _read(shown, (Rule("prose", (), prose_statements),), taken)
    return placed_statements(shown, _without_overlaps([*formal, *prose]), rules)


@cache
def formal_rules() -> tuple[Rule, ...]:
    """The rules for brackets, tables, headings and fields, in the order in which they are run."""
    heads = tuple(vocabulary("statements/lists/roles")["_label_heads"])
    return (
        Rule("bracket", ("(",), bracket_statements),
        Rule("table", (), table_statements),
        Rule("mark-table", (), mark_statements),
        Rule("turned-marks", (), turned_statements),
        Rule("table-by-unit", (), unit_row_statements),
        Rule("flat-table", tuple(vocabulary("statements/forms/tables")["_flat_heads"]), flat_statements),
        Rule("heading", (), title_statements),
        Rule("duty-line", (":",), duty_lines),
        Rule("field", heads, field_statements),
        Rule("dash-line", ("-",), dash_lines),
    )


def _read(shown: Page, rules: Sequence[Rule], before: Sequence[Span]) -> list[Draft]:
    """The drafts of rules, each in turn, without overlaps and with the levels that lists share."""
    found: list[Draft] = []
    start, end = shown.part.start, shown.part.end
    for rule in rules:
        if not rule.literals or any(shown.words.find(literal, start, end) >= 0 for literal in rule.literals):
            taken = sorted([*before, *(draft.outer for draft in found)], key=lambda span: span.start)
            found += rule.read(shown, taken)
    return with_levels(shown.words, _without_overlaps(found))


def _without_overlaps(drafts: Iterable[Draft]) -> list[Draft]:
    """Drafts in text order, none over another: a table's before a bracket's, then field, heading, prose; then the longer."""
    kept: list[Draft] = []
    taken: list[tuple[int, int]] = []
    for draft in sorted(drafts, key=lambda draft: (_ORDER[draft.form], draft.start - draft.end, draft.start)):
        at = bisect_right(taken, (draft.start, draft.end))
        after_before = at == 0 or taken[at - 1][1] <= draft.start
        before_after = at == len(taken) or draft.end <= taken[at][0]
        if after_before and before_after:
            kept.append(draft)
            insort(taken, (draft.start, draft.end))
    return sorted(kept, key=lambda draft: draft.start)


_ORDER = {"table": 0, "bracket": 1, "field": 2, "heading": 3, "prose-role": 4, "prose-duty": 5}
