"""What an answer rests on: the plans it covers, what it leaves open, and when they were loaded."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.ledger.ledger import Ledger, LoadRecord
from graph.ledger.tallies import PLAN
from graph.model import Decision, Edge, Node
from graph.schema import schema
from graph.store import View

MOST_PLANS = 100
"""Plans that the fine print names; it always says how many there are."""

MOST_WIDE = 40
"""Rules for whole plans that the fine print quotes; it always says how many there are."""

MOST_READ = 300
"""Plans up to which their records are read one by one; what is said of more comes from the ledger."""


@dataclass(frozen=True, slots=True)
class About:
    """The fine print of an answer.

    `plans`: ids of the plans it rests on, in order, the first MOST_PLANS of `covered`. `open_lists`: how many lists of its
    statements end in 等, so that more parties than named may be meant. `collectives`: names of the collectives hit (各镇街),
    never expanded. `plan_wide`: rules that bind every measure of a plan, shown once, the first MOST_WIDE of `wide`. `unread`:
    places in these plans that could not be read (see the plan's report). `last_load`: the latest load of these plans, UTC.
    `rejected`: decisions of people that took something out of the answer, which would else have vanished without a word.
    """

    plans: tuple[str, ...]
    open_lists: int
    collectives: tuple[str, ...]
    plan_wide: tuple[Edge, ...]
    unread: int
    last_load: str
    rejected: tuple[Decision, ...] = ()
    covered: int = 0
    wide: int = 0


@dataclass(frozen=True, slots=True)
class _Ground:
    """What is said of some plans; `wide_plans` are those with rules for the whole plan, or that may have some."""

    plans: tuple[str, ...]
    covered: int
    wide_plans: tuple[str, ...]
    wide: int | None
    unread: int
    last_load: str


def about(
    view: View,
    *,
    plans: Iterable[str] | None,
    edges: Iterable[Edge] = (),
    departments: Iterable[Node] = (),
    rejected: Iterable[Decision] = (),
) -> About:
    """Two reads, the load records and the plan-wide rules; `plans` None are all that were read."""
    ground = _ground(view, plans)
    roles = tuple(schema().roles.values())
    touching = view.edges(ground.wide_plans, kinds=roles, direction="in") if ground.wide_plans else []
    wide = tuple(edge for edge in touching if edge.properties["formal"])
    return About(
        plans=ground.plans,
        open_lists=len(
            {(edge.plan, edge.properties["statement"], edge.kind) for edge in edges if edge.properties.get("open_list")}
        ),
        collectives=tuple(
            sorted({str(d.properties["name"]) for d in departments if d.properties["kind"] == "collective"})
        ),
        plan_wide=wide[:MOST_WIDE],
        unread=ground.unread,
        last_load=ground.last_load,
        rejected=tuple(rejected),
        covered=ground.covered,
        wide=len(wide) if ground.wide is None else ground.wide,
    )


def _ground(view: View, plans: Iterable[str] | None) -> _Ground:
    if plans is None:
        ledger = view.ledger()
        return _of_all(ledger)
    asked = list(dict.fromkeys(plans))
    if len(asked) <= MOST_READ:
        return _of_few(asked, view.load_records(asked) if asked else [])
    ledger = view.ledger()
    covered = [plan for plan in asked if plan in ledger.entries]
    return _of_all(ledger) if len(covered) == len(ledger.entries) else _of_many(ledger, covered)


def _of_all(ledger: Ledger) -> _Ground:
    return ledger.once("about", lambda: _of_many(ledger, list(ledger.entries)))


def _of_few(asked: Sequence[str], found: Iterable[LoadRecord]) -> _Ground:
    records = {record.plan: record for record in found}
    covered = tuple(plan for plan in asked if plan in records)
    return _Ground(
        covered[:MOST_PLANS],
        len(covered),
        covered,
        None,
        sum(record.figures.get("problems", 0) for record in records.values()),
        max((record.loaded_at for record in records.values()), default=""),
    )


def _of_many(ledger: Ledger, covered: Sequence[str]) -> _Ground:
    entries = [ledger.entries[plan] for plan in covered]
    every = ledger.once("wide", lambda: _wide(ledger))
    wide = {plan: every[plan] for plan in covered if plan in every}
    return _Ground(
        tuple(covered[:MOST_PLANS]),
        len(covered),
        tuple(wide)[:MOST_WIDE],
        sum(wide.values()),
        sum(entry.record.figures.get("problems", 0) for entry in entries),
        max((entry.record.loaded_at for entry in entries), default=""),
    )


def _wide(ledger: Ledger) -> dict[str, int]:
    """How many rules bind a whole plan, of those that have any."""
    found = {plan: int((entry.tally.duties[:, 1] == PLAN).sum()) for plan, entry in ledger.entries.items()}
    return {plan: count for plan, count in found.items() if count}
