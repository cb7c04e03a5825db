"""Duties in a table by unit: beside the name of a unit what it leads (牵头任务) and what it supports (配合任务)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from graph.kept.patterns import compiled
from loaders.readings import Role, Span, Table
from loaders.statements.drafts import Draft, Page, RoleList
from loaders.statements.lists.parties import listing
from loaders.tables.column_heads import task_role
from loaders.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class _Task:
    """A task: where it stands first, below which heads it stands, and the lists of units that it is given to."""

    place: Span
    heads: list[Span] = field(default_factory=list)
    lists: list[RoleList] = field(default_factory=list)


def unit_row_statements(page: Page, _taken: Sequence[Span] = ()) -> Iterator[Draft]:
    """One statement for each task, where it stands first, with all units that the table gives it to."""
    for table in page.outline.tables:
        roles = roles_of_tasks(page.words, table)
        if roles:
            yield from _statements(page, table, roles)


def roles_of_tasks(words: str, table: Table) -> Mapping[int, Role]:
    """The columns of tasks by the role of the unit in whose row they stand; none where no head says that it leads or supports."""
    if sum(column.kind == "duty" for column in table.columns.values()) != 1:
        return {}
    found: dict[int, Role] = {}
    for at, column in table.columns.items():
        role = task_role(words[column.head.start : column.head.end]) if column.kind != "duty" else None
        if role:
            found[at] = role
    return found if set(found.values()) - {"responsible"} else {}


def _statements(page: Page, table: Table, roles: Mapping[int, Role]) -> Iterator[Draft]:
    names = next(at for at, column in table.columns.items() if column.kind == "duty")
    found: dict[str, _Task] = {}
    for row in table.rows:
        name = row.cells.get(names)
        if name is None or not (page.part.start <= row.span.start and row.span.end <= page.part.end):
            continue
        units = listing(page.text, page.words, Span(name.start, name.end))
        for at, role in roles.items() if units.mentions else ():
            cell = row.cells.get(at)
            for task in _tasks(page.words, Span(cell.start, cell.end)) if cell else ():
                said = "".join(page.words[task.start : task.end].split())
                given = found.setdefault(said, _Task(task))
                given.heads.append(table.columns[at].head)
                given.lists.append(RoleList(role, Span(name.start, name.end), units.mentions, open=False, fixed=True))
    for each in found.values():
        yield Draft(
            each.place.start, each.place.end, "table", "table-by-unit", tuple(each.lists), each.place,
            work=each.place, scope="measure", governing=tuple(dict.fromkeys(each.heads)),
        )  # fmt: skip


def _tasks(words: str, cell: Span) -> Iterator[Span]:
    """The tasks of a cell: its lines, and what semicolons part; without numbers in front and stops behind."""
    start = cell.start
    for mark in (*_parts().finditer(words, cell.start, cell.end), None):
        end = mark.start() if mark else cell.end
        number = _number().match(words[start:end].lstrip())
        first = start + len(words[start:end]) - len(words[start:end].lstrip()) + (number.end() if number else 0)
        said = words[first:end].rstrip(_STOPS)
        if _written().search(said):
            yield Span(first, first + len(said))
        start = mark.end() if mark else end


_STOPS = " ;,.\u3002\n"


@cache
def _parts() -> re.Pattern[str]:
    return compiled(f"[;\u3002]|{vocabulary('tables/columns')['_lines']}")


@cache
def _number() -> re.Pattern[str]:
    return compiled(vocabulary("tables/columns")["_label"])


@cache
def _written() -> re.Pattern[str]:
    return compiled(vocabulary("statements/unread")["_written"])
