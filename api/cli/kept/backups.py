"""backup, restore, verify: the whole of a store as a file, and back."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli.options import StoreUrl, acting, address_of, opened
from api.cli.output import complain, escape, out
from api.cli.plans.editions import restore as restore_plan
from api.surroundings import surroundings

NOT_WHOLE = 1
"""Exit code where something is wrong with a store or a backup."""


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    app.command()(backup)
    app.command()(restore)
    app.command()(verify)


def backup(
    to: Annotated[
        Path, typer.Argument(metavar="FILE", help="A new file, or a folder: then the file is named by the time.")
    ],
    store: StoreUrl = "",
) -> None:
    """Write the whole store at one moment into one file, with its SHA-256 beside it; others may go on meanwhile."""
    from graph.backups.backup import backup as make

    with opened(store) as opened_store:
        made = make(opened_store, to, acting())
    out.print(escape(f"{made.file}: {made.plans} plans, {made.decisions} decisions, sha256 {made.sha256}"))
    if not made.told:
        complain("respgraph: the audit says nothing of it: the store can't be written")


def restore(
    what: Annotated[
        str,
        typer.Argument(
            metavar="FILE|PLAN[@N]", help="What `respgraph backup` wrote; or a plan, and which of its editions."
        ),
    ],
    store: StoreUrl = "",
) -> None:
    """Make the store what a backup is (what it held before is kept in a file beside it; stop `respgraph serve` first).

    Given a plan: make an earlier edition of it, or a plan that was removed, what the graph shows again.
    """
    from graph.backups.backup import restore as put_back

    if not _names_a_file(what):
        restore_plan(what, store)
        return
    around = surroundings()
    address = address_of(store, create=True)
    done = put_back(Path(what), address, user=around.store_user, password=around.store_password, actor=acting())
    out.print(escape(f"restored {done.plans} plans, {done.decisions} decisions"))
    if done.before:
        out.print(escape(f"what was there before lies in {done.before}"))


def _names_a_file(what: str) -> bool:
    """Whether a file is meant, and not a plan: the numbers of plans hold no dots and slashes of paths."""
    path = Path(what)
    return path.is_file() or path.suffix in (".sqlite3", ".db") or path.is_absolute()


def verify(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="A backup; without it the store.", show_default=False)
    ] = None,
    store: StoreUrl = "",
) -> None:
    """Check that the store, or a backup, is whole: checksum, file, every plan against its reading. Exit code 1 if not."""
    from graph.backups.backup import plans_in
    from graph.backups.checksums import check
    from graph.backups.verify import whats_wrong

    told = "no checksum beside it; " if file and not check(file) else ""
    with opened(f"sqlite:///{file.absolute()}" if file else store) as opened_store:
        wrong = whats_wrong(opened_store)
        plans = plans_in(opened_store.view().status()) if not wrong else 0
    if wrong:
        complain(f"respgraph: not whole: {wrong}")
        raise typer.Exit(NOT_WHOLE)
    out.print(escape(f"{told}whole: {plans} plans"))
