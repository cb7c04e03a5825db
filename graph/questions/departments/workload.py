"""How much a department carries, in units that can be compared (research/bottlenecks.md §1.1, numbers 1, 2 and 7)."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.bottlenecks.figures.counts import Workloads as Counts
from graph.bottlenecks.figures.counts import workloads
from graph.bottlenecks.kernel import Kernel, incidence_of
from graph.decisions import ACTING, rejections
from graph.ledger.arrays import np
from graph.ledger.ledger import Lately, Ledger
from graph.model import Edge, Node
from graph.questions.about import About, about
from graph.questions.all_plans import kernel, named
from graph.questions.parameters import LoadSort
from graph.schema import schema
from graph.store import Page, View


@dataclass(frozen=True, slots=True)
class Load:
    """Counts of measures by role, fractional shares and seats; see graph/bottlenecks/figures/counts.py for each formula."""

    department: Node
    lead: int
    lead_alone: int
    lead_shared: int
    responsible: int
    support: int
    total: int
    own_share: float
    support_share: float
    seats: float


@dataclass(frozen=True, slots=True)
class PlanLoad:
    """The counts of one department in one plan."""

    plan: Node
    lead: int
    responsible: int
    support: int


@dataclass(frozen=True, slots=True)
class Workload:
    """One department's load over the plans, and plan by plan."""

    load: Load
    by_plan: tuple[PlanLoad, ...]
    about: About


@dataclass(frozen=True, slots=True)
class Workloads:
    """A page of departments, the most led first (then responsible, then name); `measures`: those that name somebody."""

    page: Page[Load]
    measures: int
    about: About


def workload(view: View, department: Node, *, plan: str = "") -> Workload:
    """The load of one department; `plan` narrows. Seven reads, over the measures that it has a part in."""
    kinds = list(schema().roles.values())
    own = [
        edge
        for edge in view.edges([department.id], kinds=kinds, direction="out")
        if edge.properties["formal"] and plan in ("", edge.plan)
    ]
    nodes = view.nodes(list(dict.fromkeys(edge.target for edge in own)))
    measures = [node for node in nodes if node.kind == "Measure"]
    edges = view.edges([node.id for node in measures], kinds=kinds, direction="in") if measures else []
    kernel = Kernel.of(incidence_of(measures, edges))
    named = department.id in kernel.departments
    load = _load(workloads(kernel), kernel.departments.index(department.id), department) if named else None
    plans = view.nodes(sorted({edge.plan for edge in own}))
    plans.sort(key=lambda node: (str(node.properties.get("date", "")), node.id))
    return Workload(
        load=load or _nothing(department),
        by_plan=tuple(_plan_load(node, own) for node in plans),
        about=about(
            view,
            plans=[node.id for node in plans],
            edges=own,
            departments=[department],
            rejected=rejections(view.decisions(kinds=ACTING), [department.id]),
        ),
    )


def all_workloads(
    view: View,
    *,
    plans: Sequence[str] = (),
    words: str = "",
    sort: LoadSort | None = None,
    offset: int = 0,
    limit: int | None = None,
) -> Workloads:
    """The loads of every department in the given plans (none: all), by a column or else the most led first.

    The ledger, and three reads.

    `words` keep the departments one of whose names contains them, those without any load last. Only the departments of
    the page are read, and only their collectives are named in the fine print.
    """
    ledger = view.ledger(plans)
    kept = tuple(plans) or None
    matrix = kernel(ledger, kept)
    found = ledger.once("workloads", lambda: workloads(matrix)) if kept is None else workloads(matrix)
    every = _every(ledger, matrix, found, sort) if kept is None else _ids(matrix, found, sort)
    wanted = every
    if words.strip():
        lately = ledger.once("departments that words name", Lately)
        wanted = lately.get((kept, sort, words), lambda: _named(ledger, words, every))
    row = ledger.once("rows", lambda: _rows(matrix)) if kept is None else _rows(matrix)
    assigned = ledger.once("assigned", lambda: _assigned(matrix)) if kept is None else _assigned(matrix)
    departments = view.nodes(wanted[offset : offset + limit if limit is not None else None])
    shown = [_load(found, row[node.id], node) if node.id in row else _nothing(node) for node in departments]
    return Workloads(
        page=Page(tuple(shown), offset, len(wanted)),
        measures=assigned,
        about=about(view, plans=kept, departments=departments),
    )


