"""`respgraph compare leads` and `compare plans`: who leads what where, and what of one plan stands in another."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.options import AsJson, StoreUrl, Today, day_of, viewed
from api.cli.output import out, print_json, print_table

if TYPE_CHECKING:
    from api.wire.references import WorkRef


def leads(
    given: Mapping[str, Sequence[str]],
    words: Annotated[str, typer.Argument(metavar="[WORDS]", help="Words of the measures, as in a search.")] = "",
    today: Today = "",
    store: StoreUrl = "",
    as_json: AsJson = False,
) -> None:
    """Who leads the measures of some words, a topic or a function, by place and year: alone, jointly, with whom."""
    from api.answers.compared import leads as answers
    from api.facets.asked import facets_of
    from graph.questions.comparing.leads import leads as ask

    with viewed(store) as view:
        found = answers.leads(ask(view, words=words, facets=facets_of(view, given, day_of(today))))
    if as_json:
        print_json(found)
        return
    print_table(
        ("function", "places", "plans", "alone", "jointly", "no lead named"),
        [(line.label, line.places, line.plans, line.alone, line.jointly, line.unled) for line in found.functions],
    )
    print_table(
        ("place", "year", "leads", "alone", "jointly", "with", "others", "plan"),
        [
            (
                line.place, line.year, leader.department.name, leader.alone, leader.jointly,
                _with([other.department.name for other in leader.partners], leader.of_partners),
                _with([f"{other.department.name} ({', '.join(other.roles)})" for other in leader.others], leader.of_others),
                line.plan.title,
            )
            for line in found.items
            for leader in line.leaders
        ],
    )  # fmt: skip
    print_table(
        ("place", "year", "no lead; has a part", "roles", "plan"),
        [
            (
                line.place, line.year, each.department.name,
                ", ".join(f"{role} {n}" for role, n in each.roles.items()), line.plan.title,
            )
            for line in found.items
            for each in line.charged
        ],
    )  # fmt: skip
    out.print(
        f"{found.measures} measures and {found.goals} goals of {found.total} plans; "
        f"{found.leaderless} measures without a lead, {found.nobody} that name nobody"
        + (f"; {found.headings} more are headings, whose parts are counted" if found.headings else "")
    )


def plans(
    one: Annotated[str, typer.Argument(metavar="PLAN", help="Number, title or id; PLAN@NUMBER is an edition.")],
    other: Annotated[str, typer.Argument(metavar="PLAN", help="The plan, or edition, beside it.")],
    store: StoreUrl = "",
    as_json: AsJson = False,
) -> None:
    """What of one plan stands in another, with how sure that is; targets of one metric; who gained and lost leads."""
    from api.answers.compared import cover as answers
    from graph.questions.comparing.cover import cover

    with viewed(store) as view:
        found = answers.cover(cover(view, one, other))
    if as_json:
        print_json(found)
        return
    print_table(
        ("certainty", "likeness", "the one", "the other"),
        [
            (pair.certainty, f"{pair.likeness:.2f}", _work(pair.one.work), _work(pair.other.work))
            for pair in found.pairs
        ],
    )
    print_table(
        ("metric", "the one", "the other"),
        [(pair.label, pair.one.target.text, pair.other.target.text) for pair in found.targets],
    )
    print_table(
        ("function", "leads in the one", "in the other", "gained", "lost", "kept"),
        [(s.label, s.one, s.other, len(s.gained), len(s.lost), s.kept) for s in found.shifts],
    )
    told = found.shifts_told
    out.print(
        f"gained and lost rest on {told.compared} pairs; {told.near} are too unsure, "
        f"{told.unled_one} name no lead in the one plan, {told.unled_other} in the other"
    )
    out.print(
        f"{found.one.measures} and {found.other.measures} measures, {len(found.pairs)} pairs; "
        f"{len(found.only_one)} of the one and {len(found.only_other)} of the other have no counterpart"
    )


def _work(work: "WorkRef") -> str:
    return f"{work.label}{work.title}"


def _with(names: list[str], total: int) -> str:
    """Names of partners, and how many more there are."""
    return ", ".join(names) + (f" and {total - len(names)} more" if total > len(names) else "")
