"""Excel workbooks: each visible sheet's rows as lines, merged cells filled down, values as their number formats show them.

openpyxl opens them; what could make it work without end (rows, cells, merged areas, markup) is counted before. Formulas
are never computed: the value that the file remembers is read. Macros are never run.
"""

import datetime as dt
import io
import re
import warnings
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

import openpyxl
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.utils.datetime import WINDOWS_EPOCH, from_excel
from openpyxl.worksheet.merge import MergedCellRange
from openpyxl.worksheet.worksheet import Worksheet

from graph.errors import SourceError
from loaders.files.formats.content import Builder, Content
from loaders.files.formats.package_xml import check_xml
from loaders.files.formats.refusals import damaged
from loaders.files.formats.spreadsheets.bare_workbook import bare, is_strict
from loaders.files.formats.spreadsheets.date_formats import chinese_format
from loaders.files.formats.spreadsheets.number_formats import Value, shown
from loaders.files.formats.spreadsheets.sheet_rows import Shown, add_rows, cell_of
from loaders.files.formats.superscripts import raised
from loaders.files.formats.zip_package import Package
from loaders.files.limits import LIMITS

_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]{0,200}?ref\s*+=\s*+[\"']([A-Z0-9:$]{1,40})[\"']")
_ROW = re.compile(rb"<(?:\w+:)?row[\s>/]")
_CELL = re.compile(rb"<(?:\w+:)?c[\s>/]")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_UNCOMPUTED = re.compile(
    rb"<(?:\w+:)?f[^>]{0,200}(?:/>|>[^<]{0,9000}</(?:\w+:)?f>)\s*+(?:<(?:\w+:)?v\s*+(?:/>|></)|</(?:\w+:)?c>)"
)


def read(data: bytes, file_name: str) -> Content:
    """The text with `sheet NAME cell C5` origins; raises SourceError for broken workbooks and those past the limits."""
    book, uncomputed = workbook(data, file_name)
    builder = Builder(file_name)
    if uncomputed:
        builder.problem("formula-without-value", f"{uncomputed} formulas were never computed; their cells are empty")
    for number, sheet in enumerate(book.worksheets, 1):
        if sheet.sheet_state != "visible":
            builder.problem("hidden-sheet", f"the sheet {sheet.title} is hidden and was left out")
            continue
        _sheet(builder, sheet, number)
    return builder.content()


def workbook(data: bytes, file_name: str) -> tuple[openpyxl.Workbook, int]:
    """The workbook, and how many of its formulas have no value; raises SourceError for broken ones and those past the limits."""
    package = Package(data, file_name)
    uncomputed = _checked(package)
    book = _opened(bare(package) if is_strict(package) else data)
    if book is None:
        book = _opened(bare(package))
    if book is None:
        raise damaged(file_name)
    return book, uncomputed


def _opened(data: bytes) -> openpyxl.Workbook | None:
    """The workbook, None where openpyxl refuses it: many programs write styles and names that it does not know."""
    try:
        with warnings.catch_warnings(), _without_borders():
            warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions that do not matter here
            return openpyxl.load_workbook(io.BytesIO(data), data_only=True, keep_links=False, rich_text=True)
    except (
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        IndexError,
        SyntaxError,
        OverflowError,
        OSError,
    ):
        return None


_DRAWN = MergedCellRange.format
"""As the library has it: taken once, so that two threads that open workbooks leave nothing of ours behind."""


@contextmanager
def _without_borders() -> Iterator[None]:
    """Merged areas are opened without drawing their borders cell by cell, which takes longer than all else and is never shown."""
    setattr(MergedCellRange, "format", lambda _: None)  # noqa: B010 - the library asks for none
    try:
        yield
    finally:
        setattr(MergedCellRange, "format", _DRAWN)  # noqa: B010


def _checked(package: Package) -> int:
    """Counts what would take too long, before anything looks closer; returns the number of formulas without a value."""
    cells = merged = uncomputed = 0
    for name in package.names():
        if not name.lower().endswith((".xml", ".rels")):
            continue
        data = package.read(name) or b""
        if name.lower().startswith("xl/worksheets/"):
            rows = len(_ROW.findall(data))
            cells += len(_CELL.findall(data))
            merged += sum(_area(match[1].decode()) for match in _MERGED.finditer(data))
            if rows > LIMITS.rows or cells > LIMITS.cells or merged > LIMITS.cells:
                raise SourceError(
                    f"the workbook has more than {LIMITS.rows:,} rows in a sheet or {LIMITS.cells:,} cells",
                    where=package.where,
                    hint="keep the sheet with the plan, and delete the rest",
                )
            uncomputed += len(_UNCOMPUTED.findall(data))
        check_xml(data, package.where)
    return uncomputed


