"""The rows of a task table that came back: which column is which, which row is which, whatever was moved, hidden or merged."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from api.exports.task_cells import without_mark
from api.exports.task_marks import MarkedRow, settled
from api.exports.task_tables import CELLS, CODE, HEADS, OWN
from api.imports.cell_words import LANGUAGES
from loaders.files.whole_tables import Square, WholeTable, WholeTables
from viz.site.catalogue_words import words

FEWEST_HEADS = 4
"""Known heads in a row that make it the head of a task table."""

TASK, NUMBER, DUE, CONTACT = "task", "task_number", "task_due", "task_contact"


@dataclass(frozen=True, slots=True)
class Left:
    """What was not understood: where it stands, its words, and why (`code` is stable, `what` may be a column or a name)."""

    place: str
    quote: str
    code: str
    what: str = ""


@dataclass(frozen=True, slots=True)
class FileRow:
    """A row as it came back: its code, and its cells by head; `places` say where each of these stands.

    A cell that another one covers says what that one says, where it lies above, and is left out where it lies beside.
    `covered` are the heads of those that lie below the cell that covers them, `covers` of those that cover the row below;
    `heading` is a row with one wide cell.
    """

    place: str
    code: str
    cells: Mapping[str, str]
    covered: frozenset[str] = frozenset()
    covers: frozenset[str] = frozenset()
    heading: bool = False
    places: Mapping[str, str] = field(default_factory=dict)

    def at(self, head: str) -> str:
        """Where a cell stands, else the row."""
        return self.places.get(head) or self.place


@dataclass(frozen=True, slots=True)
class FileRows:
    """All rows of a file's task tables in order, the heads that its tables have, and what is no part of a task table."""

    rows: tuple[FileRow, ...]
    heads: frozenset[str]
    left: tuple[Left, ...]


def file_rows(tables: WholeTables) -> FileRows:
    """The rows of every table in which the heads of a task table stand."""
    rows: list[FileRow] = []
    heads: set[str] = set()
    left: list[Left] = []
    for table in tables.tables:
        columns: dict[str, int] = {}
        for _, squares in table.rows:
            found = _heads(squares)
            if len(found) >= FEWEST_HEADS:
                columns = found
                heads |= found.keys()
                left += _unknown_heads(squares, found, table)
            elif columns and any(settled(square.text) for square in squares.values()):
                row = _row(squares, columns)
                if row.covered and rows:
                    rows[-1] = replace(rows[-1], covers=row.covered)
                rows.append(row)
    return FileRows(tuple(rows), frozenset(heads), tuple(dict.fromkeys(left)))


def matched(rows: Sequence[FileRow], marked: Mapping[str, MarkedRow]) -> Iterator[tuple[FileRow, MarkedRow | None]]:
    """Each row with what it was made from: by its code, else by its very title; None for one that was not there before.

    Of several rows with one code the one that still says the same task keeps it, else the first.
    """
    keeper: dict[str, int] = {}
    for at, row in enumerate(rows):
        known = marked.get(row.code)
        if known and (
            row.code not in keeper or (_same_title(row, known) and not _same_title(rows[keeper[row.code]], known))
        ):
            keeper[row.code] = at  # fmt: skip
    by_title: dict[str, list[str]] = {}
    for code, known in marked.items():
        if code not in keeper:
            by_title.setdefault(_title(known), []).append(code)
    for at, row in enumerate(rows):
        if keeper.get(row.code) == at:
            yield row, marked[row.code]
            continue
        free = by_title.get(settled(row.cells.get(TASK, ""))) if row.code not in marked else None
        yield row, (marked[free.pop(0)] if free else None)


def _same_title(row: FileRow, known: MarkedRow) -> bool:
    return settled(row.cells.get(TASK, "")) == _title(known)


def _title(known: MarkedRow) -> str:
    return settled(known.cells.get(TASK, f"{known.label}{known.title}"))


def _heads(squares: Mapping[int, Square]) -> dict[str, int]:
    """Head → column, of the words of a row that are heads of a task table."""
    found: dict[str, int] = {}
    for column, square in squares.items():
        head = _known_heads().get(settled(square.text).replace("\n", "").casefold())
        if head and not square.merged:
            found.setdefault(head, column)
    return found


def _known_heads() -> dict[str, str]:
    now = {words(head, language).casefold(): head for head in (*HEADS, OWN) for language in LANGUAGES}
    return {words("task_contact_before", language).casefold(): CONTACT for language in LANGUAGES} | now


def _unknown_heads(squares: Mapping[int, Square], found: Mapping[str, int], table: WholeTable) -> Iterator[Left]:
    """Columns of the person's own, as far as anything stands in them."""
    for column, square in squares.items():
        head = settled(square.text)
        filled = any(settled(row[column].text) for _, row in table.rows if column in row and row[column] is not square)
        if column not in found.values() and filled and not square.merged:
            yield Left(square.place, head, "column", head)


def _row(squares: Mapping[int, Square], columns: Mapping[str, int]) -> FileRow:
    cells: dict[str, str] = {}
    covered = set()
    for head, column in columns.items():
        square = squares.get(column, Square("", ""))
        if square.merged and not settled(square.text):
            continue
        if head == OWN:
            continue  # told of the department, and read from its role
        cells[head] = without_mark(square.text) if head == DUE else square.text
        if square.merged:
            covered.add(head)
    code = settled(cells.pop(CODE, "")).replace("\n", "") if CODE not in covered else ""
    cells.pop(CODE, None)
    wide = _wide(squares, columns)
    if wide:
        cells = {TASK: wide}
    place = next((square.place for square in squares.values() if settled(square.text)), "")
    places = {head: squares[column].place for head, column in columns.items() if column in squares}
    return FileRow(place, code.lower(), cells, frozenset(covered), heading=bool(wide), places=places)


def _wide(squares: Mapping[int, Square], columns: Mapping[str, int]) -> str:
    """The words of a row that one cell covers: a heading across the table."""
    shown = [column for head, column in columns.items() if head != CODE]
    said = {column: squares[column] for column in shown if column in squares}
    filled = [square for square in said.values() if settled(square.text)]
    beside = [square for square in said.values() if square.merged and not square.text]
    return filled[0].text if len(filled) == 1 and len(beside) >= len(CELLS) - 4 else ""
