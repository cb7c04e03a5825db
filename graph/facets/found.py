"""What a search may find where facets are chosen, and how much of what it finds each value would leave.

What is found is kept as in the list of its kind: a measure or goal, a target, a plan, a department that bears such a duty or, where
plans alone are chosen, of which they speak; a document with the plans that were read from it.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from graph.facets.facets import FACETS, PLAN_FACETS, Facets
from graph.facets.lines import Items, lines_of
from graph.facets.narrowing import Count, Counts, counted, counted_of, kept
from graph.facets.tables import Listing, order_of
from graph.ledger.arrays import Int64s, np, spread
from graph.ledger.found import Holding, Within
from graph.ledger.ledger import Ledger
from graph.ledger.places import speaking


def within(ledger: Ledger, facets: Facets) -> Within | None:
    """What may be found; None where nothing is chosen, so that everything may."""
    if not facets:
        return None
    plans = kept(ledger, "plans", facets)
    names = list(ledger.entries)
    return Within(
        plans=plans,
        works=kept(ledger, "measures", facets),
        targets=kept(ledger, "targets", facets),
        departments=kept(ledger, "departments", facets),
        documents=frozenset(key for key, row in _read_from(ledger) if plans[row]),
        whole=tuple(names[row] for row in np.flatnonzero(plans)) if facets.only(PLAN_FACETS) == facets else None,
    )


def counted_found(ledger: Ledger, facets: Facets, found: Holding) -> Counts:
    """The values of all facets with how much of what was found each would leave."""
    rows = [_documents(ledger)[key] for key in found.documents if key in _documents(ledger)]
    parts: list[tuple[Items, Int64s]] = [
        ("plans", found.plans),
        ("measures", found.works),
        ("targets", found.targets),
        ("departments", found.departments),
        ("plans", np.array([each[0] for each in rows if len(each) == 1], dtype=np.int64)),
    ]
    counts = [_counted(ledger, items, facets, each) for items, each in parts if len(each)]
    several = [each for each in rows if len(each) > 1]
    return added([*counts, *([_of_several(ledger, facets, several)] if several else [])], facets)


def added(counts: Sequence[Counts], facets: Facets) -> Counts:
    """The counts of several lists together; a value that is chosen stands there with 0 too."""
    found: dict[str, tuple[Count, ...]] = {}
    for name in FACETS:
        numbers: Counter[str] = Counter(dict.fromkeys(facets.values(name), 0))
        for each in counts:
            numbers.update({one.value: one.count for one in each.get(name, ())})
        order = {value: place for place, value in enumerate(order_of(name))}
        values = sorted(numbers, key=lambda value: (order.get(value, len(order)), value))
        found[name] = tuple(Count(value, numbers[value], value in facets.values(name)) for value in values)
    return found


def _counted(ledger: Ledger, items: Items, facets: Facets, rows: Int64s) -> Counts:
    among = np.zeros(lines_of(ledger, items).size, dtype=np.bool_)
    among[rows] = True
    return counted(ledger, items, facets, among=among)


def _of_several(ledger: Ledger, facets: Facets, documents: Sequence[Int64s]) -> Counts:
    """Of documents from which several plans were read, each of which counts once."""
    lines = lines_of(ledger, "plans")
    ends = np.append(lines.first, len(lines.item))
    plans = np.concatenate(documents)
    of_document = np.repeat(np.arange(len(documents)), [len(each) for each in documents])
    sizes = ends[plans + 1] - ends[plans]
    rows = spread(ends[plans], sizes)
    item = np.repeat(of_document, sizes)
    table = replace(
        lines,
        size=len(documents),
        item=item,
        plan=lines.plan[rows],
        about=lines.about[rows],
        duty=lines.duty[rows],
        own=(),
        first=np.searchsorted(item, np.arange(len(documents))),
        heads=None,
    )
    return counted_of(Listing(ledger, None, facets.today, table), facets)


def _read_from(ledger: Ledger) -> Sequence[tuple[str, int]]:
    """Documents and the row of a plan that was read from each."""

    def made() -> Sequence[tuple[str, int]]:
        spoken = speaking(ledger)
        is_document = np.array([key in ledger.documents for key in spoken.names], dtype=np.bool_)[spoken.said]
        said, plans = spoken.said[is_document].tolist(), spoken.plans[is_document].tolist()
        return [(spoken.names[name], row) for name, row in zip(said, plans, strict=True)]

    return ledger.once("read from", made)


def _documents(ledger: Ledger) -> Mapping[str, Int64s]:
    """Document → the rows of the plans that were read from it."""

    def made() -> Mapping[str, Int64s]:
        rows: dict[str, list[int]] = defaultdict(list)
        for key, row in _read_from(ledger):
            rows[key].append(row)
        return {key: np.array(each, dtype=np.int64) for key, each in rows.items()}

    return ledger.once("rows of documents", made)
