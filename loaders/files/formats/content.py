"""What a format's reader gives back: the text as a person sees it, and where each character stood in the file."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.model import Origin, Problem
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
