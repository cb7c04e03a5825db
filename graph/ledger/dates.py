"""What of all plans is due when, from a ledger: how many there are of it, and in which plans a part of the list lies."""

from bisect import bisect_left
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from graph.deadlines.due import place
from graph.deadlines.periods import Wanted
from graph.ledger.arrays import Booleans, Int64s, distinct, np
from graph.ledger.duties import Integers, duties, ranked, targets
from graph.ledger.ledger import Ledger


@dataclass(frozen=True, slots=True, eq=False)
class Dates:
    """Measures and targets that have a deadline (D), in the order of a list: by its place and by plan.

    `places` in order, `code` an index into them and `plan` into `plans`, which are all by id; `thing` is an index into all works
    and behind them all targets, as Duties and Targets have them. `undated` are the indexes of measures with a formal duty of
    which neither they nor their targets have one, `undated_plans` (as many) whose they are.
    """

    plans: tuple[str, ...]
    places: tuple[str, ...]
    code: Int64s
    plan: Int64s
    thing: Int64s
    undated: Int64s
    undated_plans: Integers


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


def borne_by(ledger: Ledger, departments: Container[str]) -> Booleans:
    """Which works, and behind them which targets, departments have a formal duty in; what binds a whole plan is none."""
    found, held = duties(ledger), targets(ledger)
    bearers = np.fromiter((key in departments for key in found.departments), np.bool_, len(found.departments))
    works = np.zeros(len(found.works) + 1, dtype=np.bool_)
    works[found.work[(found.work >= 0) & bearers[found.department]]] = True
    works[-1] = False  # what holders below 0 point at
    own: Booleans = np.concatenate([works[:-1], works[np.maximum(held.holders, -1)]])
    return own


def ids(ledger: Ledger, only: Booleans, plans: Iterable[str] | None = None) -> tuple[str, ...]:
    """The ids of some works and targets (as `borne_by` says them), of all plans or of those given."""
    works, held = duties(ledger), targets(ledger)
    if plans is not None:
        chosen_plans = _named(works.plans, plans)
        only = only & np.concatenate([chosen_plans[works.work_plans], chosen_plans[held.plans]])
    count = len(works.works)
    chosen = np.flatnonzero(only).tolist()
    return tuple(works.works[at] if at < count else held.targets[at - count] for at in chosen)


def part(ledger: Ledger, wanted: Wanted, offset: int, limit: int, only: Booleans | None = None) -> Part:
    """Where a part of what is wanted lies; `only` narrows to some works and targets, `items` and `nodes` do not narrow here."""
    found = dates(ledger)
    kept = _kept(found, wanted)
    if wanted.kind == "undated":
        many = np.where(kept, _undated(found, only), 0)
        ends = np.cumsum(many)
        chosen = np.flatnonzero((many > 0) & (ends > offset) & (ends - many < offset + limit))
        total = int(many.sum())
        before = offset - int((ends - many)[chosen[0]]) if len(chosen) else 0
        return Part(tuple(found.plans[row] for row in chosen.tolist()), before, total)
    listed = np.flatnonzero(inside(found, wanted, only) & kept[found.plan])
    shown = listed[offset : offset + limit]
    chosen = distinct(found.plan[shown])
    earlier = np.zeros(len(found.plans), dtype=np.bool_)
    earlier[chosen] = True
    before = int(earlier[found.plan[listed[:offset]]].sum())
    return Part(tuple(found.plans[row] for row in chosen.tolist()), before, len(listed))


def months(ledger: Ledger, wanted: Wanted, only: Booleans | None = None) -> dict[str, int]:
    """How many dated ones have their last day in a month, YYYY-MM, in order; narrowed as a part is."""
    found = dates(ledger)
    if wanted.kind != "dated":
        return {}
    chosen = found.code[inside(found, wanted, only) & _kept(found, wanted)[found.plan]]
    counts = np.bincount(chosen, minlength=len(found.places))
    every: dict[str, int] = {}
    for code in np.flatnonzero(counts).tolist():
        month = found.places[code][:7]
        every[month] = every.get(month, 0) + int(counts[code])
    return every


def by_plan(ledger: Ledger, wanted: Wanted, only: Booleans | None = None) -> dict[str, int]:
    """How many of what is wanted each plan has that has any; narrowed as a part is."""
    found = dates(ledger)
    if wanted.kind == "undated":
        counts = _undated(found, only)
    else:
        counts = np.bincount(found.plan[inside(found, wanted, only)], minlength=len(found.plans))
    numbers = np.where(_kept(found, wanted), counts, 0).tolist()
    return {plan: number for plan, number in zip(found.plans, numbers, strict=True) if number}


def inside(found: Dates, wanted: Wanted, only: Booleans | None = None) -> Booleans:
    """Which dated ones have their last day among the days that are wanted."""
    first, behind = (bisect_left(found.places, end) for end in wanted.places)
    within: Booleans = (found.code >= first) & (found.code < behind)
    return within if only is None else within & only[found.thing]


def _undated(found: Dates, only: Booleans | None) -> Int64s:
    """How many undated measures each plan has."""
    plans = found.undated_plans if only is None else found.undated_plans[only[found.undated]]
    counts: Int64s = np.bincount(plans, minlength=len(found.plans))
    return counts


def _kept(found: Dates, wanted: Wanted) -> Booleans:
    return np.ones(len(found.plans), dtype=np.bool_) if wanted.plans is None else _named(found.plans, wanted.plans)


def _named(every: Sequence[str], plans: Iterable[str]) -> Booleans:
    """Which of all plans are named."""
    only = set(plans)
    return np.fromiter((plan in only for plan in every), np.bool_, len(every))


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
    undated = np.flatnonzero(measures & (of_works < 0) & borne[:-1] & ~dated[:-1])
    return Dates(
        plans=works.plans,
        places=places,
        code=listed[chosen],
        plan=plan[chosen],
        thing=chosen,
        undated=undated,
        undated_plans=works.work_plans[undated],
    )
