"""Reforms that a person states: from a date X is Y, X and Y became Z, a part of X's duties went to Y."""

from dataclasses import dataclass, replace

from api.decisions.checks import checked, day_said
from api.decisions.decision_parts import Said, identified, name_of
from api.decisions.dictionary import known_department
from graph.decisions import REFORM, SUCCEEDS
from graph.errors import BadRequestError, UnknownIdError
from graph.ids import department_id, edge_id
from graph.model import Decision, Edge, Evidence, Node, Value
from graph.questions.departments.finding import find_department, full_name
from graph.store import View
from graph.stores.replacing import moment
from loaders.departments.names.latin_names import reading


@dataclass(frozen=True, slots=True)
class Reform:
    """What is stated of one department before: `since` (YYYY, YYYY-MM or YYYY-MM-DD), the one after, the part if not all.

    `after` is a department by id or name; `new` the name of one that nobody knows yet.
    """

    before: str
    since: str
    after: str = ""
    new: str = ""
    part: str = ""


def reform(view: View, stated: Reform, said: Said) -> Decision:
    """From a date on a department, or a part of its duties, is another's.

    Raises BadRequestError for a date that is none, where both are one, or where it was stated the other way round.
    """
    before = find_department(view, stated.before, jurisdiction=said.jurisdiction)
    since, part = day_said(stated.since.strip()), stated.part.strip()
    after = _after(view, stated, before, said)
    if before.id == after.id:
        raise BadRequestError(f"both names mean {full_name(after)}", where=after.id)
    _refuse_known(view, before, after, since, part)
    statement = f"reform:{since}" + (f":{part}" if part else "")
    properties: dict[str, Value] = {"date": since, "event": said.why, "part": part}
    edge = Edge(
        SUCCEEDS,
        edge_id(SUCCEEDS, after.id, before.id, statement.replace("|", " ")),
        after.id,
        before.id,
        Evidence("decision", "decision", ""),
        {name: value for name, value in properties.items() if value},
    )
    made = identified(
        Decision(
            "", "reform", before.id, after.id, said.by, moment(view), node=replace(after, plan=""), edge=edge, why=said.why,
            subject_name=name_of(before), object_name=name_of(after),
        )
    )  # fmt: skip
    return checked(view, made)


def _after(view: View, stated: Reform, before: Node, said: Said) -> Node:
    """The department after: a known one, or a new one of that name in the place of the one before."""
    if not (stated.new.strip() or stated.after.strip()):
        raise BadRequestError(
            "a reform needs the department after", where=before.id, hint="by id or name, or a new name"
        )
    if not stated.new.strip():
        try:
            return known_department(view, stated.after, before, said)
        except UnknownIdError as error:
            hint = "give its name as the name of a new department, if there was none of that name before"
            raise UnknownIdError(str(error), hint=hint) from error
    name, place = stated.new.strip(), before.text("jurisdiction")
    made = department_id(place=place, slots=(), qualifier=name)
    if not name.isprintable():
        raise BadRequestError(f"a department needs a name, not {name!r}")
    if any(there.id != made and there.text("jurisdiction") == place for there in view.departments_named(name)):
        raise BadRequestError(f"there is a department called {name}", where=name, hint="name it as the one after")
    properties: dict[str, Value] = {
        "name": name, "name_en": reading(name), "kind": before.properties["kind"], "slots": (),
        "aliases": (), "aliases_en": (), "candidates": (),
    }  # fmt: skip
    properties |= {key: value for key in ("jurisdiction", "level") if (value := before.text(key))}
    return Node("Department", made, properties)


def _refuse_known(view: View, before: Node, after: Node, since: str, part: str) -> None:
    for known in view.decisions(kinds=[REFORM]):
        if known.kind != REFORM or known.edge is None:
            continue
        same_date = known.edge.properties.get("date") == since
        if (known.subject, known.object) == (before.id, after.id) and known.edge.properties.get("part", "") == part:
            raise BadRequestError(
                "that was stated before", where=known.id, hint="undo it first, if the date is another"
            )
        if (known.subject, known.object) == (after.id, before.id) and same_date:
            raise BadRequestError("the other way round was stated of that date", where=known.id, hint="undo that first")
