"""Options that several verbs share, and opening the store that they name."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
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
    from api.settings import Settings
    from graph.stores.damage import blamed
    from graph.stores.opening import open_store

    settings = Settings()
    address = url or settings.store
    if create and address == settings.store and address.startswith("sqlite:///"):
        Path(address.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
    store = open_store(
        address, create=create, user=settings.store_user, password=settings.store_password.get_secret_value()
    )
    with store, blamed(store):
        yield store


def signed_by() -> str:
    """Who decides: the system's user name."""
    from api.signing import system_user

    return system_user()


def known_rosters() -> "tuple[Roster, ...]":
    """The rosters that the settings name."""
    from api.settings import Settings
    from graph.roster import read_rosters

    where = Settings().rosters
    return read_rosters(where) if where else ()
