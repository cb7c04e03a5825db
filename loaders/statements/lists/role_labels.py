"""Labels that give a role to the list of units after them: 责任单位：, 牵头部门：, 【配合单位】."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from loaders.readings import Span
from loaders.statements.lists import unit_names as units
from loaders.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Label:
    """A label of a list of units; `role` is empty for the labels of other fields (完成时限：…)."""

    start: int
    end: int
    role: str


def labels(words: str, span: Span) -> Iterator[Label]:
    """Labels with a colon in a span, or alone in a bracket (【责任单位】市财政局)."""
    done = span.start
    for mark in _MARK.finditer(words, span.start, span.end):
        at = mark.start()
        match = _label().search(words, max(done, at - _LABEL), min(span.end, at + _AFTER))
        if match is None or not match.start() < at < match.end():
            continue
        if words[at] == ":" or (match.start() > 0 and words[match.start() - 1] == "("):
            yield Label(match.start(), match.end(), _role(str(match.lastgroup)))
            done = match.end()


_MARK = re.compile("[:)]")
_LABEL, _AFTER = 48, 5
"""The longest label and the blanks after its colon; only the words around a mark are searched."""


def opening_label(words: str, span: Span) -> Label | None:
    """A label without a colon that opens a bracket (责任单位市财政局)."""
    match = _opening().match(words, span.start, span.end)
    return Label(match.start(), match.end(), _role(str(match.lastgroup))) if match else None


def line_labels(words: str, span: Span) -> Iterator[Label]:
    """Labels without a colon that open a line, a space or a cell's end before the units (责任单位　市财政局)."""
    for match in _line().finditer(words, max(0, span.start - 1), span.end):
        yield Label(match.start("label"), match.end(), _role(next(name for name in _NAMES if match[name])))


_NAMES = ("lead", "responsible", "support", "guide", "supervise", "other")


def _role(group: str) -> str:
    return "" if group == "other" else group


@cache
def _label() -> re.Pattern[str]:
    return re.compile(f"(?:{_labels()}){vocabulary('statements/lists/roles')['_label_end']}")


@cache
def _opening() -> re.Pattern[str]:
    """A label that opens a bracket without a colon."""
    return re.compile(
        rf"\s*(?:{_labels()})\s*(?={units.words('_levels')}|{vocabulary('statements/lists/parties')['_each']})"
    )


@cache
def _line() -> re.Pattern[str]:
    """A label at the beginning of a line with a space before the units."""
    unit = rf"(?={units.words('_levels')}|{vocabulary('statements/lists/parties')['_each']})"
    return re.compile(rf"(?:\A|\n)[ ]{{0,8}}(?P<label>{_labels()})[ ]{{1,8}}{unit}")


def _labels() -> str:
    data = vocabulary("statements/lists/roles")
    return "|".join(
        f"(?P<{name}>{entry['pattern'].replace('N', data['_noun'])})" for name, entry in data["labels"].items()
    )
