"""plans, remove, copy, status, draw: looking after the store, and pictures of it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated
from urllib.parse import unquote

import typer

from api.cli.manners.language import here, language_of
from api.cli.options import AsJson, StoreUrl, Today, day_of, opened, signed_by, viewed, with_facets
from api.cli.output import complain, escape, out, print_json, print_table
from api.cli.plans.editions import history, restore
from graph.facets.facets import FACETS
from loaders.files.limits import MEGABYTE

MOST_WAITING = 64 * MEGABYTE
"""A larger write-ahead log means that somebody reads for long, or that a program died; either is worth a word."""


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    group = typer.Typer(invoke_without_command=True, no_args_is_help=False)
    group.callback()(with_facets(*FACETS)(plans))
    for verb in (history, restore, remove):
        group.command()(verb)
    app.add_typer(group, name="plans")
    app.command()(remove)
    app.command()(status)
    app.command()(draw)
    app.command()(copy)


REPLACED = {"repeals": "repealed", "revises": "revised", "final-of-draft": "final text there"}
"""How a plan is called that another took the place of."""


def plans(
    given: Mapping[str, Sequence[str]],
    context: typer.Context,
    today: Today = "",
    store: StoreUrl = "",
    as_json: AsJson = False,
) -> None:
    """The plans in the store, or those that have what is chosen; `plans history PLAN` and the like are the verbs of one plan."""
    if context.invoked_subcommand:
        return
    from api.answers import plans as answers_plans
    from api.facets.asked import facets_of
    from graph.questions.plans.plans import plan_facets
    from graph.questions.plans.plans import plans as ask

    with viewed(store) as view:
        facets = facets_of(view, given, day_of(today))
        answer = answers_plans.plans(view, ask(view, facets=facets), plan_facets(view, facets))
    if as_json:
        print_json(answer)
        return
    print_table(
        ("id", "title", "date", "edition", "duties", "not read"),
        [
            (
                p.id,
                p.title,
                p.date,
                ", ".join((p.edition, *(REPLACED[each.how] for each in p.replaced_by))),
                p.figures.get("role_edges", 0),
                p.figures.get("problems", 0),
            )
            for p in answer.items
        ],
    )


def remove(
    plan: Annotated[str, typer.Argument(metavar="PLAN", help="Number, title or id.")], store: StoreUrl = ""
) -> None:
    """Take a plan out of the graph; what other plans cite of it and its editions stay (`respgraph restore` has it back)."""
    from api.decisions.plan_editions import remove_plan

    with opened(store) as opened_store:
        removed = remove_plan(opened_store, plan, by=signed_by())
    out.print(escape(f"removed {removed}"))


def status(store: StoreUrl = "", as_json: AsJson = False) -> None:
    """The store, its version, and what it holds."""
    with opened(store) as opened_store:
        found = opened_store.view().status()
        waiting = _waiting(opened_store.url)
    if waiting > MOST_WAITING:
        complain(
            f"respgraph: {waiting / MEGABYTE:.0f} MB stand in the -wal file beside the store; copy it with "
            "`respgraph copy --to URL`, a copy of the file alone would lack them"
        )
    if as_json:
        print_json(found)
        return
    out.print(escape(f"{found.engine} at {found.address}, schema {found.schema_version}"))
    out.print(escape(f"last load: {here(found.last_load) or 'none'}; decisions: {found.decisions}"))
    counts = [*found.nodes.items(), *found.edges.items()]
    print_table(("kind", "count"), [(kind, count) for kind, count in counts if count])


def _waiting(url: str) -> int:
    """Bytes that a file store keeps in its write-ahead log, 0 for others."""
    log = Path(f"{unquote(url.removeprefix('sqlite:///'))}-wal") if url.startswith("sqlite:///") else None
    return log.stat().st_size if log and log.is_file() else 0


def draw(
    node: Annotated[str, typer.Argument(metavar="NODE", help="A department by any name, or the id of any node.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE.html", help="Where the picture goes.")],
    depth: Annotated[int, typer.Option(min=1, max=4, help="Steps from the node.")] = 1,
    language: Annotated[str, typer.Option(help="zh or en; else yours.", show_default=False)] = "",
    limit: Annotated[int, typer.Option(min=1, max=2000, help="Most nodes.")] = 300,
    store: StoreUrl = "",
) -> None:
    """One self-contained picture that opens without a network."""
    from api.answers.scenes import center_of, scene_around
    from graph.errors import BadRequestError
    from viz.pictures.picture import picture_html

    words = language_of(language)
    with viewed(store) as view:
        scene = scene_around(view, center_of(view, node), depth=depth, limit=limit)
    html = picture_html(scene, language=words, inline=True)
    try:
        output.write_text(html, encoding="utf-8")
    except OSError as error:
        raise BadRequestError(f"can't write: {error.strerror}", where=str(output)) from error
    out.print(escape(f"{output}: {len(scene.nodes)} nodes, {len(scene.edges)} edges"))


def copy(
    to: Annotated[str, typer.Option("--to", metavar="URL", help="The other store; plans of the same id are replaced.")],
    store: StoreUrl = "",
) -> None:
    """Copy everything to another store: plans, texts, evidence, decisions."""
    from graph.exchange import copy as copy_store

    with opened(store) as source, opened(to, create=True) as target:
        counts = copy_store(source, target)
    out.print(escape(", ".join(f"{count} {kind}" for kind, count in counts.items())))
