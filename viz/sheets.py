"""Lists as spreadsheets: xlsx and csv with the same rows, text as text, byte for byte the same for the same rows."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from graph.schema import Language
from viz.catalogue_words import words
from viz.labels import width
from viz.office import plain, settled
from viz.spoken import WRITTEN, moment, said_date, said_time

TOP = Alignment(wrap_text=True, vertical="top")
MIDDLE = Alignment(wrap_text=True, vertical="center")
SHADE = PatternFill("solid", fgColor="F2F2F2")
UNDERLINE = Border(bottom=Side(style="thin"))
FONTS: dict[Language, str] = {"zh": "SimSun", "en": "Calibri"}
"""Fonts that offices have, by the names that Excel knows in every language."""

SIZE = 10

MOST_CHARACTERS = 32_767
"""Excel holds no more in a cell; what is longer ends in an ellipsis."""

WIDEST, NARROWEST = 48.0, 5.0
"""Widths of columns, in characters of Latin type."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A text that begins so would be run as a formula by programs that open csv."""

A4 = 9
"""Its number in Office Open XML."""

HEAD_WIDTH = 8.0
"""Characters of a head before it breaks."""

PAPER = 190.0
"""Characters across the paper at the smallest size that is legible, some 75 %."""

FIRST = 20.0
"""Width that the first column keeps: it names the row."""

LINE, TALLEST = 13.5, 409.0
"""Points of a line of type, and of the tallest row that Excel has."""


@dataclass(frozen=True, slots=True)
class Day:
    """A year, month, day or moment in ISO 8601: csv has it so, xlsx as a date where it names a day, else in words."""

    iso: str
    language: Language

    def __str__(self) -> str:
        """As csv and programs have it."""
        return self.iso


Value = str | int | float | Day


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list: its title, the heads of its columns, its rows (each as long as `columns`).

    The last `unprinted` columns are for programs (ids, places of characters): they are there, and left out in print.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    language: Language = "zh"
    unprinted: int = 0


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
    writer.writerows([_inert(str(cell) if isinstance(cell, Day) else cell) for cell in row] for row in sheet.rows)
    return held.getvalue().encode("utf-8-sig")


def _fill(page: Worksheet, sheet: Sheet) -> None:
    last = get_column_letter(len(sheet.columns))
    widths = _widths(sheet)
    for place, wide in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(place)].width = wide
    page.freeze_panes = "A2"
    page.auto_filter.ref = f"A1:{last}{len(sheet.rows) + 1}"
    font = Font(name=FONTS[sheet.language], size=SIZE)
    head = Font(name=FONTS[sheet.language], size=SIZE, bold=True)
    for line, row in enumerate((sheet.columns, *sheet.rows), 1):
        page.row_dimensions[line].height = _height(row, widths)
        for place, value in enumerate(row, 1):
            cell = page.cell(line, place)
            cell.font, cell.alignment = (head, MIDDLE) if line == 1 else (font, TOP)
            _set(cell, value)
            if line == 1:
                cell.fill, cell.border = SHADE, UNDERLINE
    _set_print(page, sheet)


def _set_print(page: Worksheet, sheet: Sheet) -> None:
    """A4 across, as wide as the paper, the head and the name of the list on every sheet, pages numbered."""
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", A4
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.page_margins.left = page.page_margins.right = 0.4
    page.page_margins.top = page.page_margins.bottom = 0.7
    page.page_margins.header = page.page_margins.footer = 0.3
    page.print_title_rows = "1:1"
    printed = max(len(sheet.columns) - sheet.unprinted, 1)
    page.print_area = f"A1:{get_column_letter(printed)}{len(sheet.rows) + 1}"
    page.print_options.gridLines = True
    for margin, told in ((page.oddHeader, "&A"), (page.oddFooter, "&P / &N")):
        if margin is not None and margin.center is not None:
            margin.center.text = told


def _set(cell: Cell | MergedCell, value: Value) -> None:
    if isinstance(value, Day):
        _set_day(cell, value)
        return
    if not isinstance(value, str):
        cell.value = value
        if isinstance(value, int):
            cell.number_format = "#,##0"
        return
    text = plain(value)
    if not text:
        return
    cell.value = text if len(text) <= MOST_CHARACTERS else text[: MOST_CHARACTERS - 1] + "…"
    cell.data_type = "s"  # never a formula, whatever a plan says


def _set_day(cell: Cell | MergedCell, day: Day) -> None:
    """A date that can be sorted and reckoned with; a year or a month alone is no day, so it stays words."""
    at = moment(day.iso) or _whole_day(day.iso)
    if at is None:
        _set(cell, said_date(day.iso, day.language))
        return
    cell.value = at
    cell.number_format = words("time_in_excel" if isinstance(at, datetime) else "date_in_excel", day.language)


def _whole_day(iso: str) -> date | None:
    written = WRITTEN.fullmatch(iso)
    if not written or not written[3]:
        return None
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None


def _widths(sheet: Sheet) -> list[float]:
    """By the widest line of each column, the widest columns narrowed until the printed ones fit on the paper legibly.

    A full-width character is as wide as two.
    """
    widest = [min(2 * width(head) + 3, max(HEAD_WIDTH, _longest_word(head) + 2)) for head in sheet.columns]
    for row in sheet.rows:
        for place, value in enumerate(row):
            lines = _said(value).splitlines() or [""]
            widest[place] = max(widest[place], max(2 * width(line[: int(WIDEST)]) for line in lines) + 2)
    widths = [min(max(wide, NARROWEST), WIDEST) for wide in widest]
    printed = widths[: len(widths) - sheet.unprinted]
    most = WIDEST
    while sum(min(wide, most) for wide in printed) > PAPER and most > NARROWEST:
        most -= 1
    return [min(wide, FIRST if place == 0 and most < FIRST else most) for place, wide in enumerate(widths)]


def _longest_word(head: str) -> float:
    """Width of the longest word of Latin letters, which is not broken; Chinese breaks anywhere."""
    return max((2 * width(word) for word in head.split() if word.isascii()), default=0.0)


def _height(row: Sequence[Value], widths: Sequence[float]) -> float:
    """Points that the cells of a row need when they break: programs do not all reckon it themselves."""
    lines = (
        sum(max(1, ceil(2 * width(line) / (wide - 0.5))) for line in _said(value).splitlines())
        for value, wide in zip(row, widths, strict=True)
    )
    return min(max(1, *lines) * LINE + 3, TALLEST)


def _said(value: Value) -> str:
    if not isinstance(value, Day):
        return str(value)
    return said_time(value.iso, value.language) if moment(value.iso) else said_date(value.iso, value.language)


def _name(title: str, taken: set[str]) -> str:
    """A name that Excel takes: at most 31 characters, no brackets, slashes, colons, stars or question marks, each once."""
    name = "".join(" " if mark in "[]:*?/\\" else mark for mark in plain(title)).strip("' ")[:31] or "1"
    number = 1
    while name.lower() in taken:
        number += 1
        name = f"{name[:27]} {number}"
    taken.add(name.lower())
    return name


def _inert(cell: str | float) -> str | float:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
