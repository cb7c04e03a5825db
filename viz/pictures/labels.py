"""Labels: the name of a node in a language, and how it is broken into lines."""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from graph.place_words import name_beside_place
from graph.schema import Language, schema
from viz.site.spoken import said_number

if TYPE_CHECKING:
    from graph.model import Node

_LATIN = 0.56
"""Width of a narrow character against a full-width one."""

FEW = 3
"""So many names have to share a prefix before a picture leaves it out."""


def name_of(node: "Node", language: Language) -> str:
    """The words that stand for a node: its number and title; a department by its English name where there is one."""
    if language == "en" and node.properties.get("name_en"):
        return str(node.properties["name_en"])
    caption = schema().caption(node).strip() or node.id
    if node.kind == "SubTarget":
        return f"{caption} {end_state(node)}".strip()
    label = str(node.properties.get("label", ""))
    return label + (" " if label and _width(label[-1]) < 1 else "") + caption


def told_apart(nodes: Sequence["Node"], language: Language) -> tuple["Node", ...]:
    """The nodes, with the place in words beside each name that several of the departments bear."""
    field = "name_en" if language == "en" else "name"
    named = {node.id: node.text(field) or node.text("name") for node in nodes if node.kind == "Department"}
    borne = Counter(named.values())
    return tuple(
        _placed(node, field, name, language) if (name := named.get(node.id, "")) and borne[name] > 1 else node
        for node in nodes
    )


def _placed(node: "Node", field: str, name: str, language: Language) -> "Node":
    shown = name_beside_place(name, node.text("jurisdiction"), language)
    return replace(node, properties={**node.properties, field: shown})


def end_state(node: "Node") -> str:
    """The figure of a sub-target as signs and numbers: `≥90%`, `↓14.5%`; empty for a milestone."""
    signs = {">=": "≥", "<=": "≤", "=": "=", "increase": "↑", "decrease": "↓"}
    value = str(node.properties.get("value", ""))
    if not value:
        return ""
    sign = signs.get(str(node.properties.get("comparator", "")), "")
    return f"{sign}{said_number(value)}{node.properties.get('unit', '')}"


def width(text: str) -> float:
    """Width of `text` in full-width characters, near enough to lay labels out."""
    return sum(map(_width, text))


@lru_cache(maxsize=1 << 15)
def _width(character: str) -> float:
    if unicodedata.combining(character):
        return 0
    return 1 if unicodedata.east_asian_width(character) in "WFA" else _LATIN


def label_lines(node: "Node", language: Language, *, limit: float, lines: int, prefix: str = "") -> tuple[str, ...]:
    """The name of `node` as lines, without a `prefix` that it shares; the figure of a sub-target is never cut off."""
    name, figure = name_of(node, language).removeprefix(prefix), end_state(node)
    if node.kind != "SubTarget" or not figure or width(name) <= limit or lines == 1:
        return wrap(name, limit=limit, lines=lines)
    return *wrap(schema().caption(node), limit=limit, lines=lines - 1), *wrap(figure, limit=limit, lines=1)


def shared_prefix(names: Sequence[str]) -> str:
    """The first words (with a space behind) that most of `names` begin with, as `Yongchuan District `; else nothing.

    A name of Chinese characters has no words to share. Something is always left of every name.
    """
    counts = Counter(
        " ".join(words[:length]) + " "
        for words in (name.split(" ") for name in names)
        for length in range(1, len(words))
    )
    common = [prefix for prefix, count in counts.items() if count > len(names) / 2 and count >= FEW]
    return max(common, key=len, default="")


def wrap(text: str, *, limit: float, lines: int) -> tuple[str, ...]:
    """`text` in at most `lines` lines no wider than `limit`; what does not fit ends in an ellipsis.

    Words of Latin letters stay whole where they fit on a line; a line does not begin with a closing mark.
    """
    rest = " ".join(text.split())
    done: list[str] = []
    while rest and len(done) < lines:
        if width(rest) <= limit:
            return (*done, rest)
        cut = _break(rest, limit)
        if len(done) == lines - 1:
            cut = _break(rest, limit - 1, whole=False)
            return (*done, rest[:cut].rstrip() + "…")
        done.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return tuple(done)


def _break(text: str, limit: float, *, whole: bool = True) -> int:
    room, cut = limit, 0
    for character in text:
        room -= _width(character)
        if room < 0:
            break
        cut += 1
    cut = max(cut, 1)
    if not whole:
        return cut
    cut = _before_mark(text, cut)
    return _before_word(text, cut) if _splits_word(text, cut) else cut


def _splits_word(text: str, cut: int) -> bool:
    return cut < len(text) and text[cut].isascii() and text[cut].isalnum() and text[cut - 1].isascii()


def _before_word(text: str, cut: int) -> int:
    start = cut
    while start > 0 and text[start - 1].isascii() and not text[start - 1].isspace():
        start -= 1
    return start or cut


def _before_mark(text: str, cut: int) -> int:
    """Take the character before a closing mark along to the next line."""
    if cut < len(text) and unicodedata.category(text[cut]) in ("Po", "Pe", "Pf") and cut > 1:
        return cut - 1
    return cut
