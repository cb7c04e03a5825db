"""The rows of a spreadsheet as lines of text: one cell alone is a heading or a note, several are a row of the table."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from graph.errors import SourceError
from loaders.files.formats.column_names import column_names
from loaders.files.formats.content import Builder, Piece, Square, one_line
from loaders.files.limits import LIMITS

_LETTERS = 26


@dataclass(frozen=True, slots=True)
class Shown:
    """What a square of a sheet shows; `merged` where another square's words are repeated or it lies beside one."""

    text: str
    merged: bool = False


def add_rows(
    builder: Builder, place_of: Callable[[int, int], str], rows: Iterable[tuple[int, Mapping[int, Shown]]], table: int
) -> None:
    """Writes a sheet's rows, (number, {column: square}) from 1; `place_of` a row and a column is where a square stands."""
    filled = [(row, squares) for row, squares in rows if any(square.text for square in squares.values())]
    columns = sorted({column for _, squares in filled for column, square in squares.items() if square.text})
    if len(columns) > LIMITS.columns:
        raise SourceError(
            f"a sheet has more than {LIMITS.columns} columns", where=builder.where, hint="keep the columns of the plan"
        )
    lines = [(row, [squares.get(column, Shown("")) for column in columns]) for row, squares in filled]
    names = column_names([[square.text for square in squares] for _, squares in lines if not _alone(squares)])
    for at, (row, squares) in enumerate(lines, 1):
        places = [place_of(row, column) for column in columns]
        if _alone(squares):
            square, place = next(pair for pair in zip(squares, places, strict=True) if pair[0].text)
            for text in square.text.splitlines():
                builder.line((Piece(text.strip()),), place)
            continue
        words = [Square(one_line((Piece(line),) for line in one.text.splitlines()), one.merged) for one in squares]
        named = [
            place if name.isdigit() else f"{place} column {name}" for place, name in zip(places, names, strict=True)
        ]
        builder.row(words, named, table, at)


def cell_of(title: str) -> Callable[[int, int], str]:
    """The places of a sheet's cells: `sheet TITLE cell C5`."""
    return lambda row, column: f"sheet {title} cell {letters(column)}{row}"


def letters(column: int) -> str:
    """A column's letters: 1 is A, 27 is AA."""
    text = ""
    while column > 0:
        column, rest = divmod(column - 1, _LETTERS)
        text = chr(ord("A") + rest) + text
    return text


def _alone(squares: list[Shown]) -> bool:
    """Whether a row shows one cell only: a title, a heading, a note."""
    filled = [square for square in squares if square.text]
    return len(filled) == 1 and not filled[0].merged
