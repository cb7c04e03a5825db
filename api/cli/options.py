"""Options that several verbs share, opening the store that they name, and files of words that are given."""

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from api.cli.manners.language import said
from api.cli.output import complain
from api.surroundings import surroundings, system_user

if TYPE_CHECKING:
    from graph.access.people import Actor
    from graph.roster import Roster
    from graph.store import Store, View

from graph.errors import SourceError
from graph.facets.facets import TOLD

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
_KEYWORD = inspect.Parameter.KEYWORD_ONLY
AsJson = Annotated[bool, typer.Option("--json", help="Print the answer as JSON, as the HTTP interface gives it.")]
PlanKey = Annotated[str, typer.Option("--plan", metavar="PLAN", help="Only this plan (number, title or id).")]

Today = Annotated[
    str,
    typer.Option(
        "--today",
        envvar="RESPGRAPH_TODAY",
        metavar="DAY",
        help="The day that counts as today, YYYY-MM-DD; by default this computer's.",
        show_default=False,
    ),
]
DuePeriod = Annotated[
    Literal["all", "passed", "month", "quarter", "later", "recurring", "open-ended", "undated"],
    typer.Option(
        "--when", help="Passed, due this month, this quarter, later; recurring, without an end, without a date."
    ),
]
DueQuarter = Annotated[str, typer.Option("--quarter", metavar="YYYY-Qn", help="A quarter in place of --when.")]


def with_facets(*names: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """A verb with an option for each of the facets, which it is given together as `given`, for facets_of."""

    def wrap(verb: Callable[..., None]) -> Callable[..., None]:
        @wraps(verb)
        def narrowed(**said: Any) -> None:  # noqa: ANN401  # whatever typer read
            verb(given={name: said.pop(name) or () for name in names}, **said)

        own = [one for one in inspect.signature(verb).parameters.values() if one.name != "given"]
        added = [inspect.Parameter(name, _KEYWORD, default=None, annotation=_option(name)) for name in names]
        parameters = [one.replace(kind=_KEYWORD) for one in own] + added
        narrowed.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # typer reads it
        narrowed.__annotations__ = {one.name: one.annotation for one in parameters}
        return narrowed

    return wrap


def _option(name: str) -> object:
    return Annotated[list[str] | None, typer.Option(f"--{name.replace('_', '-')}", help=TOLD[name] + ".")]


def day_of(today: str) -> date:
    """The day that counts as today: as it is given, else as the settings have it. BadRequestError for what is no day."""
    from graph.deadlines.periods import day

    return day(today) if today else surroundings().day()


@contextmanager
def opened(url: str, *, create: bool = False) -> Iterator["Store"]:
    """The store at `url`, else the one that the settings name; closed at the end."""
    from graph.acting.acted import Acted
    from graph.stores.damage import blamed
    from graph.stores.opening import open_store

    around = surroundings()
    address = address_of(url, create=create)
    fresh = create and not around.names_store and not url and not _is_there(address)
    store = open_store(address, create=create, user=around.store_user, password=around.store_password)
    with store, blamed(store):
        acted = Acted(store, acting())
        if fresh:
            complain(said("new_store", url=store.url))
        if store.upgraded_from:
            complain(
                f"respgraph: the store was brought to this version; a copy as it was lies in {store.upgraded_from}"
            )
        yield acted


def _is_there(address: str) -> bool:
    """Whether a store's file is there; those of servers are not asked."""
    return not address.startswith("sqlite:///") or Path(address.removeprefix("sqlite:///")).exists()


def address_of(url: str, *, create: bool = False) -> str:
    """Which store is meant: the one at `url`, else the one of the settings, whose folder is made where it is to be made."""
    named = surroundings().store
    address = url or named
    if create and address == named and address.startswith("sqlite:///"):
        Path(address.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
    return address


@contextmanager
def viewed(url: str) -> Iterator["View"]:
    """Reads of one question to the store at `url`, all of one state: a loader beside it waits or is not seen."""
    with opened(url) as store, store.snapshot(alone=True) as view:
        yield view


def tell_export(url: str, what: str) -> None:
    """Write into the audit that something is taken away; a store that can't be written is taken from untold."""
    from graph.access.entries import Entry
    from graph.errors import StoreError

    with opened(url) as store, suppress(StoreError):
        store.change_register(lambda register: register.write(acting(), Entry("export", what)))


def signed_by() -> str:
    """Who decides: the system's user name."""
    return system_user()


def acting() -> "Actor":
    """Who acts at the command line: whoever may open the store may do all."""
    from graph.access.people import Actor

    return Actor(signed_by(), "admin", via="shell")


def known_rosters() -> "tuple[Roster, ...]":
    """The rosters that the settings name."""
    from graph.roster import read_rosters

    where = surroundings().rosters
    return read_rosters(where) if where else ()


MOST_BYTES = 50 * 1024 * 1024
"""Largest file of this kind."""


def words_of(file: Path) -> str:
    """The text of a file. SourceError for one that is no file, too large, or not UTF-8."""
    try:
        if file.exists() and not file.is_file():
            raise SourceError("this is not a file", where=str(file), hint="give a YAML file")
        with file.open("rb") as opened:
            data = opened.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise SourceError("the file is too large", where=str(file), hint=f"at most {MOST_BYTES} bytes")
        return data.decode()
    except OSError as error:
        raise SourceError(f"can't be read: {error.strerror}", where=str(file)) from error
    except UnicodeDecodeError as error:
        raise SourceError(f"can't be read: {error}", where=str(file), hint="save it as UTF-8") from error
