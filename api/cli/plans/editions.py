"""history, diff, restore: the editions of a plan, what one says otherwise than another, and the way back."""

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.manners.language import here
from api.cli.options import AsJson, StoreUrl, opened, signed_by, viewed
from api.cli.output import escape, out, print_json, print_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from api.wire.uploads import ComparisonOut, DutyChangeOut

Edition = Annotated[
    str, typer.Argument(metavar="PLAN[@N]", help="A plan by number, title or id; @N is its N-th edition.")
]
MARKS = {"added": "+", "changed": "~", "dropped": "-"}


def history(
    plan: Annotated[str, typer.Argument(metavar="PLAN", help="Number, title or id; also of a plan that was removed.")],
    store: StoreUrl = "",
    as_json: AsJson = False,
) -> None:
    """The editions of a plan: which file, when, by whom; the current one is what the graph shows."""
    from api.answers import uploads as answers
    from graph.questions.plans.editions import editions

    with viewed(store) as view:
        found = answers.history(editions(view, plan))
    if as_json:
        print_json(found)
        return
    print_table(
        ("edition", "state", "loaded", "by", "file", "duties", "note"),
        [
            (
                str(e.number), e.state, here(e.loaded_at), e.by, e.file_name, str(e.figures.get("role_edges", "")),
                e.removed or e.note,
            )
            for e in found.editions
        ],
    )  # fmt: skip


def diff(before: Edition, after: Edition, store: StoreUrl = "", as_json: AsJson = False) -> None:
    """What one edition says otherwise than another: duties and targets added, dropped, moved, raised or lowered."""
    from api.answers import uploads as answers
    from graph.questions.plans.editions import comparison

    with viewed(store) as view:
        found = answers.comparison(comparison(view, before, after))
    if as_json:
        print_json(found)
        return
    for line in _lines(found):
        out.print(escape(line))


def restore(edition: Edition, store: StoreUrl = "") -> None:
    """Make an earlier edition, or a plan that was removed, what the graph shows again."""
    from api.decisions.plan_editions import restore_edition

    with opened(store) as opened_store:
        plan = restore_edition(opened_store, edition, by=signed_by())
    out.print(escape(f"restored {edition}: {plan}"))


def followed(store: StoreUrl = "", as_json: AsJson = False) -> None:
    """Decisions to look at since a plan was loaded anew: on reworded works (`respgraph confirm`), or without their words."""
    from api.answers import uploads as answers
    from api.cli.decided import what

    with viewed(store) as view:
        found = answers.followed_decisions(view)
    if as_json:
        print_json(found)
        return
    rows = [
        (each.decision.id, what(each.decision), each.followed[-1].before, each.followed[-1].after, "to confirm")
        for each in found.to_confirm
    ]
    rows += [(each.id, what(each), "", "", each.resting) for each in found.words_gone]
    print_table(("id", "what", "before", "now", "state"), rows)


def confirm(
    decisions: Annotated[list[str], typer.Argument(metavar="ID…", help="Ids of decisions (`respgraph followed`).")],
    store: StoreUrl = "",
) -> None:
    """Say that decisions which followed a reworded work are right where they stand now."""
    from api.answers.names import decision as shape
    from api.cli.decided import told
    from api.decisions import plan_editions

    with opened(store) as opened_store:
        for key in decisions:
            out.print(escape(f"confirmed: {told(shape(plan_editions.confirm(opened_store, key, signed_by())))}"))


def register(app: typer.Typer) -> None:
    """Add the verbs to the command line."""
    app.command()(history)
    app.command()(diff)
    app.command()(followed)
    app.command()(confirm)


def _lines(found: "ComparisonOut") -> "Iterator[str]":
    for change in found.works:
        was = f" (was {change.before.label}{change.before.title})" if change.before else ""
        yield f"{MARKS[change.sign]} {change.work.label}{change.work.title}{was}"
    for pair in found.moved:
        work = f"{pair.after.work.label}{pair.after.work.title}"
        yield f"> {pair.before.department.name} → {pair.after.department.name} {pair.after.role} {work}"
        yield from _quotes(pair.before, pair.after)
    for duty in found.duties:
        yield f"{MARKS[duty.sign]} {duty.department.name} {duty.role} {duty.work.label}{duty.work.title}"
        yield from _quotes(None, duty)
    for each in found.targets:
        was = f" (was {each.before.value}{each.before.unit})" if each.before else ""
        how = f" {each.direction}" if each.direction else ""
        target = each.target
        yield f"{MARKS[each.sign]} {target.metric} {target.comparator} {target.value}{target.unit}{was}{how}".rstrip()
    if not (found.moved or found.duties or found.targets or found.works):
        yield "the two say the same"


def _quotes(before: "DutyChangeOut | None", after: "DutyChangeOut") -> "Iterator[str]":
    old = before.evidence.statement if before else after.before.statement if after.before else None
    new = after.evidence.statement
    if old and (new is None or old.quote != new.quote):
        yield f"    was: {old.quote}"
    if new:
        yield f"    {new.quote}"
