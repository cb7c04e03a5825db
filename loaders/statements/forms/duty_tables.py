"""Duties in the columns of a table: real cells, or lines whose cells a tab parts."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from loaders.readings import Cell, Role, Span
from loaders.statements.drafts import Draft, LeadRule, Page, RoleList
from loaders.statements.lists import unit_names as units
from loaders.statements.lists.role_clauses import clause
from loaders.vocabulary import vocabulary

_TAB = "\t"
_ASIDE = re.compile(r"\([^()]{1,30}\)$")


@dataclass(frozen=True, slots=True)
class Row:
    """Cells of a row by column."""

    cells: Mapping[int, Span]

    @property
    def span(self) -> Span:
        """From the first cell's beginning to the last one's end."""
        return Span(min(cell.start for cell in self.cells.values()), max(cell.end for cell in self.cells.values()))


@dataclass(frozen=True, slots=True)
class _Column:
    """What a column says of its units; `weak`: its head names units and no role, so that each must look like one."""

    role: Role
    weak: bool


def table_statements(page: Page, _taken: Sequence[Span] = ()) -> Iterator[Draft]:
    """One statement for each row with units in a column whose head says their role."""
    for rows in _tables(page):
        yield from _read(page, rows)


def _tables(page: Page) -> Iterator[list[Row]]:
    inside = [cell for cell in page.outline.cells if page.part.start <= cell.start and cell.end <= page.part.end]
    for _, cells in groupby(
        sorted(inside, key=lambda cell: (cell.table, cell.row, cell.column)), key=lambda cell: cell.table
    ):
        yield [Row({cell.column: Span(cell.start, cell.end) for cell in row}) for _, row in groupby(cells, key=_row)]
    if not inside:
        yield from _tabbed(page)


def _row(cell: Cell) -> int:
    return cell.row


def _tabbed(page: Page) -> Iterator[list[Row]]:
    """Tables in plain text: neighbouring lines with tabs."""
    rows: list[Row] = []
    start = page.part.start
    while start < page.part.end:
        line = page.text.find("\n", start, page.part.end)
        end = page.part.end if line < 0 else line
        if page.text.find(_TAB, start, end) >= 0:
            rows.append(Row(dict(enumerate(_cells(page.text, start, end)))))
        elif rows:
            yield rows
            rows = []
        start = end + 1
    if rows:
        yield rows


def _cells(text: str, start: int, end: int) -> Iterator[Span]:
    while (tab := text.find(_TAB, start, end)) >= 0:
        yield Span(start, tab)
        start = tab + 1
    yield Span(start, end)


def _read(page: Page, rows: list[Row]) -> Iterator[Draft]:
    """Rows below a head row; the head may stand again on a later page."""
    roles: dict[int, _Column] = {}
    head: Row | None = None
    for row in rows:
        found = _head(page, row)
        if found:
            roles, head = found, row
        elif head is not None:
            yield from _statement(page, row, roles, head)


def _head(page: Page, row: Row) -> dict[int, _Column]:
    """The columns of a head row that give a role; nothing where the row is no head of a table of tasks."""
    titles = {column: "".join(page.words[cell.start : cell.end].split()) for column, cell in row.cells.items()}
    roles = {column: role for column, title in titles.items() if (role := _column(title))}
    others = [title for column, title in titles.items() if column not in roles]
    if not any(_task().search(title) for title in others):
        return {}
    if any(_contact().search(title) for title in others):
        return {column: role for column, role in roles.items() if not role.weak}
    return roles


def _column(title: str) -> _Column | None:
    for words in (title, _ASIDE.sub("", title)):
        for entry in vocabulary("statements/forms/tables")["columns"].values():
            if re.fullmatch(entry["pattern"], words):
                return _Column(entry["role"], weak=entry.get("weak", False))
    return None


def _statement(page: Page, row: Row, roles: Mapping[int, _Column], head: Row) -> Iterator[Draft]:
    heads: list[Span] = []
    lists: list[RoleList] = []
    rules: list[LeadRule] = []
    spans: list[Span] = []
    for column, kind in sorted(roles.items()):
        cell = row.cells.get(column)
        if cell is None or not page.words[cell.start : cell.end].strip():
            continue
        read = clause(page, Span(cell.start, min(cell.end, cell.start + _WIDEST)), kind.role)
        if read.lists and not (kind.weak and not _known(read.lists)):
            lists += read.lists
            rules += read.lead_rules
            spans.append(cell)
            heads.append(head.cells[column])
    if lists:
        start, end = min(cell.start for cell in spans), max(cell.end for cell in spans)
        yield Draft(
            start, end, "table", "table", tuple(lists), row.span, tuple(rules),
            work=row.span, scope="measure", governing=tuple(heads),
        )  # fmt: skip


def _known(lists: Iterable[RoleList]) -> bool:
    """Whether all names look like units."""
    return all(
        units.looks_like_unit(mention.unit) or mention.kind == "collective"
        for item in lists
        for mention in item.mentions
    )


_WIDEST = 2000


@cache
def _task() -> re.Pattern[str]:
    return re.compile("|".join(entry["pattern"] for entry in vocabulary("statements/forms/tables")["tasks"].values()))


@cache
def _contact() -> re.Pattern[str]:
    return re.compile(
        "|".join(entry["pattern"] for entry in vocabulary("statements/forms/tables")["contacts"].values())
    )
