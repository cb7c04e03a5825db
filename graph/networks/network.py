"""A network to take away: what it is and where it comes from, its columns, and its nodes and links one after another.

Columns are declared before anything is read, with one type each, so that no writer has to guess a type from values. What has
no value in a column is left out there, never an empty string or None.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from graph.model import Value

ColumnType = Literal["string", "integer", "number", "boolean", "strings"]


@dataclass(frozen=True, slots=True)
class Column:
    """A property of nodes or links: its name, the one type that all its values have, and what it means."""

    name: str
    type: ColumnType
    note: str


@dataclass(frozen=True, slots=True)
class Vertex:
    """A node: an id, the words that stand for it, and values by column."""

    id: str
    label: str
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Link:
    """A link between two nodes by id; several may join the same two, each under an id of its own."""

    id: str
    source: str
    target: str
    label: str
    weight: float
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Source:
    """A plan that the network was made from, and the file that it was read from: its digest, and when (UTC) by which rules."""

    plan: str
    title: str
    number: str
    issuer: str
    jurisdiction: str
    date: str
    edition: str
    document: str
    file_name: str
    loaded_at: str
    ruleset: str


@dataclass(frozen=True, slots=True)
class Origin:
    """What a network is: `projection` by name, the `rule` that made it and what a `weight` counts, in words by language.

    `filters` are those asked for, by name; `version` is respgraph's, `schema_version` the graph's; `as_of` is when the store
    was last written to (UTC): the same store gives the same bytes.
    """

    projection: str
    directed: bool
    rule: Mapping[str, str]
    weight: Mapping[str, str]
    filters: Mapping[str, tuple[str, ...]]
    version: str
    schema_version: int
    as_of: str
    sources: tuple[Source, ...]

    def as_json(self) -> dict[str, Any]:
        """The same as JSON values."""
        return {**asdict(self), "made_by": "respgraph"}


@dataclass(frozen=True, slots=True)
class Network:
    """A network of one state of the store: `nodes` and `links` read it anew at every call, a plan at a time."""

    origin: Origin
    node_columns: tuple[Column, ...]
    link_columns: tuple[Column, ...]
    nodes: Callable[[], Iterator[Vertex]]
    links: Callable[[], Iterator[Link]]
