"""Names of departments in Latin letters: which words of names somebody means who types their reading or its initials.

`shengtaihuanjing` and `sthjj` mean 生态环境局; characters are read by syllables.yaml.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Literal

from graph.data_files import data_of

Reading = Literal["pinyin", "initials"]

FEWEST_SYLLABLES, FEWEST_INITIALS, FEWEST_BEGUN = 2, 3, 4
"""What is no English word by chance: syllables, initials of a whole name, initials with which a name begins."""

_LETTERS = re.compile(r"[a-z]+(?:'[a-z]+)*")


def meant(key: str, names: Iterable[str]) -> list[tuple[str, Reading]]:
    """What letters (a search key) may mean among names (search keys): the words of names, those of most names first.

    `pinyin` are words with which a name begins, read out in full; `initials` a whole name, or its beginning if long enough.
    Empty where the key is anything but letters.
    """
    letters = key.replace("'", "")
    if not may_be_read(key):
        return []
    found: Counter[tuple[str, Reading]] = Counter()
    initials = [_read_from(letter) for letter in letters]
    for name in names:
        if name[:1] not in initials[0]:  # nearly all
            continue
        for length in _read_out(letters, name):
            if length >= FEWEST_SYLLABLES:
                found[name[:length], "pinyin"] += 1
        begun = len(name) >= len(letters) and all(
            char in readable for readable, char in zip(initials, name, strict=False)
        )
        if begun and (len(name) == len(letters) or len(letters) >= FEWEST_BEGUN):
            found[name[: len(letters)], "initials"] += 1
    return sorted(found, key=lambda each: (-found[each], each))


def may_be_read(key: str) -> bool:
    """Whether a search key is letters enough for the reading of a name."""
    return len(key) >= FEWEST_INITIALS and _LETTERS.fullmatch(key) is not None


@cache
def readings() -> Mapping[str, str]:
    """Character → its usual syllable."""
    return {char: syllable for syllable, chars in _data()["syllables"].items() for char in chars}


def _read_out(letters: str, name: str) -> Iterator[int]:
    """How many characters of the name the letters read out, syllable by syllable to their end."""
    pending = [(letters, 0)]
    while pending:
        rest, at = pending.pop()
        if not rest:
            yield at
        elif at < len(name):
            pending += [
                (rest[len(syllable) :], at + 1) for syllable in _syllables(name[at]) if rest.startswith(syllable)
            ]


def _syllables(char: str) -> tuple[str, ...]:
    return _every().get(char, ())


@cache
def _every() -> Mapping[str, tuple[str, ...]]:
    found = {char: (syllable,) for char, syllable in readings().items()}
    for syllable, chars in _data()["further"].items():
        for char in chars:
            found[char] = tuple(dict.fromkeys((*found.get(char, ()), syllable)))
    return found


@cache
def _read_from(letter: str) -> frozenset[str]:
    """The characters that have a reading that begins with a letter."""
    return frozenset(char for char, syllables in _every().items() if any(each[0] == letter for each in syllables))


def _data() -> Mapping[str, Any]:
    data: Mapping[str, Any] = data_of("graph.search", "syllables")
    return data
