"""What of all plans is due when, from a ledger: how many there are of it, and in which plans a part of the list lies."""

from bisect import bisect_left
from dataclasses import dataclass

from graph.deadlines.due import place
from graph.deadlines.periods import Wanted
from graph.ledger.arrays import Booleans, Int64s, distinct, np
from graph.ledger.duties import duties, ranked, targets
from graph.ledger.ledger import Ledger


@dataclass(frozen=True, slots=True, eq=False)
class Dates:
    """Measures and targets that have a deadline (D), in the order of a list: by its place and by plan.

    `places` in order, `code` an index into them and `plan` into `plans`, which are all by id. `undated` (P) is how many measures
    with a formal duty each plan has of which neither they nor their targets have one.
    """

    plans: tuple[str, ...]
    places: tuple[str, ...]
    code: Int64s
    plan: Int64s
    undated: Int64s


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a list: it stands in `plans`, behind the first `before` things that these have; `total` of the whole list."""

    plans: tuple[str, ...]
    before: int
    total: int


def dates(ledger: Ledger) -> Dates:
    """Those of all plans."""
    return ledger.once("dates", lambda: _dates(ledger))


def expiring(ledger: Ledger) -> tuple[tuple[str, str, str], ...]:
    """Plans, cited ones too, with a last day in force: its place, their date and id, in this order."""

    def made() -> tuple[tuple[str, str, str], ...]:
        nodes = ledger.plans.values()
        every = ((place(node.text("valid_until")), node.text("date"), node.id) for node in nodes)
        return tuple(sorted(each for each in every if each[0]))

    return ledger.once("expiring", made)


def part(ledger: Ledger, wanted: Wanted, offset: int, limit: int) -> Part:
    """Where a part of what is wanted lies; `items` and `nodes` do not narrow here."""
    found = dates(ledger)
    kept = _kept(found, wanted)
    if wanted.kind == "undated":
        many = np.where(kept, found.undated, 0)
        ends = np.cumsum(many)
        chosen = np.flatnonzero((many > 0) & (ends > offset) & (ends - many < offset + limit))
        total = int(many.sum())
        before = offset - int((ends - many)[chosen[0]]) if len(chosen) else 0
        return Part(tuple(found.plans[row] for row in chosen.tolist()), before, total)
    listed = np.flatnonzero(_inside(found, wanted) & kept[found.plan])
    shown = listed[offset : offset + limit]
    chosen = distinct(found.plan[shown])
    earlier = np.zeros(len(found.plans), dtype=np.bool_)
    earlier[chosen] = True
    before = int(earlier[found.plan[listed[:offset]]].sum())
    return Part(tuple(found.plans[row] for row in chosen.tolist()), before, len(listed))


def months(ledger: Ledger, wanted: Wanted) -> dict[str, int]:
    """How many dated ones have their last day in a month, YYYY-MM, in order; `items` and `nodes` do not narrow here."""
    found = dates(ledger)
    if wanted.kind != "dated":
        return {}
    chosen = found.code[_inside(found, wanted) & _kept(found, wanted)[found.plan]]
    counts = np.bincount(chosen, minlength=len(found.places))
    every: dict[str, int] = {}
    for code in np.flatnonzero(counts).tolist():
        month = found.places[code][:7]
        every[month] = every.get(month, 0) + int(counts[code])
    return every


def by_plan(ledger: Ledger, wanted: Wanted) -> dict[str, int]:
    """How many of what is wanted each plan has that has any; `items` and `nodes` do not narrow here."""
    found = dates(ledger)
    counts = np.bincount(found.plan[_inside(found, wanted)], minlength=len(found.plans))
    numbers = np.where(_kept(found, wanted), found.undated if wanted.kind == "undated" else counts, 0).tolist()
    return {plan: number for plan, number in zip(found.plans, numbers, strict=True) if number}


def _inside(found: Dates, wanted: Wanted) -> Booleans:
    first, behind = (bisect_left(found.places, end) for end in wanted.places)
    inside: Booleans = (found.code >= first) & (found.code < behind)
    return inside


def _kept(found: Dates, wanted: Wanted) -> Booleans:
    if wanted.plans is None:
        return np.ones(len(found.plans), dtype=np.bool_)
    only = set(wanted.plans)
    return np.fromiter((plan in only for plan in found.plans), np.bool_, len(found.plans))


def _dates(ledger: Ledger) -> Dates:
    works, held = duties(ledger), targets(ledger)
    codes, deadlines = ranked((*works.deadlines, *held.dues, ""), str)
    spots = [place(each) for each in deadlines]
    places = tuple(sorted({spot for spot in spots if spot}))
    own = np.array([bisect_left(places, spot) if spot else -1 for spot in spots], dtype=np.int64)[codes[:-1]]
    of_works, of_targets = own[: len(works.works)], own[len(works.works) :]
    measures = ~works.goals
    listed = np.concatenate([np.where(measures, of_works, -1), of_targets])
    plan = np.concatenate([works.work_plans, held.plans])
    chosen = np.flatnonzero(listed >= 0)
    chosen = chosen[np.lexsort((plan[chosen], listed[chosen]))]
    borne = np.zeros(len(works.works) + 1, dtype=np.bool_)
    borne[works.work[works.work >= 0]] = True
    dated = np.zeros(len(works.works) + 1, dtype=np.bool_)
    dated[held.holders[(held.holders >= 0) & (of_targets >= 0)]] = True
    open_ones = measures & (of_works < 0) & borne[:-1] & ~dated[:-1]
    return Dates(
        plans=works.plans,
        places=places,
        code=listed[chosen],
        plan=plan[chosen],
        undated=np.bincount(works.work_plans[open_ones], minlength=len(works.plans)),
    )
