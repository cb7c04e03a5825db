"""/api/networks: the networks that can be made of the store, and each of them as a file that other programs open."""

from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import IO, Annotated

from fastapi import Depends, Path, Query
from fastapi.responses import StreamingResponse

from api.exports.networks.files import NetworksOut, asked, offered, told_name
from api.http.delivery.router import Router
from api.http.dependencies import RostersDep, ViewDep
from api.http.filters.facet_parameters import FacetsDep
from api.http.jobs.heavy_jobs import heavy
from api.http.saved_files import attached
from graph.networks.projections import Projection
from viz.networks.formats import BY_NAME, FormatName, ending, media_type, write_network
from viz.networks.tables import Table

router = Router(prefix="/networks", tags=["networks"])

_CHUNK = 1 << 18
_MEDIA_TYPES = {media for made in BY_NAME.values() for media in (made.media_type, made.table_media_type) if media}


@router.get("")
def list_networks() -> NetworksOut:
    """The networks that can be made, by which rule and with which columns, and the formats they are written in."""
    return offered()


@router.get(
    "/{projection}/{format}",
    dependencies=[Depends(heavy)],
    response_class=StreamingResponse,
    responses={200: {"content": {media: {} for media in sorted(_MEDIA_TYPES)}, "description": "The file"}},
)
def take_network(
    view: ViewDep,
    rosters: RostersDep,
    facets: FacetsDep,
    projection: Annotated[
        Projection, Path(description="What its nodes and links are; GET /api/networks tells the rules")
    ],
    format: Annotated[FormatName, Path(description="What it is written as")],  # noqa: A002  the address says so
    plan: Annotated[str, Query(description="Number, title or id of a plan: only what it states")] = "",
    department: Annotated[
        str, Query(description="A department by id or any name: the work in which it has a duty, with everybody in it")
    ] = "",
    single: Annotated[
        bool,
        Query(
            description="Leave out collectives (all towns) and names that are not resolved: neither is one department"
        ),
    ] = False,
    table: Annotated[Table | None, Query(description="One of the two tables of csv-pairs and parquet alone")] = None,
) -> StreamingResponse:
    """A network as a file, narrowed by facets to the work that has all that is chosen, with everybody in it. Rule, weights, filters, sources and the version of respgraph stand in it.

    It is made on disk, so that it takes little memory whatever its size.
    """
    made = asked(view, projection, plan=plan, department=department, facets=facets, rosters=rosters, single=single)
    file = TemporaryFile()  # noqa: SIM115 - closed when it has been sent
    try:
        write_network(made, format, file, table=table)
        file.seek(0)
    except BaseException:
        file.close()
        raise
    headers = attached(told_name(made, table, department, plan), ending(format, table))
    return StreamingResponse(_parts(file), headers=headers, media_type=media_type(format, table))


def _parts(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while part := file.read(_CHUNK):
            yield part
