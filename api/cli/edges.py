"""edges, correct, progress: a duty that is not so or missing, what is otherwise than it was read, how far work has come."""

from typing import Annotated

import typer

from api.cli.decided import decided
from api.cli.options import AsJson, StoreUrl, opened
from api.cli.output import print_json, print_table

Why = Annotated[str, typer.Option("--why", metavar="WORDS", help="The reason, kept with the decision.")]
Values = Annotated[
    list[str], typer.Argument(metavar="NAME=VALUE…", help="What is set; an empty value takes one away, as in unit=.")
]


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    edges = typer.Typer(help="Reject or add a duty; `names undo` takes either back.", no_args_is_help=True)
    edges.command()(reject)
    edges.command()(add)
    app.add_typer(edges, name="edges")
    correct = typer.Typer(
        help="Correct what was read, or add what is missing; `names undo` takes it back.", no_args_is_help=True
    )
    correct.command("duty")(correct_duty)
    correct.command("node")(correct_node)
    correct.command("add")(add_node)
    app.add_typer(correct, name="correct")
    progress = typer.Typer(help="Report how far work has come, and see what was reported.", no_args_is_help=True)
    progress.command("report")(report)
    progress.command("list")(list_progress)
    app.add_typer(progress, name="progress")


def reject(
    edge: Annotated[str, typer.Argument(metavar="ID", help="Id of the edge, as answers and evidence pages give it.")],
    why: Annotated[str, typer.Option("--why", metavar="WORDS", help="The reason, kept with the decision.")],
    store: StoreUrl = "",
) -> None:
    """The edge is not so: it goes from every answer, and stays in the reading."""
    from api.wire.names import DecisionIn

    decided(store, DecisionIn(kind="reject-edge", subject=edge, why=why))


def add(
    unit: Annotated[str, typer.Argument(metavar="UNIT", help="A department by id or any name.")],
    role: Annotated[str, typer.Argument(metavar="ROLE", help="lead, responsible, support, guide or supervise.")],
    work: Annotated[str, typer.Argument(metavar="WORK", help="Id of a measure, goal or plan.")],
    why: Annotated[str, typer.Option("--why", metavar="WORDS", help="The reason, kept with the decision.")],
    words: Annotated[
        str, typer.Option("--words", metavar="WORDS", help="Words of the work that say so, if any; exactly as written.")
    ] = "",
    jurisdiction: Annotated[str, typer.Option(help="A place, where several departments have the name.")] = "",
    store: StoreUrl = "",
) -> None:
    """The department has the duty, though no rule read it."""
    from api.wire.names import DecisionIn

    asked = DecisionIn(
        kind="add-edge", subject=unit, role=role, object=work, words=words, jurisdiction=jurisdiction, why=why
    )
    decided(store, asked)


def correct_duty(
    edge: Annotated[str, typer.Argument(metavar="ID", help="Id of the duty, as answers and evidence pages give it.")],
    why: Why,
    role: Annotated[str, typer.Option(help="lead, responsible, support, guide or supervise.")] = "",
    department: Annotated[str, typer.Option(metavar="UNIT", help="A department by id or any name.")] = "",
    work: Annotated[str, typer.Option(metavar="WORK", help="Id or title of a measure or goal of the plan.")] = "",
    jurisdiction: Annotated[str, typer.Option(help="A place, where several departments have the name.")] = "",
    store: StoreUrl = "",
) -> None:
    """The duty has another role, department or work; its words stay as evidence."""
    from api.wire.names import DecisionIn

    given = {"role": role, "department": department, "work": work}
    values = {name: value for name, value in given.items() if value}
    decided(store, DecisionIn(kind="correct-duty", subject=edge, values=values, jurisdiction=jurisdiction, why=why))


def correct_node(
    node: Annotated[str, typer.Argument(metavar="ID", help="Id of a measure, goal, target or plan.")],
    values: Values,
    why: Why,
    store: StoreUrl = "",
) -> None:
    """A measure, goal, target or plan says otherwise.

    Of a measure title and deadline, of a goal title, of a target metric, comparator, value, unit, baseline, deadline and work,
    of a plan title, issuer, valid_from and valid_until.
    """
    from api.wire.names import DecisionIn

    decided(store, DecisionIn(kind="correct-node", subject=node, values=_named(values), why=why))


