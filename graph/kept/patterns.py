"""Patterns of our vocabularies, compiled once: what `re` makes of them is kept, for compiling takes longer than reading a plan.

Compiled code of a pattern is no promise of Python's: where its parts are not as known here, patterns are compiled each time.
The engine checks the code of a pattern before it takes it, so what lies there can't make it read elsewhere.
"""

import re
from array import array
from base64 import b64decode, b64encode
from functools import cache, lru_cache
from importlib import import_module
from typing import Any

from graph.kept.beginnings import beginning
from graph.kept.shelf import Shelf

MOST = 4096
"""Patterns that are kept; there are a few hundred, and those of an earlier version go when so many are there."""

_Kept = list[Any]
"""Code in base64, flags, groups, the number of each named group: what the engine asks for."""

_HEAD = 5
"""Numbers at the head of the code: its name, its size, what it tells, the least and the most characters of a match."""


@lru_cache(MOST)
def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What re.compile gives, told with which characters a match begins (graph/kept/beginnings.py)."""
    parts = _parts()
    if parts is None:
        return re.compile(pattern, flags)
    key = f"{int(flags)} {pattern}"
    known = SHELF.known(_NAME, key)
    try:
        if known is not None:
            return parts.put_together(pattern, known)
    except (ValueError, TypeError, RuntimeError, OverflowError, LookupError, AttributeError):
        pass  # somebody else's hand was in it
    known = parts.taken_apart(pattern, int(flags))
    SHELF.add(_NAME, key, known)
    return parts.put_together(pattern, known)


SHELF = Shelf(MOST)
_NAME = "patterns"


class _Parts:
    """The parts of `re` that compile, and the engine's own door."""

    def __init__(self) -> None:
        self._parser, self._compiler = import_module("re._parser"), import_module("re._compiler")
        self._constants, self._engine = import_module("re._constants"), import_module("_sre")

    def taken_apart(self, pattern: str, flags: int, *, told: bool = True) -> _Kept:
        """What re.compile hands to the engine, and with which characters a match begins, where it does not say so."""
        tree = self._parser.parse(pattern, flags)
        state = tree.state
        flags |= state.flags
        code = self._compiler._code(tree, flags)  # noqa: SLF001 - see the head of the module
        if told and not flags & re.IGNORECASE:
            self._tell_beginning(code, tree, flags)
        return [b64encode(array("I", code).tobytes()).decode(), flags, state.groups - 1, dict(state.groupdict)]

    def _tell_beginning(self, code: list[int], tree: Any, flags: int) -> None:  # noqa: ANN401 - the parser's
        """Add the set to the head of the code, unless the compiler told of one, or of words, or a match may be empty."""
        _, size, tells, least, _ = code[:_HEAD]
        found = beginning(tree.data) if not tells and least else None
        if found:
            charset: list[int] = []
            self._compiler._compile_charset(self._compiler._optimize_charset(found)[0], flags, charset)  # noqa: SLF001
            code[1:3] = [size + len(charset), self._constants.SRE_INFO_CHARSET]
            code[_HEAD:_HEAD] = charset

    def put_together(self, pattern: str, known: _Kept) -> re.Pattern[str]:
        """A pattern of it; the engine checks the code before it takes it."""
        code, flags, groups, numbers = known
        names = [None] * (groups + 1)
        for name, number in numbers.items():
            names[number] = name
        found: re.Pattern[str] = self._engine.compile(
            pattern, flags, array("I", b64decode(code)).tolist(), groups, numbers, tuple(names)
        )
        return found


_BEGUN, _TEXT = r"(?:x)?[\u03b1-\u03c9]{2,}|(?=[cd])c\d", "ab \u03b1\u03b2 c1 x\u03b3\u03b4 d2"
"""A pattern of whose beginnings Python's compiler does not tell, and a text with matches."""


@cache
def _parts() -> _Parts | None:
    """None where this Python compiles in another way: one pattern with all that ours use must come out as re.compile makes it.

    Told of its beginning, it must find the same.
    """
    try:
        parts, trial = _Parts(), r"(?P<a>[^\u4e00-\u9fff]{2,}+)|(?<=b)c(?=\d)"
        found = parts.put_together(trial, parts.taken_apart(trial, int(re.MULTILINE), told=False))
        told = parts.put_together(_BEGUN, parts.taken_apart(_BEGUN, 0))
        if told.findall(_TEXT) != re.findall(_BEGUN, _TEXT):
            return None
    except Exception:  # noqa: BLE001 - whatever is otherwise there, compiling each time is right
        return None
    right = re.compile(trial, re.MULTILINE)
    return parts if found == right and found.groupindex == right.groupindex else None
