"""Everything in a text that looks like the number of a heading, before it is decided which ones are."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from graph.kept.patterns import compiled
from graph.quantities import numerals
from loaders.text.paragraphs import LINE_ENDS
from loaders.vocabulary import vocabulary

_ENCLOSED = 60
"""Characters before a label in which an open bracket is looked for."""

Place = Literal["line", "stop", "colon", "pause", "inside"]
"""Where a label stands: first on its line; after a full stop or a closing bracket; after : ; after ; or , ; anywhere else."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a kind of heading is numbered; see loaders/outline/headings.yaml.

    `plainly`: only a label that plainly continues or begins a count is a heading, wherever it stands. `parts`: numbers
    of a decimal label, which say its depth.
    """

    name: str
    pattern: re.Pattern[str]
    family: str
    rank: int
    number: str
    table_only: bool = False
    plainly: bool = False
    parts: int = 0


@dataclass(frozen=True, slots=True)
class Label:
    """A label at `start`..`end` of the text with its number; `variant` is the mark behind it."""

    start: int
    end: int
    style: Style
    variant: str
    number: int
    place: Place


@cache
def styles() -> tuple[Style, ...]:
    """All styles of labels, outermost first."""
    return tuple(
        Style(
            name,
            compiled(x["pattern"]),
            x["family"],
            x["rank"],
            x["number"],
            x.get("table_only", False),
            x.get("plainly", False),
        )
        for name, x in vocabulary("outline/headings")["labels"].items()
    )


def labels(laid: str) -> list[Label]:
    """All candidates in a text, in order, one at a place; `laid` is a shadow with one line a paragraph."""
    return labels_of(laid, 0, len(laid), [style.name for style in styles() if not style.table_only])


def labels_of(laid: str, start: int, end: int, names: Sequence[str]) -> list[Label]:
    """The candidates of the styles `names` in a run of a text, in order, one at a place."""
    found = sorted(
        (label for style in styles() if style.name in names for label in _of_style(laid, style, start, end)),
        key=lambda label: (label.start, -label.end),
    )
    apart: list[Label] = []
    for label in found:
        if not apart or label.start >= apart[-1].end:
            apart.append(label)
    return apart


def _of_style(laid: str, style: Style, start: int, stop: int) -> Iterator[Label]:
    for match in style.pattern.finditer(laid, start, stop):
        number = _number(match["n"], style)
        where = place(laid, match.start())
        half = style.number != "sign" and laid[match.start()] != "(" and laid[match.end() - 1] == ")"
        if number is None or ((half or where != "stop") and is_enclosed(laid, match.start())):
            continue
        end = match.end()
        while laid[end - 1] == " ":
            end -= 1
        variant = match.groupdict().get("v") or ""
        yield Label(match.start(), end, style, variant, number, where)


def _number(written: str, style: Style) -> int | None:
    if style.number == "sign":
        return _sign_number(written)
    joined = written.replace(" ", "")  # a broken line may part the signs of a number
    return int(joined) if joined.isascii() and joined.isdigit() else numerals.number(joined)


def _sign_number(sign: str) -> int | None:
    inner = unicodedata.normalize("NFKC", sign).strip("().")
    return int(inner) if inner.isdigit() else numerals.number(inner)


def place(laid: str, start: int) -> Place:
    """What stands before `start`, spaces, artefacts and signs such as ★ apart."""
    before = start - 1
    while before >= 0 and (laid[before] == " " or laid[before] in _signs()):
        before -= 1
    if before < 0 or laid[before] in LINE_ENDS:
        return "line"
    return _places().get(laid[before], "inside")


def is_enclosed(laid: str, start: int) -> bool:
    """Whether a bracket or a title mark of the same line is still open before `start`."""
    before = laid[max(start - _ENCLOSED, 0) : start]
    for opens, closes in _pairs():
        at = before.rfind(opens)
        if at >= 0 and not any(mark in before[at:] for mark in (closes, *LINE_ENDS)):
            return True
    return False


@cache
def _pairs() -> tuple[tuple[str, str], ...]:
    return tuple((pair[0], pair[1]) for pair in vocabulary("outline/headings")["_pairs"])


@cache
def _signs() -> str:
    return str(vocabulary("outline/headings")["_signs"])


@cache
def _places() -> dict[str, Place]:
    marks = vocabulary("outline/headings")["_marks"]
    places: dict[str, Place] = dict.fromkeys(marks["pause"], "pause")
    places.update(dict.fromkeys(marks["colon"], "colon"))
    places.update(dict.fromkeys(marks["stop"], "stop"))
    return places
