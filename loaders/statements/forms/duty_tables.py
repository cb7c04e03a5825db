"""Duties in the columns of a table: each cell below a head that says a role, one statement a row."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from graph.kept.patterns import compiled
from loaders.readings import Column, Role, Row, Span, Table
from loaders.statements.declarations import lead_rules
from loaders.statements.drafts import Draft, LeadRule, Page, RoleList
from loaders.statements.forms.marks.unit_rows import roles_of_tasks
from loaders.statements.lists import unit_names as units
from loaders.statements.lists.mentions import Mention, mention
from loaders.statements.lists.role_clauses import Clause, clause
from loaders.tables.ditto import meant
from loaders.tables.marked_columns import is_mark
from loaders.vocabulary import vocabulary

_WIDEST = 2000
"""Characters of a cell that are read."""
_NAME = range(5, 24)
"""Characters of a line of its own that may be a name though it ends in no known word; shorter ones may be people."""


def table_statements(page: Page, _taken: Sequence[Span] = ()) -> Iterator[Draft]:
    """One statement for each row with units in a column whose head says their role."""
    for table in page.outline.tables:
        duties = {at: column for at, column in table.columns.items() if column.kind == "duty" and not column.marked}
        if duties and not _turned(page, table) and not roles_of_tasks(page.words, table):
            rules = {at: tuple(lead_rules(page, column.head)) for at, column in duties.items()}
            for row in table.rows:
                if page.part.start <= row.span.start and row.span.end <= page.part.end:
                    yield from _statement(page, row, duties, rules)


def _turned(page: Page, table: Table) -> bool:
    """Whether the rows are units and the columns tasks, with nothing but marks where they meet."""
    beside = [at for at, column in table.columns.items() if column.kind not in ("duty", "serial")]
    cells = (page.words[cell.start : cell.end] for row in table.rows for at in beside if (cell := row.cells.get(at)))
    said = [words for words in cells if words.strip()]
    return bool(said) and all(map(is_mark, said))


def _statement(
    page: Page, row: Row, duties: dict[int, Column], ruled: dict[int, tuple[LeadRule, ...]]
) -> Iterator[Draft]:
    heads: list[Span] = []
    lists: list[RoleList] = []
    rules: list[LeadRule] = []
    spans: list[Span] = []
    for at, column in sorted(duties.items()):
        cell, said = row.cells.get(at), meant(row, at)
        if cell is None or said is None or not page.words[cell.start : cell.end].strip():
            continue
        found = list(_read(page, Span(said.start, min(said.end, said.start + _WIDEST)), column))
        named = [item for read in found for item in read.lists]
        if named and not (column.weak and not _known(named)):
            lists += named
            rules += [rule for read in found for rule in read.lead_rules] + list(ruled[at])
            spans.append(Span(cell.start, cell.end))
            heads += [column.head] if said is cell else [column.head, Span(said.start, said.end)]
    if lists:
        start, end = min(cell.start for cell in spans), max(cell.end for cell in spans)
        yield Draft(
            start, end, "table", "table", tuple(lists), row.span, tuple(rules),
            work=row.span, scope="measure", governing=tuple(dict.fromkeys(heads)),
        )  # fmt: skip


def _read(page: Page, cell: Span, column: Column) -> Iterator[Clause]:
    """The lists of a cell: one role for all of it, or the parts of the cell in the roles that the head names in order."""
    parts = _parts(page.words, cell)
    if len(column.roles) > 1 and len(parts) == len(column.roles):
        for part, role in zip(parts, column.roles, strict=True):
            yield _one(page, part, role, column)
    elif len(column.roles) > 1:
        yield _one(page, cell, "responsible", column)
    else:
        yield _one(page, cell, column.roles[0], column)


def _one(page: Page, span: Span, role: Role, column: Column) -> Clause:
    lines = _cut(page.words, span, _joint())
    read = _clause(page, span, lines, role)
    if column.persons:
        lists = (replace(item, mentions=tuple(each for each in item.mentions if _is_unit(each))) for item in read.lists)
        return replace(read, lists=tuple(item for item in lists if item.mentions))
    if len(lines) > 1 and any(item.mentions for item in read.lists):
        return replace(read, lists=tuple(_with_lines(page, read, lines)))
    return read


def _clause(page: Page, span: Span, lines: Sequence[Span], role: Role) -> Clause:
    """What a cell says; lines that a tag of Markdown parts are read one by one, since its signs are those of a bracket."""
    if page.words.find("<", span.start, span.end) < 0 or len(lines) <= 1:
        return clause(page, span, role)
    read = [clause(page, line, role) for line in lines]
    return Clause(
        tuple(item for each in read for item in each.lists),
        tuple(rule for each in read for rule in each.lead_rules),
        tuple(piece for each in read for piece in each.rejected),
        read[0].sign,
        tuple(scope for each in read for scope in each.scopes),
    )


def _with_lines(page: Page, read: Clause, lines: Sequence[Span]) -> Iterator[RoleList]:
    """The lists of a cell with one name a line: a line that ends in no known word is a name like its neighbours."""
    odd = [
        mention(page.text, page.words, line)
        for line in lines
        if line in read.rejected
        and line.end - line.start in _NAME
        and _plain().fullmatch(page.words, line.start, line.end)
    ]
    for item in read.lists:
        own = [each for each in odd if item.span.start <= each.start and each.end <= item.span.end]
        yield replace(item, mentions=tuple(sorted([*item.mentions, *own], key=lambda each: each.start)))


def _parts(words: str, cell: Span) -> list[Span]:
    """The parts of a cell below a head of two roles: its lines, else what a slash or a semicolon parts."""
    lines = _cut(words, cell, _joint())
    return lines if len(lines) > 1 else _cut(words, cell, _SLASH)


_SLASH = compiled("[/;]")


def _cut(words: str, cell: Span, mark: re.Pattern[str]) -> list[Span]:
    bounds = [cell.start]
    for found in mark.finditer(words, cell.start, cell.end):
        bounds += [found.start(), found.end()]
    bounds.append(cell.end)
    found_parts = []
    for start, end in zip(bounds[::2], bounds[1::2], strict=True):
        inside = words[start:end]
        if inside.strip():
            first = start + len(inside) - len(inside.lstrip())
            found_parts.append(Span(first, first + len(inside.strip())))
    return found_parts


def _known(lists: Iterable[RoleList]) -> bool:
    """Whether all names look like units."""
    return all(_is_unit(each) for item in lists for each in item.mentions)


def _is_unit(each: Mention) -> bool:
    return units.looks_like_unit(each.unit) or each.kind == "collective"


@cache
def _joint() -> re.Pattern[str]:
    return compiled(vocabulary("tables/columns")["_lines"])


@cache
def _plain() -> re.Pattern[str]:
    return compiled(vocabulary("statements/lists/parties")["_han"] + "+")
