"""From the words of a request or a form to a stored decision: one way for both."""

from api.decisions.decision_parts import Said
from api.decisions.department_decisions import collective, different, new, same
from api.decisions.edge_decisions import add_edge, reject_edge
from api.decisions.reforms import Reform, reform
from api.wire.names import DecisionIn
from graph.errors import BadRequestError
from graph.model import Decision
from graph.store import Store, View

_TO_COME = frozenset({"correct-duty", "correct-node", "add-node", "progress"})


def decide(store: Store, asked: DecisionIn, by: str) -> Decision:
    """Make the decision and store it, in one go; raises the domain's errors where it makes no sense."""
    return store.writer().decide_on(lambda view: decision_of(view, asked, by))


def decision_of(view: View, asked: DecisionIn, by: str) -> Decision:
    """The decision that is asked for; nothing is stored."""
    said = Said(by=by, why=asked.why, jurisdiction=asked.jurisdiction, mention=asked.mention)
    if asked.kind in ("same", "different") and not asked.object:
        raise BadRequestError(
            f"{asked.kind} needs two departments", where=asked.subject, hint="name the other as `object`"
        )
    match asked.kind:
        case "same":
            return same(view, asked.subject, asked.object, said)
        case "different":
            return different(view, asked.subject, asked.object, said)
        case "new":
            kind = asked.department_kind
            return new(view, asked.subject, asked.name, said, kind=kind, name_en=asked.name_en)
        case "collective":
            return collective(view, asked.subject, said)
        case "reform":
            stated = Reform(asked.subject, asked.since, after=asked.object, new=asked.name, part=asked.part)
            return reform(view, stated, said)
    if asked.kind in _TO_COME:
        raise BadRequestError(
            f"this respgraph does not know decisions of the kind {asked.kind} yet", where=asked.subject
        )
    return _of_an_edge(view, asked, said)


def _of_an_edge(view: View, asked: DecisionIn, said: Said) -> Decision:
    if asked.kind == "reject-edge":
        return reject_edge(view, asked.subject, said)
    return add_edge(view, asked.subject, asked.role, asked.object, said, words=asked.words)
