"""The one reader of style.yaml: shapes, colours, widths and dashes of the kinds."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from graph.data_files import data_of

Side = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What holds for the whole picture; lengths are in units of the picture (pixels at scale 1)."""

    background: str
    ink: str
    muted: str
    accent: str
    font_size: float
    font_family: str
    row: float
    line: float
    indent: float
    overview: int


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the layout: how wide its labels are (by language, in full-width characters), lines, on which side."""

    width: Mapping[str, float]
    lines: int
    side: Side


@dataclass(frozen=True, slots=True)
class NodeStyle:
    """The look of a kind of node; `shape` is one of vis-network's with the label outside."""

    shape: str
    colour: str
    size: float
    column: str
    bold: bool


@dataclass(frozen=True, slots=True)
class EdgeStyle:
    """The look of a kind of edge; no `dashes` is a solid line."""

    colour: str
    width: float
    dashes: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Style:
    """All looks; `edges` stands in order of strength, PROSE among them for roles given in running text.

    `talk` is a line between two departments that must talk; its width is that of the widest.
    """

    sheet: Sheet
    columns: Mapping[str, Column]
    nodes: Mapping[str, NodeStyle]
    edges: Mapping[str, EdgeStyle]
    talk: EdgeStyle


@cache
def style() -> Style:
    """Read style.yaml once."""
    data: dict[str, Any] = data_of("viz.pictures", "style")
    return Style(
        sheet=Sheet(**data["picture"]),
        columns={name: Column(**entry) for name, entry in data["columns"].items()},
        nodes={name: NodeStyle(**{"bold": False, **entry}) for name, entry in data["nodes"].items()},
        edges={
            name: EdgeStyle(entry["colour"], entry["width"], tuple(entry.get("dashes", ())))
            for name, entry in data["edges"].items()
        },
        talk=EdgeStyle(data["talk"]["colour"], data["talk"]["width"], ()),
    )
