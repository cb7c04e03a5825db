"""Names in traditional characters, read as simplified ones; the text itself stays as written."""

from functools import cache

from loaders.vocabulary import vocabulary


def is_traditional(words: str) -> bool:
    """Whether words hold a character that only traditional writing has."""
    return not _marks().isdisjoint(words)


def simplified(words: str) -> str:
    """The words in simplified characters."""
    from opencc import OpenCC  # noqa: PLC0415  # takes 0.2 s, and few plans are in traditional characters

    return str(OpenCC("t2s").convert(words))


@cache
def _marks() -> frozenset[str]:
    return frozenset(vocabulary("departments/bodies")["_traditional"])
