"""The exact and slow figures of a kernel, worked out once for equal kernels: they depend on its numbers alone, not on names."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from graph.bottlenecks.figures.covers import Cover, minimum_covers
from graph.bottlenecks.figures.losses import Loss, losses
from graph.bottlenecks.figures.robustness import Stability, pareto_layers, stability
from graph.bottlenecks.kernel import Integers, Kernel

MOST_DROPPED = 8
KERNELS_KEPT = 64


@dataclass(frozen=True, slots=True)
class Numbers:
    """A kernel that equals every kernel with the same numbers."""

    digest: bytes
    kernel: Kernel = field(compare=False)

    @classmethod
    def of(cls, kernel: Kernel) -> "Numbers":
        """Digest of the three matrices and of the targets, some 10 µs for a plan."""
        found = hashlib.sha256(repr(kernel.lead.shape).encode())
        for matrix in (kernel.lead, kernel.responsible, kernel.support):
            found.update(matrix.indptr.astype(np.int64).tobytes())
            found.update(matrix.indices.astype(np.int64).tobytes())
        found.update(kernel.targets.astype(np.int64).tobytes())
        return cls(found.digest(), kernel)


@lru_cache(maxsize=KERNELS_KEPT)
def losses_again(numbers: Numbers) -> tuple[Loss, ...]:
    """Lose-k up to MOST_DROPPED; see `losses`."""
    return losses(numbers.kernel, MOST_DROPPED)


@lru_cache(maxsize=KERNELS_KEPT)
def covers_again(numbers: Numbers) -> Mapping[str, Cover]:
    """Carriers of every measure that has any, of those with sub-targets, any role in every assigned one; see `minimum_covers`."""
    kernel = numbers.kernel
    carried = np.flatnonzero(kernel.carriers)
    aimed = np.flatnonzero((kernel.carriers > 0) & (kernel.targets > 0))
    return {
        "leads": minimum_covers(kernel.carry, carried),
        "target_leads": minimum_covers(kernel.carry, aimed),
        "any_role": minimum_covers(kernel.any_role, np.flatnonzero(kernel.assigned)),
    }


@lru_cache(maxsize=KERNELS_KEPT)
def stability_again(numbers: Numbers) -> Mapping[str, Stability]:
    """See `stability`."""
    return stability(numbers.kernel)


@lru_cache(maxsize=KERNELS_KEPT)
def layers_again(numbers: Numbers) -> Integers:
    """See `pareto_layers`."""
    return pareto_layers(numbers.kernel)
