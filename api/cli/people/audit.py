"""audit: what was done, whether its chain holds, all of it as a file, and how long it is kept."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from api.cli.manners.language import here
from api.cli.options import AsJson, StoreUrl, acting, opened
from api.cli.output import escape, out, print_json, print_table
from graph.errors import BadRequestError

BROKEN = 1
"""Exit code of a chain that does not hold."""


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    audit = typer.Typer(help="Who did what, when and from where; entries are only added.", no_args_is_help=True)
    audit.command("list")(show)
    audit.command("verify")(verify)
    audit.command("export")(export)
    audit.command("prune")(prune)
    app.add_typer(audit, name="audit")


def show(
    who: Annotated[str, typer.Option(help="Only what this account did.", show_default=False)] = "",
    action: Annotated[str, typer.Option(help="Only this kind, such as load or login-failed.", show_default=False)] = "",
    subject: Annotated[str, typer.Option(help="Only of what holds these words.", show_default=False)] = "",
    since: Annotated[str, typer.Option(metavar="DAY", help="From this day on.", show_default=False)] = "",
    until: Annotated[str, typer.Option(metavar="DAY", help="Until this day.", show_default=False)] = "",
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="Most entries.")] = 50,
    store: StoreUrl = "",
    as_json: AsJson = False,
) -> None:
    """The newest entries first."""
    from api.wire.people.audit import AuditOut, entry_out
    from graph.access.entries import ACTIONS
    from graph.access.register import Asked

    if action and action not in ACTIONS:
        raise BadRequestError("the audit knows no such thing", where=action, hint="one of " + ", ".join(ACTIONS))
    asked = Asked(who, action, subject, since, until)
    with opened(store) as opened_store:
        found, total = opened_store.read_register(lambda register: register.entries(asked, limit=limit))
    answer = AuditOut(items=[entry_out(one) for one in found], offset=0, total=total)
    if as_json:
        print_json(answer)
        return
    rows = [
        (one.number, here(one.at), one.who, one.address or one.via, one.action, one.subject) for one in answer.items
    ]
    print_table(("", "when (UTC)", "who", "from", "what", "of"), rows)
    if total > len(found):
        out.print(f"{total} in all; --limit shows more")


def verify(
    known: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NUMBER:DIGEST",
            help="The last entry as it was written down before; again for more. Else a cut at the end is not seen.",
            show_default=False,
        ),
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Look at what `audit export` wrote in place of a store.", show_default=False),
    ] = None,
    store: StoreUrl = "",
    as_json: AsJson = False,
) -> None:
    """Look at every entry: whether one was changed, taken out or put in; exit code 1 where it was."""
    from api.wire.people.audit import chain_out
    from graph.access.entries import Chain
    from graph.acting.trail import read_lines, verified

    written = dict(_known(one) for one in known or ())
    if file is not None:
        chain = Chain(written)
        with file.open(encoding="utf-8") as lines:
            chain.look(read_lines(lines))
        found = chain.end()
    else:
        with opened(store) as opened_store:
            found = verified(opened_store, written)
    if as_json:
        print_json(chain_out(found))
    elif found.broken:
        out.print(escape(f"the audit is broken: {found.broken}"))
    else:
        out.print(escape(f"the audit is whole: {found.entries} entries; write down {found.last}:{found.digest}"))
    if found.broken:
        raise typer.Exit(BROKEN)


def export(
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="Where to; - for standard output.")],
    store: StoreUrl = "",
) -> None:
    """All entries as JSON lines, oldest first, each with its digest."""
    from graph.acting.trail import lines

    with opened(store) as opened_store:
        if str(output) == "-":
            sys.stdout.writelines(lines(opened_store))
            return
        with output.open("w", encoding="utf-8") as file:
            file.writelines(lines(opened_store))


def prune(
    before: Annotated[str, typer.Option(metavar="DAY", help="Entries from before this day, YYYY-MM-DD.")],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="FILE", help="Where all entries are written to first.")
    ],
    store: StoreUrl = "",
) -> None:
    """Take old entries out after writing all of them to a file; an entry says so, and the chain still holds."""
    from graph.acting.trail import lines, pruned
    from graph.deadlines.periods import day

    day(before)
    with opened(store) as opened_store:
        with output.open("x", encoding="utf-8") as file:
            file.writelines(lines(opened_store))
        gone = pruned(opened_store, before, acting())
    out.print(f"{gone} entries were taken out")


def _known(said: str) -> tuple[int, str]:
    number, _, digest = said.partition(":")
    if not number.isdigit() or not digest:
        raise BadRequestError("not an entry with its digest", where=said[:100], hint="NUMBER:DIGEST, as verify prints")
    return int(number), digest.strip()
