"""The kernel: who has which role in which measure, as three sparse matrices that every figure is a pure function of.

Notation of all measures: L[u, m] = 1 where department u leads measure m, R where it is responsible, S where it supports,
guides or supervises; a department has one role in a measure, its strongest. l, r, s are the column sums and n = l + r + s
the parties of a measure. D departments, M measures.

C[u, m] = 1 where u carries m: its leads, and where it names none those that are responsible; c are its column sums. Many plans
name responsible units only: there nobody stands before the others, and they are the ones who must act and talk. It is decided
measure by measure, so that one lead more (by a correction, say) does not turn a whole plan over, and sums over plans add up.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self, TypeAlias

from graph.ledger.arrays import Booleans, Floats, Int64s, distinct, np
from graph.ledger.arrays import Integers as Indexes
from graph.ledger.words import Lazy
from graph.model import Edge, Node
from graph.schema import schema
from graph.store import Incidence

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Csr: TypeAlias = "csr_array"
Integers = Int64s

LEAD, RESPONSIBLE, SUPPORT = range(3)
"""Indexes into schema().roles; from SUPPORT on (support, guide, supervise) all roles share the matrix S."""


@dataclass(frozen=True, slots=True, eq=False)
class Kernel:
    """Incidence of departments x measures.

    `carry`: the matrix C, `carriers` its column sums c as integers (M). `lead`, `responsible`, `support`, `any_role`: the matrices L, R, S and B = L + R + S, each D x M with entries 1.0.
    `leads`, `responsibles`, `supports`: the column sums l, r, s as integers (M). `plans[m]`: the plan of measure m. `open_lists[m]`: one of its
    lists ends in 等, so l, r, s are lower bounds. `targets[m]`: sub-targets that stand in it.
    """

    departments: tuple[str, ...]
    measures: Sequence[str]
    plans: tuple[str, ...]
    lead: Csr
    responsible: Csr
    support: Csr
    any_role: Csr
    carry: Csr
    leads: Integers
    responsibles: Integers
    supports: Integers
    carriers: Integers
    open_lists: Booleans
    targets: Integers

    @classmethod
    def of(cls, incidence: Incidence) -> Self:
        """Take the arrays of any store; entries may be in any order and may repeat."""
        return cls.assemble(
            incidence.departments,
            incidence.measures,
            incidence.plans,
            entries=Entries(incidence.rows, incidence.columns, incidence.roles),
            open_lists=incidence.open_lists,
            targets=incidence.targets,
        )

    @classmethod
    def assemble(
        cls,
        departments: Sequence[str],
        measures: Sequence[str],
        plans: Sequence[str],
        *,
        entries: "Entries",
        open_lists: Booleans,
        targets: Integers,
    ) -> Self:
        """Build the matrices; of several roles of a department in one measure the strongest stays, once."""
        shape = (len(departments), len(measures))
        rows, columns, roles = _strongest(entries, shape)
        ones = np.ones(len(rows))  # one for all matrices, which are read only
        lead, responsible, support = (
            _matrix(rows[chosen], columns[chosen], shape, ones)
            for chosen in (roles == LEAD, roles == RESPONSIBLE, roles >= SUPPORT)
        )
        carry = lead
        unled = (column_counts(lead) == 0)[columns] & (roles == RESPONSIBLE)
        if unled.any():
            chosen = (roles == LEAD) | unled
            carry = _matrix(rows[chosen], columns[chosen], shape, ones)
        return cls(
            departments=tuple(departments),
            measures=measures if isinstance(measures, Lazy) else tuple(measures),
            plans=tuple(plans),
            lead=lead,
            responsible=responsible,
            support=support,
            any_role=_matrix(rows, columns, shape, ones),
            carry=carry,
            leads=column_counts(lead),
            responsibles=column_counts(responsible),
            supports=column_counts(support),
            carriers=column_counts(carry),
            open_lists=open_lists,
            targets=targets,
        )

    @property
    def parties(self) -> Integers:
        """n: how many departments a measure names (M)."""
        return self.leads + self.responsibles + self.supports

    @property
    def assigned(self) -> Booleans:
        """Whether a measure names anybody (M)."""
        return self.parties > 0

    @property
    def helpers(self) -> Csr:
        """H = B - C, everybody named who does not carry the measure (D x M, entries 1.0)."""
        from scipy.sparse import csr_array  # noqa: PLC0415 - half a second of imports that only figures need

        if self.carry is self.lead:
            return csr_array(self.responsible + self.support)
        others = csr_array(self.any_role - self.carry)
        others.eliminate_zeros()
        return others

    @property
    def unled(self) -> Booleans:
        """Whether a measure names somebody and no lead (M)."""
        found: Booleans = self.assigned & (self.leads == 0)
        return found

    def entries(self) -> "Entries":
        """The matrices as parallel arrays again; roles are LEAD, RESPONSIBLE or SUPPORT."""
        parts = (self.lead, self.responsible, self.support)
        return Entries(
            rows=np.concatenate([np.repeat(np.arange(part.shape[0]), np.diff(part.indptr)) for part in parts]),
            columns=np.concatenate([part.indices.astype(np.int64) for part in parts]),
            roles=np.repeat(np.arange(len(parts)), [part.nnz for part in parts]),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Entries:
    """Roles as parallel arrays: department, measure and role indexes."""

    rows: Indexes
    columns: Indexes
    roles: Indexes


def _strongest(entries: Entries, shape: tuple[int, int]) -> tuple[Integers, Integers, Integers]:
    """Sort by department, measure, role, and keep the first role of each pair: one sort of one integer key."""
    width = shape[1]
    stride = int(entries.roles.max(initial=0)) + 1
    keys = np.sort((entries.rows.astype(np.int64) * width + entries.columns) * stride + entries.roles)
    pairs = keys // stride
    first = np.ones(len(keys), dtype=np.bool_)
    first[1:] = pairs[1:] != pairs[:-1]
    pairs, roles = pairs[first], keys[first] % stride
    return pairs // max(width, 1), pairs % max(width, 1), roles


def _matrix(rows: Integers, columns: Integers, shape: tuple[int, int], ones: Floats) -> Csr:
    """CSR of ones, as many of `ones` as it needs, from pairs sorted by row, then column."""
    from scipy.sparse import csr_array  # noqa: PLC0415 - half a second of imports that only figures need

    starts = np.zeros(shape[0] + 1, dtype=np.int64)
    np.cumsum(np.bincount(rows, minlength=shape[0]), out=starts[1:])
    index = np.int32 if max(*shape, len(rows)) < np.iinfo(np.int32).max else np.int64
    return csr_array((ones[: len(rows)], columns.astype(index), starts.astype(index)), shape=shape)


def column_counts(matrix: Csr) -> Integers:
    """How many entries each column has (M)."""
    return np.bincount(matrix.indices, minlength=matrix.shape[1]).astype(np.int64)


def row_counts(matrix: Csr) -> Integers:
    """How many entries each row has (D)."""
    return np.diff(matrix.indptr).astype(np.int64)


def columns_of(matrix: Csr, row: int) -> Integers:
    """The columns in which a row has entries, in the matrix's order."""
    found: Integers = matrix.indices[matrix.indptr[row] : matrix.indptr[row + 1]].astype(np.int64)
    return found


