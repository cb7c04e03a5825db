"""Names of departments in Latin letters: which words of names somebody means who types their reading or its initials.

`shengtaihuanjing` and `sthjj` mean 生态环境局; characters are read by syllables.yaml.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Literal

from graph.data_files import data_of

Reading = Literal["pinyin", "initials"]

FEWEST_SYLLABLES, FEWEST_INITIALS, FEWEST_BEGUN = 2, 3, 4
"""What is no English word by chance: syllables, initials of a whole name, initials with which a name begins."""

LONGEST_SYLLABLE = 6
"""Letters: zhuang."""

_LETTERS = re.compile(r"[a-z]+(?:'[a-z]+)*")


class Names:
    """Names (search keys) to be found by how they may be read: a search asks for few of thousands."""

    def __init__(self, names: Iterable[str]) -> None:
        """Each of them as often as it is given, those without a character that has a reading left out."""
        self._by_syllable: dict[str, list[str]] = defaultdict(list)
        self._by_initials: dict[str, list[str]] = defaultdict(list)
        for name in names:
            first, second = _syllables(name[:1]), _syllables(name[1:2])
            for syllable in first:
                self._by_syllable[syllable].append(name)
            for initials in {one[0] + other[0] for one in first for other in second}:
                self._by_initials[initials].append(name)

    def read_out(self, letters: str) -> Iterator[str]:
        """The words with which a name begins that the letters read out in full, once for each way to read them."""
        for end in range(1, min(len(letters), LONGEST_SYLLABLE) + 1):
            for name in self._by_syllable.get(letters[:end], ()):
                yield from (name[:length] for length in _read_out(letters[end:], name, 1))

    def begun(self, letters: str) -> Iterator[str]:
        """The names whose characters begin, one after the other, with the letters."""
        rest = [_read_from(letter) for letter in letters[2:]]
        for name in self._by_initials.get(letters[:2], ()):
            said = name[2 : len(letters)]
            if len(said) == len(rest) and all(char in readable for readable, char in zip(rest, said, strict=True)):
                yield name


def meant(key: str, names: Names) -> list[tuple[str, Reading]]:
    """What letters (a search key) may mean among names: the words of names, those of most names first.

    `pinyin` are words with which a name begins, read out in full; `initials` a whole name, or its beginning if long enough.
    Empty where the key is anything but letters.
    """
    letters = key.replace("'", "")
    if not may_be_read(key):
        return []
    found: Counter[tuple[str, Reading]] = Counter()
    for words in names.read_out(letters):
        if len(words) >= FEWEST_SYLLABLES:
            found[words, "pinyin"] += 1
    for name in names.begun(letters):
        if len(name) == len(letters) or len(letters) >= FEWEST_BEGUN:
            found[name[: len(letters)], "initials"] += 1
    return sorted(found, key=lambda each: (-found[each], each))


def may_be_read(key: str) -> bool:
    """Whether a search key is letters enough for the reading of a name."""
    return len(key) >= FEWEST_INITIALS and _LETTERS.fullmatch(key) is not None


@cache
def readings() -> Mapping[str, str]:
    """Character → its usual syllable."""
    return {char: syllable for syllable, chars in _data()["syllables"].items() for char in chars}


def _read_out(letters: str, name: str, at: int) -> Iterator[int]:
    """Up to which character of the name the letters read it out from one on, syllable by syllable to their end."""
    pending = [(letters, at)]
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
