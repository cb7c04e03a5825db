"""sql: questions of one's own over a store in a file, and what datasette needs to show the same file well."""

import csv
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.options import StoreUrl, opened
from api.cli.output import complain, escape, out, print_table
from api.surroundings import surroundings

if TYPE_CHECKING:
    from graph.stores.sqlite.asking import Table

FORMS = ("table", "csv", "json")


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command()(sql)


def sql(
    question: Annotated[
        str, typer.Argument(metavar="QUESTION", help="A SELECT; without one the views and their columns are listed.")
    ] = "",
    form: Annotated[str, typer.Option("--form", metavar="FORM", help="table, csv or json.")] = "table",
    rows: Annotated[int, typer.Option(min=1, max=1_000_000, help="Most rows; that there are more is said.")] = 1000,
    seconds: Annotated[float, typer.Option(min=0.1, max=3600, help="How long it may take.")] = 10.0,
    metadata: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write what datasette is to say of the views, as JSON.", show_default=False),
    ] = None,
    store: StoreUrl = "",
) -> None:
    """Ask a store in a file in SQL; nothing can be written that way.

    The views are plans, departments, goals, measures, targets, duties, deadlines, citations, bearings, decisions, editions,
    not_read and texts; docs/sql.md describes their columns.
    """
    from graph.errors import BadRequestError
    from graph.stores.opening import file_of
    from graph.stores.sqlite.asking import ask

    if form not in FORMS:
        raise BadRequestError(f"no form is called {form!r}", hint="one of " + ", ".join(FORMS))
    path = file_of(store or surroundings().store)
    with opened(store):  # brings an older store to this version
        pass
    if metadata is not None:
        _write_metadata(path, metadata)
    elif question.strip():
        answer = ask(path, question, seconds=seconds, most=rows)
        _print(answer, form)
        if answer.cut:
            complain(f"respgraph: only the first {rows} rows; --rows gives more")
    else:
        _list_views()


def _print(answer: "Table", form: str) -> None:
    if form == "json":
        lines = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
        sys.stdout.write(json.dumps(lines, ensure_ascii=False, indent=1, default=_hex) + "\n")
    elif form == "csv":
        from viz.office.cell_values import inert

        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(map(inert, answer.columns))
        writer.writerows(map(inert, row) for row in answer.rows)
    else:
        print_table(answer.columns, [tuple("" if cell is None else cell for cell in row) for row in answer.rows])


def _hex(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)


def _list_views() -> None:
    from graph.stores.sqlite.tables import PIECE
    from graph.stores.sqlite.views import views

    for view in views(PIECE):
        out.print(escape(f"{view.name}: {view.says}"))
        print_table(("column", "what it is"), list(view.columns.items()))


def _write_metadata(path: Path, target: Path) -> None:
    """What datasette says of the store, and the views in the store itself."""
    from graph.errors import BadRequestError
    from graph.stores.sqlite.asking import renew_views
    from graph.stores.sqlite.tables import PIECE, table_names
    from graph.stores.sqlite.views import views

    renew_views(path)
    # what shape the tables have is the store's own business
    tables: dict[str, object] = {name: {"hidden": True} for name in table_names()}
    tables |= {view.name: {"description": view.says, "columns": dict(view.columns)} for view in views(PIECE)}
    said = {
        "title": "respgraph",
        "description": "Who must do what under which plan, with the words behind every duty",
        "databases": {path.stem: {"tables": tables}},
    }
    try:
        target.write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise BadRequestError(f"can't write: {error.strerror}", where=str(target)) from error
    out.print(escape(f"datasette serve '{path}' --metadata '{target}' --setting sql_time_limit_ms 10000"))
