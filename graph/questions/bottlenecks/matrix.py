"""Departments x measures of one plan, in the order in which clusters and the text put them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from graph.bottlenecks.facts import Facts, MeasureFact, RoleFact
from graph.bottlenecks.figures.clusters import clusters
from graph.bottlenecks.figures.coordination import requirement
from graph.bottlenecks.figures.counts import workloads
from graph.bottlenecks.kernel import Kernel
from graph.facets.facets import NOTHING, WORK_FACETS, Facets
from graph.facets.narrowing import Counts, counted, has_function, kept_works
from graph.ledger.arrays import np
from graph.ledger.duties import duties
from graph.model import Edge, Node
from graph.questions.bottlenecks.gathered_facts import Gathered, gathered
from graph.questions.bottlenecks.unled import Unled, unled_in
from graph.schema import schema
from graph.store import View

Order = Literal["cluster", "lead", "total", "name"]
ORDERS: tuple[str, ...] = get_args(Order)


@dataclass(frozen=True, slots=True)
class Cell:
    """A department's role in a measure, its strongest, with the edge that says so."""

    measure: str
    role: str
    edge: Edge


@dataclass(frozen=True, slots=True)
class Row:
    """A department with its cells in the order of the columns, and how many measures it leads, is responsible for and is in."""

    department: Node
    cluster: int
    cells: tuple[Cell, ...]
    lead: int
    responsible: int
    total: int


@dataclass(frozen=True, slots=True)
class Column:
    """A measure in text order with its number as lists call it, its leads, its parties and its sub-targets.

    `carriers`: its leads, or where it names none those that are responsible.
    """

    measure: Node
    number: str
    leads: int
    carriers: int
    parties: int
    targets: int
    open_list: bool


@dataclass(frozen=True, slots=True, eq=False)
class Matrix:
    """Columns of a plan from `offset` on, of `total`, and the rows that have cells in them; `unled`: its measures without a lead.

    `modularity` of the clusters goes from 0 (no better than chance) to 1.
    """

    plan: Node
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    offset: int
    total: int
    modularity: float
    unled: Unled
    gathered: Gathered
    measures: frozenset[str]
    """All that may be columns, whatever is kept."""


def matrix(
    view: View,
    plan: Node,
    *,
    order: Order = "cluster",
    role: str = "",
    facets: Facets = NOTHING,
    offset: int = 0,
    limit: int | None = None,
) -> Matrix:
    """The matrix of a plan; `role` keeps the cells of one role and the departments that have any. Eight reads.

    `facets` keep departments of a function, and measures by topic and deadline.

    `offset` and `limit` choose measures in the order of the text, and with them the departments that have a part there.
    Figures of rows and columns count all roles, whatever is kept. Departments without a place in the order of the
    clusters come last, by the number of their measures.
    """
    base = gathered(view, [plan.id])
    kernel = Kernel.of(view.incidence(plans=[plan.id]))
    measures = {measure.id: measure for measure in base.facts.measures}
    strongest = _strongest(base.facts)
    grouped = clusters(requirement(kernel))
    loads = workloads(kernel)
    ledger = view.ledger([plan.id]) if facets else None
    works = kept_works(ledger, facets.only(WORK_FACETS)) if ledger else None
    listed = [place for place, measure in enumerate(kernel.measures) if works is None or measure in works]
    shown = listed[offset : offset + limit if limit is not None else None]
    chosen = [kernel.measures[place] for place in shown]
    places = {row: place for place, row in enumerate(grouped.order.tolist())}
    rows = [
        (
            places.get(number, len(places)),
            Row(
                department=base.nodes[department],
                cluster=int(grouped.labels[number]),
                cells=tuple(
                    Cell(measure, found.role, base.edges[found.edge])
                    for measure in chosen
                    if (found := strongest.get((department, measure))) and role in ("", found.role)
                ),
                lead=int(loads.lead[number]),
                responsible=int(loads.responsible[number]),
                total=int(loads.total[number]),
            ),
        )
        for number, department in enumerate(kernel.departments)
        if ledger is None or has_function(ledger, department, facets)
    ]
    rows.sort(key=lambda placed: (*_ORDER[order](*placed), str(placed[1].department.properties["name"])))
    return Matrix(
        plan=plan,
        rows=tuple(row for _, row in rows if row.cells),
        columns=tuple(
            _column(base, kernel, measures[measure], place) for place, measure in zip(shown, chosen, strict=True)
        ),
        offset=offset,
        total=len(listed),
        modularity=round(grouped.modularity, 4),
        unled=unled_in(kernel, base.nodes),
        gathered=base,
        measures=frozenset(kernel.measures),
    )


def matrix_choices(view: View, found: Matrix, facets: Facets) -> Counts:
    """Of how many measures that may be columns each function, topic and deadline is; headings with works of their own are none."""
    ledger = view.ledger([found.plan.id])  # that of all plans, where it is at hand
    held = duties(ledger)
    own = np.flatnonzero(held.work_plans == held.plan_at(found.plan.id)).tolist()
    among = np.zeros(len(held.works), dtype=np.bool_)
    among[[row for row in own if held.works[row] in found.measures]] = True
    return counted(ledger, "measures", facets, among=among, names=("function", *WORK_FACETS))


_ORDER: Mapping[str, Callable[[int, Row], tuple[int, ...]]] = {
    "cluster": lambda place, row: (place, -row.total),
    "lead": lambda _place, row: (-row.lead, -row.responsible, -row.total),
    "total": lambda _place, row: (-row.total, -row.lead),
    "name": lambda _place, _row: (),
}


def _strongest(facts: Facts) -> dict[tuple[str, str], RoleFact]:
    """The strongest formal role of each department in each measure; of equal ones the first of the text."""
    ranks = list(schema().roles)
    found: dict[tuple[str, str], RoleFact] = {}
    for role in sorted(facts.roles, key=lambda each: (ranks.index(each.role), each.statement, each.order, each.edge)):
        if role.formal:
            found.setdefault((role.department, role.object), role)
    return found


def _column(base: Gathered, kernel: Kernel, measure: MeasureFact, place: int) -> Column:
    return Column(
        measure=base.nodes[measure.id],
        number=measure.number or measure.label,
        leads=int(kernel.leads[place]),
        carriers=int(kernel.carriers[place]),
        parties=int(kernel.parties[place]),
        targets=int(kernel.targets[place]),
        open_list=bool(kernel.open_lists[place]),
    )
