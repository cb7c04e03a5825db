"""The title of an act: that of the notice if one is printed, else that of the plan; over one line or several."""

from collections.abc import Iterator, Sequence

from loaders.act.front import NOTHING, Field, Front, pattern
from loaders.act.news_leads import lead
from loaders.act.numbers import own_numbers
from loaders.readings import Span
from loaders.vocabulary import vocabulary

_LINES = 5
"""Lines over which a title may run."""

_SHORTEST, _LONGEST = 2, 140
"""Characters of a title."""

_NOT_TITLES = ("addressee", "date", "site", "annex", "body", "field", "banner")
"""Kinds of lines that are no part of a title."""


def title(front: Front) -> Field:
    """The title of an act, first line to last, without title marks around it."""
    span = _title_span(front)
    if span is None:
        return NOTHING
    words = front.words(span)
    if words.startswith("《") and words.find("》") == len(words) - 1:
        span = Span(span.start + 1, span.end - 1)
    return front.field(span)


def _title_span(front: Front) -> Span | None:
    found = list(_titles(front))
    notices = [span for span in found if pattern("titles", "notice").search(_joined(front, [span]))]
    named = [span for span in notices if pattern("issuers", "head-of-title").search(_joined(front, [span]))]
    reported = lead(front)
    for choice in (named, notices, [reported.title] if reported else [], found):
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
            first = at + _strangers(front, pieces[at : at + count])
            yield Span(pieces[first].start, pieces[at + count - 1].end)
        at += count or 1


def _length(front: Front, pieces: Sequence[Span]) -> int:
    """How many of the pieces make a title; 0 if none does."""
    for count, piece in enumerate(pieces, 1):
        if _is_other(front, piece):
            return 0
        joined = _joined(front, pieces[:count])
        if len(joined) > _LONGEST:
            return 0
        if _is_whole(joined):
            return count + _continued(front, joined, pieces[count:])
    return 0


def _is_whole(joined: str) -> bool:
    """Whether words end as a title does and leave no title mark open."""
    closed = joined.count("《") <= joined.count("》") and joined.count("(") <= joined.count(")")
    return closed and pattern("titles", "act").search(joined) is not None


def _continued(front: Front, joined: str, following: Sequence[Span]) -> int:
    """How many further lines belong to a title: up to 的通知, the rest of a broken line, a bracket."""
    taken = 0
    if pattern("titles", "issuing").search(joined) and not pattern("titles", "notice").search(joined):
        taken = _up_to_notice(front, joined, following)
    for piece in following[taken : taken + 2]:
        words = _joined(front, [piece])
        belongs = words.startswith(_glue()) or any(
            pattern("lines", name).search(words) for name in ("rest", "subtitle")
        )
        if not belongs or _is_other(front, piece):
            break
        taken += 1
    return taken


def _up_to_notice(front: Front, joined: str, following: Sequence[Span]) -> int:
    """How many lines lead on to the 通知 of a title that says what is issued (关于印发…行动 / 方案的通知)."""
    for count, piece in enumerate(following, 1):
        joined += _joined(front, [piece])
        if _is_other(front, piece) or len(joined) > _LONGEST:
            return 0
        if pattern("titles", "notice").search(joined):
            return count
    return 0


def _strangers(front: Front, pieces: Sequence[Span]) -> int:
    """How many lines at the head of a run belong to the page: short ones above a line that is a whole title."""
    for count in range(len(pieces) - 1, 0, -1):
        above, below = _joined(front, pieces[:count]), _joined(front, pieces[count:])
        headed = pattern("issuers", "head-of-title").search(below) is not None
        if headed and _is_whole(below) and pattern("issuers", "head-of-title").search(above + below) is None:
            return count
    return 0


def _glue() -> tuple[str, ...]:
    return tuple(vocabulary("act/metadata")["_glue"])


def _is_other(front: Front, piece: Span) -> bool:
    words = front.words(piece).strip()
    return (
        len(words) < _SHORTEST
        or not any(map(str.isalnum, words))
        or any(pattern("lines", name).search(words) for name in _NOT_TITLES)
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


def _joined(front: Front, pieces: Sequence[Span]) -> str:
    return "".join("".join(front.words(piece).split()) for piece in pieces)


def _first_line(front: Front) -> Span | None:
    """The first line, where it is short and neither a sentence nor an addressee."""
    for line in front.lines[:1]:
        words = front.words(line)
        if len(words) <= 60 and not _is_other(front, line):  # noqa: PLR2004 - a title's length
            return line
    return None
