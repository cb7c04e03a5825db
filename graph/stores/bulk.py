"""Many plans in one transaction, whatever the store: what each needs is worked out before, and one that is refused goes alone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from graph.errors import ModelError, RespgraphError
from graph.store import Load, Outcome
from graph.stores import rows
from graph.stores.replacing import Loading, check, edition


@dataclass(frozen=True, slots=True)
class Prepared:
    """A plan that keeps to the schema, with all that storing it takes from the plan itself."""

    load: Load
    loading: Loading
    packed: rows.Packed
    fingerprint: str
    edition: str


def prepared(load: Load, *, spans: bool = True) -> Prepared:
    """Check a plan and pack it, with `spans` in terms of its text (rows.pack); ModelError where it breaks the schema."""
    check(load.graph, load.document)
    packed = rows.pack(load.graph, load.document.text if spans else "", quoted=spans)
    loading = Loading(load.loaded_at, load.by, load.instead_of, load.renamed, load.note)
    return Prepared(load, loading, packed, rows.fingerprint(packed, load.document), edition(load.graph))


def stored_in_turns(
    loads: Sequence[Load], store: Callable[[Sequence[Prepared]], Sequence[Outcome]], *, spans: bool = True
) -> list[Outcome | RespgraphError]:
    """What became of each plan; `store` writes those it is given in one transaction, or refuses them all (ModelError)."""
    results: list[Outcome | RespgraphError | None] = [None] * len(loads)
    ready: list[tuple[int, Prepared]] = []
    for number, load in enumerate(loads):
        try:
            ready.append((number, prepared(load, spans=spans)))
        except ModelError as error:
            results[number] = error
    turns = [ready] if ready else []
    while turns:
        turn = turns.pop()
        try:
            for (number, _), outcome in zip(turn, store([one for _, one in turn]), strict=True):
                results[number] = outcome
        except ModelError as error:
            if len(turn) == 1:
                results[turn[0][0]] = error
            else:
                turns += [[one] for one in reversed(turn)]
    return [result for result in results if result is not None]
