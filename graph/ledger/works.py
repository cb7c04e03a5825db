"""When every work of all plans is due and how many share it, from a ledger: worked out once for each state."""

from dataclasses import dataclass

from graph.deadlines.due import in_order
from graph.ledger.arrays import distinct, np
from graph.ledger.duties import Integers, duties, ranked, targets
from graph.ledger.ledger import Ledger


@dataclass(frozen=True, slots=True, eq=False)
class Works:
    """Of every work (W): `due` as an index into `dues`, which stand in order; `parties` that share it; its first duty.

    The work's own deadline counts, else the first of its targets'. The last entry of each array stands for what is no work.
    `stated` are the deadlines of all targets, in their order.
    """

    due: Integers
    dues: tuple[str, ...]
    parties: Integers
    first: Integers
    stated: Integers


def works_due(ledger: Ledger) -> Works:
    """Those of all plans."""
    return ledger.once("works", lambda: _works(ledger))


def _works(ledger: Ledger) -> Works:
    found, held = duties(ledger), targets(ledger)
    codes, dues = ranked((*found.deadlines, *held.dues, ""), in_order)
    own, stated, without = codes[: len(found.works)], codes[len(found.works) : -1], int(codes[-1])
    first_due = np.full(len(found.works) + 1, len(dues), dtype=np.int64)
    kept = (held.holders >= 0) & (stated != without)
    np.minimum.at(first_due, held.holders[kept], stated[kept])
    first_due[first_due == len(dues)] = without
    formal = np.flatnonzero(found.work >= 0)
    pairs = distinct(found.work[formal].astype(np.int64) * max(len(found.departments), 1) + found.department[formal])
    first = np.zeros(len(found.works) + 1, dtype=np.int64)
    first[found.work[formal][::-1]] = formal[::-1]
    due = np.append(np.where(own == without, first_due[:-1], own), without)  # the last one stands for works below 0
    shared = np.bincount(pairs // max(len(found.departments), 1), minlength=len(found.works) + 1)
    return Works(due=due, dues=dues, parties=shared, first=first, stated=stated)
