"""Amounts over time as columns, with today: how much falls into each quarter or year."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from viz.charts.drawing import Element, begun, drawn, inside, percent

MOST = 14
"""Columns of a chart: on a phone each is still wide enough for a finger."""

_HEAD, _BODY, _FOOT = 22, 84, 36
"""Heights of the numbers, of the highest column and of the names below, in pixels."""

_WIDE = 62
"""Width of a column on a wide screen, in pixels."""


@dataclass(frozen=True, slots=True)
class Column:
    """So many at a time: `name` stands below it, `of` (a year) where it changes; `said` is it in words, `link` leads there."""

    name: str
    of: str
    count: int
    said: str
    link: str
    passed: bool = False


def columns(times: Sequence[Column], *, title: str, note: str, now: str = "", part: float = 0.0) -> Markup:
    """The chart as an SVG element; empty where there is nothing to count.

    A line named `now` stands behind what has passed, by `part` (0 to 1) of a column into the one that has not.
    """
    most = max((time.count for time in times), default=0)
    if not most:
        return Markup()
    wide = 100 / len(times)
    svg = begun(title=title, note=note, height=_HEAD + _BODY + _FOOT, width=str(_WIDE * len(times)))
    foot = str(_HEAD + _BODY)
    inside(svg, "line", x1="0", x2="100%", y1=foot, y2=foot, class_="chart-line")
    for place, time in enumerate(times):
        _column(svg, time, wide * place, wide, most)
        if place == 0 or time.of != times[place - 1].of:
            inside(
                svg, "text", time.of, x=percent(wide * place + wide / 2), y=str(_HEAD + _BODY + 31), class_="chart-of"
            )
    passed = sum(time.passed for time in times)
    if now and 0 < passed + part < len(times):
        at = percent(wide * (passed + part))
        group = inside(svg, "g", class_="chart-now")
        inside(group, "line", x1=at, x2=at, y1="8", y2=foot)
        inside(group, "text", now, x=at, dx="4", y="12")
    return drawn(svg)


def _column(svg: Element, time: Column, at: float, wide: float, most: int) -> None:
    middle = percent(at + wide / 2)
    parent = svg
    if time.count:
        parent = inside(svg, "a", href=time.link, aria_label=time.said)
        height = max(2.0, _BODY * time.count / most)
        top = _HEAD + _BODY - height
        inside(
            parent, "rect", x=percent(at), y="0", width=percent(wide), height=str(_HEAD + _BODY), class_="chart-hold"
        )
        inside(
            parent,
            "rect",
            x=percent(at + wide * 0.16),
            y=f"{top:.1f}",
            width=percent(wide * 0.68),
            height=f"{height:.1f}",
            class_=f"chart-part-{2 if time.passed else 1}",
        )
        inside(parent, "text", f"{time.count:,}", x=middle, y=f"{top - 4:.1f}", class_="chart-number")
    inside(parent, "text", time.name, x=middle, y=str(_HEAD + _BODY + 15), class_="chart-of")
