"""The sections of a number format (positive; negative; zero; text) and the tokens that each is made of."""

import re
from functools import cache

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*+)"|\\(?P<escaped>.)|_(?P<gap>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*+)\]|(?P<digits>[0#?.,]++)'
    r"|(?P<percent>%)|(?P<exponent>[Ee][+-]0*+)|(?P<half>AM/PM|am/pm|A/P)|(?P<week>[aA]{3,4})|(?P<time>[yYmMdDhHsSeE]++)|(?P<text>@)"
    r"|(?P<general>[Gg]eneral)|(?P<plain>.)",
    re.DOTALL,
)

Section = tuple[tuple[str, str], ...]
"""Tokens as (kind, words)."""


@cache
def sections_of(number_format: str) -> tuple[Section, ...]:
    """The sections (positive; negative; zero; text) of a format, at most 500 characters of it."""
    sections: list[list[tuple[str, str]]] = [[]]
    for match in _TOKEN.finditer(number_format[:500]):
        kind = match.lastgroup or "plain"
        if kind == "plain" and match[0] == ";":
            sections.append([])
        else:
            sections[-1].append((kind, match[kind]))
    return tuple(tuple(section) for section in sections)


def literal(kind: str, words: str) -> str:
    """What a token shows by itself: its words, or the blank of a gap."""
    return {"quoted": words, "escaped": words, "plain": words, "gap": " "}.get(kind, "")
