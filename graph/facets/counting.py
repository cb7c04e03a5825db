"""Counts of the facets of plans for lists that the ledger has no arrays of: citations, acts that are cited, findings."""

from collections.abc import Iterable

import numpy as np

from graph.facets.facets import PLAN_FACETS, Facets
from graph.facets.narrowing import Count, Counts, kept
from graph.facets.tables import Listing
from graph.ledger.arrays import distinct
from graph.ledger.duties import Integers
from graph.ledger.ledger import Ledger


def counted_of_plans(ledger: Ledger, facets: Facets, pairs: Iterable[tuple[str, str]]) -> Counts:
    """The values of the facets of plans with how many items each would leave; pairs (item, plan id) of the list without facets.

    An item counts once, of however many plans it is; plans that are only cited have no values.
    """
    row_of = {plan: row for row, plan in enumerate(ledger.entries)}
    codes: dict[str, int] = {}
    found = [(codes.setdefault(item, len(codes)), row_of[plan]) for item, plan in pairs if plan in row_of]
    item, plan = np.array(found, dtype=np.int64).reshape(-1, 2).T
    listing = Listing(ledger, "plans", facets.today)
    return {name: tuple(_counts(listing, name, facets, item, plan)) for name in PLAN_FACETS}


def _counts(listing: Listing, name: str, facets: Facets, item: Integers, plan: Integers) -> Iterable[Count]:
    others = facets.choosing(name)
    inside = kept(listing.ledger, "plans", others)[plan] if others else np.ones(len(plan), dtype=np.bool_)
    item, plan = item[inside], plan[inside]
    members = listing.column(name).members
    which, codes = members.of(plan)
    values = max(len(members.values), 1)
    once = distinct(item[which] * values + codes)
    totals = dict(zip(members.values, np.bincount(once % values, minlength=len(members.values)).tolist(), strict=False))
    chosen = facets.values(name)
    for value in chosen:  # one that is not listed: a part of a place
        if value not in totals:
            totals[value] = len(distinct(item[members.having([value])[plan]]))
    return (Count(value, count, value in chosen) for value, count in totals.items() if count or value in chosen)
