"""Decisions about one edge: a duty that is not so, a duty that the text does not say in words that rules read."""

from dataclasses import replace

from api.decisions.checks import checked
from api.decisions.decision_parts import Said, anchored, decision_of, identified, name_of
from api.decisions.dictionary import known_department
from graph.errors import BadRequestError, UnknownIdError
from graph.ids import decision_id, edge_id
from graph.model import Anchor, Decision, Edge, Evidence, Node, Passage, Value
from graph.questions.moved_ids import moved_or
from graph.schema import schema
from graph.store import View
from graph.stores.replacing import moment

PLACES = frozenset({"READ_FROM", "HAS_GOAL", "HAS_MEASURE"})
"""Edges that hold a plan together: without them its own words would have no place."""


def reject_edge(view: View, edge: str, said: Said) -> Decision:
    """The duty (or any edge) is not so; it goes from every answer and stays in the reading."""
    found = view.edge(edge)
    if found is None:
        refuse_rejected(view, edge)
        unknown = UnknownIdError(f"no edge has the id {edge!r}", hint="answers give the id of every edge")
        raise moved_or(view, edge, unknown)
    if found.plan == "":
        raise BadRequestError("the dictionary says it, not a plan", where=edge, hint="reject edges of plans only")
    if found.kind in PLACES:
        raise BadRequestError(
            "that edge says where something stands, not what is said",
            where=edge,
            hint="reject its duties or its targets",
        )
    ends = {node.id: node for node in view.nodes([found.source, found.target])}
    words = " ".join((_caption(ends[found.source]), found.kind, _caption(ends[found.target])))
    party = found.evidence.party or found.evidence.statement
    anchor = anchored(found, party) if party and found.evidence.document else None
    decision = decision_of(view, "reject-edge", None, "", said, anchor=anchor)
    made = replace(decision, subject=edge, subject_name=words, edge=found)
    return checked(view, identified(made))


def refuse_rejected(view: View, edge: str) -> None:
    """Raise BadRequestError where an edge is not there because it was rejected."""
    for known in view.decisions(kinds=["reject-edge"], subjects=[edge]):
        raise BadRequestError(f"it was rejected before, by {known.by}", where=known.id, hint="undo that one first")


def add_edge(view: View, key: str, role: str, work: str, said: Said, *, words: str = "") -> Decision:
    """A department has a duty in a measure, goal or plan; `words` must stand in its plan exactly once, if given."""
    kind = schema().roles.get(role)
    if kind is None:
        raise BadRequestError(f"no role is called {role!r}", hint="one of " + ", ".join(schema().roles))
    target = next((node for node in view.nodes([work]) if node.kind in schema().edges[kind].targets), None)
    if target is None:
        unknown = UnknownIdError(f"no measure, goal or plan has the id {work!r}", hint="the plan's outline lists them")
        raise moved_or(view, work, unknown)
    plan = target.plan or target.id
    record = view.load_record(plan)
    if record is None:
        raise BadRequestError("the plan is only cited, it was not loaded", where=plan, hint="load its file first")
    department = known_department(view, key, view.nodes([plan])[0], said)
    for stated in view.edges([department.id], kinds=[kind], direction="out"):
        if stated.target == target.id:
            raise BadRequestError("that duty stands already", where=stated.id, hint="correct it, if it is otherwise")
    passage = passage_in(view, record.document, target, words) if words else None
    at = moment(view)
    decision = decision_id("add-edge", department.id, kind, target.id, said.by, at)
    properties: dict[str, Value] = {
        "form": "decision", "formal": True, "unit": name_of(department), "order": 1, "list_length": 1, "open_list": False,
        "scope": "document" if target.kind == "Plan" else "measure", "statement": decision,
        "decisions": (decision,),
    }  # fmt: skip
    evidence = Evidence("decision", "decision", "", record.document if passage else "", "", passage)
    edge = Edge(
        kind, edge_id(kind, department.id, target.id, decision), department.id, target.id, evidence, properties, plan
    )
    anchor = Anchor(record.document.removeprefix("sha256:"), passage.start, passage.end, words) if passage else None
    made = Decision(
        decision, "add-edge", department.id, target.id, said.by, at, anchor=anchor, node=replace(department, plan=""),
        edge=edge, why=said.why, subject_name=name_of(department), object_name=_caption(target),
    )  # fmt: skip
    return checked(view, made)


def passage_in(view: View, document: str, target: Node, words: str) -> Passage:
    """The place of words that stand in the work exactly once. Raises BadRequestError."""
    start, end = target.properties.get("start", 0), target.properties.get("end", 0)
    text = view.text(document, start if isinstance(start, int) else 0, end if isinstance(end, int) else None)
    if text.count(words) != 1:
        raise BadRequestError(
            f"the words stand {text.count(words)} times in {_caption(target)}",
            where=target.id,
            hint="quote more of them",
        )
    begin = text.index(words) + (start if isinstance(start, int) else 0)
    return Passage(begin, begin + len(words), words)


def _caption(node: Node) -> str:
    return str(node.properties.get("label", "")) + schema().caption(node)
