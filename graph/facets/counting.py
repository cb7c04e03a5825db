"""Counts of the facets of plans for lists that the ledger has no arrays of: citations, acts that are cited, deadlines."""

from collections.abc import Iterable, Mapping
from typing import Any

from graph.facets.facets import PLAN_FACETS, Facets
from graph.facets.narrowing import Count, Counts, kept
from graph.facets.tables import Listing
from graph.ledger.arrays import distinct, np
from graph.ledger.duties import Integers
from graph.ledger.ledger import Ledger
from graph.ledger.places import plan_rows

_CELLS = 4_000_000
"""Items times values that are looked at together."""


def counted_of_plans(ledger: Ledger, facets: Facets, pairs: Iterable[tuple[str, str]]) -> Counts:
    """The values of the facets of plans with how many items each would leave; pairs (item, plan id) of the list without facets.

    An item counts once, of however many plans it is; plans that are only cited have no values.
    """
    row_of = plan_rows(ledger)
    codes: dict[str, int] = {}
    found = [(codes.setdefault(item, len(codes)), row_of[plan]) for item, plan in pairs if plan in row_of]
    item, plan = np.array(found, dtype=np.int64).reshape(-1, 2).T
    order = np.argsort(item, kind="stable")
    return _counted(ledger, facets, np.zeros(len(row_of)), item[order], plan[order])


def counted_of_owned(ledger: Ledger, facets: Facets, owned: Mapping[str, int]) -> Counts:
    """The same of items of which each is of one plan: how many of them each plan (id) has."""
    row_of = plan_rows(ledger)
    numbers = np.zeros(len(row_of))
    for key, number in owned.items():
        if key in row_of:
            numbers[row_of[key]] = number
    return _counted(ledger, facets, numbers, np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))


def _counted(ledger: Ledger, facets: Facets, owned: Any, item: Integers, plan: Integers) -> Counts:  # noqa: ANN401  # an array
    """`owned` says of every plan of how many items it alone is; of others are pairs (item, plan), by item."""
    listing = Listing(ledger, "plans", facets.today)
    return {name: tuple(_counts(listing, name, facets, (owned, item, plan))) for name in PLAN_FACETS}


def _counts(listing: Listing, name: str, facets: Facets, of: tuple[Any, Integers, Integers]) -> Iterable[Count]:
    owned, item, plan = of
    others = facets.choosing(name)
    if others:
        inside = kept(listing.ledger, "plans", others)
        owned, item, plan = owned * inside, item[inside[plan]], plan[inside[plan]]
    members = listing.column(name).members
    alone, codes = members.of(np.arange(len(owned)))
    numbers = np.bincount(codes, owned[alone], minlength=len(members.values)).astype(np.int64)
    numbers += _distinct(item, *members.of(plan), len(members.values))
    totals = dict(zip(members.values, numbers.tolist(), strict=True))
    chosen = facets.values(name)
    for value in chosen:  # one that is not listed: a part of a place
        if value not in totals:
            having = members.having([value])[:-1]
            totals[value] = int(owned[having].sum()) + len(distinct(item[having[plan]]))
    return (Count(value, count, value in chosen) for value, count in totals.items() if count or value in chosen)


def _distinct(item: Integers, which: Integers, codes: Integers, values: int) -> Integers:
    """Of how many items (in order) each value is, where pair `which` has the value `codes`."""
    found = np.zeros(values, dtype=np.int64)
    if not len(which):
        return found
    having = item[which]
    end, step = int(having[-1]) + 1, max(_CELLS // values, 1)
    for begin in range(0, end, step):
        part = slice(*np.searchsorted(having, [begin, begin + step]).tolist())
        cells = np.zeros((values, min(step, end - begin)), dtype=np.bool_)
        cells[codes[part], having[part] - begin] = True
        found += [np.count_nonzero(row) for row in cells]  # a tenth of the time of summing columns
    return found