def _area(reference: str) -> int:
    try:
        left, top, right, bottom = range_boundaries(reference)
    except ValueError:
        return 0
    return ((right or 1) - (left or 1) + 1) * ((bottom or 1) - (top or 1) + 1)


def _sheet(builder: Builder, sheet: Worksheet, table: int) -> None:
    grid = squares_of(sheet)
    hidden = _hidden_columns(sheet)
    rows = [row for row in sorted(grid) if not sheet.row_dimensions[row].hidden]
    if len(rows) < len(grid):
        first = min(set(grid) - set(rows))
        builder.problem(
            "hidden-rows", f"{len(grid) - len(rows)} hidden rows of {sheet.title} were left out (the first is {first})"
        )
    used = {column for row in rows for column, square in grid[row].items() if square.text}
    if used & hidden:
        letters = ", ".join(get_column_letter(column) for column in sorted(used & hidden)[:10])
        builder.problem("hidden-columns", f"hidden columns of {sheet.title} were left out: {letters}")
    visible = [(row, {at: square for at, square in grid[row].items() if at not in hidden}) for row in rows]
    add_rows(builder, cell_of(sheet.title), visible, table)


def squares_of(sheet: Worksheet) -> dict[int, dict[int, Shown]]:
    """Row → column (from 1) → what the square shows, hidden ones too; rows without words are left out."""
    grid: dict[int, dict[int, Shown]] = defaultdict(dict)
    for (row, column), cell in sheet._cells.items():  # noqa: SLF001 (the public ways walk every cell up to XFD1048576)
        if isinstance(cell, SheetCell) and cell.value is not None:
            text = _shown(cell)
            if text:
                grid[row][column] = Shown(text)
    for area in sheet.merged_cells.ranges:
        first = grid[area.min_row].get(area.min_col, Shown("")) if area.min_row in grid else Shown("")
        for row, column in _inside(area.min_row, area.max_row, area.min_col, area.max_col):
            if column == area.min_col:
                if first.text and row in grid:
                    grid[row][column] = Shown(first.text, merged=True)
            elif row in grid:
                grid[row][column] = Shown("", merged=True)
    return {row: squares for row, squares in grid.items() if squares}


def _inside(top: int, bottom: int, left: int, right: int) -> Iterator[tuple[int, int]]:
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            if (row, column) != (top, left):
                yield row, column


def _shown(cell: SheetCell) -> str:
    value = cell.value
    if isinstance(value, CellRichText):
        return unescaped("".join(_run(part) for part in value)).strip()
    if isinstance(value, str):
        return shown(unescaped(value), cell.number_format).strip()
    if isinstance(value, int | float) and (chinese := chinese_format(cell._style.numFmtId)):  # type: ignore[attr-defined]  # noqa: SLF001 (the only way to the number)
        return _chinese_date(value, chinese, cell)
    if isinstance(value, Value):
        return shown(value, cell.number_format).strip()
    return str(value).strip()


def _run(part: str | TextBlock) -> str:
    if isinstance(part, str):
        return part
    return raised(part.text) if part.font.vertAlign == "superscript" else part.text


def _chinese_date(value: float, chinese: str, cell: SheetCell) -> str:
    book = cell.parent.parent
    epoch = WINDOWS_EPOCH if book is None else book.epoch
    try:
        moment = from_excel(value, epoch)
    except (OverflowError, ValueError):
        return shown(value, "General")
    return shown(moment, chinese) if isinstance(moment, dt.datetime | dt.time) else shown(value, "General")


def unescaped(text: str) -> str:
    """The text with signs that Excel escapes (_x000D_) as themselves; carriage returns as line ends."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text).replace("\r\n", "\n").replace("\r", "\n")


def _hidden_columns(sheet: Worksheet) -> set[int]:
    hidden: set[int] = set()
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden:
            hidden.update(range(dimension.min or 1, min(dimension.max or 1, LIMITS.columns * 10) + 1))
    return hidden
