"""What a web page is made of: the article among the chrome, and what labels and meta tags say of it."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from lxml import etree

from graph.shadow import shadow
from loaders.files.formats.web.raised_signs import shown_signs
from loaders.vocabulary import vocabulary

DROPPED = frozenset((
    "script", "style", "noscript", "template", "svg", "nav", "button", "select", "option", "textarea", "iframe", "object",
    "embed", "applet", "canvas", "audio", "video", "map", "title", "base", "link", "meta", "input",
))  # fmt: skip
"""Elements that hold no text of the article (a form may: some sites wrap the whole page in one)."""

_CHINESE = re.compile(r"[\u3400-\u9fff]")
_DATE = re.compile(r"\b(\d{4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,2})(?!\d)", re.ASCII)
_HIDDEN = re.compile(r"display\s*+:\s*+none|visibility\s*+:\s*+hidden", re.IGNORECASE)
_LEAST = 40
_MOST_OF_IT = 0.85
_LONGEST_VALUE = 200
_LEAST_LABELS = 3
_MOST_CHILDREN = 4
_LAYOUT_SHARE = 0.7
_LAYOUT_TEXT = 500
_SITE = re.compile(r"\s*+[-_|]+\s*+[^-_|]{1,30}$")


@dataclass(frozen=True, slots=True)
class Page:
    """The element that holds the article, its title as the page gives it, the hints, and the tables of labels in it."""

    article: etree._Element
    title: str
    hints: dict[str, str]
    labels: frozenset[etree._Element]


def page(root: etree._Element) -> Page:
    """Finds the article of a page, and what the page says of it."""
    _drop(root)
    weights = _weights(root)
    article = _container(root, weights)
    hints, labels = _labels(root)
    for name, value in _metas(root):
        hints.setdefault(name, value)
    title = hints.get("title") or _heading(root, article)
    return Page(article, title, hints, frozenset(labels))


def _drop(root: etree._Element) -> None:
    """Takes out what is never shown; the meta tags and the title stay in the head."""
    gone = {
        element
        for element in root.iter()
        if (element.tag in DROPPED and element.tag not in ("title", "meta"))
        or element.get("hidden") is not None
        or _HIDDEN.search(element.get("style", ""))
    }
    for parent in dict.fromkeys(element.getparent() for element in gone):
        if parent is not None and parent not in gone:
            _remove(parent, gone)


def _remove(parent: etree._Element, gone: AbstractSet[etree._Element]) -> None:
    """Takes the children that are `gone` out of an element; the text behind them joins what stands before."""
    before: etree._Element | None = None
    text = [parent.text or ""]
    for child in [*parent, None]:
        if child is not None and child in gone:
            text.append(child.tail or "")
            parent.remove(child)
            continue
        if len(text) > 1:
            joined = shown_signs("".join(text))
            if before is None:
                parent.text = joined
            else:
                before.tail = joined
        before, text = child, ["" if child is None else child.tail or ""]


def _weights(root: etree._Element) -> dict[etree._Element, int]:
    """Chinese characters in each element outside links: menus and lists of news weigh nothing."""
    weights: dict[etree._Element, int] = {}
    links = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            links += element.tag in ("a", "title")
            weights[element] = weights.get(element, 0) + _weight(element.text, links)
            continue
        links -= element.tag in ("a", "title")
        parent = element.getparent()
        if parent is not None:
            weights[parent] += weights[element] + _weight(element.tail, links)
    return weights


def _weight(text: str | None, links: int) -> int:
    return len(_CHINESE.findall(text)) if text and not links else 0


def _container(root: etree._Element, weights: dict[etree._Element, int]) -> etree._Element:
    named = [element for element in weights if element is not root and _named(element)]
    best = max(named, key=lambda one: (weights[one], _depth(one)), default=None)
    if best is not None and weights[best] >= max(_LEAST, weights[root] // 4):
        return best
    element = root  # not its body: the parser leaves the article of a page without one in the head
    while True:
        inner = max(
            (one for one in element if one.tag != "p" and not (one.tag == "table" and is_data(one))),
            key=lambda one: weights[one],
            default=None,
        )
        if inner is None or weights[inner] < _MOST_OF_IT * weights[element] or not len(inner):
            return element
        element = inner


def is_data(table: etree._Element) -> bool:
    """Whether a table holds data: several columns, no table inside, and not all of its text in one cell."""
    if table.find(".//table") is not None:
        return False
    if max((sum(cell.tag in ("td", "th") for cell in row) for row in table.iter("tr")), default=0) <= 1:
        return False
    sizes = [sum(len(str(text)) for text in cell.itertext()) for cell in table.iter("td", "th")]
    return max(sizes) < max(_LAYOUT_TEXT, _LAYOUT_SHARE * sum(sizes))


def _named(element: etree._Element) -> bool:
    names = vocabulary("files/formats/web/pages")["_containers"]
    words = [f"#{element.get('id', '')}", *(f".{word}" for word in element.get("class", "").split())]
    return any(word.lower() in names for word in words)


def _depth(element: etree._Element) -> int:
    return sum(1 for _ in element.iterancestors())


def _metas(root: etree._Element) -> Iterator[tuple[str, str]]:
    names = vocabulary("files/formats/web/pages")["_meta_names"]
    for meta in root.iter("meta"):
        name = names.get(meta.get("name", "").lower())
        content = " ".join(meta.get("content", "").split())
        if name and content:
            yield name, content


def _heading(root: etree._Element, article: etree._Element) -> str:
    """The page's own heading: its only h1, else the title of the window without the site's name."""
    for heading in (*root.iter("h1"), *root.iter("h2")):
        if article not in heading.iterancestors():
            text = _text(heading)
            if text and _CHINESE.search(text):
                return text
    window = root.find(".//title")
    title = _text(window) if window is not None else ""
    site = _SITE.search(shadow(title))
    return title[: site.start()] if site else title


def _labels(root: etree._Element) -> tuple[dict[str, str], list[etree._Element]]:
    """Values beside labels (索引号, 发文字号, 成文日期 …): cells of tables, or `label: value` in short elements."""
    hints: dict[str, str] = {}
    tables = []
    for table in root.iter("table"):
        if table.find(".//table") is not None:
            continue
        cells = [_text(cell) for cell in table.iter("td", "th")]
        found = [(at, label) for at, cell in enumerate(cells) if (label := _label(cell))]
        if len(found) < _LEAST_LABELS or len(found) * 4 < len(cells):
            continue
        tables.append(table)
        for at, label in found:
            value = cells[at + 1] if at + 1 < len(cells) and not _label(cells[at + 1]) else ""
            _put(hints, label, value)
    for text in _short_texts(root):
        at = shadow(text).find(":")
        if at > 0 and (label := _label(text[:at])):
            _put(hints, label, text[at + 1 :].strip())
    return hints, tables


def _short_texts(root: etree._Element) -> list[str]:
    """The first words of each element with few children that may hold a label, in the page's order.

    Each text is made of those inside it, so that a page costs its length however deep it is nested.
    """
    found: dict[etree._Element, str] = {}
    said: dict[etree._Element, str] = {}
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            if element.tag in _LABELLED and len(element) <= _MOST_CHILDREN:
                found[element] = ""
            continue
        parts, length = [element.text or ""], 0
        for child in element:
            inside = said.pop(child, "")
            if length <= 2 * _LONGEST_VALUE:
                parts += [inside, child.tail or ""]
                length += len(inside) + len((child.tail or "").strip())
        words = _SPACE.sub(" ", "".join(parts))[: _LONGEST_VALUE + 2]
        said[element] = words
        if element in found:
            found[element] = words.strip()[:_LONGEST_VALUE]
    return list(found.values())


_LABELLED = frozenset(("li", "p", "div", "span", "dd", "td"))
_SPACE = re.compile(r"\s+")


def _put(hints: dict[str, str], label: str, value: str) -> None:
    if not value or len(value) > _LONGEST_VALUE or label == "other":
        return
    if label == "date":
        value = _date(value)
        if not value:
            return
    hints.setdefault(label, value)


def _date(text: str) -> str:
    """Year, month and day, written in any way, as YYYY-MM-DD; empty where it is no full date."""
    match = _DATE.search(shadow(text))
    try:
        return date(int(match[1]), int(match[2]), int(match[3])).isoformat() if match else ""
    except ValueError:
        return ""


def _names() -> dict[str, str]:
    names: dict[str, str] = vocabulary("files/formats/web/pages")["_labels"]
    return names


def _label(text: str) -> str:
    """What a label names: title, number, issuer, date, other; empty where it is no label."""
    name = "".join(shadow(text).split()).strip(":()")
    return _names().get(name, "")


def _text(element: etree._Element, longest: int = 1000) -> str:
    """The element's words with single spaces, no further than `longest` characters of them."""
    parts, length = [], 0
    for text in element.itertext():
        parts.append(str(text))
        length += len(parts[-1].strip())
        if length > longest:
            break
    return " ".join("".join(parts).split())[:longest]
