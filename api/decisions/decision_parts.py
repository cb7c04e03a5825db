"""Who says what when: the pieces that every decision is made of, and taking one back."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from api.settings import Settings
from api.surroundings import system_user
from graph.errors import SettledError, UnknownIdError
from graph.ids import decision_id
from graph.model import Anchor, Decision, DecisionKind, Edge, Node, Passage
from graph.store import Store, View
from graph.stores.replacing import moment


@dataclass(frozen=True, slots=True)
class Said:
    """Who says something, why, and about which place's departments; `mention` (an edge id) means that mention only."""

    by: str
    why: str = ""
    jurisdiction: str = ""
    mention: str = ""


def decision_of(
    view: View,
    kind: DecisionKind,
    subject: Node | None,
    to: str,
    said: Said,
    *,
    anchor: Anchor | None = None,
    node: Node | None = None,
) -> Decision:
    """A decision of now; `subject` and `node` are what it is called by."""
    made = Decision(
        "", kind, subject.id if subject else "", to, said.by, moment(view), anchor=anchor, node=node, why=said.why,
        subject_name=name_of(subject) if subject else "", object_name=name_of(node) if node else "",
    )  # fmt: skip
    return identified(made)


def identified(decision: Decision) -> Decision:
    """The decision with the id that follows from what it says, who says it and when."""
    parts = (decision.kind, decision.subject, decision.object, decision.by, decision.at)
    return replace(decision, id=decision_id(*parts))


def anchored(edge: Edge, words: Passage) -> Anchor:
    """The anchor of words that an edge rests on."""
    return Anchor(edge.evidence.document.removeprefix("sha256:"), words.start, words.end, words.quote)


def undo(store: Store, key: str, by: str) -> Decision:
    """Take a decision back; what was read holds again. Raises UnknownIdError, SettledError for one undone before."""
    return store.writer().decide_on(lambda view: _taken_back(view, key, by))


def _taken_back(view: View, key: str, by: str) -> Decision:
    found = next(iter(view.decisions(undone=True, ids=[key])), None)
    if found is None:
        raise UnknownIdError(
            f"no decision has the id {key!r}", hint="`respgraph names list` and /api/decisions list them"
        )
    if found.undone:
        raise SettledError(f"it was undone before, by {found.undone}", where=key)
    return replace(found, undone=f"{by}, {datetime.now(UTC).isoformat(timespec='seconds')}")


def name_of(department: Node) -> str:
    """The name of a department."""
    return str(department.properties["name"])


def signed_by(settings: Settings) -> str:
    """Who decides over HTTP: the setting, else the user that the explorer runs as."""
    return settings.user or system_user()
