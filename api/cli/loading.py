"""load: files into the store, with what has to be asked of them."""

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.manners.language import error_said, said
from api.cli.manners.progress import progress
from api.cli.options import StoreUrl, opened, signed_by
from api.cli.output import complain, err, escape, out
from api.cli.reading import NOT_LOADED, Files, shortened

if TYPE_CHECKING:
    from loaders.doubts import Answers
    from loaders.load import FileResult, Loaded

Stated = Annotated[
    str, typer.Option(metavar="WORDS", help="What the file lacks; kept as your decision.", show_default=False)
]


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command()(load)


def load(
    files: Files,
    store: StoreUrl = "",
    preview: Annotated[
        bool, typer.Option("--preview", help="Say what would be added, changed and dropped; write nothing.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Also load files that hold no Chinese text.")] = False,
    same_as: Annotated[
        str,
        typer.Option(
            metavar="PLAN", help="The file is a new edition of this plan, whatever it calls itself.", show_default=False
        ),
    ] = "",
    as_new: Annotated[
        bool, typer.Option("--as-new", help="It is another plan, though one of nearly the same name or text is there.")
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", help="Load it though more than a third of a plan's duties would go.")
    ] = False,
    title: Stated = "",
    number: Stated = "",
    issuer: Stated = "",
    date: Stated = "",
) -> None:
    """Read files and store their plans; each plan replaces what was stored of it before.

    What has to be asked is asked on a terminal; elsewhere the file is not loaded, and the exit code is 1.
    """
    from graph.errors import BadRequestError
    from loaders.doubts import Answers
    from loaders.files.inputs import expand
    from loaders.load import load as load_files

    answers = Answers(same_as, as_new=as_new, drop=yes)
    given = {"title": title, "number": number, "issuer": issuer, "date": date}
    paths = list(expand(files))
    if same_as and len(paths) > 1:
        raise BadRequestError("--same-as is said of one file", hint="load the others without it")
    stated = {name: value for name, value in given.items() if value}
    with opened(store, create=True) as opened_store:
        with progress(len(paths)) as advance:

            def told(result: "FileResult") -> None:
                _tell(result, preview=preview)
                advance()

            results = load_files(
                opened_store, paths, stated=stated, by=signed_by(), preview=preview, force=force, apart=True, answers=answers, on_file=told
            )  # fmt: skip
        waiting = [result for result in results if result.doubts and not preview]
        left = len(waiting)
        for result in waiting if err.is_terminal and sys.stdin.isatty() else ():
            said_now = ask(result, answers)
            if said_now is not None:
                (again,) = load_files(
                    opened_store,
                    [result.path],
                    stated=stated,
                    by=signed_by(),
                    force=force,
                    apart=True,
                    answers=said_now,
                )
                _tell(again, preview=False)
                left -= not (again.doubts or again.error)
    if len(results) > 1:
        out.print(escape(_summary(results)))
    if left or any(result.error for result in results):
        raise typer.Exit(NOT_LOADED)


def _summary(results: "Sequence[FileResult]") -> str:
    """One line for all files: 12 files: 10 added, 1 unchanged; 1 not loaded."""
    outcomes = Counter("waiting" if result.doubts else loaded.outcome for result in results for loaded in result.plans)
    told = ", ".join(
        said("counted", count=count, outcome=said(f"outcome_{name}")) for name, count in sorted(outcomes.items())
    )
    failed = sum(result.error is not None for result in results)
    words = said("files", files=len(results), told=told or said("no_plan"))
    return words + (said("failed", count=failed) if failed else "")


def ask(result: "FileResult", given: "Answers") -> "Answers | None":
    """Ask a person what is open about a file; None where the file is not to be loaded."""
    from dataclasses import replace

    from loaders.doubts import told

    answers = given
    for doubt in result.doubts:
        if doubt.why == "drops":
            if not typer.confirm(f"{told(doubt)}; load it?", err=True):
                return None
            answers = replace(answers, drop=True)
        elif not (answers.same_as or answers.as_new):
            word = typer.prompt(f"{told(doubt)} [same/new/skip]", default="skip", err=True).strip().lower()
            if word not in ("same", "new"):
                return None
            answers = replace(answers, same_as=doubt.plan.id) if word == "same" else replace(answers, as_new=True)
    return answers


def _tell(result: "FileResult", *, preview: bool) -> None:
    """What became of a file, or for a preview what would."""
    from loaders.doubts import hints
    from loaders.files.inputs import shown

    if result.error:
        complain(f"respgraph: {error_said(result.error)}")
        return
    name = shown(result.path.name)
    for loaded in result.plans:
        figures = loaded.graph.figures
        waits = bool(result.doubts) and not preview
        outcome = said("outcome_not_loaded" if waits else f"outcome_{loaded.outcome}")
        told = said(
            "loaded",
            name=name,
            plan=loaded.graph.plan,
            outcome=said("foreseen", outcome=outcome) if preview else outcome,
            duties=figures["role_edges"],
            statements=figures["statements"],
            targets=figures["targets"],
            problems=figures["problems"],
        )
        out.print(escape(told))
        for warning in _warnings(loaded):
            complain(f"{name}: {warning}")
        if preview:
            for line in _foreseen(loaded):
                out.print(escape(f"  {line}"))
    for hint in hints(result.doubts):
        complain(f"  {hint}")


def _warnings(loaded: "Loaded") -> "Iterator[str]":
    """What whoever loads a plan should know of it besides its figures."""
    from loaders.doubts import told

    figures = loaded.graph.figures
    if loaded.outcome == "kept":
        yield "the official text is there; an abridged or draft edition does not replace it"
    if figures.get("in_part"):
        yield f"{loaded.graph.plan}: read in part: {in_part(figures)}; see the load report"
    yield from (problem.message for problem in loaded.graph.problems if problem.code == "nothing-found")
    yield from (told(doubt) for doubt in loaded.doubts)


def in_part(figures: Mapping[str, int]) -> str:
    """What was missed of a plan that was read in part: 12 numbered-line, 3 unit-list."""
    head = "missed_"
    return ", ".join(f"{count} {name.removeprefix(head)}" for name, count in figures.items() if name.startswith(head))


def _foreseen(loaded: "Loaded") -> "Iterator[str]":
    """How many would be added (+), changed (~) or dropped (-), then each duty and target, then what was not read."""
    from api.answers.uploads import plan_change

    marks = {"added": "+", "changed": "~", "dropped": "-"}
    change = plan_change(loaded)
    for sign, mark in marks.items():
        told = ", ".join(f"{n} {kind}" for kind, count in change.counts.items() if (n := getattr(count, sign)))
        if told:
            yield f"{mark} {told}"
    for duty in change.duties:
        words = duty.evidence.statement.quote if duty.evidence.statement else ""
        work = f"{duty.work.label}{duty.work.title}"
        yield f"{marks[duty.sign]} {duty.department.name} {duty.role} {work}: {shortened(words)}"
        if duty.before and duty.before.statement and duty.before.statement.quote != words:
            yield f"    was: {shortened(duty.before.statement.quote)}"
    for each in change.targets:
        yield f"{marks[each.sign]} {each.target.metric} {each.target.comparator} {each.target.value}{each.target.unit}".rstrip()
    for problem in change.problems:
        yield f"not read: {problem.code} at {problem.start}: {problem.message}: {shortened(problem.quote)}"
