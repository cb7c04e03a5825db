"""A network as two tables, nodes and links, for who reads CSV: the rows, the files, and an archive of both."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, Literal
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from graph.model import Value
from graph.networks.network import Column, Network
from viz.networks.plain_values import LABEL, WEIGHT, about, as_text
from viz.office.cell_values import inert
from viz.office.packages import EPOCH

Table = Literal["nodes", "links"]
Row = Mapping[str, Value]
TableWriter = Callable[[Network, Table, IO[bytes]], None]

ID = Column("id", "string", "Its id")
SOURCE = Column("source", "string", "Id of the node that the link comes from")
TARGET = Column("target", "string", "Id of the node that it goes to")

_CHUNK = 1 << 16


def columns(network: Network, table: Table) -> tuple[Column, ...]:
    """The columns of a table, ids first."""
    if table == "nodes":
        return (ID, LABEL, *network.node_columns)
    return (ID, SOURCE, TARGET, LABEL, WEIGHT, *network.link_columns)


def rows(network: Network, table: Table) -> Iterator[Row]:
    """The rows of a table as they come; what has no value is left out."""
    if table == "nodes":
        for vertex in network.nodes():
            yield {"id": vertex.id, "label": vertex.label, **vertex.values}
    else:
        for link in network.links():
            ends = {"id": link.id, "source": link.source, "target": link.target}
            yield {**ends, "label": link.label, "weight": float(link.weight), **link.values}


def write_csv(network: Network, table: Table, file: IO[bytes]) -> None:
    """A table as CSV in UTF-8 with a byte order mark, since Excel takes it for another encoding without; lists a line each."""
    names = [column.name for column in columns(network, table)]
    text = io.TextIOWrapper(file, "utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(map(inert, names))
    for row in rows(network, table):
        writer.writerow([_text(row[name]) if name in row else "" for name in names])
    text.detach()


def _text(value: Value) -> str:
    return inert(as_text(value)) if isinstance(value, str | tuple) else as_text(value)


def write_archive(network: Network, ending: str, write: TableWriter, file: IO[bytes]) -> None:
    """Both tables and about.json in a zip archive whose bytes depend on the content only."""
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        with archive.open(_entry("about.json"), "w") as held:
            held.write(about(network).encode())
        for table in ("nodes", "links"):
            with archive.open(_entry(f"{table}.{ending}"), "w", force_zip64=True) as held:
                write(network, table, held)


def write_folder(network: Network, ending: str, write: TableWriter, folder: Path) -> list[Path]:
    """Both tables and about.json in a folder, which is made; the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    described = folder / "about.json"
    described.write_text(about(network), encoding="utf-8")
    written = [described]
    for table in ("nodes", "links"):
        path = folder / f"{table}.{ending}"
        with path.open("wb") as held:
            write(network, table, held)
        written.append(path)
    return written


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, EPOCH)
    entry.compress_type = ZIP_DEFLATED
    return entry
