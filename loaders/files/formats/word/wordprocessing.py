"""Names of WordprocessingML, and short ways to its properties."""

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", M[1:-1].encode()),
)
"""Namespaces of the strict variant of the format, and those of the common one."""

_OFF = ("0", "false", "off", "none")


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """The first child of that name."""
    return None if element is None else element.find(W + name)


def attribute(element: etree._Element | None, name: str) -> str:
    """An attribute of the element, empty where it has none."""
    return "" if element is None else element.get(W + name, "")


def value(element: etree._Element | None, name: str) -> str | None:
    """The `w:val` of the child of that name, None without such a child."""
    found = child(element, name)
    return None if found is None else found.get(W + "val", "")


def flag(element: etree._Element | None, name: str) -> bool | None:
    """A property that is on or off; None where it is not stated."""
    found = child(element, name)
    return None if found is None else found.get(W + "val", "1").lower() not in _OFF
