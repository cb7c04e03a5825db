"""From what a person says to a Decision: names looked up, the words anchored, contradictions refused."""

from dataclasses import replace

from api.decisions.checks import checked
from api.decisions.decision_parts import Said, anchored, decision_of, name_of
from api.decisions.dictionary import known_department
from graph.errors import BadRequestError
from graph.ids import department_id
from graph.model import Anchor, Decision, DecisionKind, Node, Value
from graph.questions.departments.finding import find_department, full_name
from graph.schema import schema
from graph.store import View
from loaders.departments.collectives import ANY, canonical
from loaders.departments.names.latin_names import reading

COLLECTIVE, UNRESOLVED = "collective", "unresolved"


def same(view: View, one: str, other: str, said: Said) -> Decision:
    """`one` is the same as `other`, which keeps its id and gets the names of both.

    Where only `one` is a known department, `other` is made it. Raises BadRequestError where they are one already or
    were said to be different.
    """
    subject = find_department(view, one, jurisdiction=said.jurisdiction)
    node = known_department(view, other, subject, said)
    if subject.id == node.id:
        raise BadRequestError(f"they are one department already: {full_name(node)}", where=node.id)
    if not said.mention and node.properties["kind"] == UNRESOLVED != subject.properties["kind"]:
        subject, node = node, subject
    anchor = _anchor(view, said.mention, subject)
    node = replace(node, plan="") if anchor else _with_names(node, subject)
    return checked(view, decision_of(view, "same", subject, node.id, said, anchor=anchor, node=node))


def different(view: View, one: str, other: str, said: Said) -> Decision:
    """The two are not the same: they are suggested for each other no more, and a merger is refused."""
    subject = find_department(view, one, jurisdiction=said.jurisdiction)
    node = known_department(view, other, subject, said)
    if subject.id == node.id:
        raise BadRequestError(
            f"both names mean {full_name(node)}", where=node.id, hint="undo the decision that merged them first"
        )
    first, second = sorted((subject, node), key=lambda end: end.id)
    decision = decision_of(view, "different", first, second.id, said)
    return checked(view, replace(decision, object_name=name_of(second)))


def new(view: View, mention: str, name: str, said: Said, *, kind: str = "government", name_en: str = "") -> Decision:
    """`mention` is a department of its own, called `name`; without an English name it gets its reading."""
    kinds = schema().nodes["Department"].properties["kind"].enum
    if kind not in kinds or kind == UNRESOLVED or not name.strip() or not (name + name_en).isprintable():
        raise BadRequestError(f"a department needs a name and a kind, not {name!r} and {kind!r}", hint=", ".join(kinds))
    subject = find_department(view, mention, jurisdiction=said.jurisdiction)
    own = name.strip()
    place = str(subject.properties.get("jurisdiction", ""))
    for there in view.departments_named(own):
        if there.id != subject.id and there.properties.get("jurisdiction", "") == place:
            raise BadRequestError(
                f"there is a department of that name: {full_name(there)}",
                where=there.id,
                hint="if it is the one, say that the two are the same",
            )
    made_id = department_id(place=place, slots=(), qualifier=own)
    made = _made(subject, made_id, name=own, kind=kind, functions=(), name_en=name_en or reading(own))
    return _retargeted(view, "new", subject, made, said)


def collective(view: View, key: str, said: Said) -> Decision:
    """`key` names a class of bodies; it is never expanded but by a roster."""
    subject = find_department(view, key, jurisdiction=said.jurisdiction)
    if subject.properties["kind"] == COLLECTIVE:
        raise BadRequestError(f"{full_name(subject)} is a collective already", where=subject.id)
    name = name_of(subject)
    place = str(subject.properties.get("jurisdiction", ""))
    made_id = department_id(place=place, slots=(ANY,), qualifier=canonical(name))
    name_en = str(subject.properties.get("name_en", ""))
    made = _made(subject, made_id, name=name, kind=COLLECTIVE, functions=(ANY,), name_en=name_en)
    return _retargeted(view, "collective", subject, made, said)


def _retargeted(view: View, kind: DecisionKind, subject: Node, made: Node, said: Said) -> Decision:
    anchor = _anchor(view, said.mention, subject)
    return checked(view, decision_of(view, kind, subject, made.id, said, anchor=anchor, node=made))


def _anchor(view: View, mention: str, subject: Node) -> Anchor | None:
    if not mention:
        return None
    edge = view.edge(mention)
    if edge is None or edge.source != subject.id or edge.evidence.party is None:
        raise BadRequestError(
            f"that edge does not name {full_name(subject)}", where=mention, hint="give the id of one of its duties"
        )
    return anchored(edge, edge.evidence.party)


def _with_names(node: Node, other: Node) -> Node:
    """The department with the names of the one that is the same, so that these find it."""
    own = str(node.properties["name"])
    english = {str(name) for key in ("name_en",) if (name := other.properties.get(key))} | set(
        other.texts("aliases_en")
    )
    further = {
        "aliases": tuple(sorted({*node.texts("aliases"), name_of(other), *other.texts("aliases")} - {own})),
        "aliases_en": tuple(sorted({*node.texts("aliases_en"), *english} - {node.properties.get("name_en", "")})),
    }
    return replace(node, properties={**node.properties, **further}, plan="")


def _made(subject: Node, made_id: str, *, name: str, kind: str, functions: tuple[str, ...], name_en: str) -> Node:
    properties: dict[str, Value] = {
        "name": name,
        "kind": kind,
        "slots": functions,
        "aliases": tuple(sorted({n for n in (name_of(subject), *subject.texts("aliases")) if n != name})),
        "aliases_en": (),
        "candidates": (),
    }
    optional = {"name_en": name_en, **{key: str(subject.properties.get(key, "")) for key in ("jurisdiction", "level")}}
    properties.update({key: value for key, value in optional.items() if value})
    return Node("Department", made_id, properties)


def _name(node: Node) -> str:
    return str(node.properties["name"])
