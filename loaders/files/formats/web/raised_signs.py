"""Raised signs and formulas of a page, which only their place tells from plain ones: 10<sup>4</sup> becomes 10\u2074, MathML's 1/3 one line."""

import re
from itertools import islice

from lxml import etree

from loaders.files.formats.superscripts import raised

_LIFTED = re.compile(r"vertical-align\s*+:\s*+super", re.IGNORECASE)
_OPEN = "+-\u2212\u00d7* "


def raise_signs(root: etree._Element) -> None:
    """Writes raised digits as raised characters, and the formulas of the page as characters on a line."""
    for element in list(root.iter("sup", "span", "font")):
        if element.tag == "sup" or _LIFTED.search(element.get("style", "")):
            words = _words(element).strip()
            if words and raised(words) != words:
                _put(element, raised(words))
    for element in [one for one in root.iter("math") if next(one.iterancestors("math"), None) is None]:
        _put(element, _formula(element))


def _formula(element: etree._Element) -> str:
    parts = [_formula(part) for part in element]
    match element.tag, parts:
        case "mfrac", [above, below]:
            return f"{_closed(above)}/{_closed(below)}"
        case "msup", [base, power]:
            upper = raised(power)
            return base + (upper if upper != power else f"^{power}")
        case "msubsup", [base, below, power]:
            return base + below + raised(power)
        case "msqrt", _:
            return "\u221a" + _closed("".join(parts))
        case (("annotation" | "annotation-xml"), _):
            return ""
    return "".join(parts) if parts else (element.text or "").strip()


def _closed(words: str) -> str:
    return f"({words})" if any(sign in words for sign in _OPEN) else words


def _words(element: etree._Element) -> str:
    """The words of what is raised; empty where they are more than a sign is made of."""
    parts = [str(part) for part in islice(element.itertext(), _MOST_PARTS + 1)]
    return "".join(parts) if len(parts) <= _MOST_PARTS else ""


_MOST_PARTS = 20


def _put(element: etree._Element, words: str) -> None:
    for part in list(element):
        element.remove(part)
    element.text = shown_signs(words)


def shown_signs(text: str) -> str:
    """Text without the control characters that no page shows, and that lxml takes no text with."""
    return _NOT_SHOWN.sub("", text)


_NOT_SHOWN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
