"""The cells of a sheet that is written row by row: their looks are set once for a column and a kind of value."""

from datetime import date, datetime

from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from graph.schema import Language
from viz.office.cell_values import Day, Value, said
from viz.office.packages import plain
from viz.site.catalogue_words import words
from viz.site.shown_words import cut
from viz.site.spoken import WRITTEN, moment

TOP = Alignment(wrap_text=True, vertical="top")
MIDDLE = Alignment(wrap_text=True, vertical="center")
SHADE = PatternFill("solid", fgColor="F2F2F2")
UNDERLINE = Border(bottom=Side(style="thin"))
FONTS: dict[Language, str] = {"zh": "SimSun", "en": "Calibri"}
"""Fonts that offices have, by the names that Excel knows in every language."""

SIZE = 10

MOST_CHARACTERS = 32_767
"""Excel holds no more in a cell; what is longer ends in an ellipsis."""

WHOLE, ANY = "#,##0", "General"
"""Formats of whole numbers, and of all else."""


class Cells:
    """Makes the cells of one sheet; a cell is the sheet's own and holds until the next of its column and format."""

    def __init__(self, page: Worksheet, language: Language) -> None:
        """Of a sheet whose heads and dates are in a language."""
        self._page = page
        self._language = language
        self._made: dict[tuple[int, str], Cell] = {}

    def head(self, head: str) -> Cell:
        """The head of a column."""
        cell = WriteOnlyCell(self._page)
        cell.font = Font(name=FONTS[self._language], size=SIZE, bold=True)
        cell.alignment, cell.fill, cell.border = MIDDLE, SHADE, UNDERLINE
        _write(cell, head)
        return cell

    def of(self, place: int, value: Value) -> Cell | None:
        """The cell of a value in the column at `place`; None for an empty one.

        A day is a date that can be sorted and reckoned with; a year or a month alone is no day, so it stays words.
        """
        if isinstance(value, int | float):
            cell = self._cell(place, WHOLE if isinstance(value, int) else ANY)
            cell.value = value
            return cell
        at = moment(value.iso) or _whole_day(value.iso) if isinstance(value, Day) else None
        if at is not None:
            cell = self._cell(
                place, words("time_in_excel" if isinstance(at, datetime) else "date_in_excel", self._language)
            )
            cell.value = at
            return cell
        text = plain(said(value))
        if not text:
            return None
        cell = self._cell(place, ANY)
        _write(cell, text)
        return cell

    def _cell(self, place: int, written_as: str) -> Cell:
        cell = self._made.get((place, written_as))
        if cell is None:
            cell = self._made[place, written_as] = WriteOnlyCell(self._page)
            cell.font, cell.alignment = Font(name=FONTS[self._language], size=SIZE), TOP
            cell.number_format = written_as
        return cell


def _write(cell: Cell, text: str) -> None:
    text = plain(text)
    cell.value = cut(text, MOST_CHARACTERS)
    cell.data_type = "s"  # never a formula, whatever a plan says


def _whole_day(iso: str) -> date | None:
    written = WRITTEN.fullmatch(iso)
    if not written or not written[3]:
        return None
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None
