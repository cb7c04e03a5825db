"""Taking a plan out, an earlier edition made current, a decision that followed its work confirmed: for page, address, verb."""

from collections.abc import Iterable
from dataclasses import replace

from graph.errors import SettledError, UnknownIdError
from graph.model import Decision
from graph.questions.plans.editions import edition_of
from graph.questions.plans.plans import find_plan
from graph.store import Store, View
from graph.stores.replacing import now


def remove_plan(store: Store, key: str, *, by: str) -> str:
    """Take a plan out by id, number or title; its id. Its editions stay. Raises UnknownIdError, AmbiguousNameError."""
    plan = find_plan(store.view(), key).id
    if not store.writer().remove(plan, at=now(), by=by):
        raise UnknownIdError(f"{plan} is only cited, there is nothing to remove")
    return plan


def restore_edition(store: Store, key: str, *, by: str) -> str:
    """Make an edition (PLAN@NUMBER, or the newest of a plan) what the graph shows; the plan's id.

    It becomes the newest edition, with a note of which one it was. Raises UnknownIdError, AmbiguousNameError.
    """
    record, edition = edition_of(store.view(), key)
    note = f"restored from {record.number}"
    store.writer().replace(edition.graph, edition.document, loaded_at=now(), by=by, note=note, instead_of=record.plan)
    return edition.graph.plan


def to_confirm(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions in force that followed their work under another id, and nobody has looked at since."""
    return [each for each in decisions if not each.undone and any(not step.confirmed for step in each.followed)]


def confirm(store: Store, key: str, by: str) -> Decision:
    """Say that a decision which followed its work is right where it stands now. Raises UnknownIdError, SettledError."""
    return store.writer().decide_on(lambda view: _confirmed(view, key, by))


def _confirmed(view: View, key: str, by: str) -> Decision:
    found = next(iter(view.decisions(ids=[key])), None)
    if found is None:
        raise UnknownIdError(
            f"no decision has the id {key!r}", hint="`respgraph names list` and /api/decisions list them"
        )
    if not to_confirm([found]):
        raise SettledError("there is nothing to confirm of this decision", where=key)
    said = f"{by}, {now()}"
    return replace(found, followed=tuple(replace(each, confirmed=each.confirmed or said) for each in found.followed))
