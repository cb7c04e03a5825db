"""Networks as files: what is asked for by the names that people use, written to a file, an archive or a folder."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import BadRequestError
from graph.facets.facets import NOTHING, Facets
from graph.networks.network import Network
from graph.networks.projections import Described, Projection, described, network
from graph.networks.scope import Wish
from graph.questions.departments.finding import find_department
from graph.questions.plans.plans import named_plan
from graph.roster import Roster
from graph.store import View
from viz.networks.formats import BY_NAME, FormatName, write_network
from viz.networks.parquet import has_duckdb
from viz.networks.tables import Table, write_folder


@dataclass(frozen=True, slots=True)
class FormatOut:
    """A format: `tables` says whether it is two tables, which end in `ending_of_table`, `available` whether it can be written here."""

    name: FormatName
    media_type: str
    ending: str
    ending_of_table: str
    tables: bool
    available: bool


@dataclass(frozen=True, slots=True)
class NetworksOut:
    """The networks that can be made, and the formats they are written in."""

    items: Sequence[Described]
    formats: Sequence[FormatOut]


def offered() -> NetworksOut:
    """What there is to take."""
    return NetworksOut(
        described(),
        [
            FormatOut(
                name,
                made.media_type,
                made.ending,
                made.table_ending,
                tables=made.table is not None,
                available=name != "parquet" or has_duckdb(),
            )
            for name, made in BY_NAME.items()
        ],
    )


def asked(
    view: View,
    projection: Projection,
    *,
    plan: str = "",
    department: str = "",
    roles: Sequence[str] = (),
    rosters: Sequence[Roster] = (),
    facets: Facets = NOTHING,
    single: bool = False,
) -> Network:
    """The network; `plan` and `department` are any name. Raises UnknownIdError, AmbiguousNameError, BadRequestError."""
    plans = (named_plan(view, plan).id,) if plan else ()
    departments = (find_department(view, department, rosters=rosters).id,) if department else ()
    return network(view, projection, Wish(plans, departments, tuple(roles), facets, single))


def save(made: Network, name: FormatName, output: Path, *, table: Table | None = None) -> list[Path]:
    """Write a network where a person said: a file; both tables into a folder where the name has no ending. The files written."""
    whole = BY_NAME[name]
    if whole.table is not None and table is None:
        if not output.suffix:
            return write_folder(made, whole.table_ending, whole.table, output)
        if output.suffix == f".{whole.table_ending}":
            hint = "let the name end in .zip, or in nothing for a folder, or ask for one of the tables"
            raise BadRequestError(f"{name} is two tables", where=str(output), hint=hint)
    part = output.with_name(f"{output.name}.part")
    try:
        with part.open("wb") as file:
            write_network(made, name, file, table=table)
        part.replace(output)
    finally:
        part.unlink(missing_ok=True)
    return [output]


def told_name(made: Network, table: Table | None, *narrowed: str) -> str:
    """What a file of the network is called, without its ending."""
    return "-".join(part for part in (f"network-{made.origin.projection}", table or "", *narrowed) if part)
