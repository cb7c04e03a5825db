"""What a search is given and gives: what it may find, what it finds page by page, and all of it as rows of the ledger's arrays."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph.ledger.arrays import Booleans, Int64s
from graph.model import Node


@dataclass(frozen=True, slots=True)
class Found:
    """What a search finds: nodes from `offset` on, `total` of the kinds that were asked for, and `counts` of every kind that has any.

    All counts are complete; those by kind are in schema order.
    """

    items: tuple[Node, ...]
    offset: int
    total: int
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True, eq=False)
class Within:
    """What a search may find, in the order of the ledger's arrays: which plans that were read, works, targets, departments by name.

    Of documents their ids. Where plans alone say what may be found, `whole` are these plans (ids).
    """

    plans: Booleans
    works: Booleans
    targets: Booleans
    departments: Booleans
    documents: frozenset[str]
    whole: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Holding:
    """All that a search finds, by kind, in any order: rows of the ledger's arrays as in Within; of documents their ids."""

    plans: Int64s
    works: Int64s
    targets: Int64s
    departments: Int64s
    documents: tuple[str, ...]
