"""The formats that networks are written in, by name: media type, ending of a file, and what writes them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import IO, Literal, get_args

from graph.errors import BadRequestError
from graph.networks.network import Network
from viz.networks.gexf import write_gexf
from viz.networks.graphml import write_graphml
from viz.networks.linked_data import write_jsonld
from viz.networks.pajek import write_pajek
from viz.networks.parquet import write_parquet
from viz.networks.tables import Table, TableWriter, write_archive, write_csv

FormatName = Literal["graphml", "gexf", "pajek", "csv-pairs", "parquet", "jsonld"]
FORMATS: tuple[FormatName, ...] = get_args(FormatName)


@dataclass(frozen=True, slots=True)
class Format:
    """A format: `table` writes one of its two tables, where it has two; both together are a zip archive."""

    media_type: str
    ending: str
    write: Callable[[Network, IO[bytes]], None]
    table: TableWriter | None = None
    table_media_type: str = ""
    table_ending: str = ""


def write_network(network: Network, name: FormatName, file: IO[bytes], *, table: Table | None = None) -> None:
    """Write a network, or one of its tables. BadRequestError for a table of a format that has none."""
    made = BY_NAME[name]
    if table is None:
        made.write(network, file)
    elif made.table is None:
        raise BadRequestError(f"{name} has no tables", hint="tables are for csv-pairs and parquet")
    else:
        made.table(network, table, file)


def media_type(name: FormatName, table: Table | None = None) -> str:
    """The media type of what is written."""
    return BY_NAME[name].table_media_type if table else BY_NAME[name].media_type


def ending(name: FormatName, table: Table | None = None) -> str:
    """The ending of a file of what is written."""
    return BY_NAME[name].table_ending if table else BY_NAME[name].ending


BY_NAME: Mapping[FormatName, Format] = {
    "graphml": Format("application/graphml+xml", "graphml", write_graphml),
    "gexf": Format("application/gexf+xml", "gexf", write_gexf),
    "pajek": Format("text/plain; charset=utf-8", "net", write_pajek),
    "csv-pairs": Format(
        "application/zip",
        "zip",
        lambda network, file: write_archive(network, "csv", write_csv, file),
        write_csv,
        "text/csv; charset=utf-8",
        "csv",
    ),
    "parquet": Format(
        "application/zip",
        "zip",
        lambda network, file: write_archive(network, "parquet", write_parquet, file),
        write_parquet,
        "application/vnd.apache.parquet",
        "parquet",
    ),
    "jsonld": Format("application/ld+json", "jsonld", write_jsonld),
}
