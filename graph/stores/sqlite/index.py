"""The index of the SQLite store: one token a character, so that a phrase is a substring; a row says the kind of its node."""

from collections.abc import Sequence
from functools import cache

from graph.ledger.arrays import Int64s
from graph.schema import schema

Rows = Int64s

SPACE, BREAK, NUL = "\x1c", "\x1d", "\x1e"
"""Stand for characters that the index can't hold; a search key never holds these three (str.split drops them)."""

KIND_BITS = 4
"""Bits of a row of the index that say the kind of its node; those before them are the node's key."""

_TO_TOKENS = ((" ", SPACE), ("\n", BREAK), ("\0", NUL))


def tokens(key: str) -> str:
    """A search key as the index reads it: one token a character, so that a phrase is a substring."""
    return " ".join(_without_gaps(key))


def all_tokens(keys: Sequence[str]) -> list[str]:
    """The tokens of many keys, a tenth of the work of one by one: the gaps are put into all characters at once."""
    whole = _without_gaps("".join(keys))
    units = whole.encode("utf-16-le", "surrogatepass")
    if len(units) != 2 * len(whole):  # a character of two units
        return [tokens(key) for key in keys]
    spaced = bytearray(b" \0" * (2 * len(whole)))
    spaced[0::4], spaced[1::4] = units[0::2], units[1::2]
    text = spaced.decode("utf-16-le", "surrogatepass")
    found, at = [], 0
    for key in keys:
        end = at + 2 * len(key)
        found.append(text[at : end - 1] if key else "")
        at = end
    return found


def _without_gaps(key: str) -> str:
    for char, token in _TO_TOKENS:  # of which most texts hold none
        key = key.replace(char, token)
    return key


def indexed(key: int, kind: str) -> int:
    """The row of the index for a node: the hits of a search are told apart by kind without reading them."""
    return (key << KIND_BITS) + _places()[kind]


@cache
def _places() -> dict[str, int]:
    return {kind: place for place, kind in enumerate(schema().nodes)}


def keys_of(rows: Rows) -> Rows:
    """The keys of the nodes."""
    return rows >> KIND_BITS


def places_of(rows: Rows) -> Rows:
    """The places of the nodes' kinds in the schema."""
    return rows & ((1 << KIND_BITS) - 1)


def phrase(key: str) -> str:
    """The full-text phrase that finds a search key."""
    return '"' + tokens(key).replace('"', '""') + '"'


def search_table() -> str:
    """The statement that makes it. Every ASCII mark is a token like a letter; all other characters are tokens of themselves in this tokenizer."""
    marks = "".join(chr(code) for code in range(1, 128) if not (chr(code).isalnum() or chr(code).isspace()))
    tokenizer = "ascii tokenchars '" + (marks + SPACE + BREAK + NUL).replace("'", "''") + "'"
    quoted = tokenizer.replace('"', '""')
    return (
        f"""CREATE VIRTUAL TABLE search USING fts5 (names, body, content = '', columnsize = 0, tokenize = "{quoted}")"""
    )
