"""Where things stand in the arrays of a ledger, and which plans speak of what several may: departments, documents, acts."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.ledger.arrays import Int32s, Int64s, np
from graph.ledger.duties import by_name, duties, targets
from graph.ledger.found import Holding, Within
from graph.ledger.ledger import Ledger


def plan_rows(ledger: Ledger) -> Mapping[str, int]:
    """Where the plans that were read stand, by id."""
    return ledger.once("rows of plans", lambda: {plan: row for row, plan in enumerate(ledger.entries)})


def name_rows(ledger: Ledger) -> Mapping[str, int]:
    """Where departments stand by name, by id."""
    return ledger.of_departments("rows of names", lambda: {key: row for row, key in enumerate(by_name(ledger))})


@dataclass(frozen=True, slots=True, eq=False)
class Speaking:
    """Pairs of a node that no plan owns (no plan itself; `said` are indexes into `names`) and the row of a plan that speaks of it."""

    names: tuple[str, ...]
    said: Int32s
    plans: Int32s


def speaking(ledger: Ledger) -> Speaking:
    """Of the plans that were read, by plan; worked out once for each state."""
    return ledger.once("what plans speak of", lambda: _speaking(ledger))


def _speaking(ledger: Ledger) -> Speaking:
    place_of: dict[str, int] = {}
    pairs = array("i")
    for row, entry in enumerate(ledger.entries.values()):
        for key in entry.tally.shared:
            if key not in ledger.plans:
                pairs.extend((place_of.setdefault(key, len(place_of)), row))
    said, plans = np.array(pairs, dtype=np.int32).reshape(-1, 2).T
    return Speaking(tuple(place_of), said.copy(), plans.copy())


def places_in(ledger: Ledger, plans: Iterable[str]) -> dict[str, int]:
    """The works of plans (ids) by id and where they stand among all, and their targets, which stand behind all works."""
    found, held = duties(ledger), targets(ledger)
    rows = plan_rows(ledger)
    place_of: dict[str, int] = {}
    for plan in plans:
        if plan in rows:
            tally = ledger.entries[plan].tally
            work = int(np.searchsorted(found.work_plans, rows[plan]))
            target = len(found.works) + int(np.searchsorted(held.plans, rows[plan]))
            place_of.update(zip(tally.works, range(work, work + len(tally.works)), strict=True))
            place_of.update(zip(tally.targets, range(target, target + len(tally.targets)), strict=True))
    return place_of


def ids_within(ledger: Ledger, within: Within) -> list[str]:
    """The ids of what may be found; of works and targets none where plans alone (`within.whole`) say what may."""
    plans = list(ledger.entries)
    names = by_name(ledger)
    ids = [plans[row] for row in np.flatnonzero(within.plans).tolist()]
    ids += [names[row] for row in np.flatnonzero(within.departments).tolist()]
    if within.whole is None:
        found, held = duties(ledger), targets(ledger)
        ids += [found.works[row] for row in np.flatnonzero(within.works).tolist()]
        ids += [held.targets[row] for row in np.flatnonzero(within.targets).tolist()]
    return [*ids, *sorted(within.documents)]


def holding_of(ledger: Ledger, found: Iterable[tuple[str, str, Sequence[str]]]) -> Holding:
    """What a search found, from kinds of nodes, the plans (ids) that own them, else nothing, and their ids."""
    by_kind: dict[str, list[str]] = defaultdict(list)
    works: list[int] = []
    behind: list[int] = []
    for kind, plan, ids in found:
        if plan:
            place_of = places_in(ledger, [plan])
            (behind if kind == "SubTarget" else works).extend(place_of[key] for key in ids)
        else:
            by_kind[kind] += ids
    plans, names = plan_rows(ledger), name_rows(ledger)
    return Holding(
        plans=_int64([plans[key] for key in by_kind["Plan"] if key in plans]),
        works=_int64(works),
        targets=_int64(behind) - len(duties(ledger).works),
        departments=_int64([names[key] for key in by_kind["Department"]]),
        documents=tuple(by_kind["Document"]),
    )


def _int64(numbers: Sequence[int]) -> Int64s:
    return np.array(numbers, dtype=np.int64)
