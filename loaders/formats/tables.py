"""What tables of all formats share: how their columns are called in the origins of their cells."""

from collections.abc import Sequence

from loaders.vocabulary import vocabulary

_HEADER_ROWS = 5
_LONGEST_NAME = 16


def column_names(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """A name for each column: the words of the header row, or the column's number (from 1) where it has no short words.

    The header is the row with the most header words among the first five, the first row where none has any.
    """
    if not rows:
        return ()
    head = max(rows[:_HEADER_ROWS], key=_header_words)
    width = max(len(row) for row in rows)
    names = ["".join(cell.split()) for cell in head] + [""] * (width - len(head))
    return tuple(name if 0 < len(name) <= _LONGEST_NAME else str(number) for number, name in enumerate(names, 1))


def _header_words(row: Sequence[str]) -> int:
    words = vocabulary("pages")["_header_words"]
    cells = ("".join(cell.split()) for cell in row)
    return sum(len(cell) <= _LONGEST_NAME and any(word in cell for word in words) for cell in cells)
