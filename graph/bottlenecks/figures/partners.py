"""Who leads whom, who meets whom, and what merging two would save (measures 8, 9 and 10): matrices departments x departments."""

import numpy as np
from scipy.sparse import csr_array

from graph.bottlenecks.kernel import Csr, Integers, Kernel, above, reciprocal, weigh
from graph.ledger.arrays import Floats


def dependence(kernel: Kernel) -> Csr:
    """D[a, b] = sum over m of C[a, m] H[b, m] / c_m, with H = B - C: how much a needs b in what a carries.

    C: the leads, and where a measure names none those responsible. Unit: measures, split among those who carry them. Ordered: never make it symmetric, the direction is the information. Source:
    Cataldo et al. 2006; Carley's ORA. Pitfall: co-leads need each other too, see `co_leads`.
    """
    return csr_array(_scaled(kernel.carry, reciprocal(kernel.carriers)) @ kernel.helpers.T)


def mutual(dependences: Csr) -> Csr:
    """Pairs a < b where a leads what b helps with and the reverse; entries are the smaller of the two dependences.

    Unit: measures. Pitfall: two pairs of hands may be two quite separate matters.
    """
    return above(csr_array(dependences.minimum(dependences.T)))


def co_leads(kernel: Kernel) -> Csr:
    """Pairs a < b with the number of measures that both lead. Unit: measures. Pitfall: the text seldom says who is first."""
    return above(csr_array(kernel.lead @ kernel.lead.T))


def meetings(kernel: Kernel) -> Csr:
    """C[a, b], a < b: the number of measures that name both.

    Unit: measures. Source: one-mode projection, Everett and Borgatti 2013. Pitfall: a frequent pair is not a surprising
    one; large departments meet because they are in everything.
    """
    return projection(kernel, np.ones(len(kernel.measures)))


def collaboration(kernel: Kernel) -> Csr:
    """W[a, b] = sum over m of 1 / (n_m - 1), a < b: breaks ties between pairs of `meetings`.

    Unit: measures in which a seat is shared out. Source: Newman 2001, PRE 64 016132. Pitfall: its row sums are the number
    of measures again, so never rank departments by them.
    """
    return projection(kernel, reciprocal(kernel.parties - 1))


def merges(kernel: Kernel) -> Csr:
    """Sum over the measures that name both of (n_m - 1), a < b: pairs that merging a and b would save.

    Unit: pairs of departments in measures. Pitfall: what becomes one body still has to talk inside.
    """
    return projection(kernel, (kernel.parties - 1).astype(np.float64))


def own_pairs(kernel: Kernel) -> Integers:
    """Sum over the measures that name u of (n_m - 1): the pairs in which u takes part (D)."""
    return weigh(kernel.any_role, (kernel.parties - 1).astype(np.float64)).astype(np.int64)


def projection(kernel: Kernel, per_measure: Floats) -> Csr:
    """The part above the diagonal of B diag(per_measure) B^T, by one sparse product."""
    roles = kernel.any_role
    return above(csr_array(_scaled(roles, per_measure) @ roles.T))


def strongest(pairs: Csr, ties: "Csr | None" = None) -> list[tuple[int, int, float]]:
    """The pairs (row, column, value) of a matrix, largest first; then by `ties`, then by the indexes."""
    found = pairs.tocoo()
    rows, columns = found.coords
    second = np.asarray(ties[rows, columns]).ravel() if ties is not None and len(rows) else np.zeros(len(rows))
    order = np.lexsort((columns, rows, -second, -found.data))
    return list(zip(rows[order].tolist(), columns[order].tolist(), found.data[order].tolist(), strict=True))


def _scaled(matrix: Csr, per_column: Floats) -> Csr:
    """Every entry times its column's factor; the structure is shared, not copied."""
    return csr_array((matrix.data * per_column[matrix.indices], matrix.indices, matrix.indptr), shape=matrix.shape)
