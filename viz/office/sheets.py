"""Lists as spreadsheets: xlsx and csv with the same rows, text as text, byte for byte the same for the same rows."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from graph.schema import Language
from viz.office.cell_values import Day, Days, Value, inert, said
from viz.office.packages import MAKER, plain, settled
from viz.office.sheet_cells import Cells
from viz.pictures.labels import width

WIDEST, NARROWEST = 48.0, 5.0
"""Widths of columns, in characters of Latin type."""

A4 = 9
"""Its number in Office Open XML."""

HEAD_WIDTH = 8.0
"""Characters of a head before it breaks."""

PAPER = 190.0
"""Characters across the paper at the smallest size that is legible, some 75 %."""

FIRST = 20.0
"""Width that the first column keeps: it names the row."""

MOST_OF_HEADER = 200
"""Characters at the head of a printed page; Excel takes 255 with its own codes."""

LINE, TALLEST = 13.5, 409.0
"""Points of a line of type, and of the tallest row that Excel has."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list: its title, the heads of its columns, its rows (each as long as `columns`).

    The last `unprinted` columns are for programs (ids, places of characters): they are there, and left out in print;
    the last `hidden` ones of them are not shown until somebody asks for them.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    language: Language = "zh"
    unprinted: int = 0
    hidden: int = 0


def xlsx(sheets: Sequence[Sheet]) -> bytes:
    """A workbook, a sheet a list, with a frozen head that filters.

    Rows are written as they come: the looks of a cell are set once for a column and a kind of value, not for every cell.
    """
    book = Workbook(write_only=True)
    signed(book, "lists")
    taken: set[str] = set()
    for sheet in sheets:
        fill(book.create_sheet(name_of(sheet.title, taken)), sheet)
    held = io.BytesIO()
    book.save(held)
    return settled(held.getvalue())


def csv_text(sheet: Sheet) -> bytes:
    """UTF-8 with a mark that tells Excel so; a text that looks like a formula gets an apostrophe before it."""
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\r\n")
    writer.writerow(inert(head) for head in sheet.columns)
    writer.writerows([inert(str(cell) if isinstance(cell, Day | Days) else cell) for cell in row] for row in sheet.rows)
    return held.getvalue().encode("utf-8-sig")


def signed(book: Workbook, kind: str) -> None:
    """Say in the workbook's properties that it is ours, and what it holds."""
    book.properties.creator, book.properties.keywords = MAKER, f"{MAKER} {kind}"


def fill(page: Worksheet, sheet: Sheet) -> None:
    """Write a list to a page. All that stands before the rows is set first; a page that is only written has what a Worksheet has of these."""
    last = get_column_letter(len(sheet.columns))
    widths = _widths(sheet)
    for place, wide in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(place)].width = wide
        page.column_dimensions[get_column_letter(place)].hidden = place > len(widths) - sheet.hidden
    page.freeze_panes = "A2"
    page.auto_filter.ref = f"A1:{last}{len(sheet.rows) + 1}"
    _set_print(page, sheet)
    for line, row in enumerate((sheet.columns, *sheet.rows), 1):
        page.row_dimensions[line].height = _height(row, widths)
    cells = Cells(page, sheet.language)
    page.append([cells.head(head) for head in sheet.columns])
    for row in sheet.rows:
        page.append([cells.of(place, value) for place, value in enumerate(row)])


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
    title = " ".join(plain(sheet.title).replace("&", "\uff06").split())[
        :MOST_OF_HEADER
    ]  # the name of a sheet (&A) holds 31 characters alone
    for margin, told in ((page.oddHeader, title or "&A"), (page.oddFooter, "&P / &N")):
        if margin is not None and margin.center is not None:
            margin.center.text = told


def _widths(sheet: Sheet) -> list[float]:
    """By the widest line of each column, the widest columns narrowed until the printed ones fit on the paper legibly.

    A full-width character is as wide as two.
    """
    widest = [min(2 * width(head) + 3, max(HEAD_WIDTH, _longest_word(head) + 2)) for head in sheet.columns]
    for row in sheet.rows:
        for place, value in enumerate(row):
            lines = said(value).splitlines() or [""]
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
        sum(max(1, ceil(2 * width(line) / (wide - 0.5))) for line in said(value).splitlines())
        for value, wide in zip(row, widths, strict=True)
    )
    return min(max(1, *lines) * LINE + 3, TALLEST)


def name_of(title: str, taken: set[str]) -> str:
    """A name that Excel takes: at most 31 characters, no brackets, slashes, colons, stars or question marks, each once."""
    name = "".join(" " if mark in "[]:*?/\\" else mark for mark in plain(title)).strip("' ")[:31] or "1"
    number = 1
    while name.lower() in taken:
        number += 1
        name = f"{name[:27]} {number}"
    taken.add(name.lower())
    return name
