"""What facets keep of a list, and how many items each value would leave: arrays of the ledger, no read of the store."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from graph.facets.facets import DUTY_FACETS, FACETS, WORK_FACETS, Facets
from graph.facets.lines import Items
from graph.facets.tables import Listing
from graph.facets.totals import Mask, Totals
from graph.ledger.arrays import Booleans, np
from graph.ledger.duties import duties
from graph.ledger.ledger import Ledger
from graph.store import View


@dataclass(frozen=True, slots=True)
class Count:
    """How many items one would get by choosing a value in place of those of its facet, with all other filters kept."""

    value: str
    count: int
    chosen: bool = False


Counts = Mapping[str, Sequence[Count]]
"""Facet → its values; those that would leave nothing are left out unless they are chosen."""


def kept(ledger: Ledger, items: Items, facets: Facets) -> Booleans:
    """Which items (as the ledger's arrays have them) have all that is chosen; the array is not to be changed."""
    if not facets:
        return ledger.once(("every item", items), lambda: _kept(ledger, items, facets))
    return _kept(ledger, items, facets)


def _kept(ledger: Ledger, items: Items, facets: Facets) -> Booleans:
    return kept_of(Listing(ledger, items, facets.today), facets)


def kept_of(asked: Listing, facets: Facets) -> Booleans:
    """Which items of a listing have all that is chosen; the array is not to be changed."""
    return Totals(asked).items(_masked(asked, np.ones(asked.table.size, dtype=np.bool_), _havings(asked, facets)))


def kept_plans(ledger: Ledger, facets: Facets) -> frozenset[str] | None:
    """The plans (ids) that have all that is chosen; None where nothing is."""
    if not facets:
        return None
    plans = list(ledger.entries)
    return frozenset(plans[row] for row in np.flatnonzero(kept(ledger, "plans", facets)).tolist())


def kept_works(ledger: Ledger, facets: Facets) -> frozenset[str] | None:
    """The measures and goals (ids) that have all that is chosen; None where nothing is."""
    if not facets:
        return None
    works = duties(ledger).works
    return frozenset(works[row] for row in np.flatnonzero(kept(ledger, "measures", facets)).tolist())


def has_function(ledger: Ledger, department: str, facets: Facets) -> bool:
    """Whether a department (id) has one of the functions that are chosen; it has where none is."""
    face = ledger.departments.get(department)
    return not facets.function or (face is not None and any(each in facets.function for each in face.functions))


def sorted_plans(view: View, facets: Facets) -> list[str] | None:
    """The same in order, for who has no ledger at hand; no read of the store where nothing is chosen."""
    found = kept_plans(view.ledger(), facets) if facets else None
    return None if found is None else sorted(found)


def counted(
    ledger: Ledger, items: Items, facets: Facets, *, among: Booleans | None = None, names: Sequence[str] = FACETS
) -> Counts:
    """The values of the facets of a list with their counts; `among` are the items that its other filters keep.

    They are counted once for each state of the store: a list is paged, sorted and asked for again far more often.
    """
    which = None if among is None else blake2b(np.packbits(among).tobytes()).digest()
    key = ("facet counts", items, facets, tuple(names), which)
    return ledger.once(key, lambda: _counted(ledger, items, facets, among, names))


def _counted(ledger: Ledger, items: Items, facets: Facets, among: Booleans | None, names: Sequence[str]) -> Counts:
    return counted_of(Listing(ledger, items, facets.today), facets, among=among, names=names)


def counted_of(
    asked: Listing, facets: Facets, *, among: Booleans | None = None, names: Sequence[str] = FACETS
) -> Counts:
    """The values of the facets of a listing with their counts; `among` are the items that its other filters keep."""
    base = np.ones(asked.table.size, dtype=np.bool_) if among is None else among
    having = _havings(asked, facets)
    every, totals = _masked(asked, base, having), Totals(asked)
    found: dict[str, tuple[Count, ...]] = {}
    for name in names:
        others = {other: mask for other, mask in having.items() if other != name}
        mask = _masked(asked, base, others) if name in having else every
        found[name] = _counts(asked, totals, name, mask, facets.values(name))
    return found


def ledger_for(view: View, plan: str, facets: Facets) -> Ledger:
    """The ledger of a plan (id) alone where that is enough, so that one plan is never an answer's price of all.

    Whether a plan was replaced only the others say.
    """
    return view.ledger([plan] if plan and not facets.validity else ())


def countable(plan: str) -> tuple[str, ...]:
    """The facets that are counted: within one plan (id) those of plans say nothing."""
    return (*WORK_FACETS, *DUTY_FACETS) if plan else FACETS


def _havings(asked: Listing, facets: Facets) -> dict[str, Booleans]:
    return {name: _having(asked, name, values) for name, values in facets.chosen().items()}


def _having(asked: Listing, name: str, values: Iterable[str]) -> Booleans:
    """Which lines that say what the facet is have one of the values."""
    return asked.column(name).having(values)


def _masked(asked: Listing, base: Booleans, having: Mapping[str, Booleans]) -> Mask:
    """What has everything: items of `base`, and lines where something is asked for that lines say apart."""
    own = asked.table.own
    apart = [mask for name, mask in having.items() if name not in own]
    items = _all([base, *(mask for name, mask in having.items() if name in own)])
    return Mask(items, _all(apart) if apart else None)


def _with(mask: Mask, having: Booleans, *, own: bool) -> Mask:
    """The mask and what has one more value, which items or lines say."""
    if own:
        return Mask(mask.items & having, mask.lines)
    return Mask(mask.items, having if mask.lines is None else mask.lines & having)


def _all(masks: Sequence[Booleans]) -> Booleans:
    found = masks[0].copy()
    for mask in masks[1:]:
        found &= mask
    return found


def _counts(asked: Listing, totals: Totals, name: str, mask: Mask, chosen: Sequence[str]) -> tuple[Count, ...]:
    counts = dict(zip(asked.column(name).members.values, totals.of(name, mask).tolist(), strict=True))
    for value in chosen:  # one that is not listed: a part of a place, an interval
        if value not in counts:
            counts[value] = int(
                totals.items(_with(mask, _having(asked, name, [value]), own=name in asked.table.own)).sum()
            )
    return tuple(Count(value, count, value in chosen) for value, count in counts.items() if count or value in chosen)
