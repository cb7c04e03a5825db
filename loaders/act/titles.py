"""The title of an act: that of the notice if one is printed, else that of the plan; over one line or several."""

from collections.abc import Iterator, Sequence

from loaders.act.front import NOTHING, Field, Front, pattern
from loaders.act.numbers import own_numbers
from loaders.readings import Span
from loaders.vocabulary import vocabulary

_LINES = 5
"""Lines over which a title may run."""

_SHORTEST, _LONGEST = 2, 140
"""Characters of a title."""


def title(front: Front) -> Field:
    """The title of an act, first line to last."""
    span = _title_span(front)
    return NOTHING if span is None else front.field(span)


def _title_span(front: Front) -> Span | None:
    found = list(_titles(front))
    notices = [span for span in found if pattern("titles", "notice").search(_joined(front, span))]
    named = [span for span in notices if pattern("issuers", "head-of-title").search(_joined(front, span))]
    for choice in (named, notices, found):
        if choice:
            return choice[0]
    if front.annexed is not None:
        return front.annexed.title
    return _first_line(front)


def _titles(front: Front) -> Iterator[Span]:
    """Runs of lines that end as a title does."""
    pieces = list(_pieces(front))
    at = 0
    while at < len(pieces):
        count = _length(front, pieces[at : at + _LINES])
        if count:
            yield Span(pieces[at].start, pieces[at + count - 1].end)
        at += count or 1


def _length(front: Front, pieces: Sequence[Span]) -> int:
    """How many of the pieces make a title; 0 if none does."""
    for count, piece in enumerate(pieces, 1):
        if _is_other(front, piece):
            return 0
        joined = "".join(front.words(each).strip() for each in pieces[:count])
        if len(joined) > _LONGEST:
            return 0
        if pattern("titles", "act").search(joined):
            return count + _continued(front, pieces[count:])
    return 0


def _continued(front: Front, following: Sequence[Span]) -> int:
    """1 where a bracket below belongs to the title, or the next line makes it a notice's (…方案 / 的通知)."""
    if not following:
        return 0
    words = front.words(following[0]).strip()
    return int(pattern("lines", "subtitle").search(words) is not None or words.startswith(_glue()))


def _glue() -> tuple[str, ...]:
    return tuple(vocabulary("act/metadata")["_glue"])


def _is_other(front: Front, piece: Span) -> bool:
    words = front.words(piece).strip()
    return (
        any(pattern("lines", name).search(words) for name in ("addressee", "date", "site", "annex", "body"))
        or len(words) < _SHORTEST
    )


def _pieces(front: Front) -> Iterator[Span]:
    """The lines of the cover, cut at document numbers; of a run-together line the title at its head."""
    for line in front.lines:
        words, at = front.words(line), 0
        for number in own_numbers(words):
            if number.start > at:
                yield Span(line.start + at, line.start + number.start)
            at = number.end
        rest = words[at:]
        skip = len(rest) - len(rest.lstrip(" -:"))
        head = pattern("titles", "inside").search(rest[skip:])
        end = skip + head.end() if head else len(rest)
        if end > skip:
            yield Span(line.start + at + skip, line.start + at + end)
        if head and end < len(rest):
            return


def _joined(front: Front, span: Span) -> str:
    return "".join(front.words(span).split())


def _first_line(front: Front) -> Span | None:
    """The first line, where it is short and neither a sentence nor an addressee."""
    for line in front.lines[:1]:
        words = front.words(line)
        if len(words) <= 60 and not _is_other(front, line):  # noqa: PLR2004 - a title's length
            return line
    return None
