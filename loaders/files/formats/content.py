"""What a format's reader gives back, and its builder: the text as a person sees it, each character with its place in the file."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.errors import SourceError
from graph.model import Origin, Problem
from loaders.files.limits import LIMITS
from loaders.readings import Cell, Span


@dataclass(frozen=True, slots=True)
class Content:
    """A file's text with its origins (runs that tile the text, in order), the cells of its tables and its labels.

    `generated` are characters that the file shows but does not hold (Word's numbers); `hints` what the format says of
    the plan (title, number, issuer, date), never more than a hint; `problems` what could not be read as it was meant.
    """

    text: str
    origins: tuple[Origin, ...]
    cells: tuple[Cell, ...] = ()
    generated: tuple[Span, ...] = ()
    hints: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def note(code: str, message: str, start: int = 0, end: int = 0, quote: str = "") -> Problem:
    """A problem of the file itself; without a span it is about the whole file."""
    return Problem(code=code, message=message, start=start, end=end, quote=quote)


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a file; `generated` ones are shown by it and not held in it."""

    text: str
    generated: bool = False


Words = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Square:
    """One square of a table's grid; `merged` repeats the words of the cell that covers it (or is empty beside it)."""

    words: Words
    merged: bool = False

    @property
    def text(self) -> str:
        """The words as one string."""
        return "".join(piece.text for piece in self.words)


@dataclass(slots=True)
class _Run:
    start: int
    end: int
    place: str
    generated: bool


class Builder:
    """Collects text with origins, cells and problems; `content` is the result. Raises SourceError past the size limit."""

    def __init__(self, where: str) -> None:
        self.where = where
        self._texts: list[str] = []
        self._runs: list[_Run] = []
        self._cells: list[Cell] = []
        self._problems: list[Problem] = []
        self._lines = 0
        self.length = 0

    def add(self, text: str, place: str, *, generated: bool = False) -> Span:
        """Appends `text`, which stands at `place` of the file."""
        start, self.length = self.length, self.length + len(text)
        if self.length > LIMITS.characters:
            raise too_long(self.where)
        if text:
            self._texts.append(text)
            last = self._runs[-1] if self._runs else None
            if last and last.place == place and last.generated == generated:
                last.end = self.length
            else:
                self._runs.append(_Run(start, self.length, place, generated))
        return Span(start, self.length)

    def line(self, words: Iterable[Piece], place: str) -> Span:
        """Appends a line; the span is without its line end."""
        start = self.length
        for piece in words:
            self.add(piece.text, place, generated=piece.generated)
        end = self.length
        self._end_line(place)
        return Span(start, end)

    def row(self, squares: Sequence[Square], places: Sequence[str], table: int, row: int) -> None:
        """Appends a table's row as one line, its squares separated by TABs, and lists its cells (rows count from 1)."""
        for column, (square, place) in enumerate(zip(squares, places, strict=True), 1):
            start = self.length
            for piece in square.words:
                self.add(piece.text, place, generated=piece.generated)
            self._cells.append(Cell(start, self.length, table, row, column, merged=square.merged))
            if column < len(squares):
                self.add("\t", place)
            else:
                self._end_line(place)
        if len(self._cells) > LIMITS.cells:
            raise SourceError(
                f"the tables have more than {LIMITS.cells:,} cells",
                where=self.where,
                hint="keep the tables of the plan, and delete the rest",
            )

    def _end_line(self, place: str) -> None:
        self.add("\n", place)
        self._lines += 1
        if self._lines > LIMITS.lines:
            raise too_many_lines(self.where)

    def problem(self, code: str, message: str, start: int | None = None, quote: str = "") -> None:
        """Notes what could not be read as it was meant, at `start` or about the whole file."""
        begin = start or 0
        self._problems.append(Problem(code, message, begin, begin + len(quote), quote))

    def content(self, hints: Mapping[str, str] | None = None) -> Content:
        """The text so far."""
        return Content(
            text="".join(self._texts),
            origins=tuple(Origin(run.start, run.end, run.place, run.generated) for run in self._runs),
            cells=tuple(self._cells),
            generated=tuple(Span(run.start, run.end) for run in self._runs if run.generated),
            hints=hints or {},
            problems=tuple(self._problems),
        )


def too_long(where: str) -> SourceError:
    """The error for a text longer than any plan."""
    return SourceError(
        f"the text is longer than {LIMITS.characters:,} characters",
        where=where,
        hint="this is no plan; if it is, split it",
    )


def too_many_lines(where: str) -> SourceError:
    """The error for a text of more lines than any plan has."""
    return SourceError(
        f"the text has more than {LIMITS.lines:,} lines", where=where, hint="this is no plan; if it is, split it"
    )


def one_line(paragraphs: Iterable[Words]) -> Words:
    """A cell's paragraphs as the words of one line: joined with ` / `, line ends and TABs as spaces."""
    words: list[Piece] = []
    for paragraph in paragraphs:
        tidy = _tidy(paragraph)
        if not tidy:
            continue
        if words:
            words.append(Piece(" / "))
        words.extend(tidy)
    return tuple(words)


_ENDS = re.compile("[\r\n\t\v\f\u2028]")


def _tidy(paragraph: Words) -> Words:
    pieces = [Piece(_ENDS.sub(" ", piece.text), piece.generated) for piece in paragraph]
    if len(pieces) == 1:  # most cells
        words = pieces[0].text.strip()
        return (Piece(words, pieces[0].generated),) if words else ()
    while pieces and not pieces[0].text.strip():
        pieces.pop(0)
    while pieces and not pieces[-1].text.strip():
        pieces.pop()
    if pieces:
        pieces[0] = Piece(pieces[0].text.lstrip(), pieces[0].generated)
        pieces[-1] = Piece(pieces[-1].text.rstrip(), pieces[-1].generated)
    return tuple(pieces)
