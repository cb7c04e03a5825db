"""The day of an act: that of its signature, else one that ends a line of its front."""

from graph.quantities import numerals
from loaders.act.front import NOTHING, Field, Front, pattern
from loaders.act.signatures import Signature
from loaders.readings import Span


def date(front: Front, signature: Signature) -> Field:
    """The day as YYYY-MM-DD."""
    if signature.date is not None:
        return Field(day(front.words(signature.date)), signature.date)
    for line in front.lines:
        bracket = pattern("dates", "in-bracket").match(front.laid, line.start, line.end)
        if bracket is not None:
            span = Span(*bracket.span("date"))
            return Field(day(front.words(span)), span)
    for line in front.lines:
        match = pattern("dates", "line-end").search(front.words(line))
        if match is not None:
            span = Span(line.start + match.start("date"), line.start + match.end("date"))
            return Field(day(front.words(span)), span)
    return NOTHING


def day(words: str) -> str:
    """The first day in `words` as YYYY-MM-DD, or nothing."""
    match = pattern("dates", "day").search(words)
    if match is None:
        return ""
    year, month, number = (_value(match[name]) for name in ("y", "m", "d"))
    if year is None or month is None or number is None or not (1 <= month <= 12 and 1 <= number <= 31):  # noqa: PLR2004
        return ""
    return f"{year:04d}-{month:02d}-{number:02d}"


def _value(written: str) -> int | None:
    return int(written) if written.isascii() else numerals.number(written)
