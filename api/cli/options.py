"""Options that several verbs share, and opening the store that they name."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from api.settings import Settings
    from graph.roster import Roster
    from graph.store import Store

StoreUrl = Annotated[
    str,
    typer.Option(
        "--store",
        envvar="RESPGRAPH_STORE",
        metavar="URL",
        help="sqlite:///file (here) or sqlite:////path/file, neo4j://…, bolt://…; by default SQLite in your data directory.",
        show_default=False,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the answer as JSON, as the HTTP interface gives it.")]
PlanKey = Annotated[str, typer.Option("--plan", metavar="PLAN", help="Only this plan (number, title or id).")]


@contextmanager
def opened(url: str, *, create: bool = False) -> Iterator["Store"]:
    """The store at `url`, else the one that the settings name; closed at the end."""
    from graph.stores.damage import blamed
    from graph.stores.opening import open_store

    settings = read_settings()
    address = url or settings.store
    if create and address == settings.store and address.startswith("sqlite:///"):
        Path(address.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
    store = open_store(
        address, create=create, user=settings.store_user, password=settings.store_password.get_secret_value()
    )
    with store, blamed(store):
        yield store


def read_settings() -> "Settings":
    """The settings of the environment. Raises BadRequestError that names the variables which are wrong."""
    from pydantic import ValidationError

    from api.settings import Settings
    from graph.errors import BadRequestError

    try:
        return Settings()
    except ValidationError as error:
        told = "; ".join(f"RESPGRAPH_{str(one['loc'][0]).upper()}: {one['msg']}" for one in error.errors())
        raise BadRequestError(f"a setting is not valid: {told}", hint="docs/cli.md lists the settings") from error


def signed_by() -> str:
    """Who decides: the system's user name."""
    from api.decisions.signatures import system_user

    return system_user()


def known_rosters() -> "tuple[Roster, ...]":
    """The rosters that the settings name."""
    from graph.roster import read_rosters

    where = read_settings().rosters
    return read_rosters(where) if where else ()
