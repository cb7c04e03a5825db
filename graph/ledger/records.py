"""What a store is given and gives beside nodes and edges: pages of lists, arrays of roles, editions, loads, its status."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from graph.ledger.arrays import Booleans, Int8s, Int64s, Integers
from graph.model import DocumentText, PlanGraph

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A slice of a list: its items, where it begins, and how many there are in all."""

    items: tuple[T, ...]
    offset: int
    total: int


@dataclass(frozen=True, slots=True)
class Incidence:
    """Who has which role in which measure, as parallel arrays ready for sparse matrices.

    `rows[i]` is an index into `departments`, `columns[i]` into `measures`, `roles[i]` into ROLES (schema order), one
    entry a formal role edge that ends at a measure. `measures` holds the measures with formal statements of their own and
    the leaves with none (a heading's measure whose parts are measures is no row), in order of plan and position.
    `open_lists[j]` says whether a list of measure j ends in 等; `targets[j]` counts the sub-targets (number, class) that
    stand in it; `plans[j]` is the plan it belongs to. A view gives `departments` in order of name and id.
    """

    departments: tuple[str, ...]
    measures: Sequence[str]
    plans: tuple[str, ...]
    rows: Integers
    columns: Integers
    roles: Int8s
    open_lists: Booleans
    targets: Int64s


EditionState = Literal["current", "older", "removed"]


@dataclass(frozen=True, slots=True)
class EditionRecord:
    """One edition of a plan as it was loaded: which (from 1), from what file, when (UTC, ISO 8601), by whom.

    `state`: `current` is what the graph shows, `removed` the last one of a plan that a person removed (`removed`: who and
    when). `note` says how it came back, for one that was restored.
    """

    plan: str
    number: int
    document: str
    file_name: str
    loaded_at: str
    by: str
    ruleset: str
    figures: dict[str, int]
    state: EditionState
    removed: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition's reading and the document that it was read from."""

    graph: PlanGraph
    document: DocumentText


@dataclass(frozen=True, slots=True)
class Status:
    """The store's kind and version, its address without secrets, its schema, and how many of each kind it holds."""

    engine: str
    address: str
    schema_version: int
    nodes: dict[str, int]
    edges: dict[str, int]
    decisions: int
    last_load: str


@dataclass(frozen=True, slots=True)
class Load:
    """A plan to store: what Writer.replace takes of one."""

    graph: PlanGraph
    document: DocumentText
    loaded_at: str
    by: str = ""
    instead_of: str = ""
    renamed: Mapping[str, str] | None = None
    note: str = ""
