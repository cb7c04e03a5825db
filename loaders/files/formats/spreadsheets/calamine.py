"""Old Excel files read by python-calamine: bare values without their number formats. Only ever run apart: it can abort."""

import io
from collections.abc import Iterator
from typing import Any

import python_calamine

from graph.errors import SourceError
from loaders.files.formats.content import Builder, Content
from loaders.files.formats.refusals import damaged
from loaders.files.formats.spreadsheets.number_formats import shown
from loaders.files.formats.spreadsheets.sheet_rows import Shown, add_rows, cell_of
from loaders.files.limits import LIMITS


def read(data: bytes, file_name: str) -> Content:
    """The text of the visible sheets; percentages and units that a number format adds are missing, which is noted."""
    builder = Builder(file_name)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        for number, entry in enumerate(book.sheets_metadata, 1):
            if entry.visible != python_calamine.SheetVisibleEnum.Visible:
                builder.problem("hidden-sheet", f"the sheet {entry.name} is hidden and was left out")
                continue
            sheet = book.get_sheet_by_name(entry.name)
            if sheet.total_height > LIMITS.rows or sheet.total_width > LIMITS.columns:
                raise SourceError(
                    f"a sheet has more than {LIMITS.rows:,} rows or {LIMITS.columns} columns",
                    where=file_name,
                    hint="keep the part with the plan",
                )
            add_rows(builder, cell_of(entry.name), _rows(sheet), number)
    except python_calamine.PasswordError as error:
        raise SourceError(
            "this file is encrypted with a password", where=file_name, hint="save it without a password"
        ) from error
    except python_calamine.CalamineError as error:
        raise damaged(file_name) from error
    builder.problem(
        "no-number-formats", "percentages, units and dates may look other than in Excel (.xls without LibreOffice)"
    )
    return builder.content()


def _rows(sheet: python_calamine.CalamineSheet) -> Iterator[tuple[int, dict[int, Shown]]]:
    top, left = sheet.start or (0, 0)
    merged = _merged(sheet)
    rows: list[list[Any]] = sheet.to_python(skip_empty_area=True)
    for at, values in enumerate(rows, top):
        squares = {}
        for column in range(left, left + len(values)):
            row, first = merged.get((at, column), (at, column))
            value = rows[row - top][first - left] if row >= top and first == column else ""
            squares[column + 1] = Shown(shown(value, "General").strip(), merged=(row, first) != (at, column))
        yield at + 1, squares


def _merged(sheet: python_calamine.CalamineSheet) -> dict[tuple[int, int], tuple[int, int]]:
    found = {}
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        for row in range(top, min(bottom, top + LIMITS.rows) + 1):
            for column in range(left, min(right, left + LIMITS.columns) + 1):
                found[row, column] = (top, left)
    return found
