"""Texts and names in traditional characters, read as simplified ones; the text itself stays as written."""

from functools import cache

from loaders.vocabulary import vocabulary

_SAMPLE = 20_000
"""Characters that decide whether a text is Traditional."""

_TRADITIONAL_SHARE = 0.01
"""Share of characters that exist in Traditional writing only, from which a text counts as Traditional."""


def is_traditional(words: str) -> bool:
    """Whether words hold a character that only traditional writing has."""
    return not _marks().isdisjoint(words)


def simplified(words: str) -> str:
    """The words in simplified characters."""
    from opencc import OpenCC  # noqa: PLC0415  # takes 0.2 s, and few plans are in traditional characters

    return str(OpenCC("t2s").convert(words))


def simplified_text(plain: str) -> str:
    """A shadow in Simplified characters, one for one, if it is written in Traditional ones; else as it is."""
    sample = plain[:_SAMPLE]
    marks = vocabulary("text/cleaning")["_traditional"]
    if not sample or sum(map(sample.count, marks)) < _TRADITIONAL_SHARE * len(sample):
        return plain
    from opencc import OpenCC  # noqa: PLC0415 - 7 MB of dictionaries that few texts need

    convert = OpenCC("t2s").convert
    table = {ord(char): new for char in set(plain) if len(new := convert(char)) == 1 and new != char}
    return plain.translate(table)


@cache
def _marks() -> frozenset[str]:
    return frozenset(vocabulary("departments/bodies")["_traditional"])
