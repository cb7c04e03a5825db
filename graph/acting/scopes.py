"""What an editor of some places may touch: plans of a place, departments of it or by themselves, decisions about these.

A place holds all below it. Whoever is there for a department decides about its own duties, and about no plan as a whole.
"""

from collections.abc import Callable, Iterable, Sequence

from graph.access.people import Actor
from graph.decisions.kinds import ADD_EDGE, CORRECT_DUTY, PROGRESS, REFORM, RETARGETS, plan_of
from graph.errors import ForbiddenError
from graph.model import Decision, Edge
from graph.schema import schema
from graph.store import Load, View

META = "set-meta"
UNDO = "undo"
_BY_ID = "@"
"""What stands between the number of a plan and its place in its id."""


def may_load(view: View, load: Load, actor: Actor) -> None:
    """ForbiddenError for a plan of another place, or in place of one."""
    own = next((node for node in load.graph.nodes if node.id == load.graph.plan), None)
    place = str(own.properties.get("jurisdiction") or "") if own else ""
    if not _is_within(place, actor.places):
        raise _other(load.graph.plan, actor)
    for key in {load.instead_of, load.graph.plan} - {""}:
        if view.load_record(key) is not None:
            may_change(view, key, actor)


def may_change(view: View, plan: str, actor: Actor) -> None:
    """ForbiddenError for a plan of another place."""
    if not _is_within(_place_of(view, plan), actor.places):
        raise _other(plan, actor)


def may_decide(view: View, decision: Decision, actor: Actor) -> None:
    """ForbiddenError for a decision that touches what is not the actor's."""
    if decision.kind == META:
        plans = [record.plan for record in view.load_records() if _digest(record.document) == _digest(decision.subject)]
        for plan in plans:
            may_change(view, plan, actor)
        if not plans:  # what is said of a file holds for whoever loads it next
            raise _other(decision.subject, actor)
        return
    if decision.kind in RETARGETS or decision.kind in ("different", REFORM):
        touched = [decision.subject, decision.object or (decision.node.id if decision.node else "")]
        if not all(_is_own(view, key, decision, actor) for key in touched if key):
            raise _other(decision.subject, actor)
        return
    plan = plan_of(decision)
    if plan and _is_within(_place_of(view, plan), actor.places):
        return
    given_to = decision.node if decision.kind == CORRECT_DUTY else None
    if given_to and not _is_own(view, given_to.id, decision, actor):  # nobody hands her duties to a neighbour
        raise _other(given_to.id, actor)
    if not any(_is_named(edge.source, actor) for edge in _duties(view, decision)):
        raise _other(decision.subject, actor)


def touches(view: View, key: str, actor: Actor, kind: str = "") -> bool:
    """Whether a plan, a work, a duty, a department (id) is the actor's to change, for pages that offer it; the writer decides.

    `kind` is that of the decision that is offered, `undo` where `key` is the id of one that stands.
    """
    if kind == UNDO:
        found = view.decisions(undone=True, ids=[key])
        return bool(found) and _may(lambda: may_decide(view, found[0], actor))
    edge = view.edge(key) if "|" in key else None
    if edge is not None:
        return _is_within(_place_of(view, edge.plan), actor.places) or _is_named(edge.source, actor)
    node = next(iter(view.nodes([key])), None)
    if node is None:
        return _is_within(_place_once(view, key), actor.places)
    if node.kind == "Department":
        return _is_named(key, actor) or _is_within(str(node.properties.get("jurisdiction") or ""), actor.places)
    if _is_within(_place_of(view, node.plan or key), actor.places):
        return True
    own = view.edges([key], kinds=tuple(schema().role_of), direction="in") if kind == PROGRESS else []
    return any(_is_named(edge.source, actor) for edge in own)


def _may(asks: Callable[[], None]) -> bool:
    try:
        asks()
    except ForbiddenError:
        return False
    return True


def _place_once(view: View, plan: str) -> str:
    """The place of a plan that was removed, by its last edition."""
    newest = view.editions(plan)[-1:]
    edition = view.edition(plan, newest[0].number) if newest else None
    own = next((node for node in edition.graph.nodes if node.id == plan), None) if edition else None
    return str(own.properties.get("jurisdiction") or "") if own else ""


def _duties(view: View, decision: Decision) -> Sequence[Edge]:
    """The duties that a decision is about: the one that it names, or those of the measure."""
    if decision.edge is not None:
        return [decision.edge]
    if decision.kind == ADD_EDGE:
        return []
    edge = view.edge(decision.subject)
    if edge is not None:
        return [edge] if edge.kind in schema().role_of else []
    if decision.kind != PROGRESS:
        return []
    return view.edges([decision.subject], kinds=tuple(schema().role_of), direction="in")


def _is_own(view: View, department: str, decision: Decision, actor: Actor) -> bool:
    nodes = view.nodes([department])
    node = nodes[0] if nodes else decision.node if decision.node and decision.node.id == department else None
    place = str(node.properties.get("jurisdiction") or "") if node else ""
    return _is_named(department, actor) or _is_within(place, actor.places)


def _is_named(department: str, actor: Actor) -> bool:
    return department in actor.places


def _is_within(place: str, places: Iterable[str]) -> bool:
    """Whether a place is one of them or below one."""
    return bool(place) and any(place == own or place.startswith(f"{own}/") for own in places)


def _place_of(view: View, plan: str) -> str:
    nodes = view.nodes([plan])
    return (
        str(nodes[0].properties.get("jurisdiction") or "")
        if nodes
        else plan.rpartition(_BY_ID)[2]
        if _BY_ID in plan
        else ""
    )


def _digest(document: str) -> str:
    return document.rpartition("/")[2].rpartition(":")[2]


def _other(what: str, actor: Actor) -> ForbiddenError:
    return ForbiddenError(
        "this belongs to another place", where=what[:200], hint="the account is for: " + ", ".join(actor.places)
    )
