"""Values as text files hold them, and what a network is as a few named values that every format can carry."""

from collections.abc import Iterator, Mapping

from graph.model import Value
from graph.networks.network import Column, ColumnType, Network, Origin
from graph.serial import dumps
from viz.office.packages import MAKER, plain

XML_TYPES: Mapping[ColumnType, str] = {
    "string": "string",
    "integer": "long",
    "number": "double",
    "boolean": "boolean",
    "strings": "string",
}
"""Type of a column → what GraphML and GEXF call it; lists are text."""

LABEL = Column("label", "string", "The words that stand for it")
WEIGHT = Column("weight", "number", "What it counts is told in weight_means")


def as_text(value: Value) -> str:
    """A value as text that XML can hold: true and false, numbers as Python writes them, lists one a line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return "\n".join(" ".join(plain(part).split()) for part in value)
    return plain(str(value))


def origin_values(origin: Origin) -> Iterator[tuple[str, str]]:
    """What a network is, name by name; `filters` and `sources` are JSON."""
    told = origin.as_json()
    yield from (
        ("made_by", f"{MAKER} {origin.version}"),
        ("schema_version", str(origin.schema_version)),
        ("projection", origin.projection),
        ("rule", origin.rule["en"]),
        ("rule_zh", origin.rule["zh"]),
        ("weight_means", origin.weight["en"]),
        ("weight_means_zh", origin.weight["zh"]),
        ("filters", dumps(told["filters"])),
        ("as_of", origin.as_of),
        ("sources", dumps(told["sources"])),
    )


def about(network: Network) -> str:
    """What a network is and what its columns mean, as JSON for a file of its own."""

    def columns(listed: tuple[Column, ...]) -> list[dict[str, str]]:
        return [{"name": column.name, "type": column.type, "note": column.note} for column in listed]

    return dumps(
        network.origin.as_json()
        | {"node_columns": columns(network.node_columns), "link_columns": columns(network.link_columns)}
    )
