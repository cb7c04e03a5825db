"""From the words of a request or a form to a stored decision: one way for both."""

from collections.abc import Callable, Mapping

from api.decisions.additions import add_node
from api.decisions.corrections import correct_duty, correct_node
from api.decisions.decision_parts import Said
from api.decisions.department_decisions import collective, different, new, same
from api.decisions.edge_decisions import add_edge, reject_edge
from api.decisions.reforms import Reform, reform
from api.decisions.reports import judgement, progress
from api.wire.names import DecisionIn
from graph.errors import BadRequestError
from graph.model import Decision
from graph.store import Store, View


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
    return _MAKE[asked.kind](view, asked, said)


def _reform(view: View, asked: DecisionIn, said: Said) -> Decision:
    stated = Reform(asked.subject, asked.since, after=asked.object, new=asked.name, part=asked.part)
    return reform(view, stated, said)


_MAKE: Mapping[str, Callable[[View, DecisionIn, Said], Decision]] = {
    "same": lambda view, asked, said: same(view, asked.subject, asked.object, said),
    "different": lambda view, asked, said: different(view, asked.subject, asked.object, said),
    "new": lambda view, asked, said: new(
        view, asked.subject, asked.name, said, kind=asked.department_kind, name_en=asked.name_en
    ),
    "collective": lambda view, asked, said: collective(view, asked.subject, said),
    "reform": _reform,
    "reject-edge": lambda view, asked, said: reject_edge(view, asked.subject, said),
    "add-edge": lambda view, asked, said: add_edge(
        view, asked.subject, asked.role, asked.object, said, words=asked.words
    ),
    "correct-duty": lambda view, asked, said: correct_duty(view, asked.subject, asked.values, said),
    "correct-node": lambda view, asked, said: correct_node(view, asked.subject, asked.values, said),
    "add-node": lambda view, asked, said: add_node(view, asked.subject, asked.values, said, words=asked.words),
    "progress": lambda view, asked, said: progress(view, asked.subject, asked.values, said),
    "judge-finding": lambda view, asked, said: judgement(view, asked.subject, asked.values, said),
}
"""How each kind of decision is made from what is asked."""
