"""Forms: rows in which a cell is a label and the next one holds its units (责任单位 | 市财政局 | 配合单位 | 各区)."""

from collections.abc import Iterator
from itertools import pairwise

from loaders.readings import Cell
from loaders.statements.drafts import Page
from loaders.statements.lists.role_labels import Label, names_unit, role_of_words


def cell_labels(page: Page) -> Iterator[Label]:
    """The labels of a part that fill a cell, each up to the beginning of the cell behind it; no heads of columns."""
    for table in page.outline.tables:
        if any(column.kind == "duty" for column in table.columns.values()):
            continue
        for row in table.rows:
            cells = [cell for _, cell in sorted(row.cells.items()) if _words(page, cell)]
            for label, value in pairwise(cells):
                if page.part.start <= label.start and value.end <= page.part.end:
                    yield from _label(page, label, value)


def _label(page: Page, label: Cell, value: Cell) -> Iterator[Label]:
    role = role_of_words(_words(page, label))
    if not role or role_of_words(_words(page, value)) is not None:
        return
    start = value.start + len(page.words[value.start : value.end]) - len(page.words[value.start : value.end].lstrip())
    if names_unit(page.words, start, value.end):
        yield Label(label.start, start, role, opens=True)


def _words(page: Page, cell: Cell) -> str:
    return "".join(page.words[cell.start : cell.end].split())
