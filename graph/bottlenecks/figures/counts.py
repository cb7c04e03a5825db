"""Role counts, own and supporting shares, and coordination load of every department (measures 1, 2 and 7)."""

from dataclasses import dataclass

from graph.bottlenecks.kernel import Integers, Kernel, reciprocal, row_counts, weigh
from graph.ledger.arrays import Floats, np


@dataclass(frozen=True, slots=True, eq=False)
class Workloads:
    """One entry a department (D), in the kernel's order.

    lead, sole, co: measures that it leads; of them those that it leads alone, and with others. responsible, support:
    measures in which it is responsible; in which it supports, guides or supervises. total: measures that name it.
    Unit of these: measures. Pitfall: a measure is not a unit of work, and the text says nothing of staff.
    share: total / assigned measures of the kernel, 0 to 1. own, sup: see `own_shares`, `support_shares`. load: see
    `coordination_loads`.
    """

    lead: Integers
    sole: Integers
    co: Integers
    responsible: Integers
    support: Integers
    total: Integers
    share: Floats
    own: Floats
    sup: Floats
    load: Floats


def workloads(kernel: Kernel) -> Workloads:
    """All figures at once, in O(role edges).

    A measure that names no lead adds nothing to lead, sole and co; own, sup and load count those responsible in their place.
    """
    lead = row_counts(kernel.lead)
    sole = sole_leads(kernel)
    responsible = row_counts(kernel.responsible)
    support = row_counts(kernel.support)
    total = lead + responsible + support
    return Workloads(
        lead=lead,
        sole=sole,
        co=lead - sole,
        responsible=responsible,
        support=support,
        total=total,
        share=total / max(int(kernel.assigned.sum()), 1),
        own=own_shares(kernel),
        sup=support_shares(kernel),
        load=coordination_loads(kernel),
    )


def sole_leads(kernel: Kernel) -> Integers:
    """sole_u = sum over m of L[u, m] where l_m = 1. Unit: measures.

    Source: RACI's "exactly one accountable". Pitfall: few leads are clear but break with one body; see `dependence`.
    """
    return weigh(kernel.lead, (kernel.leads == 1).astype(np.float64)).astype(np.int64)


def own_shares(kernel: Kernel) -> Floats:
    """own_u = sum over m of C[u, m] / c_m. Unit: measures; the sum over u is the number of measures that somebody carries.

    C: the leads, and where a measure names none those responsible. Source: Newman 2001, PRE 64 016132 (fractional
    counting). Pitfall: the text never says that they share evenly.
    """
    return weigh(kernel.carry, reciprocal(kernel.carriers))


def support_shares(kernel: Kernel) -> Floats:
    """sup_u = sum over led m of R[u, m] / r_m. Unit: measures; the sum over u is the number of led measures with an R list.

    Where nobody leads the R list is in own. Source: as `own_shares`. Pitfall: an upper bound where the list is open (等): one named unit gets 1.0 of the measure.
    Show it beside own, never only their sum.
    """
    return weigh(kernel.responsible, reciprocal(kernel.responsibles) * (kernel.leads > 0))


def coordination_loads(kernel: Kernel) -> Floats:
    """load_u = sum over m of C[u, m] (n_m - 1) / c_m. Unit: seats that those who carry a measure must keep in step.

    The other parties of a measure count once for the measure and are shared among its carriers; supporting, guiding and
    supervising bodies are seats too. Source: Cross, Rebele, Grant 2016 (collaborative overload). Pitfall: seats, not
    meetings; an open list undercounts.
    """
    return weigh(kernel.carry, (kernel.parties - 1) * reciprocal(kernel.carriers))
