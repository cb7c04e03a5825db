"""What an answer rests on: the plans it covers, what it leaves open, and when they were loaded."""

from collections.abc import Iterable
from dataclasses import dataclass

from graph.model import Decision, Edge, Node
from graph.schema import schema
from graph.store import View


@dataclass(frozen=True, slots=True)
class About:
    """The fine print of an answer.

    `plans`: ids of the plans it rests on, in order. `open_lists`: how many lists of its statements end in 等, so that
    more parties than named may be meant. `collectives`: names of the collectives hit (各镇街), never expanded.
    `plan_wide`: rules that bind every measure of a plan, shown once. `unread`: places in these plans that could not be
    read (see the plan's report). `last_load`: the latest load of these plans, UTC. `rejected`: decisions of people that
    took something out of the answer, which would else have vanished without a word.
    """

    plans: tuple[str, ...]
    open_lists: int
    collectives: tuple[str, ...]
    plan_wide: tuple[Edge, ...]
    unread: int
    last_load: str
    rejected: tuple[Decision, ...] = ()


def about(
    view: View,
    *,
    plans: Iterable[str],
    edges: Iterable[Edge] = (),
    departments: Iterable[Node] = (),
    rejected: Iterable[Decision] = (),
) -> About:
    """Two reads: the load records and the plan-wide rules."""
    records = {record.plan: record for record in view.load_records()}
    covered = tuple(plan for plan in dict.fromkeys(plans) if plan in records)
    roles = tuple(schema().roles.values())
    touching = view.edges(covered, kinds=roles, direction="in") if covered else []
    kept = [records[plan] for plan in covered]
    return About(
        plans=covered,
        open_lists=len(
            {(edge.plan, edge.properties["statement"], edge.kind) for edge in edges if edge.properties.get("open_list")}
        ),
        collectives=tuple(
            sorted({str(d.properties["name"]) for d in departments if d.properties["kind"] == "collective"})
        ),
        plan_wide=tuple(edge for edge in touching if edge.properties["formal"]),
        unread=sum(record.figures.get("problems", 0) for record in kept),
        last_load=max((record.loaded_at for record in kept), default=""),
        rejected=tuple(rejected),
    )
