"""The shadow of a text: equal length, with one spelling for characters that mean the same, so that spans need no mapping.

Rules and searches match the shadow; what is stored and quoted is always the text itself (design §5, research/reading.md §2).
"""

import re
import unicodedata
from functools import cache

from graph.data_files import data_of

_TO_HALF = {0x3000: " ", 0x00A0: " ", 0x2007: " ", 0x202F: " ", 0x2002: " ", 0x2003: " ", 0x2009: " ", 0x0009: " "}
_ZEROS = {0x25CB: "〇", 0x25EF: "〇", 0x3007: "〇"}
_DASHES = dict.fromkeys((8208, 8209, 8210, 8211, 8212, 8213, 8722, 65293, 9472, 65123), "-")
_BRACKETS = {
    0xFF08: "(", 0xFF09: ")", 0x3014: "(", 0x3015: ")", 0xFF3B: "(", 0xFF3D: ")", 0x3010: "(", 0x3011: ")",
    0x5B: "(", 0x5D: ")", 0x2772: "(", 0x2773: ")", 0x3016: "(", 0x3017: ")", 0xFE5D: "(", 0xFE5E: ")", 0xFE59: "(", 0xFE5A: ")",
    0x7B: "(", 0x7D: ")", 0xFF5B: "(", 0xFF5D: ")",
}  # fmt: skip
_MARKS = {0xFF0C: ",", 0xFF1A: ":", 0xFF1B: ";", 0xFF05: "%", 0xFF0E: ".", 0xFF5E: "~", 0x301C: "~", 0xFF0F: "/",
          0xFF0A: "*", 0xFF0B: "+", 0xFF1C: "<", 0xFF1E: ">", 0x3008: "<", 0x3009: ">", 0xFF1D: "=", 0xFF1F: "?",
          0xFF01: "!", 0x2236: ":", 0xFE55: ":", 0xFE30: ":", 0xFE54: ";", 0xFE50: ",", 0xFE52: ".",
          0xFE56: "?", 0xFE57: "!", 0xFE6A: "%"}  # fmt: skip


@cache
def _table() -> dict[int, str]:
    table = {
        code: chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
    }
    for code in (*range(0x2F00, 0x2FD6), *range(0x2E80, 0x2EF4)):  # Kangxi and CJK radicals out of PDFs
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1:
            table[code] = plain
    for group in (_TO_HALF, _ZEROS, _DASHES, _BRACKETS, _MARKS):
        table.update(group)
    return table


_Spelling = tuple[dict[str, str], re.Pattern[str]]
"""What stands for each character that has another spelling, and what finds such characters."""


def _spelling_of(table: dict[str, str]) -> _Spelling:
    return table, re.compile(f"[{re.escape(''.join(sorted(table)))}]")


@cache
def _spelling() -> _Spelling:
    return _spelling_of({chr(code): char for code, char in _table().items()})


def shadow(text: str) -> str:
    """The text with full-width digits, letters, marks, brackets, dashes and spaces in one spelling; same length.

    All kinds of brackets （）〔〕［］【】〖〗｛｝ become (), ，：；％ become ,:;%, every dash becomes -, ○◯ become 〇.
    、。《》“” stay.
    """
    return _respelt(text, *_spelling())


def search_key(text: str) -> str:
    """The form in which names and search words are compared: shadow, simplified characters, lower case, runs of spaces as one."""
    return " ".join(_respelt(text, *_key_spelling()).casefold().split())


def simplified(text: str) -> str:
    """The text in simplified characters, one for one."""
    return _respelt(text, *_simple_spelling())


def _respelt(text: str, spelling: dict[str, str], rare: re.Pattern[str]) -> str:
    for char in set(rare.findall(text)):  # few differ in one text, and a search for each is faster than str.translate
        text = text.replace(char, spelling[char])
    return text


@cache
def _simple_spelling() -> _Spelling:
    lines: list[str] = data_of("graph", "traditional")["pairs"]
    return _spelling_of({pair[0]: pair[1] for line in lines for pair in line.split()})


@cache
def _key_spelling() -> _Spelling:
    simple, _ = _simple_spelling()
    return _spelling_of(simple | {char: simple.get(new, new) for char, new in _spelling()[0].items()})
