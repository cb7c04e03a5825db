"""The tables of a workbook with everything that is hidden: sheets, rows and columns, for task tables that come back."""

from loaders.files.formats.content import Builder, Content, Piece, Square
from loaders.files.formats.spreadsheets.sheet_rows import Shown, cell_of
from loaders.files.formats.spreadsheets.xlsx import squares_of, workbook


def read(data: bytes, file_name: str) -> Content:
    """Every cell by its sheet, row and column (from 1), its line ends as they are; `sheet NAME cell C5` origins.

    Raises SourceError for broken workbooks and those past the limits.
    """
    book, _ = workbook(data, file_name)
    builder = Builder(file_name)
    for number, sheet in enumerate(book.worksheets, 1):
        place_of = cell_of(sheet.title)
        for row, squares in sorted(squares_of(sheet).items()):
            last = max(squares)
            shown = [squares.get(column, Shown("")) for column in range(1, last + 1)]
            places = [place_of(row, column) for column in range(1, last + 1)]
            builder.row([Square((Piece(one.text),), one.merged) for one in shown], places, number, row)
    return builder.content()
