"""Parquet by DuckDB, which an installation may lack: columns keep their types, lists stay lists, the file says what it is.

Rows go through a file of JSON lines beside the result, so that no more than a few thousand are in memory; one thread, so that
the same rows give the same bytes.
"""

import shutil
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from graph.errors import BadRequestError
from graph.networks.network import ColumnType, Network
from graph.serial import dumps
from viz.networks.plain_values import about
from viz.networks.tables import Table, columns, rows

_TYPES: dict[ColumnType, str] = {
    "string": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "strings": "VARCHAR[]",
}

_LONGEST_LINE = 256 * 1024 * 1024
"""Bytes of a row as JSON that DuckDB is let read; the default refuses above 16 MB."""


def has_duckdb() -> bool:
    """Whether Parquet can be written here."""
    return find_spec("duckdb") is not None


def write_parquet(network: Network, table: Table, file: IO[bytes]) -> None:
    """A table as Parquet. BadRequestError that says what to install where DuckDB is missing."""
    try:
        import duckdb  # noqa: PLC0415 - an extra of 66 MB that only this needs
    except ImportError as error:
        raise BadRequestError(
            "Parquet needs DuckDB, which is not installed",
            hint="pip install 'respgraph[parquet]', or take csv-pairs; docs/networks.md says how without the internet",
        ) from error
    told = ", ".join(f"{_literal(column.name)}: {_literal(_TYPES[column.type])}" for column in columns(network, table))
    with TemporaryDirectory(prefix="respgraph-") as folder, duckdb.connect(":memory:") as connection:
        given, made = Path(folder, "rows.jsonl"), Path(folder, "made.parquet")
        with given.open("w", encoding="utf-8", errors="replace") as lines:
            for row in rows(network, table):
                lines.write(dumps(row) + "\n")
        connection.execute("SET threads = 1; SET autoinstall_known_extensions = false")
        connection.execute(
            f"COPY (SELECT * FROM read_json({_literal(str(given))}, format = 'newline_delimited', columns = {{{told}}},"
            f" maximum_object_size = {_LONGEST_LINE})) TO {_literal(str(made))}"
            f" (FORMAT parquet, COMPRESSION zstd, KV_METADATA {{respgraph: {_literal(about(network))}}})"
        )
        with made.open("rb") as written:
            shutil.copyfileobj(written, file)


def _literal(words: str) -> str:
    """A string of SQL."""
    return "'" + words.replace("'", "''") + "'"