def add_node(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="measure or target.")],
    under: Annotated[
        str, typer.Argument(metavar="UNDER", help="Id of the plan, goal or measure that it stands under.")
    ],
    values: Values,
    why: Why,
    words: Annotated[
        str, typer.Option("--words", metavar="WORDS", help="Words there that say so, if any; exactly as written.")
    ] = "",
    store: StoreUrl = "",
) -> None:
    """A measure (title, deadline) or target (metric, comparator, value, unit, baseline, deadline) that no rule read."""
    from api.wire.names import DecisionIn

    kinds = {"measure": "Measure", "target": "SubTarget"}
    given = {"kind": kinds.get(kind, kind), **_named(values)}
    decided(store, DecisionIn(kind="add-node", subject=under, values=given, words=words, why=why))


def report(
    of: Annotated[str, typer.Argument(metavar="ID", help="Id of a duty, target or measure.")],
    state: Annotated[str, typer.Option(help="not-started, under-way, done or stopped.")] = "",
    value: Annotated[str, typer.Option(help="A measured value.")] = "",
    date: Annotated[str, typer.Option(metavar="DATE", help="The day that it is said of; else today.")] = "",
    note: Annotated[str, typer.Option(help="A note.")] = "",
    contact: Annotated[str, typer.Option(help="Whom to ask.")] = "",
    store: StoreUrl = "",
) -> None:
    """Say how far a duty, target or measure has come; the latest report holds, all are kept."""
    from api.wire.names import DecisionIn

    given = {"state": state, "value": value, "date": date, "note": note, "contact": contact}
    values = {name: said for name, said in given.items() if said}
    decided(store, DecisionIn(kind="progress", subject=of, values=values))


def list_progress(
    plan: Annotated[str, typer.Option(metavar="PLAN", help="A plan by number, title or id; none: all.")] = "",
    department: Annotated[str, typer.Option(metavar="DEPARTMENT", help="What it has to do; none: of all.")] = "",
    said: Annotated[
        str, typer.Option(help="all, a state, met, missed, not-comparable, or silent: due and nothing heard.")
    ] = "all",
    today: Annotated[str, typer.Option(metavar="DAY", help="The day from which it is seen, YYYY-MM-DD.")] = "",
    store: StoreUrl = "",
    as_json: AsJson = False,
) -> None:
    """What was reported, the latest first; what was measured is held against its target."""
    from datetime import UTC, datetime
    from typing import cast, get_args

    from api.answers.measures import reported as shaped
    from graph.deadlines.periods import day
    from graph.errors import BadRequestError
    from graph.questions.departments.finding import find_department
    from graph.questions.plans.plans import plan_id
    from graph.questions.plans.progress import Said, reported

    if said not in get_args(Said):
        raise BadRequestError(f"no state is called {said!r}", hint="one of " + ", ".join(get_args(Said)))
    with opened(store) as opened_store:
        view = opened_store.view()
        seen = day(today) if today else datetime.now(UTC).astimezone().date()
        unit = find_department(view, department).id if department else ""
        found = shaped(reported(view, cast("Said", said), seen, plan=plan_id(view, plan), department=unit))
    if as_json:
        print_json(found)
        return
    rows = [
        (
            (line.department.name + " " if line.department else "") + (line.work.title if line.work else line.target.metric if line.target else ""),
            line.progress.state if line.progress else "nothing heard", line.progress.value if line.progress else "",
            line.progress.verdict if line.progress else "", line.progress.date if line.progress else "",
            line.progress.note if line.progress else "", line.subject,
        )
        for line in found.items
    ]  # fmt: skip
    print_table(("of", "state", "value", "target", "date", "note", "id"), rows)


def _named(values: list[str]) -> dict[str, str]:
    from graph.errors import BadRequestError

    pairs = [value.partition("=") for value in values]
    if wrong := next((name for name, sign, _ in pairs if not sign), ""):
        raise BadRequestError(f"{wrong!r} sets nothing", hint="write NAME=VALUE")
    return {name.strip(): value for name, _, value in pairs}
