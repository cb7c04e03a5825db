"""Who issued an act and when: the signature below the notice or at the end, else the title's head, else a label."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.act.front import Front, pattern
from loaders.readings import Span

_SIGNERS = 12
"""Lines of a joint signature."""


@dataclass(frozen=True, slots=True)
class Signature:
    """The issuers' lines and the day; either may be missing."""

    organs: tuple[Span, ...]
    date: Span | None


def signature_of(front: Front) -> Signature:
    """The signature of an act: below its notice, else at its end, else in a line that says who published it."""
    found = [
        *_signed(front, front.lines),
        *_run_together(front, front.cover),
        *_signed(front, front.closing),
        *(each for line in front.closing for each in _run_together(front, line)),
        *(each for line in front.closing for each in _published(front, line)),
    ]
    organs = next((each.organs for each in found if each.organs), ())
    with_organs = next((each.date for each in found if each.organs and each.date), None)
    date = with_organs or next((each.date for each in found if each.date), None)
    return Signature(organs, date)


def _signed(front: Front, lines: Sequence[Span]) -> Iterator[Signature]:
    """Lines of organs with a day below; the last day of the lines first."""
    for index in range(len(lines) - 1, -1, -1):
        if pattern("lines", "date").search(front.words(lines[index]).strip()):
            yield Signature(_organs(front, lines, index), lines[index])


def _organs(front: Front, lines: Sequence[Span], below: int) -> tuple[Span, ...]:
    found: list[Span] = []
    for line in reversed(lines[max(below - _SIGNERS, 0) : below]):
        pieces = _pieces(front, line)
        if not pieces:
            break
        found = [*pieces, *found]
    return tuple(found)


def _pieces(front: Front, line: Span) -> list[Span]:
    """The organs of a line, set apart by spaces; none if anything else stands in it."""
    pieces = [
        Span(line.start + match.start(), line.start + match.end()) for match in re.finditer(r"[^ ]+", front.words(line))
    ]
    organs = all(
        pattern("issuers", "organ").search(front.words(piece)) or pattern("issuers", "alias").search(front.words(piece))
        for piece in pieces
    )
    return pieces if organs else []


def _run_together(front: Front, span: Span) -> Iterator[Signature]:
    """Organ and day in one line, behind a sentence; who printed the act (…印发) and when comes last."""
    found = list(pattern("issuers", "signed").finditer(front.laid, span.start, span.end))
    for match in sorted(
        found, key=lambda each: pattern("issuers", "printed").match(front.laid, each.end()) is not None
    ):
        yield Signature((Span(*match.span("organ")),), Span(*match.span("date")))


def _published(front: Front, line: Span) -> Iterator[Signature]:
    for match in pattern("issuers", "published").finditer(front.laid, line.start, line.end):
        organs = (Span(*match.span("organ")),) if match["organ"] else ()
        yield Signature(organs, Span(*match.span("date")))
