"""What the audit says of a store's own changes: plans that were loaded, taken out, brought back, and decisions."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graph.access.entries import Action, Entry
from graph.model import Decision
from graph.serial import decision_to_json
from graph.store import EditionRecord, Load, Outcome

_RESTORED = "restored from"
"""How the note of an edition begins that was brought back (api/decisions/plan_editions.py)."""


def loads(given: Iterable[tuple[Load, Outcome]], before: Mapping[str, Mapping[str, Any]]) -> list[Entry]:
    """Of plans that were stored, `before` by id what stood there; none of what changed nothing."""
    return [
        _load(load, outcome, before.get(load.instead_of) or before.get(load.graph.plan, {}))
        for load, outcome in given
        if outcome in ("added", "changed")
    ]


def _load(load: Load, outcome: Outcome, before: Mapping[str, Any]) -> Entry:
    after = {"document": load.graph.document, "outcome": outcome, "figures": dict(load.graph.figures)}
    if load.note:
        after["note"] = load.note
    action: Action = "restore" if load.note.startswith(_RESTORED) else "load"
    return Entry(action, load.graph.plan, before, after, who=load.by)


def wanted(given: Sequence[Load]) -> list[str]:
    """The plans of which `loads` wants to know what stood there."""
    return sorted({key for load in given for key in (load.graph.plan, load.instead_of) if key})


def removal(plan: str, before: Mapping[str, Any], by: str) -> Entry:
    """Of a plan that was taken out."""
    return Entry("remove", plan, before, who=by)


def keeping(record: EditionRecord) -> Entry:
    """Of an older edition that another store held."""
    return Entry("keep", record.plan, after={"number": record.number, "document": record.document})


def decided(decision: Decision, before: Decision | None) -> Entry:
    """Of a decision, `before` as it stood until now; else what it says itself of that."""
    undone = bool(decision.undone)
    stood = decision_to_json(before) if before else dict(decision.before)
    who = decision.undone.rpartition(", ")[0] if undone else decision.by
    return Entry("undo" if undone else "decide", decision.subject, stood, decision_to_json(decision), who=who)
