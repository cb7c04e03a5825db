"""A chart of numbers as points on one scale, a row each: SVG without script, style or colour that means anything.

Every point is a link; its shape says whether the number is a floor (▶), a ceiling (◀), a range (bar) or the number itself (●),
and the words beside it say so too, so that the chart can be printed, read aloud and seen without colours. Positions are shares of
the width: letters keep their size on every screen. Beside it belongs a table of the same numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from xml.etree import ElementTree as ET

from markupsafe import Markup

from viz.charts.drawing import begun, drawn, percent
from viz.charts.scale import Scale

Mark = Literal["at", "floor", "ceiling", "range"]

ROW, HEAD = 44, 30
"""Heights of a row and of the marks of the scale, in pixels."""

_START, _WIDTH = 4.0, 92.0
"""Where the scale lies, in % of the width."""

_RIGHT = 70.0
"""Words of a point from here on (%) end at it in place of beginning there."""

_SHAPES = {"floor": "M-5,-6 L7,0 L-5,6 Z", "ceiling": "M5,-6 L-7,0 L5,6 Z"}


@dataclass(frozen=True, slots=True)
class Row:
    """A point: `name` stands over it, `said` are its number and unit in words, `link` leads to the words behind it."""

    name: str
    said: str
    link: str
    low: float
    high: float
    mark: Mark


def points(rows: Sequence[Row], *, title: str, note: str, unit: str) -> Markup:
    """The chart as an SVG element; empty where there are no rows. `title` and `note` are read aloud in its place."""
    if not rows:
        return Markup()
    scale = Scale.of([end for row in rows for end in (row.low, row.high)], start=_START, width=_WIDTH)
    height = HEAD + ROW * len(rows)
    svg = begun(title=title, note=note, height=height)
    _marks(svg, scale, height, unit)
    for place, row in enumerate(rows):
        _row(svg, scale, HEAD + ROW * place, row)
    return drawn(svg)


def _marks(svg: ET.Element, scale: Scale, height: int, unit: str) -> None:
    """The lines of the scale and its numbers; they are in every row's words, and not read aloud once more."""
    group = ET.SubElement(svg, "g", {"class": "chart-scale", "aria-hidden": "true"})
    for number in scale.marks:
        at = percent(scale.at(number))
        ET.SubElement(group, "line", {"x1": at, "x2": at, "y1": str(HEAD - 8), "y2": str(height)})
        words = ET.SubElement(group, "text", {"x": at, "y": "14", "text-anchor": _anchor(scale.at(number))})
        words.text = f"{number:,.10g}" + (unit if number == scale.marks[-1] else "")


def _row(svg: ET.Element, scale: Scale, top: int, row: Row) -> None:
    link = ET.SubElement(svg, "a", {"href": row.link, "aria-label": f"{row.name} {row.said}"})
    name = ET.SubElement(link, "text", {"x": "0", "y": str(top + 14), "class": "chart-name"})
    name.text = row.name
    line = str(top + 30)
    ET.SubElement(link, "line", {"x1": "0", "x2": "100%", "y1": line, "y2": line, "class": "chart-line"})
    low, high = scale.at(row.low), scale.at(row.high)
    if row.mark == "range":
        ET.SubElement(
            link, "line", {"x1": percent(low), "x2": percent(high), "y1": line, "y2": line, "class": "chart-range"}
        )
    if row.mark in _SHAPES:
        there = ET.SubElement(link, "svg", {"x": percent(low), "y": line, "overflow": "visible"})
        ET.SubElement(there, "path", {"d": _SHAPES[row.mark], "class": "chart-point"})
    else:
        for end in sorted({low, high}):
            ET.SubElement(link, "circle", {"cx": percent(end), "cy": line, "r": "5", "class": "chart-point"})
    anchor = "end" if high > _RIGHT else "start"
    dx = "-12" if anchor == "end" else "12"
    at = low if anchor == "end" else high
    words = ET.SubElement(
        link, "text", {"x": percent(at), "dx": dx, "y": str(top + 34), "text-anchor": anchor, "class": "chart-number"}
    )
    words.text = row.said


def _anchor(at: float) -> str:
    return "start" if at < _START + 1 else "end" if at > _START + _WIDTH - 1 else "middle"
