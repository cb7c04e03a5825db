"""Every duty of the store at once: what a list of all duties takes away."""

from collections import defaultdict
from collections.abc import Sequence

from graph.model import Edge, Node
from graph.questions.dates import checked_date
from graph.questions.departments.duties import Duty, is_due, place, with_company
from graph.schema import schema
from graph.store import View


def every_duty(
    view: View, *, roles: Sequence[str] = (), plan: str = "", due_before: str = ""
) -> list[tuple[Node, Duty]]:
    """The formal duties of every department by its name, each once, those that bind a whole plan last.

    `roles`, `plan` and `due_before` narrow as in `duties`, whose answers with `own` these are, one after another. Six
    reads for any number of departments.
    """
    due_before = checked_date(due_before)
    kinds = [kind for role, kind in schema().roles.items() if not roles or role in roles]
    departments = view.list_nodes("Department").items
    edges = [
        edge
        for edge in view.edges([node.id for node in departments], kinds=kinds, direction="out")
        if edge.properties["formal"] and plan in ("", edge.plan)
    ]
    ends = {node.id: node for node in view.nodes([*{e.target for e in edges}, *{e.plan for e in edges}])}
    if due_before:
        edges = [edge for edge in edges if is_due(ends[edge.target], due_before)]
    edges.sort(key=lambda edge: (ends[edge.target].kind == "Plan", place(edge, ends)))
    answer = with_company(view, edges, ends)
    by_department: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        by_department[edge.source].append(edge)
    return [(node, answer[edge.id]) for node in departments for edge in by_department[node.id]]
