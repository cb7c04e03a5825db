"""Duties in a table whose columns are units: the mark in a cell says the role that the unit has in the row's task."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from loaders.readings import Cell, Outline, Role, Row, Span, Table
from loaders.statements.drafts import Draft, Page, RoleList
from loaders.statements.forms.marks.mark_legends import Legend, legend_of, marks_in, role_in
from loaders.statements.lists.mentions import Mention, mention
from loaders.statements.lists.parties import listing
from loaders.tables.column_heads import unbroken
from loaders.tables.ditto import meant
from loaders.tables.marked_columns import is_mark


def mark_statements(page: Page, _taken: Sequence[Span] = ()) -> Iterator[Draft]:
    """One statement for each row with a mark whose role is known: from the legend, or from the mark itself."""
    for table in page.outline.tables:
        if not _marked(table):
            continue
        legend = _legend(page.outline, table)
        for row in table.rows:
            if page.part.start <= row.span.start and row.span.end <= page.part.end:
                yield from _statement(page, table, row, legend)


def unread_marks(outline: Outline, table: Table) -> Iterator[Row]:
    """Rows with a mark whose role nothing says; marks that a legend explains otherwise (√为已完成) are none."""
    columns = _marked(table)
    if not columns:
        return
    legend = _legend(outline, table)
    for row in table.rows:
        if any(_is_open(words, legend) for at in columns if (words := _words(outline, meant(row, at)))):
            yield row


def _statement(page: Page, table: Table, row: Row, legend: Legend) -> Iterator[Draft]:
    lists: list[RoleList] = []
    cells: list[Cell] = []
    heads: list[Span] = []
    for at in _marked(table):
        cell, head = row.cells.get(at), table.columns[at].head
        role = _role(_words(page.outline, meant(row, at)), legend)
        if cell is None or role is None:
            continue
        lists.append(RoleList(role, head, _units(page, head), open=False, fixed=True))
        cells.append(cell)
        heads.append(head)
    if lists:
        start, end = min(cell.start for cell in cells), max(cell.end for cell in cells)
        yield Draft(
            start, end, "table", "table-marks", tuple(lists), row.span,
            work=row.span, scope="measure", governing=(*dict.fromkeys(heads), *legend.spans),
        )  # fmt: skip


def _units(page: Page, head: Span) -> tuple[Mention, ...]:
    """The units that a head names, one name for all of it where its words are broken into lines or end as no name does."""
    inside = page.text[head.start : head.end]
    start = head.start + len(inside) - len(inside.lstrip())
    whole = mention(page.text, page.words, Span(start, start + len(inside.strip())))
    read = listing(page.text, page.words, head)
    if len(read.mentions) > 1 and not read.rejected:
        return read.mentions
    broken = unbroken(inside)
    return (replace(whole, unit=broken) if broken != "".join(inside.split()) else whole,)


def _role(words: str, legend: Legend) -> Role | None:
    """The role that a cell says; its own word before its mark."""
    if not is_mark(words) and words not in legend.roles:
        return None
    roles = (legend.role_of(mark) for mark in legend.marks_in(words))
    return role_in(words) or next((role for role in roles if role), None)


def _is_open(words: str, legend: Legend) -> bool:
    """Whether a cell says something that is no known role and that no legend explains otherwise."""
    if not is_mark(words):
        return not words.isascii()
    if role_in(words):
        return False
    return any(legend.role_of(mark) is None and mark not in legend.roles for mark in marks_in(words))


def _legend(outline: Outline, table: Table) -> Legend:
    """The table's legend; without one a single kind of mark, and no word beside it, says who is responsible."""
    found = legend_of(outline, table)
    if found.roles:
        return found
    cells = [_words(outline, row.cells.get(at)) for row in table.rows for at in _marked(table)]
    marks = {mark for words in cells if is_mark(words) for mark in marks_in(words)}
    alone = len(marks) == 1 and not any(role_in(words) for words in cells if is_mark(words))
    return replace(found, roles=dict.fromkeys(marks, "responsible")) if alone else found


def _marked(table: Table) -> tuple[int, ...]:
    """The columns of a table whose cells are marks, from left to right."""
    return tuple(at for at, column in sorted(table.columns.items()) if column.marked)


def _words(outline: Outline, cell: Cell | None) -> str:
    return outline.shadow[cell.start : cell.end].strip() if cell else ""
