"""Cells that repeat the one above them without its words: 同上, 〃.

The words stand above, so that a duty's evidence opens both: the cell of the row and the one that it means.
"""

import re
from dataclasses import replace
from functools import cache

from loaders.readings import Cell, Row, Table
from loaders.vocabulary import vocabulary


def with_ditto(words: str, table: Table) -> Table:
    """The table, its rows with the cells that they mean where they say no more than 同上; `words` is the shadow.

    The cell meant is the nearest above in the column that has words of its own; a first row that says 同上 means nothing.
    """
    above: dict[int, Cell] = {}
    rows: list[Row] = []
    for row in table.rows:
        meant: dict[int, Cell] = {}
        for column, cell in row.cells.items():
            said = words[cell.start : cell.end].strip()
            if said and _ditto().fullmatch(said):
                if column in above:
                    meant[column] = above[column]
            elif said:
                above[column] = cell
        rows.append(replace(row, ditto=meant) if meant else row)
    return replace(table, rows=tuple(rows))


def meant(row: Row, column: int) -> Cell | None:
    """The cell whose words hold in a column of a row: its own, or the one above that it repeats."""
    return row.ditto.get(column, row.cells.get(column))


@cache
def _ditto() -> re.Pattern[str]:
    return re.compile(vocabulary("tables/columns")["repeats"]["above"]["pattern"])
