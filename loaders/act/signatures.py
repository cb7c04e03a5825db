"""Who issued an act and when: the signature below the notice or at the end, else the title's head, else a label."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.act.front import Front, pattern
from loaders.readings import Span
from loaders.text.cleaning import words_apart

_SIGNERS, _REACH = 12, 300
"""Lines of a joint signature, and characters of one that runs together with the text."""


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
    if not any(each.organs for each in found):
        found += _run_together(front, front.body)
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
    pieces = [Span(line.start + span.start, line.start + span.end) for span in words_apart(front.words(line))]
    return pieces if all(_is_organ(front, piece) for piece in pieces) else []


def _is_organ(front: Front, piece: Span) -> bool:
    words = "".join(front.words(piece).split())
    return any(pattern("issuers", name).search(words) for name in ("organ", "alias"))


def _run_together(front: Front, span: Span) -> Iterator[Signature]:
    """Organ and day in one line, behind a sentence; who printed the act (…印发) and when comes last."""
    found = list(pattern("issuers", "signed").finditer(front.laid, span.start, span.end))
    for match in sorted(
        found, key=lambda each: pattern("issuers", "printed").match(front.laid, each.end()) is not None
    ):
        organ = Span(*match.span("organ"))
        yield Signature((*_beside(front, span.start, organ.start), organ), Span(*match.span("date")))


def _beside(front: Front, first: int, start: int) -> list[Span]:
    """The organs right before one that signs, set apart by spaces or line ends; the first may end a sentence's line."""
    found: list[Span] = []
    before = max(first, start - _REACH)
    for match in reversed(list(re.finditer(r"\S+", front.laid[before:start]))):
        words = match.group()
        cut = max((mark.end() for mark in pattern("issuers", "sentence-before").finditer(words)), default=0)
        piece = Span(before + match.start() + cut, before + match.end())
        if piece.start == piece.end or not _is_organ(front, piece):
            break
        found.insert(0, piece)
        if cut:
            break
    return found


def _published(front: Front, line: Span) -> Iterator[Signature]:
    for match in pattern("issuers", "published").finditer(front.laid, line.start, line.end):
        organs = (Span(*match.span("organ")),) if match["organ"] else ()
        yield Signature(organs, Span(*match.span("date")))
