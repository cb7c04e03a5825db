"""What tables of all formats share: how their columns are called in the origins of their cells."""

from collections.abc import Sequence

from loaders.vocabulary import vocabulary

_HEADER_ROWS = 5
_LONGEST_NAME = 16


def column_names(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """A name for each column: the words of the header row, or the column's number (from 1) where it has no short words.

    The header is the row with the most header words among the first five, the first row where none has any. Rows of
    header words below it name the columns more closely.
    """
    if not rows:
        return ()
    width = max(len(row) for row in rows)
    tidy = [["".join(cell.split()) for cell in row] + [""] * (width - len(row)) for row in rows[:_HEADER_ROWS]]
    first = max(range(len(tidy)), key=lambda at: sum(map(is_head, tidy[at])))
    names = tidy[first]
    for row in tidy[first + 1 :]:
        if not all(is_head(cell) for cell in row if cell):
            break
        names = [below or above for above, below in zip(names, row, strict=True)]
    return tuple(name if 0 < len(name) <= _LONGEST_NAME else str(number) for number, name in enumerate(names, 1))


def is_head(cell: str) -> bool:
    """Whether short words without blanks may head a column of a table of tasks."""
    return 0 < len(cell) <= _LONGEST_NAME and any(
        word in cell for word in vocabulary("files/formats/web/pages")["_header_words"]
    )
