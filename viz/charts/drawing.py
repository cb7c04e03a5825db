"""What all charts share: an SVG element that is read aloud by its title and note, has no style of its own and scales with the page.

The vocabulary: `bars` for amounts of several kinds side by side, `columns` for amounts over time with today, `points` for numbers
on one axis. Kinds differ in lightness and outline (classes chart-part-1 to 4), never in hue alone; every mark is a link; positions
are shares of the width, so that letters keep their size on every screen. Beside every chart belongs a table of the same numbers.
"""

from xml.etree import ElementTree as ET

from markupsafe import Markup

Element = ET.Element


def begun(*, title: str, note: str, height: int, width: str = "100%") -> Element:
    """An empty chart; `title` and `note` are read aloud in its place."""
    svg = ET.Element(
        "svg", {"class": "chart", "width": width, "height": str(height), "role": "group", "aria-label": title}
    )
    ET.SubElement(svg, "title").text = title
    ET.SubElement(svg, "desc").text = note
    return svg


def inside(parent: Element, tag: str, words: str = "", **attributes: str) -> Element:
    """An element within another; `_` in names of attributes stands for `-`, `class_` for `class`."""
    named = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    made = ET.SubElement(parent, tag, named)
    if words:
        made.text = words
    return made


def drawn(svg: Element) -> Markup:
    """The chart as it stands in a page."""
    return Markup(ET.tostring(svg, encoding="unicode"))  # noqa: S704 - ElementTree has quoted every word


def percent(at: float) -> str:
    """A share of the width."""
    return f"{at:.2f}%"
