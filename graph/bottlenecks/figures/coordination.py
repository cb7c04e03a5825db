"""Who must talk to whom to carry the plan out, the pairs that carry most, and whom to call first."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csc_array, csr_array

from graph.bottlenecks.figures.partners import collaboration, strongest
from graph.bottlenecks.kernel import Csr, Kernel, above, reciprocal

_BOTH_LEAD, _BOTH_RESPONSIBLE, _IT_HELPS, _IT_LEADS = range(4)
"""Places of the measures of a call, by how the two meet in them."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two departments (indexes, one < other) that must talk: in so many measures, with so much of Newman's weight."""

    one: int
    other: int
    measures: int
    weight: float


@dataclass(frozen=True, slots=True)
class Call:
    """A partner (index) and the measures (indexes) in which a department needs it, by how.

    Both lead; both are responsible where nobody leads; the other, or the department, carries what the partner takes part in.
    """

    partner: int
    both_lead: tuple[int, ...]
    both_responsible: tuple[int, ...]
    it_helps: tuple[int, ...]
    it_leads: tuple[int, ...]
    targets: int
    weight: float

    @property
    def measures(self) -> tuple[int, ...]:
        """All measures in which the two must talk, in order."""
        return tuple(sorted((*self.both_lead, *self.both_responsible, *self.it_helps, *self.it_leads)))


def requirement(kernel: Kernel) -> Csr:
    """T = C C^T + C H^T + H C^T without the diagonal, H = B - C: the measures in which a and b must talk.

    Those who carry a measure (its leads, else those responsible) must talk to each other and to everybody else named; the
    others need not meet. Unit: measures; symmetric. Source: Cataldo et al. 2006. Pitfall: a measure that names only who
    supports, guides or supervises requires nothing here, though it may jam.
    """
    helped = kernel.carry @ kernel.helpers.T
    talk = csr_array(kernel.carry @ kernel.carry.T + helped + helped.T)
    talk.setdiag(0)
    talk.eliminate_zeros()
    return talk


def heaviest(kernel: Kernel, most: int) -> tuple[Pair, ...]:
    """The pairs that carry most: must talk in most measures, among equals with the larger `partners.collaboration`.

    Unit: measures. Pitfall: as `requirement`.
    """
    weights = collaboration(kernel)
    pairs = strongest(above(requirement(kernel)), weights)[:most]
    if not pairs:
        return ()
    ones, others, _ = zip(*pairs, strict=True)
    shares = np.asarray(weights[ones, others]).ravel().tolist()  # one by one took a quarter of the page
    return tuple(
        Pair(one, other, int(measures), share) for (one, other, measures), share in zip(pairs, shares, strict=True)
    )


def calls(kernel: Kernel, department: int) -> tuple[Call, ...]:
    """Whom a department must call, first the partner with most measures in common, then with most targets in them.

    Further ties are broken by Newman's weight (sum of 1 / (n_m - 1): small tables first), then by the kernel's order.
    Unit: measures. Pitfall: the text says who must talk, not how often.
    """
    carry, helper = kernel.carry.tocsc(), kernel.helpers.tocsc()
    weights = reciprocal(kernel.parties - 1)
    found: dict[int, tuple[list[int], list[int], list[int], list[int]]] = {}
    for column in np.flatnonzero(np.asarray(kernel.any_role[[department]].todense()).ravel()).tolist():
        carriers, helpers = _column(carry, column), _column(helper, column)
        together = _BOTH_LEAD if kernel.leads[column] else _BOTH_RESPONSIBLE
        for partner in carriers:
            place = together if department in carriers else _IT_LEADS
            found.setdefault(partner, ([], [], [], []))[place].append(column)
        for partner in helpers if department in carriers else ():
            found.setdefault(partner, ([], [], [], []))[_IT_HELPS].append(column)
    found.pop(department, None)
    result = []
    for partner, (both, responsible, helps, leading) in found.items():
        columns = sorted(both + responsible + helps + leading)
        result.append(
            Call(
                partner=partner,
                both_lead=tuple(both),
                both_responsible=tuple(responsible),
                it_helps=tuple(helps),
                it_leads=tuple(leading),
                targets=int(kernel.targets[columns].sum()),
                weight=float(weights[columns].sum()),
            )
        )
    return tuple(
        sorted(result, key=lambda call: (-len(call.measures), -call.targets, -round(call.weight, 12), call.partner))
    )


def _column(matrix: csc_array, column: int) -> list[int]:
    rows: list[int] = matrix.indices[matrix.indptr[column] : matrix.indptr[column + 1]].tolist()
    return rows
