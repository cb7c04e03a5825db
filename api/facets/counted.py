"""Counts of facets as answers give them, with what each value is called."""

from collections.abc import Sequence
from functools import lru_cache

from api.facets.asked import label_of
from api.wire.references import FacetOut, FacetValueOut
from graph.facets.facets import FACETS, PLAN_FACETS, Facets
from graph.facets.labels import facet_label
from graph.facets.narrowing import Count, Counts, counted
from graph.place_words import UNKNOWN
from graph.store import View

MOST_VALUES = 40
"""Values of a facet that an answer lists; it always says how many there are."""

_IN_ORDER = ("level", "validity", "due", "role", "form")
"""Facets whose values have an order of their own."""


def facets_out(counts: Counts, most: int = MOST_VALUES) -> list[FacetOut]:
    """The facets in their order, without those of which nothing has a value."""
    found = []
    for name in FACETS:
        values = _ordered(name, counts.get(name, ()))
        if values:
            label = facet_label(name)
            shown = [each for place, each in enumerate(values) if place < most or each.chosen or each.value == UNKNOWN]
            found.append(
                FacetOut(
                    name=name,
                    zh=label["zh"],
                    en=label["en"],
                    values=[_value(name, each.value, each.count, chosen=each.chosen) for each in shown],
                    of_values=len(values),
                )
            )
    return found


def plan_choices(view: View, facets: Facets) -> list[FacetOut]:
    """The facets of plans with the values that plans have, where what is listed is no plan; the counts are of plans."""
    return facets_out(counted(view.ledger(), "plans", facets, names=PLAN_FACETS))


def _ordered(name: str, values: Sequence[Count]) -> list[Count]:
    if name in _IN_ORDER:
        return list(values)
    if name == "year":
        return sorted(values, key=lambda each: each.value, reverse=True)
    return sorted(values, key=lambda each: (-each.count, each.value))


@lru_cache(maxsize=16_384)  # a page has a hundred of them, and the next one has the same
def _value(name: str, value: str, count: int, *, chosen: bool) -> FacetValueOut:
    label = label_of(name, value)
    return FacetValueOut(value=value, zh=label["zh"], en=label["en"], count=count, chosen=chosen)
