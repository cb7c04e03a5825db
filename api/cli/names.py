"""names: what the words leave open, and what a person decides about it."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli.decided import Mention, One, Other, Place, Why, decided, told, what
from api.cli.manners.language import here
from api.cli.options import AsJson, StoreUrl, opened, signed_by, viewed
from api.cli.output import complain, escape, out, print_json, print_table
from api.cli.reforms import became, moved, split

REFUSED = 1
"""Exit code where some decision of a file was refused."""


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    names = typer.Typer(
        help="Names that the words leave open, and people's decisions about them.", no_args_is_help=True
    )
    names.command()(review)
    names.command()(same)
    names.command()(different)
    names.command()(new)
    names.command()(collective)
    names.command()(became)
    names.command()(moved)
    names.command()(split)
    names.command()(undo)
    names.command("list")(list_decisions)
    names.command()(history)
    names.command()(members)
    names.command("export")(export_file)
    names.command("import")(import_file)
    app.add_typer(names, name="names")


def review(
    limit: Annotated[int, typer.Option(min=1, help="Most names.")] = 50,
    place: Annotated[str, typer.Option("--place", help="Only names of this place.")] = "",
    store: StoreUrl = "",
    as_json: AsJson = False,
) -> None:
    """Unresolved and ambiguous names with suggestions, counts and sentences; nothing is applied."""
    from api.answers import names as answers_names
    from graph.place_words import place_words
    from graph.questions.departments.names import review as ask

    with viewed(store) as view:
        answer = answers_names.review(view, ask(view, place=place, limit=limit))
    if as_json:
        print_json(answer)
        return
    for doubt in answer.items:
        place = f" ({place_words(doubt.department.jurisdiction, 'zh')})"
        counts = f"{doubt.formal} duties, {doubt.prose} in prose, {doubt.plans} plans"
        out.print(escape(f"{doubt.department.name}{place}: {counts}  {doubt.department.id}"))
        for suggestion in doubt.suggestions:
            out.print(escape(f"  {suggestion.why}: {suggestion.department.name}  {suggestion.department.id}"))
        for sentence in doubt.sentences:
            quote = sentence.evidence.statement.quote if sentence.evidence.statement else ""
            work = f"{sentence.work.label}{sentence.work.title}"
            out.print(escape(f"  > {work[:40]}: {' '.join(quote.split())[:100]}"))
    out.print(escape(f"{len(answer.items)} of {answer.total} names"))


def same(
    one: One, other: Other, why: Why = "", mention: Mention = "", jurisdiction: Place = "", store: StoreUrl = ""
) -> None:
    """A is the same as B: all that A does is B's, and A's names find B."""
    from api.wire.names import DecisionIn

    decided(
        store,
        DecisionIn(kind="same", subject=one, object=other, why=why, mention=mention, jurisdiction=jurisdiction),
    )


def different(one: One, other: Other, why: Why = "", jurisdiction: Place = "", store: StoreUrl = "") -> None:
    """A is not B: they are suggested for each other no more, and a later "same" is refused."""
    from api.wire.names import DecisionIn

    decided(store, DecisionIn(kind="different", subject=one, object=other, why=why, jurisdiction=jurisdiction))


def new(
    mention_name: Annotated[str, typer.Argument(metavar="MENTION", help="The name as it stands now, or its id.")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="What the department is called.")],
    kind: Annotated[str, typer.Option("--kind", help="Kind of department, as in docs/model.md.")] = "government",
    english: Annotated[str, typer.Option("--english", metavar="NAME", help="English name; else its reading.")] = "",
    why: Why = "",
    mention: Mention = "",
    jurisdiction: Place = "",
    store: StoreUrl = "",
) -> None:
    """MENTION is a department of its own, called NAME."""
    from api.wire.names import DecisionIn

    decided(
        store,
        DecisionIn(
            kind="new", subject=mention_name, name=name, name_en=english, department_kind=kind, why=why,
            mention=mention, jurisdiction=jurisdiction,
        ),
    )  # fmt: skip


def collective(one: One, why: Why = "", mention: Mention = "", jurisdiction: Place = "", store: StoreUrl = "") -> None:
    """A names a class of bodies, never expanded but by a roster."""
    from api.wire.names import DecisionIn

    decided(store, DecisionIn(kind="collective", subject=one, why=why, mention=mention, jurisdiction=jurisdiction))


def undo(
    decision: Annotated[str, typer.Argument(metavar="ID", help="Id of the decision.")], store: StoreUrl = ""
) -> None:
    """Take a decision back; what was read holds again."""
    from api.answers.names import decision as shape
    from api.decisions.decision_parts import undo as take_back

    with opened(store) as opened_store:
        undone = shape(take_back(opened_store, decision, signed_by()))
    out.print(escape(f"undone: {told(undone)}"))


def list_decisions(
    undone: Annotated[bool, typer.Option("--undone", help="Also those taken back.")] = False,
    store: StoreUrl = "",
    as_json: AsJson = False,
) -> None:
    """What people decided, oldest first."""
    from api.answers import names as answers_names

    with viewed(store) as view:
        answer = answers_names.decisions(view, view.decisions(undone=undone))
    if as_json:
        print_json(answer)
        return
    print_table(
        ("id", "at", "by", "what", "why", "undone", "rests"),
        [(item.id, here(item.at), item.by, what(item), item.why, item.undone, item.resting) for item in answer.items],
    )


def history(
    unit: Annotated[str, typer.Argument(metavar="UNIT", help="A department by id or any name.")],
    year: Annotated[int | None, typer.Option(min=1949, max=2100, help="What was it called in this year.")] = None,
    jurisdiction: Place = "",
    store: StoreUrl = "",
    as_json: AsJson = False,
) -> None:
    """What a department was called, and who came before and after it."""
    from api.answers import names as answers_names
    from api.wire.namesakes import told_apart
    from graph.questions.departments.finding import find_department
    from graph.questions.departments.succession import lineage

    with viewed(store) as view:
        node = find_department(view, unit, jurisdiction=jurisdiction)
        answer = answers_names.history(lineage(view, node), year=year)
    if as_json:
        print_json(answer)
        return
    answer = told_apart(answer, "zh")
    out.print(escape(f"{answer.department.name}  {answer.department.id}"))
    if year is not None:
        out.print(escape(f"{year}: {', '.join(answer.called) or 'not known'}"))
    print_table(("former name", "until", "reform"), [(f.name, f.until, f.event) for f in answer.former])
    print_table(
        ("", "department", "year", "part", "reform"),
        [
            *(("succeeded", s.department.name, s.date, s.part, s.event) for s in answer.predecessors),
            *(("was succeeded by", s.department.name, s.date, s.part, s.event) for s in answer.successors),
        ],
    )
    print_table(
        ("written in plans as", "plans", "first", "last"), [(w.name, w.plans, w.first, w.last) for w in answer.written]
    )


def members(
    unit: One,
    date: Annotated[str, typer.Option("--at", metavar="DATE", help="When: YYYY, YYYY-MM or YYYY-MM-DD.")],
    jurisdiction: Place = "",
    store: StoreUrl = "",
) -> None:
    """Who belongs to a collective of places (各镇街) by the gazetteer, as a roster file to look through and keep."""
    import yaml

    from graph.errors import BadRequestError
    from graph.questions.departments.finding import find_department
    from loaders.departments.town_rosters import roster_file

    with viewed(store) as view:
        node = find_department(view, unit, jurisdiction=jurisdiction)
    found = roster_file(node, date)
    if not found:
        raise BadRequestError("the gazetteer knows no members of it", where=node.id, hint="write a roster of your own")
    out.print(escape(yaml.dump(found, allow_unicode=True, sort_keys=False, width=120)), soft_wrap=True)


def export_file(
    file: Annotated[Path, typer.Argument(metavar="FILE.yaml", help="Where the decisions go.")],
    undone: Annotated[bool, typer.Option("--undone", help="Also those taken back.")] = False,
    store: StoreUrl = "",
) -> None:
    """Write the decisions to a file that a reviewer reads in a diff."""
    from api.decisions.decisions_file import written
    from graph.errors import BadRequestError

    with viewed(store) as view:
        decisions = view.decisions(undone=undone)
    try:
        file.write_text(written(decisions), encoding="utf-8")
    except OSError as error:
        raise BadRequestError(f"can't write: {error.strerror}", where=str(file)) from error
    out.print(escape(f"{file}: {len(decisions)} decisions"))


def import_file(
    file: Annotated[Path, typer.Argument(metavar="FILE.yaml", help="What `names export` wrote, or reforms.")],
    store: StoreUrl = "",
) -> None:
    """Take over the decisions of a file; what no longer fits is listed, and again changes nothing."""
    from api.cli.options import words_of
    from api.decisions.decisions_file import entries_of, read, refusals, take_over
    from api.decisions.reforms_file import reforms, state

    words = words_of(file)
    decisions, asked = read(words, where=str(file)), reforms(entries_of(words, where=str(file)), str(file))
    with opened(store) as opened_store:
        done = take_over(opened_store, decisions)
        made, refused = state(opened_store, asked, signed_by())
    out.print(
        escape(
            f"{len(done.added) + len(made)} taken over, {len(done.undone)} taken back, "
            f"{len(done.known) + len(asked) - len(made) - len(refused)} known before, "
            f"{len(done.refused) + len(refused)} refused"
        )
    )
    for line in (*refusals(done), *refused):
        complain(f"refused {line}")
    if done.refused or refused:
        raise typer.Exit(REFUSED)
