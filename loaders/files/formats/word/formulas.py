"""Word's formulas as characters on a line: fractions with a stroke, powers raised, roots with their sign."""

from collections.abc import Callable, Iterable, Mapping

from lxml import etree

from loaders.files.formats.superscripts import raised
from loaders.files.formats.word.wordprocessing import M, W

_OPEN = "+-\u2212\u00d7\u00f7*/ "


def formula(element: etree._Element) -> str:
    """The characters of a formula: 1/3, 2\u00d710\u2074, (a+b)/c; what has no form of its own is read from left to right."""
    if element.tag in (M + "t", W + "t"):
        return element.text or ""
    form = _FORMS.get(element.tag.removeprefix(M))
    return form(element) if form else _each(part for part in element if not str(part.tag).endswith("Pr"))


def _each(parts: Iterable[etree._Element]) -> str:
    return "".join(map(formula, parts))


def _fraction(element: etree._Element) -> str:
    return f"{_closed(_part(element, 'num'))}/{_closed(_part(element, 'den'))}"


def _lifted(element: etree._Element) -> str:
    return _part(element, "e") + _part(element, "sub") + _power(_part(element, "sup"))


def _root(element: etree._Element) -> str:
    return _part(element, "deg").strip() + "\u221a" + _closed(_part(element, "e"))


def _bracket(element: etree._Element) -> str:
    return _sign(element, "begChr", "(") + _each(element.iterchildren(M + "e")) + _sign(element, "endChr", ")")


def _sum(element: etree._Element) -> str:
    return _sign(element, "chr", "\u222b") + _part(element, "sub") + _power(_part(element, "sup")) + _part(element, "e")


_FORMS: Mapping[str, Callable[[etree._Element], str]] = {
    "f": _fraction, "sSup": _lifted, "sSubSup": _lifted, "rad": _root, "d": _bracket, "nary": _sum,
}  # fmt: skip


def _part(element: etree._Element, name: str) -> str:
    part = element.find(M + name)
    return "" if part is None else formula(part)


def _closed(words: str) -> str:
    return f"({words})" if any(sign in words for sign in _OPEN) else words


def _power(words: str) -> str:
    upper = raised(words)
    return upper if upper != words or not words else f"^{words}"


def _sign(element: etree._Element, name: str, usual: str) -> str:
    found = next(element.iterfind(f"{M}{element.tag.removeprefix(M)}Pr/{M}{name}"), None)
    return usual if found is None else found.get(M + "val", usual)
