"""One URL opens a store: sqlite:///path (sqlite:// in memory), neo4j://, neo4j+s:// or bolt://.

The path of a file follows three slashes, as in SQLAlchemy: `sqlite:///plans.db` lies in the current folder,
`sqlite:////srv/plans.db`, with the slash of the path itself, where it says.
"""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from graph.errors import StoreError
from graph.store import Store
from graph.stores.sqlite.store import SqliteStore

NEO4J_SCHEMES = frozenset({"neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"})
_HINT = "use sqlite:///file (here), sqlite:////path/to/file, sqlite:// (in memory), neo4j://host, neo4j+s://host or bolt://host"


def default_store() -> str:
    """SQLite in the user's data directory."""
    import platformdirs  # noqa: PLC0415 - not needed by who names a store

    return f"sqlite:///{Path(platformdirs.user_data_dir('respgraph')) / 'respgraph.sqlite3'}"


def open_store(url: str, *, create: bool = True, user: str = "", password: str = "") -> Store:
    """Open the store at a URL; `create` makes the file of an embedded store where there is none.

    `user` and `password` are for servers and win over those in the URL. StoreError for a URL that names no store.
    """
    scheme = url.partition(":")[0].lower()
    if scheme == "sqlite":
        return SqliteStore(_sqlite_path(url), create=create)
    if scheme in NEO4J_SCHEMES:
        _check_address(url)
        from graph.stores.neo4j.store import Neo4jStore  # noqa: PLC0415 - the driver takes 0.2 s that a file store need not pay

        return Neo4jStore(url, user=user, password=password, create=create)
    raise StoreError(f"no store opens with {scheme or url!r}", where=_without_secrets(url), hint=_HINT)


def _sqlite_path(url: str) -> Path | None:
    rest = url.partition(":")[2]
    if rest in ("", "//", "///:memory:"):
        return None
    if not rest.startswith("///"):
        raise StoreError("the path of a file store follows three slashes", where=url, hint=_HINT)
    path = Path(unquote(rest[3:]))
    absolute = Path("/") / path
    if not path.parent.is_dir() and absolute.parent.is_dir():
        raise StoreError(
            f"there is no folder {path.parent} here",
            where=url,
            hint=f"an absolute path has four slashes: sqlite:///{absolute}",
        )
    return path


def path_of(url: str) -> Path | None:
    """The file of an embedded store; None for a store on a server, or in memory."""
    return _sqlite_path(url) if url.partition(":")[0].lower() == "sqlite" else None


def file_of(url: str) -> Path:
    """The file of an embedded store. StoreError for a store on a server, or in memory."""
    path = path_of(url)
    if path is None:
        raise StoreError(
            "only a store in a file can be asked in SQL",
            where=_without_secrets(url),
            hint="ask Neo4j in Cypher (docs/cypher.md), or copy the store: `respgraph copy --to sqlite:///file`",
        )
    return path


def _check_address(url: str) -> None:
    """Raise StoreError for an address whose parts can't be told apart; the driver would say it in its own words."""
    try:
        _ = urlsplit(url).port
    except ValueError as error:
        raise StoreError(f"not an address of a server: {error}", where=url.rpartition("@")[2], hint=_HINT) from error


def _without_secrets(url: str) -> str:
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
