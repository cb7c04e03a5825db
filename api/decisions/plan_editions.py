"""Taking a plan out of the graph, and making an earlier edition current again: one way for page, address and verb."""

from graph.errors import UnknownIdError
from graph.questions.plans.editions import edition_of
from graph.questions.plans.plans import find_plan
from graph.store import Store
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