def weigh(matrix: Csr, per_measure: Floats) -> Floats:
    """Sum, X."""
    sums: Floats = np.asarray(matrix @ per_measure)
    return sums


def reciprocal(counts: Integers) -> Floats:
    """1 / counts, and 0 where the count is not above 0."""
    return np.divide(1.0, counts, out=np.zeros(len(counts)), where=counts > 0)


def above(matrix: Csr) -> Csr:
    """The part of a square matrix above its diagonal: each pair once, a < b."""
    from scipy.sparse import csr_array  # noqa: PLC0415 - half a second of imports that only figures need

    rows = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    kept = matrix.indices > rows
    starts = np.zeros(matrix.shape[0] + 1, dtype=matrix.indptr.dtype)
    np.cumsum(np.bincount(rows[kept], minlength=matrix.shape[0]), out=starts[1:])
    return csr_array((matrix.data[kept], matrix.indices[kept], starts), shape=matrix.shape)


def restrict(kernel: Kernel, columns: Integers) -> Kernel:
    """The kernel of some measures (indexes, kept in the kernel's order); departments without a role in them go."""
    wanted = np.zeros(len(kernel.measures), dtype=np.bool_)
    wanted[columns] = True
    entries = kernel.entries()
    kept = wanted[entries.columns]
    present = distinct(entries.rows[kept])
    chosen = np.flatnonzero(wanted)
    return Kernel.assemble(
        [kernel.departments[row] for row in present],
        [kernel.measures[column] for column in chosen.tolist()],
        [kernel.plans[column] for column in chosen.tolist()],
        entries=Entries(
            np.searchsorted(present, entries.rows[kept]),
            np.searchsorted(chosen, entries.columns[kept]),
            entries.roles[kept],
        ),
        open_lists=kernel.open_lists[chosen],
        targets=kernel.targets[chosen],
    )


def fold(kernel: Kernel, groups: Sequence[str]) -> Kernel:
    """One department in place of all that `groups` (D names) gives one name: by slot, by level, or a merger.

    Groups stand in the order in which they first occur.
    """
    index = {name: place for place, name in enumerate(dict.fromkeys(groups))}
    places = np.fromiter((index[name] for name in groups), dtype=np.int64, count=len(groups))
    entries = kernel.entries()
    return Kernel.assemble(
        tuple(index),
        kernel.measures,
        kernel.plans,
        entries=Entries(places[entries.rows], entries.columns, entries.roles),
        open_lists=kernel.open_lists,
        targets=kernel.targets,
    )


def incidence_of(measures: Sequence[Node], edges: Iterable[Edge], targets: Iterable[Edge] = ()) -> Incidence:
    """Incidence of `measures` (Measure nodes, in order) from role edges; `targets` are HAS_TARGET edges of sub-targets.

    Prose edges and edges that end elsewhere are left out.
    """
    kinds = list(schema().roles.values())
    column = {node.id: index for index, node in enumerate(measures)}
    kept = [edge for edge in edges if edge.target in column and edge.kind in kinds and edge.properties["formal"]]
    departments = sorted({edge.source for edge in kept})
    row = {department: index for index, department in enumerate(departments)}
    counts = np.zeros(len(measures), dtype=np.int64)
    for edge in targets:
        if edge.source in column:
            counts[column[edge.source]] += 1
    return Incidence(
        departments=tuple(departments),
        measures=tuple(node.id for node in measures),
        plans=tuple(node.plan for node in measures),
        rows=np.array([row[edge.source] for edge in kept], dtype=np.int64),
        columns=np.array([column[edge.target] for edge in kept], dtype=np.int64),
        roles=np.array([kinds.index(edge.kind) for edge in kept], dtype=np.int8),
        open_lists=np.array([bool(node.properties["open_list"]) for node in measures], dtype=np.bool_),
        targets=counts,
    )
