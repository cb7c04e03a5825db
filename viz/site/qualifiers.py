"""How exactly a plan means a figure, in its own words: 6%以上, 约3%. What is stored of a target stays as it was normalised."""

from collections.abc import Iterator
from functools import cache

from graph.data_files import data_of

QUALIFIED = frozenset({"increase", "decrease", "=", ""})
"""Comparators that leave open how exactly the figure is meant; the others say it themselves."""


def qualified(text: str, value: str, comparator: str) -> str:
    """The words of `text` around a figure (`value` with its unit), from what qualifies it on; empty where nothing does."""
    if comparator not in QUALIFIED or not value:
        return ""
    return next(filter(None, (_around(text, at, at + len(value)) for at in _places(text, value))), "")


def _places(text: str, value: str) -> Iterator[int]:
    """Where the figure stands by itself: 6% is not in 16%."""
    at = text.find(value)
    while at >= 0:
        if not (text[:at][-1:].isdigit() or text[:at][-1:] == "."):
            yield at
        at = text.find(value, at + 1)


def _around(text: str, start: int, end: int) -> str:
    behind, before, between = (_words(part) for part in ("behind", "before", "between"))
    last = next((end + len(word) for word in behind if text.startswith(word, end)), end)
    head = text[:start]
    verb = next((word for word in between if head.endswith(word)), "")
    first = next(
        (
            start - len(ending)
            for ending in (word + said for said in dict.fromkeys(("", verb)) for word in before)
            if head.endswith(ending)
        ),
        start,
    )
    return text[first:last] if (first, last) != (start, end) else ""


@cache
def _words(part: str) -> tuple[str, ...]:
    return tuple(data_of("viz.site", "qualifiers")[part]["words"])
