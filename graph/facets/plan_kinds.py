"""What kind of plan a title names (方案, 规划, 意见 …), by the words of plan_kinds.yaml."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from graph.data_files import data_of
from graph.schema import Label
from graph.shadow import shadow

OTHER, NOTICE = "other", "notice"

_BEHIND = re.compile(r"(?:\s|[\"'》」』>]|\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】)+$")


@dataclass(frozen=True, slots=True)
class PlanKind:
    """A kind of plan: what it is called, and the words of titles that mean it."""

    key: str
    label: Label
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Words:
    of: str
    wrapping: tuple[str, ...]
    carrying: tuple[str, ...]
    kinds: Mapping[str, PlanKind]


@lru_cache(maxsize=16384)
def kind_of(title: str) -> str:
    """The key of the kind that a title names; OTHER where it names none.

    An announcement of another act (关于印发…方案的通知) is of the kind of that act.
    """
    plain, words = _ending(shadow(title)), _data()
    found = _by_ending(plain)
    announces = any(word in plain for word in words.wrapping)
    if found != NOTICE or (not announces and any(word in plain for word in words.carrying)):
        return found
    notice = max((word for word in words.kinds[NOTICE].words if plain.endswith(word)), key=len)
    inner = _by_ending(_ending(plain.removesuffix(notice).removesuffix(words.of)))
    return inner if inner != OTHER else NOTICE


def plan_kinds() -> Mapping[str, PlanKind]:
    """All kinds by key, in the order in which lists show them."""
    return _data().kinds


def _ending(plain: str) -> str:
    """A title without what stands behind its last word: brackets, quotation marks, blanks."""
    return _BEHIND.sub("", plain)


def _by_ending(plain: str) -> str:
    found = [(len(word), kind.key) for kind in _data().kinds.values() for word in kind.words if plain.endswith(word)]
    return max(found)[1] if found else OTHER


@cache
def _data() -> _Words:
    said: Mapping[str, Any] = data_of("graph.facets", "plan_kinds")
    kinds = {key: PlanKind(key, entry["label"], tuple(entry["words"])) for key, entry in said["kinds"].items()}
    return _Words(str(said["of"]), tuple(said["wrapping"]), tuple(said["carrying"]), kinds)
