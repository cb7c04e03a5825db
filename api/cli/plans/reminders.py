"""`respgraph reminders`: what a department has to be reminded of, or which departments have to be."""

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.options import AsJson, PlanKey, StoreUrl, Today, day_of, known_rosters, viewed
from api.cli.output import print_json, print_table

if TYPE_CHECKING:
    from api.wire import departments as wire


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command()(reminders)


def reminders(
    unit: Annotated[str, typer.Argument(metavar="[UNIT]", help="A department by id or any name; none: who owes.")] = "",
    plan: PlanKey = "",
    due_before: Annotated[
        str, typer.Option(metavar="DATE", help="What is due before it counts as soon; none: within 30 days.")
    ] = "",
    jurisdiction: Annotated[str, typer.Option(help="A place, where several departments have the name.")] = "",
    own: Annotated[bool, typer.Option("--own", help="Without those of predecessors and of collectives.")] = False,
    today: Today = "",
    store: StoreUrl = "",
    as_json: AsJson = False,
) -> None:
    """What a department owes: overdue, due soon, never reported on; without UNIT who owes how much."""
    from api.answers import departments as answers
    from api.wire.namesakes import told_apart
    from graph.questions.departments.finding import find_department
    from graph.questions.departments.owing import owing
    from graph.questions.departments.reminders import day_before
    from graph.questions.departments.reminders import reminders as ask
    from graph.questions.plans.plans import plan_id

    with viewed(store) as view:
        seen, before, key = day_of(today), day_before(due_before), plan_id(view, plan)
        answer: wire.RemindersOut | wire.OwingListOut
        if unit:
            rosters = known_rosters()
            node = find_department(view, unit, jurisdiction=jurisdiction, rosters=rosters)
            answer = answers.reminders(ask(view, node, seen, before=before, plan=key, own=own, rosters=rosters))
        else:
            answer = answers.owing(owing(view, seen, before=before, plan=key))
    if as_json:
        print_json(answer)
    elif unit:
        _print_owed(told_apart(answer, "zh"))  # type: ignore[arg-type]  # with a unit it is a list of what one owes
    else:
        _print_owing(told_apart(answer, "zh"))  # type: ignore[arg-type]  # without one, of who owes


def _print_owed(answer: "wire.RemindersOut") -> None:
    print_table(
        ("owed", "due", "days late", "roles", "what", "plan", "said last"),
        [
            (
                line.kind, line.deadline, line.days if line.days > 0 else "", ", ".join(line.roles),
                line.measure.label + line.measure.title, line.plan.number or line.plan.title,
                (line.progress.state or line.progress.value) if line.progress else "nothing heard",
            )
            for line in answer.items
        ],
        title=f"{answer.department.name}: {answer.total} to be reminded of, seen from {answer.today}; soon is before {answer.before}",
    )  # fmt: skip


def _print_owing(answer: "wire.OwingListOut") -> None:
    print_table(
        ("department", "overdue", "due soon", "never reported on"),
        [(line.department.name, line.overdue, line.soon, line.silent) for line in answer.items],
        title=f"{answer.total} departments owe something, seen from {answer.today}; soon is before {answer.before}",
    )
