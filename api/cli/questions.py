"""duties, workload, search: the questions."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.options import (
    AsJson,
    DuePeriod,
    DueQuarter,
    PlanKey,
    StoreUrl,
    Today,
    day_of,
    known_rosters,
    viewed,
    with_facets,
)  # fmt: skip
from api.cli.output import complain, print_json, print_table
from graph.facets.facets import FACETS, PLAN_FACETS

if TYPE_CHECKING:
    from api.wire import departments as wire_departments


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    app.command()(with_facets(*FACETS)(duties))
    app.command()(workload)
    app.command()(with_facets(*FACETS)(targets))
    app.command()(with_facets(*PLAN_FACETS)(deadlines))
    app.command()(with_facets(*FACETS)(search))


def duties(
    given: Mapping[str, Sequence[str]],
    unit: Annotated[
        str,
        typer.Argument(metavar="[UNIT]", help="A department: any name, alias or English name; none: all narrowed to."),
    ] = "",
    plan: PlanKey = "",
    due_before: Annotated[
        str, typer.Option(metavar="DATE", help="Only work due before YYYY, YYYY-MM or YYYY-MM-DD.")
    ] = "",
    jurisdiction: Annotated[str, typer.Option(help="A place, where several departments have the name.")] = "",
    own: Annotated[bool, typer.Option("--own", help="Without those of predecessors and of collectives.")] = False,
    gazetteer: Annotated[
        bool, typer.Option("--gazetteer", help="With those of collectives of places to which the gazetteer counts it.")
    ] = False,
    today: Today = "",
    store: StoreUrl = "",
    as_json: AsJson = False,
) -> None:
    """Everything a department is on the hook for; without UNIT the duties of all that have what is chosen."""
    from api.answers import departments as answers_departments
    from api.facets.asked import facets_of
    from api.wire.namesakes import told_apart
    from graph.questions.departments.duties import duties as ask
    from graph.questions.departments.duties_across import Wish, across
    from graph.questions.departments.finding import find_department
    from graph.questions.plans.plans import plan_id
    from loaders.departments.town_rosters import gazetteer_rosters

    with viewed(store) as view:
        facets = facets_of(view, given, day_of(today))
        if not unit:
            wish = Wish(plan=plan_id(view, plan), due_before=due_before, facets=facets)
            _print_across(answers_departments.across(across(view, wish)), as_json=as_json)
            return
        rosters = (*known_rosters(), *(gazetteer_rosters(view) if gazetteer else ()))
        department = find_department(view, unit, jurisdiction=jurisdiction, rosters=rosters)
        key = plan_id(view, plan)
        answer = answers_departments.duties(
            ask(view, department, facets=facets, plan=key, due_before=due_before, own=own, rosters=rosters)
        )
    if as_json:
        print_json(answer)
        return
    answer = told_apart(answer, "zh")
    name = answer.department.name
    print_table(
        ("role", "measure", "title", "plan", "due", "others", "not its own"),
        [
            (
                d.role,
                d.measure.label,
                d.measure.title,
                d.plan.number or d.plan.title,
                d.measure.deadline,
                len(d.partners),
                f"of {d.predecessor.name}" if d.predecessor else f"as {d.through.collective.name}" if d.through else "",
            )
            for d in answer.items
        ],
        title=f"{name}: {answer.total} duties",
    )
    if answer.also_mentioned:
        print_table(
            ("role", "measure", "words"),
            [(d.role, d.measure.label or d.measure.title, _quote(d.evidence.statement)) for d in answer.also_mentioned],
            title="also mentioned in prose",
        )


def _print_across(answer: "wire_departments.AcrossOut", *, as_json: bool) -> None:
    if as_json:
        print_json(answer)
        return
    print_table(
        ("department", "place", "role", "work", "plan", "due"),
        [
            (
                line.department.name, line.department.jurisdiction, line.role, f"{line.measure.label}{line.measure.title}",
                line.plan.number or line.plan.title, line.due,
            )
            for line in answer.items
        ],
        title=f"{answer.total} duties",
    )  # fmt: skip


def workload(
    unit: Annotated[str, typer.Argument(metavar="[UNIT]", help="A department; none: all of them.")] = "",
    plan: PlanKey = "",
    store: StoreUrl = "",
    as_json: AsJson = False,
) -> None:
    """Counts of measures by role, shares and seats to gather."""
    from api.answers import departments as answers_departments
    from api.wire import departments as wire_departments
    from api.wire.namesakes import told_apart
    from graph.questions.departments.finding import find_department
    from graph.questions.departments.workload import all_workloads
    from graph.questions.departments.workload import workload as ask
    from graph.questions.plans.plans import plan_id

    columns = ("department", "leads", "alone", "shared", "responsible", "supports", "in all", "own share", "seats")
    with viewed(store) as view:
        key = plan_id(view, plan)
        answer: wire_departments.WorkloadOut | wire_departments.WorkloadsOut
        if unit:
            answer = answers_departments.workload(ask(view, find_department(view, unit), plan=key))
        else:
            answer = answers_departments.workloads(all_workloads(view, plans=[key] if key else ()))
    if as_json:
        print_json(answer)
        return
    answer = told_apart(answer, "zh")
    loads = answer.items if isinstance(answer, wire_departments.WorkloadsOut) else [answer]
    print_table(
        columns,
        [
            (
                load.department.name, load.lead, load.lead_alone, load.lead_shared, load.responsible, load.support,
                load.total, f"{load.own_share:.4f}", f"{load.seats:.3f}",
            )
            for load in loads
        ],
    )  # fmt: skip


def targets(
    given: Mapping[str, Sequence[str]],
    unowned: Annotated[bool, typer.Option("--unowned", help="Only those that nobody owns.")] = False,
    plan: PlanKey = "",
    today: Today = "",
    store: StoreUrl = "",
    as_json: AsJson = False,
) -> None:
    """Sub-targets with their owners."""
    from api.answers import measures as answers_measures
    from api.facets.asked import facets_of
    from graph.questions.plans.plans import plan_id
    from graph.questions.plans.targets import targets as ask

    with viewed(store) as view:
        facets = facets_of(view, given, day_of(today))
        found = ask(view, plan=plan_id(view, plan), unowned=True if unowned else None, facets=facets)
        answer = answers_measures.targets(found)
    if as_json:
        print_json(answer)
        return
    print_table(
        ("metric", "value", "by", "stated in", "owners"),
        [
            (
                t.metric, f"{t.comparator} {t.value}{t.unit}", t.deadline, f"{t.holder.label}{t.holder.title}",
                "、".join(owner.department.name for owner in t.owners),
            )
            for t in answer.items
        ],
    )  # fmt: skip


def deadlines(
    given: Mapping[str, Sequence[str]],
    words: Annotated[str, typer.Option("--query", metavar="WORDS", help="Only departments whose name has these.")] = "",
    plan: PlanKey = "",
    when: DuePeriod = "all",
    quarter: DueQuarter = "",
    today: Today = "",
    store: StoreUrl = "",
    as_json: AsJson = False,
) -> None:
    """What is due when over all departments and plans, by the last day that a deadline leaves."""
    from api.answers import measures as answers
    from api.facets.asked import facets_of
    from api.wire.namesakes import told_apart
    from graph.questions.plans.deadlines import Wish
    from graph.questions.plans.deadlines import deadlines as ask
    from graph.questions.plans.plans import plan_id

    with viewed(store) as view:
        facets = facets_of(view, given, day_of(today))
        wish = Wish(words, plan_id(view, plan), when, quarter, facets)
        answer = answers.deadlines(ask(view, wish, day_of(today)))
    if as_json:
        print_json(answer)
        return
    answer = told_apart(answer, "zh")
    print_table(
        ("due", "last day", "passed", "what", "stated in", "leads", "plan", "in force until"),
        [
            (
                d.deadline,
                d.last,
                "yes" if d.passed else "",
                f"{d.target.metric} {d.target.comparator} {d.target.value}{d.target.unit}" if d.target else "",
                f"{d.measure.label}{d.measure.title}",
                ", ".join(p.department.name for p in d.parties if p.role == "lead"),
                d.plan.number or d.plan.title,
                d.plan.valid_until,
            )
            for d in answer.items
        ],
        title=f"{answer.total} due, seen from {answer.today}",
    )
    print_table(("period", "due"), list(answer.counts.items()), title="by period")
    if answer.expiring:
        print_table(
            ("plan", "title", "in force until"),
            [(p.number, p.title, p.valid_until) for p in answer.expiring],
            title=f"{answer.expiring_total} plans expire in the period",
        )


def search(
    given: Mapping[str, Sequence[str]],
    words: Annotated[
        list[str],
        typer.Argument(
            help='Words that must all occur; "a phrase" in quotation marks; departments also in pinyin (sthjj).'
        ),
    ],
    store: StoreUrl = "",
    kind: Annotated[
        list[str] | None, typer.Option("--kind", metavar="KIND", help="Kinds of things, as Measure.")
    ] = None,
    literal: Annotated[
        bool, typer.Option("--literal", help="Only the words as typed: no synonyms, no pinyin.")
    ] = False,
    offset: Annotated[int, typer.Option("--offset", min=0, help="Things to pass over.")] = 0,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Most things to list.")] = 50,
    today: Today = "",
    as_json: AsJson = False,
) -> None:
    """Departments, measures, goals, targets and plans that hold all the words."""
    from api.answers import graph as answers_graph
    from api.facets.asked import facets_of
    from graph.errors import BadRequestError
    from graph.questions.plans.search import search as find_words
    from graph.questions.plans.search import search_facets
    from graph.schema import schema

    if unknown := next((each for each in kind or () if each not in schema().nodes), ""):
        raise BadRequestError(f"there is no kind {unknown!r}", hint=", ".join(schema().nodes))
    line = " ".join(words)
    with viewed(store) as view:
        facets, kinds = facets_of(view, given, day_of(today)), kind or ()
        found = find_words(view, line, literal=literal, kinds=kinds, facets=facets, offset=offset, limit=limit)
        answer = answers_graph.search(found, search_facets(view, found.asked, facets, kinds=kinds))
    if as_json:
        print_json(answer)
        return
    for term in answer.terms:
        if term.simple:
            complain(f"{term.words}: taken as {term.simple}")
        for also in term.also:
            complain(f"{term.words}: {also.words} too ({also.why})")
    print_table(
        ("kind", "name", "id"), [(n.kind, n.caption, n.id) for n in answer.items], title=f"{answer.total} found"
    )


def _quote(passage: object) -> str:
    return str(getattr(passage, "quote", ""))
