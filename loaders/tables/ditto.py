"""Words that repeat others without saying them: 同上, 〃, 同问题一.

The words stand elsewhere, so that a duty's evidence opens both: the place that repeats and the one that it means.
"""

import re
from dataclasses import replace
from functools import cache

from graph.kept.patterns import compiled
from graph.quantities import numerals
from loaders.readings import Cell, Row, Table
from loaders.vocabulary import vocabulary


def with_ditto(words: str, table: Table) -> Table:
    """The table, its rows with the cells that they mean where they say no more than 同上 or 同问题一; `words` is the shadow.

    The cell meant is the nearest above in the column that has words of its own, or that of the row with the number; a
    first row that says 同上 means nothing.
    """
    above: dict[int, Cell] = {}
    numbered: dict[int, dict[int, Cell]] = {}
    rows: list[Row] = []
    for at, row in enumerate(table.rows, 1):
        meant: dict[int, Cell] = {}
        for column, cell in row.cells.items():
            said = words[cell.start : cell.end].strip()
            if said and is_ditto(said):
                found = above.get(column)
            elif said and (item := item_meant(said)) is not None:
                found = numbered.get(item, {}).get(column)
            else:
                if said:
                    above[column] = cell
                continue
            if found is not None:
                meant[column] = found
        numbered[_number(words, row) or at] = {**row.cells, **meant}
        rows.append(replace(row, ditto=meant) if meant else row)
    return replace(table, rows=tuple(rows))


def meant(row: Row, column: int) -> Cell | None:
    """The cell whose words hold in a column of a row: its own, or the one that it repeats."""
    return row.ditto.get(column, row.cells.get(column))


def is_ditto(said: str) -> bool:
    """Whether words of the shadow say no more than that those before hold again."""
    return _repeats("above").fullmatch(said) is not None


def item_meant(said: str) -> int | None:
    """The number of the item whose words hold again (同问题一: 1), or None."""
    found = _repeats("item").fullmatch(said)
    if found is None:
        return None
    return int(found["number"]) if found["number"].isdecimal() else numerals.number(found["number"])


def repeats(said: str) -> bool:
    """Whether words say no more than that others hold again, of the place before or of an item."""
    return is_ditto(said) or item_meant(said) is not None


def _number(words: str, row: Row) -> int | None:
    """The number with which a row begins."""
    first = row.cells[min(row.cells)]
    said = words[first.start : first.end].strip()
    return int(said) if said.isdecimal() else None


@cache
def _repeats(name: str) -> re.Pattern[str]:
    return compiled(vocabulary("tables/columns")["repeats"][name]["pattern"])
