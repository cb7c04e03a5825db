"""What of measures stands on the links between departments: title, plan, deadline, and the words that name who does it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.bottlenecks.kernel import Kernel
from graph.deadlines.due import last_day
from graph.model import Edge, Node, Value, quote_of
from graph.networks.columns import KIND, PLAN, context, declared, digest, edge_values, graph_columns, node_values
from graph.networks.network import Column, Link, Vertex
from graph.networks.scope import Scope, read_nodes
from graph.schema import schema


@dataclass(frozen=True, slots=True)
class Work:
    """A measure in short: the last day of its deadline, the statements that name its parties, their document's digest."""

    title: str
    plan: Node
    due: str
    statements: tuple[str, ...]
    document: str


def works(scope: Scope, kernel: Kernel) -> Mapping[str, Work]:
    """The measures of a kernel by id; two reads a plan, all of them in memory in short."""
    wanted = set(kernel.measures)
    return {
        node.id: Work(
            node.text("title"),
            plan,
            last_day(node.text("deadline")),
            tuple(dict.fromkeys(quote_of(edge.evidence.statement) for edge in edges if edge.evidence.statement)),
            digest(scope.ledger.entries[plan.id].record.document),
        )
        for plan, node, edges in role_edges(scope, wanted)
    }


def role_edges(scope: Scope, wanted: set[str]) -> Iterator[tuple[Node, Node, tuple[Edge, ...]]]:
    """Plan, measure and its formal role edges of the wanted roles, for the wanted measures; two reads a plan."""
    left_out = scope.left_out
    for plan in scope.plans:
        found = [node for node in scope.view.list_nodes("Measure", plan=plan.id).items if node.id in wanted]
        by_measure: dict[str, list[Edge]] = {node.id: [] for node in found}
        kinds = scope.role_kinds
        for edge in scope.view.edges([*by_measure], kinds=kinds, direction="in") if found else ():
            if edge.properties["formal"] and edge.source not in left_out:
                by_measure[edge.target].append(edge)
        for node in found:
            yield plan, node, tuple(by_measure[node.id])


DEPARTMENT = ("name_en", "department_kind", "slots", "jurisdiction", "level", "code", "aliases", "aliases_en")
MEASURE = (
    "measure_label",
    "address",
    "basis",
    "assigned",
    "open_list",
    "deadline",
    "deadline_words",
    "text",
    "text_start",
    "text_end",
)


def chosen(names: tuple[str, ...], *, nodes: bool) -> tuple[Column, ...]:
    """Columns of the full graph by name."""
    every = {column.name: column for column in graph_columns(nodes=nodes)}
    return tuple(every[name] for name in names)


DEPARTMENT_COLUMNS = (KIND, *chosen(DEPARTMENT, nodes=True), *declared("counts"))
"""Of departments in networks of departments."""


def departments(scope: Scope, kernel: Kernel) -> Iterator[Vertex]:
    """The departments of a kernel, in its order, with how much they have."""
    counts = {
        "lead": kernel.lead.sum(axis=1),
        "responsible": kernel.responsible.sum(axis=1),
        "support": kernel.support.sum(axis=1),
        "measures": kernel.any_role.sum(axis=1),
    }
    names = {column.name for column in DEPARTMENT_COLUMNS}
    for row, node in enumerate(read_nodes(scope.view, kernel.departments)):
        values = {name: value for name, value in node_values(node, None).items() if name in names}
        values |= {name: int(per_row[row]) for name, per_row in counts.items()}
        yield Vertex(node.id, schema().caption(node), values)


MEASURE_COLUMNS = (KIND, PLAN, *declared("context", "due"), *chosen(MEASURE, nodes=True))
DUTY_COLUMNS = tuple(
    column
    for column in graph_columns(nodes=False)
    if column.name not in {"title", "number", "how", "topic", "measure_words", "target_words", "date", "event", "part"}
)
"""Of role edges."""


def measure_vertex(node: Node, plan: Node) -> Vertex:
    """A measure."""
    names = {column.name for column in MEASURE_COLUMNS}
    values = {name: value for name, value in node_values(node, plan).items() if name in names}
    return Vertex(node.id, schema().caption(node), values)


def duty_link(edge: Edge, plan: Node) -> Link:
    """A role of a department in a measure."""
    return Link(edge.id, edge.source, edge.target, edge.kind, 1, edge_values(edge, plan))


def plan_values(plans: list[Node]) -> dict[str, Value]:
    """What several plans say together: ids, numbers, the first and last date."""
    dates = sorted(plan.text("date") for plan in plans if plan.text("date"))
    found: dict[str, Value] = {
        "plan_ids": tuple(plan.id for plan in plans),
        "plan_numbers": tuple(str(context(plan).get("plan_number", "")) for plan in plans),
    }
    return found | ({"first_date": dates[0], "last_date": dates[-1]} if dates else {})
