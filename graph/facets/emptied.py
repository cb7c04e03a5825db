"""Which filter emptied a list: how many items there would be without each of those that were given."""

from collections.abc import Mapping

from graph.facets.facets import FACETS, Facets
from graph.facets.lines import Items
from graph.facets.narrowing import kept
from graph.ledger.arrays import Booleans
from graph.ledger.ledger import Ledger

Without = Mapping[str, int]
"""Filter → how many items there would be without it, with all others kept; empty where a list is not."""


def emptied_by(ledger: Ledger, items: Items, base: Booleans, others: Mapping[str, Booleans], facets: Facets) -> Without:
    """What each filter of a list leaves out: `others` by name keep items of `base`, as facets do besides.

    Empty where they leave something together, and where nothing narrows. The ledger alone.
    """
    given = (*others, *facets.chosen())
    if not given or _count(ledger, items, base, others, facets):
        return {}
    return {
        name: _count(
            ledger,
            items,
            base,
            {other: mask for other, mask in others.items() if other != name},
            facets.choosing(name) if name in FACETS else facets,
        )
        for name in given
    }


def _count(ledger: Ledger, items: Items, base: Booleans, others: Mapping[str, Booleans], facets: Facets) -> int:
    mask = base.copy()
    for other in others.values():
        mask &= other
    if facets:
        mask &= kept(ledger, items, facets)
    return int(mask.sum())