def _every(ledger: Ledger, matrix: Kernel, found: Counts, sort: LoadSort | None) -> Sequence[str]:
    return ledger.once(("departments", sort), lambda: _ids(matrix, found, sort))


def _ids(matrix: Kernel, found: Counts, sort: LoadSort | None) -> Sequence[str]:
    return [matrix.departments[row] for row in _order(found, sort)]


def _rows(matrix: Kernel) -> dict[str, int]:
    return {department: row for row, department in enumerate(matrix.departments)}


def _assigned(matrix: Kernel) -> int:
    """How many measures name anybody."""
    return int(matrix.assigned.sum())


def _named(ledger: Ledger, words: str, every: Sequence[str]) -> Sequence[str]:
    """The departments of `every` that the words name, in its order, then the others that they name."""
    found = dict.fromkeys(named(ledger, words))
    return list(dict.fromkeys([*(key for key in every if key in found), *found]))


def _order(found: Counts, sort: LoadSort | None) -> list[int]:
    """Rows as they are listed; equals stay with the most led first, then by name, in which order the counts are."""
    usual = np.lexsort((-found.support, -found.responsible, -found.lead))
    if sort is None:
        return list(usual.tolist())
    columns = {
        "name": np.arange(len(usual)), "lead": found.lead, "lead_alone": found.sole, "lead_shared": found.co,
        "responsible": found.responsible, "support": found.support, "total": found.total,
        "own_share": found.own.round(4), "seats": found.load.round(3),
    }  # fmt: skip
    column = columns[sort.removeprefix("-")][usual]
    return list(usual[np.argsort(-column if sort.startswith("-") else column, kind="stable")].tolist())


def _load(found: Counts, row: int, department: Node) -> Load:
    return Load(
        department=department,
        lead=int(found.lead[row]),
        lead_alone=int(found.sole[row]),
        lead_shared=int(found.co[row]),
        responsible=int(found.responsible[row]),
        support=int(found.support[row]),
        total=int(found.total[row]),
        own_share=round(float(found.own[row]), 4),
        support_share=round(float(found.sup[row]), 4),
        seats=round(float(found.load[row]), 3),
    )


def _nothing(department: Node) -> Load:
    return Load(department, 0, 0, 0, 0, 0, 0, 0.0, 0.0, 0.0)


def _plan_load(plan: Node, edges: Sequence[Edge]) -> PlanLoad:
    """Roles of one plan; the strongest role in a measure counts, as in the kernel."""
    strongest: dict[str, int] = {}
    kinds = list(schema().roles.values())
    for edge in edges:
        if edge.plan == plan.id and edge.target != plan.id:
            strongest[edge.target] = min(strongest.get(edge.target, len(kinds)), kinds.index(edge.kind))
    ranks = list(strongest.values())
    return PlanLoad(plan, ranks.count(0), ranks.count(1), sum(rank > 1 for rank in ranks))


def dutied_plans(view: View, department: Node, *, formal: bool = True) -> tuple[Node, ...]:
    """Plans in which a department has duties, by date and id; `formal` False also those that mention it in prose. Two reads."""
    kinds = list(schema().roles.values())
    edges = view.edges([department.id], kinds=kinds, direction="out")
    plans = view.nodes(sorted({edge.plan for edge in edges if edge.properties["formal"] or not formal}))
    return tuple(sorted(plans, key=lambda plan: (str(plan.properties.get("date", "")), plan.id)))
