"""From when and until when an act holds: 自…起施行, 有效期…."""

import re
from datetime import date, timedelta
from functools import cache

from graph.kept.patterns import compiled
from graph.quantities import numerals
from loaders.act.dates import day
from loaders.readings import Outline, Part, Span, Validity
from loaders.vocabulary import vocabulary


def validity(outline: Outline, part: Part, issued: str) -> Validity | None:
    """The act's own words of its validity, the last of a part; `issued` is its day, YYYY-MM-DD or empty.

    A day that the words do not give stays empty; a period of years ends on the day before it would begin anew.
    """
    sentence = _sentence(outline.laid, part)
    if sentence is None:
        return None
    words = sentence.group()
    first = _first_day(words, issued)
    return Validity(
        Span(*sentence.span()), outline.text[sentence.start() : sentence.end()], first, _last_day(words, first)
    )


def _sentence(laid: str, part: Part) -> re.Match[str] | None:
    """The last sentence of a part that says so; earlier ones may speak of a single measure."""
    for sign in reversed(list(_pattern("sign").finditer(laid, part.start, part.end))):
        start = max(laid.rfind(end, 0, sign.start()) for end in _ENDS) + 1
        found = _pattern("sentence").match(laid, start, part.end) if start >= part.start else None
        if found is not None:
            return found
    return None


_ENDS = "\u3002\n"
"""What ends a sentence."""


def _first_day(words: str, issued: str) -> str:
    named = _pattern("from-day").search(words)
    if named is not None:
        return day(named["day"])
    return issued if _pattern("from-issue").search(words) else ""


def _last_day(words: str, first: str) -> str:
    named, years = _pattern("until-day").search(words), _pattern("years").search(words)
    if named is not None and (years is None or named.start("day") < years.start()):
        return day(named["day"])
    count = numerals.number(years["n"]) if years and not years["n"].isascii() else int(years["n"]) if years else None
    if not first or not count:
        return ""
    begun = date.fromisoformat(first)
    leap = (begun.month, begun.day) == (
        2,
        29,
    )  # a day that few years have: the period begins anew on the first of March
    anew = date(begun.year + count, 3, 1) if leap else begun.replace(year=begun.year + count)
    return (anew - timedelta(days=1)).isoformat()


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return compiled(vocabulary("act/metadata")["validity"][name]["pattern"], re.MULTILINE)
