"""What somebody asks a search for: words that must all occur, each with what else it may be called, and phrases in quotes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from typing import Literal

from graph.data_files import data_of
from graph.errors import BadRequestError
from graph.search.english import in_chinese, run_together
from graph.search.latin import Names, may_be_read, meant
from graph.search.synonyms import synonyms
from graph.shadow import search_key, simplified

LONGEST = 200
"""Characters of a line of words."""

MOST_MEANT = 12
"""Readings of letters that are searched for; that there are more is said."""

Why = Literal["synonym", "english", "pinyin", "initials"]


@dataclass(frozen=True, slots=True)
class Also:
    """Words (a search key) that are searched for beside those that were typed, and why."""

    words: str
    why: Why


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must occur as they stand (`key`, a search key), or in place of them one of `also`.

    `words` is what was typed, `phrase` whether in quotes; `unread` counts the readings of letters that are not searched for.
    """

    words: str
    key: str
    phrase: bool = False
    also: tuple[Also, ...] = ()
    unread: int = 0

    @property
    def simple(self) -> str:
        """The words in simplified characters where others were typed, as they are searched for; else empty."""
        plain = simplified(self.words)
        return plain if plain != self.words else ""

    @property
    def keys(self) -> tuple[str, ...]:
        """All search keys of which one must occur."""
        return (self.key, *(each.words for each in self.also))


@dataclass(frozen=True, slots=True)
class Asked:
    """The terms, of which each must occur in a thing; `names` are the keys by which a name equals or begins with the words."""

    terms: tuple[Term, ...]
    names: tuple[str, ...]
    unpaired: bool = False
    """Whether a quotation mark without its partner was passed over."""

    def __bool__(self) -> bool:
        """Whether it asks for anything."""
        return bool(self.terms)


def _of_nobody() -> Names:
    return Names(())


def whole(words: str) -> Asked:
    """For words as they stand, blanks and quotes included."""
    key = search_key(words)
    return Asked((Term(words, key, phrase=True),), (key,)) if key else Asked((), ())


def asked(line: str, *, names: Callable[[], Names] = _of_nobody, literal: bool = False) -> Asked:
    """What a line asks for: words between blanks, phrases between quotes.

    `names` gives the names among which Latin letters may be the reading of one; `literal` takes the words as
    typed, without synonyms and readings. Raises BadRequestError for a line of more than LONGEST characters.
    """
    if len(line) > LONGEST:
        raise BadRequestError(
            f"the words are longer than {LONGEST} characters", hint="search for a few words that stand in the text"
        )
    pieces, unpaired = _pieces(line)
    terms: dict[str, Term] = {}
    if not literal:
        pieces = list(_named(pieces))
    for words, phrase in pieces:
        key = search_key(words)
        if key and key not in terms:
            plain = Term(words, key, phrase)
            terms[key] = plain if literal or phrase else _with_synonyms(_with_english(_with_readings(plain, names)))
    found = tuple(terms.values())
    keys = found[0].keys if len(found) == 1 else (search_key(" ".join(words for words, _ in pieces)),)
    return Asked(found, keys if found else (), unpaired)


def _with_readings(term: Term, names: Callable[[], Names]) -> Term:
    found = meant(term.key, names()) if may_be_read(term.key) else []
    also = tuple(Also(words, why) for words, why in found[:MOST_MEANT])
    return replace(term, also=also, unread=max(len(found) - MOST_MEANT, 0))


def _named(pieces: list[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    """The pieces, with neighbours that are an English name together as one."""
    for phrase, run in groupby(pieces, key=lambda piece: piece[1]):
        words = [piece[0] for piece in run]
        yield from ((each, phrase) for each in (words if phrase else run_together(words)))


def _with_english(term: Term) -> Term:
    found: dict[str, None] = {}
    for key in in_chinese(term.key):
        found |= dict.fromkeys((key, *synonyms(key)))
    return replace(term, also=term.also + tuple(Also(key, "english") for key in found if key not in term.keys))


def _with_synonyms(term: Term) -> Term:
    also = tuple(Also(key, "synonym") for key in synonyms(term.key) if key not in term.keys)
    return replace(term, also=term.also + also)


def _pieces(line: str) -> tuple[list[tuple[str, bool]], bool]:
    """Words and phrases in order, and whether a quotation mark is alone."""
    found: list[tuple[str, bool]] = []
    unpaired, rest = False, line
    while rest:
        at = next((place for place, char in enumerate(rest) if char in _quotes()), len(rest))
        found += [(words, False) for words in rest[:at].split()]
        end = _partner(rest, at)
        if at < len(rest) and end < 0:
            unpaired = True
            rest = rest[at + 1 :]
        else:
            found += [(rest[at + 1 : end], True)] if at < len(rest) else []
            rest = rest[end + 1 :] if at < len(rest) else ""
    return found, unpaired


def _partner(rest: str, at: int) -> int:
    """Where the quotation that begins at a place ends; -1 for nowhere."""
    if at >= len(rest):
        return -1
    return next((place for place in range(at + 1, len(rest)) if rest[place] in _quotes()[rest[at]]), -1)


@cache
def _quotes() -> dict[str, str]:
    """Quotation mark → all marks that close what it opens."""
    alike: list[str] = data_of("graph.search", "synonyms")["quotes"]
    return {mark: marks for marks in alike for mark in marks}
