"""From what a person says is wrong to a Decision: a duty's role, party or work, what a work or target says."""

from collections.abc import Mapping
from dataclasses import replace

from api.decisions.checks import checked, decision_about, given_values, typed
from api.decisions.decision_parts import Said, anchored, name_of
from api.decisions.dictionary import known_department
from graph.decisions import ACTING, CORRECT_DUTY, CORRECT_NODE, read_as
from graph.decisions.duties import DEPARTMENT, ROLE, WORK
from graph.decisions.works import CORRECTABLE
from graph.errors import BadRequestError, UnknownIdError
from graph.model import Decision, Edge, Node, Value
from graph.questions.moved_ids import corrected_edge, moved_or
from graph.schema import schema
from graph.store import View

_OF_A_DUTY = (ROLE, DEPARTMENT, WORK)


def correct_duty(view: View, edge: str, values: Mapping[str, str], said: Said) -> Decision:
    """A duty has another role, department or work; what was read stays beside it as its evidence.

    Raises UnknownIdError, AmbiguousNameError, BadRequestError where it stands so already or contradicts a decision.
    """
    given = given_values(values, _OF_A_DUTY, edge)
    found = duty(view, edge)
    root = _as_read(view, found)
    plan, now = view.nodes([found.plan])[0], _as_values(found)
    wanted: dict[str, Value] = {}
    party: Node | None = None
    if role := given.get(ROLE):
        if role not in schema().roles:
            raise BadRequestError(f"no role is called {role!r}", hint="one of " + ", ".join(schema().roles))
        wanted[ROLE] = role
    if key := given.get(DEPARTMENT):
        party = known_department(view, key, plan, said)
        wanted[DEPARTMENT] = party.id
    if work := given.get(WORK):
        wanted[WORK] = _work(view, work, found).id
    wanted = {name: value for name, value in wanted.items() if value != now[name]}
    party = party if DEPARTMENT in wanted else None
    if not wanted:
        raise BadRequestError("it says so already", where=edge, hint="give another role, department or work")
    after = {**now, **wanted}
    kind = schema().roles[str(after[ROLE])]
    for other in view.edges([str(after[DEPARTMENT])], kinds=[kind], direction="out"):
        if other.target == after[WORK] and other.id != found.id:
            raise BadRequestError("that duty stands already", where=other.id, hint="reject this one instead")
    words = root.evidence.party or root.evidence.statement
    made = decision_about(
        view, CORRECT_DUTY, root.id, plan, said,
        subject_name=_duty_words(view, found), anchor=anchored(root, words) if words and root.evidence.document else None,
        node=replace(party, plan="") if party else None, edge=root, values=wanted,
        before={name: now[name] for name in wanted},
    )  # fmt: skip
    return checked(view, made)


def correct_node(view: View, key: str, values: Mapping[str, str], said: Said) -> Decision:
    """A measure, goal, sub-target or plan says otherwise; an empty value takes one away.

    Raises UnknownIdError, BadRequestError where it says so already, lacks what it must have or contradicts a decision.
    """
    node = next((node for node in view.nodes([key]) if node.kind in CORRECTABLE), None)
    if node is None:
        unknown = UnknownIdError(
            f"no measure, goal, target or plan has the id {key!r}", hint="the plan's outline lists them"
        )
        raise moved_or(view, key, unknown)
    plan = view.nodes([node.plan or node.id])[0]
    if view.load_record(plan.id) is None:
        raise BadRequestError("the plan is only cited, it was not loaded", where=plan.id, hint="load its file first")
    given = given_values(values, CORRECTABLE[node.kind], key)
    now: dict[str, Value] = {name: node.properties.get(name, "") for name in given}
    wanted = typed(node.kind, {name: value for name, value in given.items() if name != WORK}, where=key)
    if WORK in given:
        now[WORK] = _holder(view, node)
        wanted[WORK] = _stating(view, given[WORK], plan)
    wanted = {name: value for name, value in wanted.items() if value != now[name]}
    if not wanted:
        raise BadRequestError("it says so already", where=key, hint="give another value")
    read = _read(view, node, plan.id)
    before = {name: read.properties.get(name, "") if name != WORK else now[WORK] for name in wanted}
    made = decision_about(
        view, CORRECT_NODE, node.id, plan, said,
        subject_name=node.text("label") + schema().caption(node), node=read, values=wanted,
        before=before,
    )  # fmt: skip
    return checked(view, made)


def duty(view: View, edge: str) -> Edge:
    """The duty with this id, or the one that was read under it. Raises UnknownIdError, BadRequestError for other edges."""
    found = view.edge(edge) or corrected_edge(view, edge)
    if found is None:
        unknown = UnknownIdError(f"no edge has the id {edge!r}", hint="answers give the id of every edge")
        raise moved_or(view, edge, unknown)
    if found.kind not in schema().role_of:
        raise BadRequestError("that edge is no duty", where=edge, hint="give the id of a duty")
    return found


def _as_read(view: View, edge: Edge) -> Edge:
    """The edge as the reading (or a person who added it) has it."""
    root = read_as(edge)
    graph = view.reading(edge.plan)
    known = (*(graph.edges if graph else ()), *(d.edge for d in view.decisions(kinds=ACTING, plans=[edge.plan])))
    return next((found for found in known if found is not None and found.id == root), edge)


def _as_values(edge: Edge) -> dict[str, Value]:
    return {ROLE: schema().role_of[edge.kind], DEPARTMENT: edge.source, WORK: edge.target}


def _duty_words(view: View, edge: Edge) -> str:
    ends = {node.id: node for node in view.nodes([edge.source, edge.target])}
    source, target = ends[edge.source], ends[edge.target]
    return " ".join((name_of(source), edge.kind, target.text("label") + schema().caption(target)))


def _work(view: View, key: str, edge: Edge) -> Node:
    kinds = schema().edges[edge.kind].targets
    found = next((node for node in view.nodes([key]) if node.kind in kinds), None) or _titled(view, key, edge.plan)
    if found is None:
        unknown = UnknownIdError(f"no measure, goal or plan has the id {key!r}", hint="the plan's outline lists them")
        raise moved_or(view, key, unknown)
    if (found.plan or found.id) != edge.plan:
        raise BadRequestError("that work belongs to another plan", where=key, hint="add the duty there")
    return found


def _titled(view: View, words: str, plan: str) -> Node | None:
    """The one measure or goal of a plan that has this title, with its number or without."""
    works = [node for kind in ("Measure", "Goal") for node in view.list_nodes(kind, plan=plan).items]
    found = [node for node in works if words.strip() in (node.text("title"), node.text("label") + node.text("title"))]
    return found[0] if len(found) == 1 else None


def _stating(view: View, key: str, plan: Node) -> str:
    kinds = schema().edges["HAS_TARGET"].sources
    found = next((node for node in view.nodes([key]) if node.kind in kinds), None) or _titled(view, key, plan.id)
    if found is None:
        raise UnknownIdError(f"no measure, goal or plan has the id {key!r}", hint="the plan's outline lists them")
    if (found.plan or found.id) != plan.id:
        raise BadRequestError("that work belongs to another plan", where=key, hint="add the target there")
    return found.id


def _holder(view: View, target: Node) -> str:
    held = view.edges([target.id], kinds=["HAS_TARGET"], direction="in")
    return held[0].source if held else ""


def _read(view: View, node: Node, plan: str) -> Node:
    """The node as it was read, which tells after a reload whether the text still says what was corrected."""
    graph = view.reading(plan)
    return next((read for read in (graph.nodes if graph else ()) if read.id == node.id), node)
