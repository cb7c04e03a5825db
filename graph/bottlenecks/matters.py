"""One matter in several measures that different departments carry, and who would have to coordinate for it (measure 12)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from graph.bottlenecks.kernel import Csr, Integers, Kernel, above


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter in the measures (indexes, in order) that take it up and that somebody carries (leads, else those responsible).

    leads: all that carry one of them; common: those that carry every one; present: those named in every one in any role.
    """

    name: str
    measures: tuple[int, ...]
    leads: tuple[int, ...]
    common: tuple[int, ...]
    present: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Gap:
    """Pairs of carriers that need to coordinate (`required`), and those of them that no measure brings together (`apart`)."""

    required: Csr
    apart: Csr

    @property
    def congruence(self) -> float:
        """The part of the required pairs that do share a measure; 1.0 where none is required."""
        return 1 - self.apart.nnz / self.required.nnz if self.required.nnz else 1.0


def matter(kernel: Kernel, name: str, measures: Sequence[int]) -> Matter:
    """Intersect and unite those who carry the measures on one matter.

    Unit: departments. Source: GAO-15-49SP (fragmentation, overlap, duplication). Pitfall: it is as good as the list of
    matters and words; show the words. Measures that nobody carries are left out.
    """
    carried = [column for column in sorted(set(measures)) if kernel.carriers[column]]
    leads = _of(kernel.carry, carried)
    present = _of(kernel.any_role, carried)
    return Matter(
        name=name,
        measures=tuple(carried),
        leads=tuple(np.flatnonzero(leads).tolist()),
        common=tuple(np.flatnonzero(leads == len(carried)).tolist()) if carried else (),
        present=tuple(np.flatnonzero(present == len(carried)).tolist()) if carried else (),
    )


def gap(kernel: Kernel, matters: Mapping[str, Sequence[int]]) -> Gap:
    """CR = C TD C^T with TD[m, m'] = 1 where two measures share a matter; entries count such pairs of measures.

    A measure shares every matter with itself, so those who carry it together need each other. Unit: pairs of measures. Source: Cataldo et
    al. 2006; Browning 2001 (design structure matrix). Pitfall: what is not in the list of matters is not required.
    """
    pairs = [(topic, column) for topic, columns in enumerate(matters.values()) for column in sorted(set(columns))]
    topics, columns = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    taken_up = csr_array((np.ones(len(pairs)), (topics, columns)), shape=(len(matters), len(kernel.measures)))
    shared: Csr = csr_array(taken_up.T @ taken_up)
    shared.data[:] = 1.0
    required: Csr = above(csr_array(kernel.carry @ shared @ kernel.carry.T))
    meet = csr_array(kernel.any_role @ kernel.any_role.T)
    apart: Csr = csr_array(required - required.multiply(meet > 0))
    apart.eliminate_zeros()
    return Gap(required, apart)


def _of(matrix: Csr, columns: Sequence[int]) -> Integers:
    """In how many of the columns each department has an entry (D)."""
    wanted = np.zeros(matrix.shape[1])
    wanted[list(columns)] = 1.0
    return np.asarray(matrix @ wanted).astype(np.int64)
