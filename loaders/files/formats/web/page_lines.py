"""A page's elements as the lines that a browser shows, in order, with its data tables left whole."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from lxml import etree

from graph.shadow import shadow
from loaders.files.formats.content import Piece, Words
from loaders.files.formats.web.article import DROPPED, is_data
from loaders.files.formats.word.number_styles import numeral

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_INVISIBLE = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD))
_SPACES = re.compile(r"[ \t\r\n\f]++")
_WIDE = re.compile(r"[\u2e80-\u9fff\u3000-\u303f\uff00-\uffef]")
_MARKERS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_LAST_ITEM = 10**6
_CHINESE_MARKERS = ("cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text; `place` is the block element it stands in, counted among those of its name on the page."""

    words: Words
    place: str

    @property
    def text(self) -> str:
        """The words as one string."""
        return "".join(piece.text for piece in self.words)


@dataclass(frozen=True, slots=True)
class Table:
    """A table that holds data, not the page's layout."""

    element: etree._Element


def ordinals(root: etree._Element) -> dict[etree._Element, int]:
    """The number of each block element among those of its name, from 1, in the page's order."""
    counts: dict[str, int] = {}
    found = {}
    for element in root.iter(*BLOCKS):
        counts[element.tag] = counts.get(element.tag, 0) + 1
        found[element] = counts[element.tag]
    return found


def walk(
    article: etree._Element, numbers: Mapping[etree._Element, int], left_out: AbstractSet[etree._Element]
) -> Iterator[Line | Table]:
    """Lines and data tables of the article in order, without the elements `left_out`. Never recurses."""
    lines = _Lines(article, numbers)
    walker = etree.iterwalk(article, events=("start", "end"))
    for event, element in walker:
        if not isinstance(element.tag, str):
            continue
        if event == "end":
            yield from lines.leave(element)
            continue
        if element in left_out or element.tag in DROPPED:
            walker.skip_subtree()
        elif element is not article and element.tag == "table" and is_data(element):
            yield from lines.flush()
            yield from _caption(element, numbers)
            yield Table(element)
            walker.skip_subtree()
        else:
            yield from lines.enter(element)
    yield from lines.flush()


class _Lines:
    """Gathers text until a block begins or ends or a line break comes."""

    def __init__(self, article: etree._Element, numbers: Mapping[etree._Element, int]) -> None:
        self._article = article
        self._numbers = numbers
        self._owners = [article]
        self._parts: list[str] = []
        self._label = ""
        self._kept = 0
        self._items: dict[etree._Element, int] = {}

    def enter(self, element: etree._Element) -> Iterator[Line]:
        if element.tag in BLOCKS or element.tag == "br":
            yield from self.flush()
        if element.tag in BLOCKS and element is not self._article:
            self._owners.append(element)
        if element.tag == "li":
            self._label = self._marker(element)
        self._kept += element.tag == "pre"
        yield from self._text(element.text)

    def leave(self, element: etree._Element) -> Iterator[Line]:
        self._kept -= element.tag == "pre"
        if element.tag in BLOCKS:
            yield from self.flush()
            if len(self._owners) > 1 and self._owners[-1] is element:
                self._owners.pop()
        if element is not self._article:
            yield from self._text(element.tail)

    def _text(self, text: str | None) -> Iterator[Line]:
        if not text:
            return
        first, *others = text.splitlines() if self._kept else [text]
        self._parts.append(first)
        for other in others:
            yield from self.flush()
            self._parts.append(other)

    def flush(self) -> Iterator[Line]:
        text = tidy("".join(self._parts))
        self._parts.clear()
        if not text:
            return
        owner = self._owners[-1]
        label = self._label if self._label and not _numbered(text) else ""
        self._label = ""
        words = (Piece(label, generated=True), Piece(text)) if label else (Piece(text),)
        yield Line(words, f"element {owner.tag} {self._numbers.get(owner, 1)}")

    def _marker(self, item: etree._Element) -> str:
        """The number that a browser draws before an item of an ordered list."""
        parent = item.getparent()
        if parent is None or parent.tag != "ol":
            return ""
        value = _stated(item)
        if value is None:
            value = self._items[parent] + 1 if parent in self._items else _value(item, parent)
        self._items[parent] = value = min(value, _LAST_ITEM)
        style = "".join((parent.get("style", "") + ";" + item.get("style", "")).split())
        if "list-style:none" in style or "list-style-type:none" in style:
            return ""
        if any(marker in style for marker in _CHINESE_MARKERS):
            return numeral(value, "chineseCountingThousand") + "\u3001"
        return numeral(value, _MARKERS.get(parent.get("type", ""), "decimal")) + ". "


def tidy(text: str) -> str:
    """Text with its white space as a browser shows it: runs as one space, none where a line breaks inside Chinese."""

    def space(match: re.Match[str]) -> str:
        broken = "\n" in match[0] and match.start() > 0 and match.end() < len(text)
        inside = broken and _WIDE.match(text[match.start() - 1]) and _WIDE.match(text[match.end()])
        return "" if inside else " "

    text = text.translate(_INVISIBLE)
    return _SPACES.sub(space, text).strip()


def _caption(table: etree._Element, numbers: Mapping[etree._Element, int]) -> Iterator[Line]:
    for caption in table.iterchildren("caption"):
        text = tidy("".join(str(part) for part in caption.itertext()))
        if text:
            yield Line((Piece(text),), f"element caption {numbers.get(caption, 1)}")


def _value(item: etree._Element, parent: etree._Element) -> int:
    """The number of the first item of a list that is met."""
    count = 0
    for before in (item, *item.itersiblings("li", preceding=True)):
        stated = _stated(before)
        if stated is not None:
            return stated + count
        count += 1
    start = parent.get("start", "")
    return count - 1 + (int(start[:6]) if start.isascii() and start.isdigit() else 1)


def _stated(item: etree._Element) -> int | None:
    stated = item.get("value", "")
    return int(stated[:6]) if stated.isascii() and stated.isdigit() else None


def _numbered(text: str) -> bool:
    """Whether an item brings its own number: pages often hide the browser's."""
    head = shadow(text).lstrip("( ")[:1]
    return bool(head) and unicodedata.numeric(head, None) is not None
