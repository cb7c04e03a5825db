"""Word's automatic numbers: which label stands before a paragraph, computed as Word does from styles and numbering.

The rules, tried against what Word shows: research/reading.md §1.1. Counters belong to the abstract list, which several
lists share; an empty numbered paragraph counts, since Word shows its number.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from loaders.files.formats.word.number_styles import numeral
from loaders.files.formats.word.wordprocessing import W, attribute, child, flag, value

_LEVELS = 9
_CHAIN = 30
_BULLET = "bullet"


@dataclass(frozen=True, slots=True)
class Style:
    """What matters of a style: its name, its parent, its list and level, and whether its text is hidden."""

    name: str = ""
    based_on: str = ""
    number: str | None = None
    level: int | None = None
    hidden: bool | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. `restart`: 0 never, n after a level above n (from 1) was used; `style` is the linked one."""

    start: int = 1
    number_format: str = "decimal"
    picture: str = ""
    text: str = ""
    suffix: str = "tab"
    legal: bool = False
    restart: int | None = None
    style: str = ""


@dataclass(slots=True)
class _List:
    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int] = field(default_factory=dict)


class Styles:
    """The styles of a document; parents are followed at most thirty steps."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self.default = ""
        for element in root.iter(W + "style") if root is not None else ():
            identifier = attribute(element, "styleId")
            self._styles[identifier] = _style(element)
            if attribute(element, "type") == "paragraph" and attribute(element, "default") in ("1", "true", "on"):
                self.default = identifier

    def chain(self, identifier: str) -> Iterator[tuple[str, Style]]:
        """The style and its parents, nearest first."""
        for _ in range(_CHAIN):
            style = self._styles.get(identifier)
            if style is None:
                return
            yield identifier, style
            identifier = style.based_on

    def name(self, identifier: str) -> str:
        """The style's name as Word's interface shows it, lower case."""
        return self._styles.get(identifier, Style()).name.lower()

    def hidden(self, identifier: str) -> bool:
        """Whether text in this style is hidden."""
        return next((style.hidden for _, style in self.chain(identifier) if style.hidden is not None), False)


def _style(element: etree._Element) -> Style:
    properties = child(element, "pPr")
    number = child(properties, "numPr")
    level = value(number, "ilvl")
    return Style(
        name=value(element, "name") or "",
        based_on=value(element, "basedOn") or "",
        number=value(number, "numId"),
        level=_integer(level) if level is not None else None,
        hidden=flag(child(element, "rPr"), "vanish"),
    )


class Numbers:
    """Gives the paragraphs their labels; ask for them in the order of the document, once each."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists = _lists(root, styles) if root is not None else {}
        self._counters: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()

    def label(self, properties: etree._Element | None, style: str) -> str:
        """The label before a paragraph with its separating space, or nothing; counts the paragraph."""
        place = self._place(properties, style)
        if place is None:
            return ""
        number, at = place
        of = self._lists[number]
        level = of.levels.get(at, Level())
        counters = self._count(number, of, at)
        if level.number_format == _BULLET:
            return ""
        text = _render(level, of.levels, counters)
        return text + _gap(text, level.suffix)

    def _place(self, properties: etree._Element | None, style: str) -> tuple[str, int] | None:
        """The list and level of a paragraph: its own, else those of its style or the style's parents."""
        own = child(properties, "numPr")
        number = value(own, "numId")
        level = value(own, "ilvl")
        at = _integer(level) if level is not None else None
        if number is None:
            for identifier, step in self._styles.chain(style):
                if step.number is not None:
                    number = step.number
                    if at is None:
                        at = self._linked(number, style, identifier, step.level)
                    break
        if number is None or number not in self._lists:
            return None
        return number, min(max(at or 0, 0), _LEVELS - 1)

    def _linked(self, number: str, style: str, owner: str, level: int | None) -> int | None:
        """The level whose pStyle is this style (or the parent that owns the list), else the level the style states."""
        levels = self._lists[number].levels if number in self._lists else {}
        for name in (style, owner):
            for at, one in levels.items():
                if one.style == name:
                    return at
        return level

    def _count(self, number: str, of: _List, at: int) -> list[int]:
        counters = self._counters.setdefault(of.abstract, [None] * _LEVELS)
        current = counters[at]
        if at in of.starts and (number, at) not in self._started:
            self._started.add((number, at))
            counters[at] = of.starts[at]
        else:
            counters[at] = of.levels.get(at, Level()).start if current is None else current + 1
        for above in range(at):
            if counters[above] is None:
                counters[above] = of.starts.get(above, of.levels.get(above, Level()).start)
        for below in range(at + 1, _LEVELS):
            restart = of.levels.get(below, Level()).restart
            if at < (below if restart is None else restart):
                counters[below] = None
        return [count or 0 for count in counters]


def _lists(root: etree._Element, styles: Styles) -> dict[str, _List]:
    abstracts = {attribute(one, "abstractNumId"): one for one in root.iter(W + "abstractNum")}
    numbers = {attribute(one, "numId"): one for one in root.iter(W + "num")}
    lists = {}
    for identifier, element in numbers.items():
        abstract = value(element, "abstractNumId") or ""
        for _ in range(_CHAIN):
            link = value(abstracts.get(abstract), "numStyleLink")
            target = next((step.number for _, step in styles.chain(link) if step.number), None) if link else None
            if target is None or target not in numbers:
                break
            abstract = value(numbers[target], "abstractNumId") or ""
        if abstract in abstracts and identifier != "0":
            lists[identifier] = _overridden(element, abstract, _levels(abstracts[abstract]))
    return lists


def _levels(element: etree._Element) -> dict[int, Level]:
    return {_integer(attribute(one, "ilvl")): _level(one) for one in element.iterchildren(W + "lvl")}


def _level(element: etree._Element) -> Level:
    number_format = next(element.iter(W + "numFmt"), None)  # within mc:AlternateContent where the format is custom
    restart = value(element, "lvlRestart")
    return Level(
        start=_integer(value(element, "start") or "0"),
        number_format=attribute(number_format, "val") or "decimal",
        picture=attribute(number_format, "format"),
        text=value(element, "lvlText") or "",
        suffix=value(element, "suff") or "tab",
        legal=bool(flag(element, "isLgl")),
        restart=_integer(restart) if restart is not None else None,
        style=value(element, "pStyle") or "",
    )


def _overridden(element: etree._Element, abstract: str, levels: dict[int, Level]) -> _List:
    found = _List(abstract, levels)
    for override in element.iterchildren(W + "lvlOverride"):
        at = _integer(attribute(override, "ilvl"))
        whole = child(override, "lvl")
        if whole is not None:
            found.levels[at] = _level(whole)
        start = value(override, "startOverride")
        if start is not None:
            found.starts[at] = _integer(start)
            found.levels[at] = replace(found.levels.get(at, Level()), start=_integer(start))
    return found


def _render(level: Level, levels: dict[int, Level], counters: list[int]) -> str:
    text = level.text
    for at in range(_LEVELS):
        mark = f"%{at + 1}"
        if mark in text:
            of = levels.get(at, Level())
            shown = "decimal" if level.legal and of.number_format != "decimalZero" else of.number_format
            text = text.replace(mark, numeral(counters[at], shown, of.picture))
    return text


def _gap(text: str, suffix: str) -> str:
    """A label that ends in a letter, digit or point is kept apart from the words after it."""
    return " " if text and suffix != "nothing" and text[-1].isascii() and text[-1] != ")" else ""


def _integer(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        return 0
