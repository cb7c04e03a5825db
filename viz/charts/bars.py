"""Amounts of several kinds as bars, a row each: who has how much of what."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from viz.charts.drawing import Element, begun, drawn, inside, percent

ROW = 36
"""Height of a row, in pixels."""

_WIDTH = 88.0
"""The longest bar, in % of the width: behind it stands its number."""


@dataclass(frozen=True, slots=True)
class Part:
    """So many of a kind (1 the heaviest to 4), in words."""

    kind: int
    count: int
    said: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A row: `name` stands over it, `link` leads to what it counts."""

    name: str
    link: str
    parts: tuple[Part, ...]

    @property
    def total(self) -> int:
        """Of all kinds."""
        return sum(part.count for part in self.parts)


def bars(rows: Sequence[Bar], *, title: str, note: str) -> Markup:
    """The chart as an SVG element; empty where there is nothing to count."""
    most = max((row.total for row in rows), default=0)
    if not most:
        return Markup()
    svg = begun(title=title, note=note, height=ROW * len(rows))
    for place, row in enumerate(rows):
        _row(svg, row, ROW * place, _WIDTH / most)
    return drawn(svg)


def _row(svg: Element, row: Bar, top: int, unit: float) -> None:
    said = " · ".join(part.said for part in row.parts if part.count)
    link = inside(svg, "a", href=row.link, aria_label=f"{row.name}: {said}" if row.name else said)
    inside(link, "text", row.name, x="0", y=str(top + 13), class_="chart-name")
    at = 0.0
    for part in row.parts:
        if part.count:
            width = part.count * unit
            box = inside(
                link,
                "rect",
                x=percent(at),
                y=str(top + 18),
                width=percent(width),
                height="13",
                class_=f"chart-part-{part.kind}",
            )
            inside(box, "title", part.said)
            at += width
    inside(link, "text", f"{row.total:,}", x=percent(at), dx="6", y=str(top + 29), class_="chart-number")
