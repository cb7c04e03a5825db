"""Lists as spreadsheets: xlsx and csv with the same rows, text as text, byte for byte the same for the same rows."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from viz.labels import width
from viz.office import plain, settled

Value = str | int | float

TOP = Alignment(wrap_text=True, vertical="top")
HEAD = Font(bold=True)

MOST_CHARACTERS = 32_767
"""Excel holds no more in a cell; what is longer ends in an ellipsis."""

WIDEST, NARROWEST = 60.0, 8.0
"""Widths of columns, in characters of Latin type."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A text that begins so would be run as a formula by programs that open csv."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list: its title, the heads of its columns, its rows (each as long as `columns`)."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def xlsx(sheets: Sequence[Sheet]) -> bytes:
    """A workbook, a sheet a list, with a frozen head that filters."""
    book = Workbook()
    taken: set[str] = set()
    for place, sheet in enumerate(sheets):
        page = book.create_sheet(_name(sheet.title, taken), place)
        _fill(page, sheet)
    if len(book.worksheets) > 1:
        book.remove(book.worksheets[-1])  # the empty one that a new workbook has
    held = io.BytesIO()
    book.save(held)
    return settled(held.getvalue())


def csv_text(sheet: Sheet) -> bytes:
    """UTF-8 with a mark that tells Excel so; a text that looks like a formula gets an apostrophe before it."""
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\r\n")
    writer.writerow(sheet.columns)
    writer.writerows([_inert(cell) for cell in row] for row in sheet.rows)
    return held.getvalue().encode("utf-8-sig")


def _fill(page: Worksheet, sheet: Sheet) -> None:
    for place, wide in enumerate(_widths(sheet), 1):
        page.column_dimensions[get_column_letter(place)].width = wide
    page.freeze_panes = "A2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{len(sheet.rows) + 1}"
    for line, row in enumerate((sheet.columns, *sheet.rows), 1):
        for place, value in enumerate(row, 1):
            cell = page.cell(line, place)
            cell.alignment = TOP
            _set(cell, value)
            if line == 1:
                cell.font = HEAD


def _set(cell: Cell | MergedCell, value: Value) -> None:
    if not isinstance(value, str):
        cell.value = value
        return
    text = plain(value)
    if not text:
        return
    cell.value = text if len(text) <= MOST_CHARACTERS else text[: MOST_CHARACTERS - 1] + "…"
    cell.data_type = "s"  # never a formula, whatever a plan says


def _widths(sheet: Sheet) -> list[float]:
    """By the widest line of each column: a full-width character is as wide as two."""
    widest = [2 * width(head) + 3 for head in sheet.columns]
    for row in sheet.rows:
        for place, value in enumerate(row):
            lines = str(value).splitlines() or [""]
            widest[place] = max(widest[place], max(2 * width(line[: int(WIDEST)]) for line in lines) + 2)
    return [min(max(wide, NARROWEST), WIDEST) for wide in widest]


def _name(title: str, taken: set[str]) -> str:
    """A name that Excel takes: at most 31 characters, no brackets, slashes, colons, stars or question marks, each once."""
    name = "".join(" " if mark in "[]:*?/\\" else mark for mark in plain(title)).strip("' ")[:31] or "1"
    number = 1
    while name.lower() in taken:
        number += 1
        name = f"{name[:27]} {number}"
    taken.add(name.lower())
    return name


def _inert(cell: Value) -> Value:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
