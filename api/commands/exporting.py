"""export: lists, task tables and everything, as files."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.options import PlanKey, StoreUrl, opened
from api.commands.output import escape, out

if TYPE_CHECKING:
    from api.exports import ListName, Wanted
    from graph.schema import Language
    from graph.store import View

FORMATS = ("xlsx", "docx", "csv", "jsonl")


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command()(export)


def export(
    form: Annotated[
        str, typer.Argument(metavar="FORMAT", help="xlsx, csv (one list), docx (task tables) or jsonl (lossless).")
    ],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="Where the file goes.")],
    which: Annotated[
        str,
        typer.Option(
            "--list",
            metavar="LIST",
            help="departments, duties, targets, plans, measures, partners or not-read; xlsx without it: all of them; csv: duties.",
        ),
    ] = "",
    plan: PlanKey = "",
    department: Annotated[str, typer.Option(metavar="UNIT", help="Only this department (any name).")] = "",
    unowned: Annotated[bool, typer.Option("--unowned", help="Only targets that nobody owns.")] = False,
    language: Annotated[
        str, typer.Option(help="zh or en: the heads of columns; plans' words stay as they are.")
    ] = "zh",
    store: StoreUrl = "",
) -> None:
    """Write lists as xlsx or csv, task tables as docx, or everything as JSON lines."""
    from api.exports import LISTS, Wanted
    from graph.errors import BadRequestError

    if form not in FORMATS:
        raise BadRequestError(f"no export is called {form!r}", hint="one of " + ", ".join(FORMATS))
    if language not in ("zh", "en"):
        raise BadRequestError(f"no words in {language!r}", hint="zh or en")
    chosen = next((name for name in LISTS if name == which), None)
    if which and chosen is None:
        raise BadRequestError(f"no list is called {which!r}", hint="one of " + ", ".join(LISTS))
    wanted = Wanted(plan=plan, department=department, unowned=unowned or None)
    with opened(store) as opened_store:
        content = _content(opened_store.view(), form, chosen, wanted, "en" if language == "en" else "zh")
    try:
        output.write_bytes(content)
    except OSError as error:
        raise BadRequestError(f"can't write: {error.strerror}", where=str(output)) from error
    out.print(escape(f"{output}: {len(content)} bytes"))


def _content(view: "View", form: str, name: "ListName | None", wanted: "Wanted", language: "Language") -> bytes:
    from api.exports import sheet, task_tables, workbook
    from graph.lines import lines
    from viz.sheets import csv_text, xlsx
    from viz.site import HTML_LANGUAGE
    from viz.tasks import task_document

    if form == "jsonl":
        return "".join(line + "\n" for line in lines(view)).encode()
    if form == "docx":
        return task_document(task_tables(view, wanted, language), language=HTML_LANGUAGE[language])
    if form == "csv":
        return csv_text(sheet(view, name or "duties", wanted, language))
    return xlsx([sheet(view, name, wanted, language)] if name else workbook(view, wanted, language))
