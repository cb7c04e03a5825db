"""Who must talk to whom to carry a plan out: the pairs that carry most, the clusters, and whom to call first."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from graph.bottlenecks.figures.clusters import clusters
from graph.bottlenecks.figures.coordination import Call, calls, heaviest, requirement
from graph.bottlenecks.kernel import Integers, Kernel, columns_of
from graph.model import Node
from graph.questions.about import About, about
from graph.questions.bottlenecks.unled import Unled, unled_in
from graph.store import Page, View


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two departments that must talk, with the measures that make them; `weight` is Newman's, small tables first."""

    one: Node
    other: Node
    measures: tuple[Node, ...]
    weight: float


@dataclass(frozen=True, slots=True, eq=False)
class Coordination:
    """Pairs, most measures first; `departments` that must talk in the order of their clusters, `clusters` of each.

    `talk[a, b]`: measures in which departments[a] and departments[b] must talk (symmetric). `modularity` from 0 (the
    clusters are no better than chance) to 1. `possible`: pairs that there could be. `unled`: measures that name no lead, in
    which those responsible must talk.
    """

    page: Page[Pairing]
    departments: tuple[Node, ...]
    clusters: tuple[int, ...]
    talk: Integers
    modularity: float
    possible: int
    unled: Unled
    about: About


@dataclass(frozen=True, slots=True)
class Contact:
    """A partner and the measures in which a department needs it, by how.

    `both_responsible`: measures that name no lead, and both as responsible. In `it_helps` the department leads (or is
    responsible where nobody leads) and the partner takes part, in `it_leads` the other way round.
    """

    partner: Node
    both_lead: tuple[Node, ...]
    both_responsible: tuple[Node, ...]
    it_helps: tuple[Node, ...]
    it_leads: tuple[Node, ...]
    targets: int
    weight: float


@dataclass(frozen=True, slots=True)
class Calls:
    """Whom a department must call, the most needed first; `unled`: those of its measures that name no lead."""

    department: Node
    page: Page[Contact]
    unled: Unled
    about: About


def coordination(view: View, plans: Sequence[str], *, offset: int = 0, limit: int | None = None) -> Coordination:
    """Coordination requirement of plans by id. Five reads."""
    kernel = Kernel.of(view.incidence(plans=plans))
    talk = requirement(kernel)
    pairs = heaviest(kernel, talk.nnz)
    shown = pairs[offset : offset + limit if limit is not None else None]
    order = clusters(talk)
    own_plans = dict.fromkeys(kernel.plans)
    nodes = {node.id: node for node in view.nodes((*kernel.departments, *kernel.measures, *own_plans))}
    chosen = order.order.tolist()
    count = len(kernel.departments)
    return Coordination(
        page=Page(
            tuple(_pairing(kernel, nodes, pair.one, pair.other, pair.weight) for pair in shown), offset, len(pairs)
        ),
        departments=tuple(nodes[kernel.departments[row]] for row in chosen),
        clusters=tuple(int(order.labels[row]) for row in chosen),
        talk=talk[chosen][:, chosen].toarray().astype(np.int64),
        modularity=round(order.modularity, 4),
        possible=count * (count - 1) // 2,
        unled=unled_in(kernel, nodes),
        about=about(
            view,
            plans=own_plans,
            departments=[nodes[department] for department in kernel.departments],
        ),
    )


def call_list(
    view: View, department: Node, plans: Sequence[str], *, offset: int = 0, limit: int | None = None
) -> Calls:
    """Whom a department must call first in plans by id. Four reads."""
    kernel = Kernel.of(view.incidence(plans=plans)) if plans else None
    known = kernel is not None and department.id in kernel.departments
    row = kernel.departments.index(department.id) if kernel and known else -1
    found: tuple[Call, ...] = calls(kernel, row) if kernel and known else ()
    own = columns_of(kernel.any_role, row) if kernel and known else None
    shown = found[offset : offset + limit if limit is not None else None]
    ids = [] if kernel is None else [kernel.departments[call.partner] for call in shown]
    columns = sorted({column for call in shown for column in call.measures})
    measures = [] if kernel is None else [kernel.measures[column] for column in columns]
    own_plans = [] if kernel is None or own is None else dict.fromkeys(kernel.plans[column] for column in own.tolist())
    nodes = {node.id: node for node in view.nodes([*ids, *measures, *own_plans])}

    def named(places: Sequence[int]) -> tuple[Node, ...]:
        return tuple(nodes[kernel.measures[column]] for column in places) if kernel else ()

    return Calls(
        department=department,
        page=Page(
            tuple(
                Contact(
                    partner=nodes[partner],
                    both_lead=named(call.both_lead),
                    both_responsible=named(call.both_responsible),
                    it_helps=named(call.it_helps),
                    it_leads=named(call.it_leads),
                    targets=call.targets,
                    weight=round(call.weight, 4),
                )
                for partner, call in zip(ids, shown, strict=True)
            ),
            offset,
            len(found),
        ),
        unled=unled_in(kernel, nodes, own) if kernel and own is not None else Unled(),
        about=about(view, plans=plans, departments=[department]),
    )


def columns_between(kernel: Kernel, one: int, other: int) -> list[int]:
    """The measures that name both of two departments (indexes) and that one of the two carries."""
    carry, roles = kernel.carry, kernel.any_role
    together = np.intersect1d(columns_of(roles, one), columns_of(roles, other), assume_unique=True)
    carried = np.union1d(columns_of(carry, one), columns_of(carry, other))
    found: list[int] = np.intersect1d(together, carried, assume_unique=True).tolist()
    return found


def _pairing(kernel: Kernel, nodes: dict[str, Node], one: int, other: int, weight: float) -> Pairing:
    columns = columns_between(kernel, one, other)
    return Pairing(
        one=nodes[kernel.departments[one]],
        other=nodes[kernel.departments[other]],
        measures=tuple(nodes[kernel.measures[column]] for column in columns),
        weight=round(weight, 4),
    )
