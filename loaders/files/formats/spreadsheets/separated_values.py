"""Tables saved as text: values parted by commas, semicolons or TABs (.csv), in any charset, with or without quotes.

Prose has commas too: a table has a row of column heads, or the same number of values in every line and no sentences.
"""

import csv
import io
from collections.abc import Iterator, Sequence

from loaders.files.formats.column_names import is_head
from loaders.files.formats.content import Builder, Content
from loaders.files.formats.refusals import damaged
from loaders.files.formats.spreadsheets.sheet_rows import Shown, add_rows
from loaders.files.limits import LIMITS

_SEPARATORS = (",", ";")
_HEAD_LINES = 12
_HEADS = 2
_LONGEST = 24
_FEWEST = 3
_MOST = 0.6
_STOPS = "\u3002\uff1b"

csv.field_size_limit(LIMITS.characters)


def separator(text: str) -> str | None:
    """The sign that parts the values of a table saved as text; None for a text that is none."""
    lines = [line for line in text.splitlines()[: 4 * _HEAD_LINES] if line.strip()]
    for sign in _SEPARATORS:
        try:
            rows = list(csv.reader(lines, delimiter=sign))
        except csv.Error:
            continue
        if any(_is_head(row) and _is_table(rows[at:]) for at, row in enumerate(rows[:_HEAD_LINES])):
            return sign
        widths = {len(row) for row in rows}
        if (
            len(rows) >= _FEWEST
            and len(widths) == 1
            and widths.pop() >= _FEWEST
            and not any(stop in text for stop in _STOPS)
        ):
            return sign
    return None


def read(text: str, sign: str, file_name: str) -> Content:
    """The table's rows as lines with `line N` origins; raises SourceError past the limit of columns, or for broken rows."""
    builder = Builder(file_name)
    try:
        add_rows(builder, lambda row, _: f"line {row}", _rows(text, sign), 1)
    except csv.Error as error:
        raise damaged(file_name) from error
    return builder.content()


def _rows(text: str, sign: str) -> Iterator[tuple[int, dict[int, Shown]]]:
    reader = csv.reader(io.StringIO(text), delimiter=sign)
    before = 0
    for row in reader:
        number, before = before + 1, reader.line_num
        if not (row and row[0].lower().startswith("sep=") and not any(row[1:])):  # Excel's own hint
            yield number, {column: Shown(value.strip()) for column, value in enumerate(row, 1)}


def _is_head(row: Sequence[str]) -> bool:
    values = _tidy(row)
    short = (
        not any(stop in value for value in values for stop in _STOPS) and max(map(len, values), default=0) <= _LONGEST
    )
    return short and sum(map(is_head, values)) >= _HEADS


def _is_table(rows: Sequence[Sequence[str]]) -> bool:
    """Whether most rows below a head have its width."""
    below = [len(row) == len(rows[0]) for row in rows[1:]]
    return bool(below) and below[0] and sum(below) >= _MOST * len(below)


def _tidy(row: Sequence[str]) -> list[str]:
    """The values without the empty ones at the row's end."""
    values = ["".join(value.split()) for value in row]
    while values and not values[-1]:
        values.pop()
    return values
