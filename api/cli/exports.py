"""export: lists, task tables, findings and everything, as files."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from api.cli.bottlenecks import ThresholdsFile
from api.cli.manners.language import language_of
from api.cli.options import DuePeriod, DueQuarter, PlanKey, StoreUrl, Today, day_of, tell_export, viewed, with_facets
from api.cli.output import escape, out
from graph.facets.facets import FACETS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from api.exports.list_requests import ListName, Wanted
    from graph.facets.facets import Facets
    from graph.networks.projections import Projection
    from graph.schema import Language
    from graph.store import View
    from viz.networks.tables import Table

FORMATS = ("xlsx", "docx", "csv", "ics", "jsonl")
NETWORK_FORMATS = ("graphml", "gexf", "pajek", "csv-pairs", "parquet", "jsonld")


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command()(with_facets(*FACETS)(export))


def export(
    given: Mapping[str, Sequence[str]],
    file_format: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT",
            help="xlsx, csv (one list), docx (task tables, findings), ics (what is due) or jsonl; "
            "of a network: graphml, gexf, pajek, csv-pairs, parquet or jsonld.",
        ),
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="Where the file goes; - is the standard output.")
    ],
    which: Annotated[
        str,
        typer.Option(
            "--list",
            metavar="LIST",
            help="Which list of those above; xlsx without it: a workbook of all; csv: duties.",
        ),
    ] = "",
    plan: PlanKey = "",
    department: Annotated[str, typer.Option(metavar="UNIT", help="Only this department (any name).")] = "",
    show: Annotated[
        str, typer.Option(help="What a number on a department's page counts (lead_alone …), or nobody: unassigned.")
    ] = "",
    partner: Annotated[str, typer.Option(metavar="UNIT", help="Only duties shared with this department.")] = "",
    unowned: Annotated[bool, typer.Option("--unowned", help="Only targets that nobody owns.")] = False,
    milestones: Annotated[bool, typer.Option("--milestones", help="Milestones in place of sub-targets.")] = False,
    due_before: Annotated[str, typer.Option(metavar="DATE", help="Only what is due before this date.")] = "",
    words: Annotated[str, typer.Option("--query", metavar="WORDS", help="Words, for search and matrix.")] = "",
    literal: Annotated[bool, typer.Option("--literal", help="For search: only the words as typed.")] = False,
    tier: Annotated[Literal["note", "A", "B", "C", "D"] | None, typer.Option(help="Findings of this tier.")] = None,
    rule: Annotated[str, typer.Option(help="Findings of this rule.")] = "",
    order: Annotated[
        Literal["cluster", "lead", "total", "name"], typer.Option(help="Order of the matrix's departments.")
    ] = "cluster",
    thresholds: ThresholdsFile = None,
    change: Annotated[
        list[str] | None, typer.Option(metavar="CHANGE", help="A change for what-if, as `respgraph what-if` takes it.")
    ] = None,
    work: Annotated[str, typer.Option(metavar="ID", help="A measure or goal, for the list of its parties.")] = "",
    edge: Annotated[str, typer.Option(metavar="ID", help="An edge, for the words behind it.")] = "",
    act: Annotated[str, typer.Option(metavar="PLAN", help="An act that is cited, for the list of citations.")] = "",
    sort: Annotated[
        str, typer.Option(metavar="COLUMN", help="Order of departments or plans; with a minus from the largest down.")
    ] = "",
    when: DuePeriod = "all",
    quarter: DueQuarter = "",
    today: Today = "",
    projection: Annotated[
        Literal["full", "talk", "together", "measures"],
        typer.Option(
            "--network",
            help="Which network: the whole graph, who must talk to whom, who shares work, departments and measures.",
        ),
    ] = "full",
    table: Annotated[
        Literal["nodes", "links"] | None, typer.Option(help="One table of csv-pairs or parquet alone.")
    ] = None,
    language: Annotated[
        str,
        typer.Option(
            help="zh or en, else yours: the heads of columns; plans' words stay as they are.", show_default=False
        ),
    ] = "",
    store: StoreUrl = "",
) -> None:
    """Write lists as xlsx or csv, task tables and findings as docx, what is due as ics, everything as JSON lines, or a network.

    A network is narrowed by --plan, --department and facets. csv-pairs and parquet are two tables: an archive (FILE ends in .zip),
    a folder (it has no ending), or one of them with --table.

    Lists: departments, duties, mentions, deadlines, due, partners, targets, plans, measures, tasks, parties, not-read,
    search, citations, cited, evidence, names, decisions, findings, matrix, coordination, calls, talk, figures (profiles, concentration, places,
    losses, covers, between), what-if (what-if-measures, what-if-findings, what-if-loads), meeting, meeting-annex.
    """
    from api.answers.organisation_changes import change_of
    from api.cli.bottlenecks import read_thresholds
    from api.cli.options import known_rosters
    from api.exports.list_requests import LISTS, Wanted
    from api.facets.asked import facets_of
    from graph.bottlenecks.findings.findings import RULES
    from graph.errors import BadRequestError
    from graph.questions.departments.finding import find_department
    from graph.questions.parameters import checked_date

    _one_of("export", file_format, (*FORMATS, *NETWORK_FORMATS))
    _one_of("list", which, ("", *LISTS))
    _one_of("rule", rule, ("", *RULES))
    spoken = language_of(language)
    chosen = next((name for name in LISTS if name == which), None)
    tell_export(store, " ".join(filter(None, (file_format, which, projection, plan, department))))
    with viewed(store) as view:
        facets = facets_of(view, given, day_of(today))
        if file_format in NETWORK_FORMATS:
            _network(view, file_format, output, (projection, table), (plan, department, facets))
            return
        wanted = Wanted(
            plan=plan,
            department=department,
            roles=facets.role,
            unowned=unowned or None,
            milestones=milestones,
            due_before=checked_date(due_before),
            words=words,
            literal=literal,
            show=show,
            partner=find_department(view, partner).id if partner else "",
            tier=tier or "",
            rule=rule,
            order=order,
            limits=read_thresholds(thresholds),
            changes=tuple(change_of(said) for said in change or ()),
            work=work,
            edge=edge,
            act=act,
            sort=sort,
            rosters=known_rosters(),
            place=next(iter(facets.place), ""),
            facets=facets,
            when=when,
            quarter=quarter,
            today=day_of(today),
        ).checked(chosen or ("duties" if file_format == "csv" else None))
        parts = _content(view, file_format, chosen, wanted, spoken)
        if str(output) == "-":
            for part in parts:
                sys.stdout.buffer.write(part)
            sys.stdout.buffer.flush()
            return
        try:
            with output.open("wb") as file:
                length = sum(map(file.write, parts))
        except OSError as error:
            raise BadRequestError(f"can't write: {error.strerror}", where=str(output)) from error
    out.print(escape(f"{output}: {length} bytes"))


def _one_of(what: str, word: str, known: tuple[str, ...]) -> None:
    from graph.errors import BadRequestError

    if word not in known:
        raise BadRequestError(f"no {what} is called {word!r}", hint="one of " + ", ".join(filter(None, known)))


def _content(
    view: "View", form: str, name: "ListName | None", wanted: "Wanted", language: "Language"
) -> "Iterable[bytes]":
    from api.exports.lists import csv_file, docx_file, ics_file, xlsx_file
    from graph.exchange import lines
    from viz.site.site import HTML_LANGUAGE

    if form == "jsonl":
        return (f"{line}\n".encode() for line in lines(view))
    if form == "docx":
        return [docx_file(view, name, wanted, language, HTML_LANGUAGE[language])]
    if form == "ics":
        return [ics_file(view, name, wanted, language)]
    if form == "csv":
        return [csv_file(view, name or "duties", wanted, language)]
    return [xlsx_file(view, name, wanted, language)]


def _network(
    view: "View",
    form: str,
    output: Path,
    what: "tuple[Projection, Table | None]",
    narrowed: "tuple[str, str, Facets]",
) -> None:
    """Write a network straight to the file or folder, so that its size takes no memory."""
    from api.cli.options import known_rosters
    from api.exports.networks.files import asked, save
    from graph.errors import BadRequestError
    from viz.networks.formats import FORMATS as KNOWN

    (projection, table), (plan, department, facets) = what, narrowed
    made = asked(view, projection, plan=plan, department=department, facets=facets, rosters=known_rosters())
    name = next(each for each in KNOWN if each == form)
    try:
        if str(output) == "-":
            with TemporaryDirectory() as folder:
                (only,) = save(made, name, Path(folder, "network"), table=table)
                sys.stdout.buffer.write(only.read_bytes())
                sys.stdout.buffer.flush()
            return
        written = save(made, name, output, table=table)
    except OSError as error:
        raise BadRequestError(f"can't write: {error.strerror}", where=str(output)) from error
    for path in written:
        out.print(escape(f"{path}: {path.stat().st_size} bytes"))
