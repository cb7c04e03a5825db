"""Which duties of all plans a wish keeps, and in what order: arrays of the ledger, no read of the store."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from graph.facets.emptied import Without, emptied_by
from graph.facets.facets import NOTHING, Facets
from graph.facets.narrowing import Counts, countable, counted
from graph.facets.narrowing import kept as keeping
from graph.ledger.arrays import Booleans, np
from graph.ledger.duties import INDEX, Duties, Integers, duties
from graph.ledger.ledger import Ledger
from graph.ledger.works import Works, works_due
from graph.questions.all_plans import named
from graph.schema import schema


@dataclass(frozen=True, slots=True, eq=False)
class Narrowed:
    """The duties that were kept, as indexes into `duties`, in order; `facets` counts what could be chosen besides.

    `without` says which filter left none.
    """

    duties: Duties
    works: Works
    kept: Integers
    facets: Counts
    without: Without

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
    plan: str,
    wanted: Callable[[str], bool] | None,
    parties: int,
    facets: Facets,
    sort: str,
) -> Narrowed:
    """The formal duties in works that are kept; `wanted` asks of a deadline whether it counts."""
    found, works = duties(ledger), works_due(ledger)
    order = _order(ledger, sort)
    base, masks = found.work >= 0, {}
    if words.strip():
        masks["q"] = _bearers(ledger, words)[found.department]
    if plan:
        masks["plan"] = found.plan == found.plan_at(plan)
    if wanted is not None:
        masks["due_before"] = np.array([wanted(due) for due in works.dues] or [False])[works.due[found.work]]
    if parties:
        masks["parties"] = works.parties[found.work] >= parties
    kept = base.copy()
    for mask in masks.values():
        kept &= mask
    counts = counted(ledger, "duties", facets, among=kept, names=countable(plan))
    if facets:
        kept &= keeping(ledger, "duties", facets)
    without = {} if kept.any() else emptied_by(ledger, "duties", base, masks, facets)
    return Narrowed(found, works, order[kept[order]], counts, without)


def facet_counts(ledger: Ledger, facets: Facets = NOTHING) -> Counts:
    """The values of the facets with their counts where nothing else narrows the list: duties of a whole plan are none of its items."""
    return counted(ledger, "duties", facets, among=duties(ledger).work >= 0)


def _bearers(ledger: Ledger, words: str) -> Booleans:
    """Which departments of the duties the words name."""
    keys = frozenset(named(ledger, words))
    return np.array([key in keys for key in duties(ledger).departments], dtype=np.bool_)


def _order(ledger: Ledger, sort: str) -> Integers:
    """All duties in an order; every order ends with the place in the plans, so that it is the same each time."""
    return ledger.once(("duty order", sort), lambda: _ordered(ledger, sort))


def _ordered(ledger: Ledger, sort: str) -> Integers:
    found, works = duties(ledger), works_due(ledger)
    dates: Mapping[str, str] = {plan: node.text("date") for plan, node in ledger.plans.items()}
    by_date = sorted(range(len(found.plans)), key=lambda plan: (dates.get(found.plans[plan], ""), found.plans[plan]))
    rank = np.empty(len(by_date), dtype=np.int64)
    rank[by_date] = np.arange(len(by_date))
    placed: Integers = np.argsort(rank[found.plan], kind="stable").astype(INDEX)
    keys = {"department": found.department, "due": works.due[found.work], "parties": -works.parties[found.work]}
    return placed[np.argsort(keys[sort][placed], kind="stable")] if sort in keys else placed
