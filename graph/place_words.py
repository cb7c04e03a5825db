"""A place in words: 重庆市永川区 for its path, 地区不明 where nobody knows it; the words are in place_words.yaml."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from graph.data_files import data_of
from graph.schema import Language
from graph.shadow import search_key

UNKNOWN = "?"

_FEWEST = 2
"""Characters of a plain name: without its ending 东区 would be 东."""


def is_known(path: str) -> bool:
    """Whether somebody says where the place with a path is; the nation (empty) is known."""
    return not path.startswith(UNKNOWN)


@lru_cache(maxsize=16384)
def place_words(path: str, language: Language) -> str:
    """The place with a path (重庆市/永川区, ?/江北区, ?/PLAN/?市; the nation's is empty) as people say it."""
    words = _words()
    if not path:
        return str(words["nation"][language])
    parts = path.split("/")
    unknown = str(words["unknown"][language])
    known = [part.removeprefix(UNKNOWN) for part in parts if _is_named(part)]
    if parts[0].startswith(UNKNOWN):
        return _filled("in_brackets", language, place="".join(known), unknown=unknown) if known else unknown
    if UNKNOWN in parts:  # the town is known, the county is not
        return _filled("in_brackets", language, place="".join(known), unknown=unknown)
    if parts[-1].startswith(UNKNOWN):
        return _filled("some", language, above="".join(parts[:-1]), unit=parts[-1].removeprefix(UNKNOWN))
    return "".join(parts)


def lies_in(path: str, asked: str) -> bool:
    """Whether a place lies in one that is given by its path, a part of it, or as the place is told (重庆市永川区)."""
    return not asked or place_words(path, "zh") == asked or f"/{asked.strip('/')}/" in f"/{path}/"


def places_called(paths: Iterable[str], words: str) -> tuple[str, ...]:
    """The places among paths, and among those that these lie in, that are called so in short: 河南, 永川, 重庆永川.

    Each part may stand without its ending, outer parts may be left out. Sorted; places that nobody knows are none.
    """
    asked = search_key(words.replace("/", ""))
    around = {"/".join(path.split("/")[: number + 1]) for path in paths for number in range(path.count("/") + 1)}
    return tuple(path for path in sorted(around) if is_known(path) and asked and asked in _called(path))


@lru_cache(maxsize=16384)
def _called(path: str) -> frozenset[str]:
    """All that the place with a path is called (search keys): its name, alone or behind those of places that it lies in."""
    outer, own = path.split("/")[:-1], path.rpartition("/")[2]
    found = _names(own)
    for part in reversed(outer):
        found |= {name + behind for name in _names(part) for behind in found}
    return frozenset(map(search_key, found))


def _names(part: str) -> set[str]:
    plain = re.sub(str(_words()["ending"]["pattern"]), "", part)
    return {part, plain} if len(plain) >= _FEWEST else {part}


def name_beside_place(name: str, path: str, language: Language) -> str:
    """A department's name with its place, to tell those of one name apart."""
    return _filled("beside", language, name=name, place=place_words(path, language))


def _is_named(part: str) -> bool:
    return bool(re.match(str(_words()["named"]), part))


def _filled(key: str, language: Language, **values: str) -> str:
    return str(_words()[key][language]).format(**values)


def _words() -> Mapping[str, Any]:
    data: Mapping[str, Any] = data_of("graph", "place_words")
    return data
