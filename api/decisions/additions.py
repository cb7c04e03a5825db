"""From what a person says is missing to a Decision: a measure or a target that no rule read."""

from collections.abc import Mapping

from api.decisions.checks import checked, decision_about, given_values, typed
from api.decisions.decision_parts import Said
from api.decisions.edge_decisions import passage_in
from graph import ids
from graph.decisions import ADD_NODE, STATES_TARGET
from graph.decisions.works import CORRECTABLE, KIND, WORK, holder_kind, with_number
from graph.errors import BadRequestError, UnknownIdError
from graph.ids import decision_id, edge_id
from graph.model import Anchor, Decision, Edge, Evidence, Node, Passage, Value
from graph.questions.moved_ids import moved_or
from graph.schema import schema
from graph.store import View

_KINDS = ("Measure", "SubTarget")
_NAMED_BY = {"Measure": "title", "SubTarget": "metric"}


def add_node(view: View, under: str, values: Mapping[str, str], said: Said, *, words: str = "") -> Decision:
    """A measure or target stands under a plan, goal or measure; `words` must stand there exactly once, if given.

    Raises UnknownIdError, BadRequestError where the plan has it already or what it must have is missing.
    """
    kind = values.get(KIND, "")
    if kind not in _KINDS:
        raise BadRequestError(f"no {kind!r} can be added", where=under, hint="kind is one of " + ", ".join(_KINDS))
    place, plan, document = _place(view, under)
    known = [name for name in CORRECTABLE[kind] if name != WORK]
    rest = given_values({name: value for name, value in values.items() if name != KIND}, known, under)
    given = {name: value for name, value in typed(kind, rest, where=under).items() if value != ""}
    named = str(given.get(_NAMED_BY[kind], ""))
    if not named:
        raise BadRequestError(f"{_NAMED_BY[kind]} is missing", where=under, hint="say what it is called")
    passage = passage_in(view, document, place, words) if words else None
    end = _end(view, place, plan)
    node = _node(kind, plan.id, given, passage or Passage(end, end, ""))
    if view.nodes([node.id]):
        raise BadRequestError("the plan has that already", where=node.id, hint="correct it, if it says otherwise")
    mark = decision_id(ADD_NODE, node.id, said.by)
    evidence = Evidence("decision", "decision", "", document if passage else "", "", passage)
    held = holder_kind(kind)
    source = place.id if held == STATES_TARGET else plan.id
    edge = Edge(held, edge_id(held, source, node.id, mark), source, node.id, evidence, {}, plan.id)
    anchor = Anchor(document.removeprefix("sha256:"), passage.start, passage.end, passage.quote) if passage else None
    set_values: dict[str, Value] = {KIND: kind, **given}
    made = decision_about(
        view, ADD_NODE, place.id, plan, said,
        subject_name=place.text("label") + schema().caption(place), anchor=anchor, node=node, edge=edge,
        values=set_values, before={},
    )  # fmt: skip
    return checked(view, made)


def _place(view: View, key: str) -> tuple[Node, Node, str]:
    """What the new thing stands under, its plan, and the plan's document."""
    kinds = schema().edges[STATES_TARGET].sources
    place = next((node for node in view.nodes([key]) if node.kind in kinds), None)
    if place is None:
        unknown = UnknownIdError(f"no measure, goal or plan has the id {key!r}", hint="the plan's outline lists them")
        raise moved_or(view, key, unknown)
    plan = view.nodes([place.plan or place.id])[0]
    record = view.load_record(plan.id)
    if record is None:
        raise BadRequestError("the plan is only cited, it was not loaded", where=plan.id, hint="load its file first")
    return place, plan, record.document


def _end(view: View, place: Node, plan: Node) -> int:
    """Where the thing is listed that quotes no words: behind what it stands under."""
    graph = view.reading(plan.id)
    ends = [place.properties.get("end")] if place.kind != "Plan" else []
    ends += [node.properties.get("end") for node in (graph.nodes if graph and not ends else ()) if node.plan == plan.id]
    return max((end for end in ends if isinstance(end, int)), default=0)


def _node(kind: str, plan: str, given: Mapping[str, Value], words: Passage) -> Node:
    named = str(given[_NAMED_BY[kind]])
    shared: dict[str, Value] = {**given, "text": words.quote, "start": words.start, "end": words.end}
    if kind == "Measure":
        own: dict[str, Value] = {"address": "", "basis": "decision", "assigned": False, "open_list": False}
        return Node(kind, ids.measure_id(plan, named), shared | own, plan)
    properties = with_number(kind, shared, given)
    properties["kind"] = "number" if "number" in properties else "class" if given.get("value") else "deferred"
    return Node(kind, ids.target_id(plan, named, str(given.get("deadline", ""))), properties, plan)
