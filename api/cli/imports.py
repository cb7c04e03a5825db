"""import: a task table that was edited comes back; its changes are taken over one by one or all."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.options import AsJson, StoreUrl, opened, signed_by
from api.cli.output import complain, escape, out, print_json

if TYPE_CHECKING:
    from collections.abc import Collection

    from api.wire.imports import ImportOut, ProposalOut

REFUSED = 1
"""Exit code where a change that was asked for could not be taken over."""


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command("import")(import_)


def import_(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A task table that was exported from here, xlsx or docx.")
    ],
    store: StoreUrl = "",
    yes: Annotated[
        bool,
        typer.Option("--yes", help="Take over all that is marked [x], without asking; rows that are missing are not."),
    ] = False,
    only: Annotated[str, typer.Option(metavar="NUMBERS", help="Take over these alone, as in 1,3-5.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the changes; take over nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show what was changed in a task table since it was exported, and take over what you choose, as decisions."""
    from api.imports.accepting import accept
    from api.imports.read_back import read_back

    data = _bytes(file)
    with opened(store) as opened_store:
        found = read_back(opened_store.view(), data, file.name)
        if not as_json:
            _tell(found)
        chosen = [] if dry_run else _chosen(found, yes=yes, only=only, ask=not as_json)
        done = accept(opened_store, data, file.name, chosen, signed_by()) if chosen else found
    if as_json:
        print_json(done)
    elif chosen:
        _tell_done(found, done)
    taken = {each.id for each in done.accepted}
    if not taken.issuperset(chosen):
        raise typer.Exit(REFUSED)


def _bytes(file: Path) -> bytes:
    from graph.errors import SourceError
    from loaders.files.limits import LIMITS

    try:
        with file.open("rb") as opened_file:
            return opened_file.read(LIMITS.file + 1)
    except OSError as error:
        raise SourceError(f"the file can't be opened: {error.strerror}", where=str(file)) from error


def _tell(found: "ImportOut") -> None:
    """The table, its changes with their numbers, and what was not understood."""
    out.print(escape(f"{found.file_name}: {found.title}"))
    for each in found.plans:
        if each.edition != each.current:
            out.print(escape(f"  made from edition {each.edition} of {each.plan.id}; the one of now is {each.current}"))
    for proposal in found.proposals:
        mark = "x" if proposal.chosen else " "
        out.print(escape(f"{proposal.number:>3}. [{mark}] {described(proposal)}"))
        if proposal.now:
            out.print(escape(f"         changed here as well meanwhile: {proposal.now}"))
    if not found.proposals:
        out.print("nothing was changed in the table" if not found.already else "nothing in the table is new here")
    if found.already:
        out.print(f"{found.already} changes stand here already")
    for left in found.left:
        complain(
            f"not taken: {_left(left.code, left.what)}: {_short(left.quote)}"
            + (f" ({left.place})" if left.place else "")
        )


def described(proposal: "ProposalOut") -> str:
    """A proposal in one line."""
    from viz.site.catalogue_words import words

    kind = words(f"import_{proposal.kind}", "en")
    role = words(proposal.role, "en") if proposal.role and proposal.kind != "role" else ""
    about = proposal.subject if proposal.kind in ("role", "deadline", "target", "progress") else ""
    before, after = proposal.before, proposal.after
    if proposal.kind == "role":
        before, after = (words(each, "en") for each in (before, after))
    changed = " -> ".join(_short(each) or "-" for each in (before, after))
    return f"{proposal.title}: {' '.join(part for part in (kind, role, about) if part)}: {changed}"


def _left(code: str, what: str) -> str:
    from viz.site.catalogue_words import words

    return words(f"import_left_{code}", "en", what=what)


def _short(text: str, most: int = 80) -> str:
    flat = " / ".join(text.split("\n"))
    return flat if len(flat) <= most else flat[: most - 1] + "…"


def _chosen(found: "ImportOut", *, yes: bool, only: str, ask: bool) -> list[str]:
    """Ids of the proposals to take over: by number, all that are marked, or what the person says."""
    by_number = {proposal.number: proposal for proposal in found.proposals}
    if only:
        return [by_number[number].id for number in _numbers(only, by_number)]
    marked = [proposal.id for proposal in found.proposals if proposal.chosen]
    if yes or not found.proposals:
        return marked
    if not ask or not sys.stdin.isatty():
        if ask:
            out.print("nothing was taken over: say --yes, or --only with numbers")
        return []
    answer = typer.prompt("Take over [y = all marked, n = none, or numbers such as 1,3-5]", default="n")
    if answer.strip().lower() in ("n", "no"):
        return []
    return marked if answer.strip().lower() in ("y", "yes") else [by_number[n].id for n in _numbers(answer, by_number)]


def _numbers(said: str, known: "Collection[int]") -> list[int]:
    """1,3-5 as numbers. Raises BadRequestError for others than the list has."""
    from graph.errors import BadRequestError

    found: list[int] = []
    for part in said.replace(" ", "").split(","):
        first, _, last = part.partition("-")
        if not first.isdecimal() or (last and not last.isdecimal()):
            raise BadRequestError(f"no number: {part!r}", hint="numbers of the list, as in 1,3-5")
        found += range(int(first), min(int(last or first), int(first) + len(known)) + 1)
    if missing := next((number for number in found if number not in known), None):
        raise BadRequestError(f"the list has no number {missing}", hint=f"it has {len(known)}")
    return found


def _tell_done(found: "ImportOut", done: "ImportOut") -> None:
    """What was taken over, with the decisions that it became, and what was refused."""
    described_by = {proposal.id: f"{proposal.number}. {described(proposal)}" for proposal in found.proposals}
    for each in done.accepted:
        out.print(escape(f"taken over: {described_by.get(each.id, each.id)} ({', '.join(each.decisions)})"))
    known = {(left.place, left.quote, left.code, left.what) for left in found.left}
    for left in done.left:
        if (left.place, left.quote, left.code, left.what) not in known:
            complain(f"refused: {_short(left.quote)}: {left.what}; nothing was taken over")
