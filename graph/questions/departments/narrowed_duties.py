"""Which duties of all plans a wish keeps, and in what order: arrays of the ledger, no read of the store."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.deadlines.due import in_order
from graph.ledger.duties import Duties, Integers, duties, ranked, targets
from graph.ledger.ledger import Ledger
from graph.questions.all_plans import named
from graph.schema import schema


@dataclass(frozen=True, slots=True, eq=False)
class Works:
    """Of every work (W): `due` as an index into `dues`, which stand in order; `parties` that share it; its first duty."""

    due: Integers
    dues: tuple[str, ...]
    parties: Integers
    first: Integers


@dataclass(frozen=True, slots=True, eq=False)
class Narrowed:
    """The duties that were kept, as indexes into `duties`, in order."""

    duties: Duties
    works: Works
    kept: Integers

    def roles(self) -> dict[str, int]:
        """How many there are in each role that has any."""
        counts = np.bincount(self.duties.role[self.kept], minlength=len(schema().roles)).tolist()
        return {role: count for role, count in zip(schema().roles, counts, strict=True) if count}

    def plans(self) -> dict[str, int]:
        """How many there are in each plan that has any, the most first."""
        counts = np.bincount(self.duties.plan[self.kept], minlength=len(self.duties.plans))
        found = np.flatnonzero(counts)
        order = found[np.argsort(-counts[found], kind="stable")]
        return {self.duties.plans[plan]: int(counts[plan]) for plan in order.tolist()}

    def dues(self) -> Counter[str]:
        """How many are due when."""
        counts = np.bincount(self.works.due[self.duties.work[self.kept]], minlength=len(self.works.dues)).tolist()
        return Counter({due: count for due, count in zip(self.works.dues, counts, strict=True) if count})


def narrowed(
    ledger: Ledger,
    *,
    words: str,
    roles: tuple[str, ...],
    plan: str,
    wanted: Callable[[str], bool] | None,
    parties: int,
    sort: str,
) -> Narrowed:
    """The formal duties in works that are kept; `wanted` asks of a deadline whether it counts."""
    found, works = duties(ledger), _works(ledger)
    order = _order(ledger, sort)
    kept = found.work >= 0
    if words.strip():
        kept &= _bearers(ledger, words)[found.department]
    if plan:
        kept &= found.plan == (found.plans.index(plan) if plan in ledger.entries else -1)
    if roles:
        kept &= np.array([role in roles for role in schema().roles])[found.role]
    if wanted is not None:
        kept &= np.array([wanted(due) for due in works.dues] or [False])[works.due[found.work]]
    if parties:
        kept &= works.parties[found.work] >= parties
    return Narrowed(found, works, order[kept[order]])


def _bearers(ledger: Ledger, words: str) -> NDArray[np.bool_]:
    """Which departments of the duties the words name."""
    keys = frozenset(named(ledger, words))
    return np.array([key in keys for key in duties(ledger).departments], dtype=np.bool_)


def _works(ledger: Ledger) -> Works:
    return ledger.once("works", lambda: _of_works(ledger))


def _of_works(ledger: Ledger) -> Works:
    found, held = duties(ledger), targets(ledger)
    codes, dues = ranked((*found.deadlines, *held.dues, ""), in_order)
    own, stated, without = codes[: len(found.works)], codes[len(found.works) : -1], int(codes[-1])
    first_due = np.full(len(found.works) + 1, len(dues), dtype=np.int64)
    kept = (held.holders >= 0) & (stated != without)
    np.minimum.at(first_due, held.holders[kept], stated[kept])
    first_due[first_due == len(dues)] = without
    formal = np.flatnonzero(found.work >= 0)
    pairs = np.unique(found.work[formal] * max(len(found.departments), 1) + found.department[formal])
    first = np.zeros(len(found.works) + 1, dtype=np.int64)
    first[found.work[formal][::-1]] = formal[::-1]
    due = np.append(np.where(own == without, first_due[:-1], own), without)  # the last one stands for works below 0
    shared = np.bincount(pairs // max(len(found.departments), 1), minlength=len(found.works) + 1)
    return Works(due=due, dues=dues, parties=shared, first=first)


def _order(ledger: Ledger, sort: str) -> Integers:
    """All duties in an order; every order ends with the place in the plans, so that it is the same each time."""
    return ledger.once(("duty order", sort), lambda: _ordered(ledger, sort))


def _ordered(ledger: Ledger, sort: str) -> Integers:
    found, works = duties(ledger), _works(ledger)
    dates: Mapping[str, str] = {plan: node.text("date") for plan, node in ledger.plans.items()}
    by_date = sorted(range(len(found.plans)), key=lambda plan: (dates.get(found.plans[plan], ""), found.plans[plan]))
    rank = np.empty(len(by_date), dtype=np.int64)
    rank[by_date] = np.arange(len(by_date))
    placed: Integers = np.argsort(rank[found.plan], kind="stable")
    keys = {"department": found.department, "due": works.due[found.work], "parties": -works.parties[found.work]}
    return placed[np.argsort(keys[sort][placed], kind="stable")] if sort in keys else placed
