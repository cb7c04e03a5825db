"""The plans that say something of a department: what an answer on it goes over where no plan is named."""

from graph.model import Node
from graph.schema import schema
from graph.store import View


def dutied_plans(view: View, department: Node, *, formal: bool = True) -> tuple[Node, ...]:
    """Plans in which a department has duties, by date and id; `formal` False also those that mention it in prose. Two reads."""
    kinds = list(schema().roles.values())
    edges = view.edges([department.id], kinds=kinds, direction="out")
    plans = view.nodes(sorted({edge.plan for edge in edges if edge.properties["formal"] or not formal}))
    return tuple(sorted(plans, key=lambda plan: (str(plan.properties.get("date", "")), plan.id)))
