"""Everything of one store into another: plans with their texts, origins, evidence and load records, and people's decisions."""

from collections.abc import Callable

from graph.errors import StoreError
from graph.store import Store


def copy(source: Store, target: Store, *, progress: Callable[[str, int, int], None] | None = None) -> dict[str, int]:
    """Copy what `source` holds into `target`, which keeps what else it has; repeating it is harmless.

    The counts: `plans` written, those `unchanged` in the target, those `kept` there because its edition is the better one,
    and `decisions`. Load times come along. `progress` hears the plan, its number from 1 and how many there are. Decisions go first, so that
    no moment shows a plan without them. A plan that goes from `source` meanwhile is passed over.
    """
    view, writer = source.view(), target.writer()
    if source.url == target.url and source.url != "sqlite://":
        raise StoreError("a store can't be copied to itself", where=target.url, hint="name another target")
    decisions = view.decisions(undone=True)
    for decision in decisions:
        writer.decide(decision)
    outcomes = {"added": 0, "changed": 0, "unchanged": 0, "kept": 0}
    records = view.load_records()
    for number, record in enumerate(records, 1):
        if progress:
            progress(record.plan, number, len(records))
        graph, document = view.reading(record.plan), view.document(record.document)
        if graph is not None and document is not None:
            outcomes[writer.replace(graph, document, loaded_at=record.loaded_at)] += 1
    return {
        "plans": outcomes["added"] + outcomes["changed"],
        "unchanged": outcomes["unchanged"],
        "kept": outcomes["kept"],
        "decisions": len(decisions),
    }
