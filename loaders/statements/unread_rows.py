"""Rows of tables that name units and gave no duty: below a head that says a role, or where no head says one."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from graph.kept.patterns import compiled
from loaders.readings import Cell, Column, Outline, Part, Row, Span, Statement, Table, Target, Unread
from loaders.statements.forms.marks.mark_tables import unread_marks
from loaders.statements.forms.marks.turned_marks import unread_grid
from loaders.statements.lists import unit_names as units
from loaders.statements.lists.parties import listing
from loaders.tables.column_heads import ends_like_unit
from loaders.tables.ditto import meant
from loaders.vocabulary import vocabulary

_LONGEST = 200
"""Characters of a cell that may be a list of units and nothing else."""
_PERSONS = 4
"""Characters of a person's name at most."""
_NO_DUTIES = frozenset({"person", "figure", "metric"})
"""Kinds of columns by which a list of addresses or a table of indicators is known, whose units are given no task."""


def unread_rows(
    outline: Outline, part: Part, statements: Sequence[Statement], targets: Sequence[Target]
) -> Iterator[Unread]:
    """`table-row`: a row of a table with a head whose units gave no duty; `table-without-head`: one of a table without."""
    parties = sorted(party.start for item in statements for party in item.parties)
    facts = sorted([*parties, *(target.start for target in targets)])
    for table in outline.tables:
        duties = [at for at, column in table.columns.items() if column.kind == "duty" and not column.marked]
        unread = {row.span for row in (*unread_marks(outline, table), *unread_grid(outline, table))}
        for row in table.rows:
            span = row.span
            if not (part.start <= span.start and span.end <= part.end):
                continue
            if span in unread:
                lost = True
            elif duties:
                lost = any(_is_lost(outline, meant(row, at), table.columns[at], parties) for at in duties)
            else:
                lost = not _holds(facts, span) and _names_units(outline, table, row)
            if lost:
                yield Unread(span.start, span.end, "table-row" if table.columns else "table-without-head")


def _is_lost(outline: Outline, cell: Cell | None, column: Column, parties: Sequence[int]) -> bool:
    """Whether a cell below a head of duties holds words and no party that was read."""
    if cell is None or _holds(parties, Span(cell.start, cell.end)):
        return False
    words = outline.shadow[cell.start : cell.end].strip()
    if column.persons and len(words) <= _PERSONS:
        return False
    return _written().search(words) is not None


def _names_units(outline: Outline, table: Table, row: Row) -> bool:
    """Whether a cell of a row is a list of units, beside cells that tell of no people and no figures."""
    if any(column.kind in _NO_DUTIES for column in table.columns.values()):
        return False
    said = [cell for cell in row.cells.values() if outline.shadow[cell.start : cell.end].strip()]
    if len(said) <= 1 or any(_telephone().search(outline.shadow, cell.start, cell.end) for cell in said):
        return False
    kinds = {at: column.kind for at, column in table.columns.items()}
    return any(_lists_units(outline, cell) for cell in said if kinds.get(cell.column, "unknown") == "unknown")


def _lists_units(outline: Outline, cell: Cell) -> bool:
    words = outline.shadow[cell.start : cell.end]
    if len(words) > _LONGEST or not ends_like_unit(words):
        return False
    read = listing(outline.text, outline.shadow, Span(cell.start, cell.end))
    firm = all(units.looks_like_unit(each.unit, firm=True) or each.kind == "collective" for each in read.mentions)
    return bool(read.mentions) and not read.rejected and firm


def _holds(starts: Sequence[int], span: Span) -> bool:
    at = bisect_left(starts, span.start)
    return at < len(starts) and starts[at] < span.end


@cache
def _written() -> re.Pattern[str]:
    """Words of Chinese writing that are more than 无 and 同上."""
    return compiled(vocabulary("statements/unread")["_written"])


@cache
def _telephone() -> re.Pattern[str]:
    return compiled(vocabulary("statements/unread")["_telephone"])
