"""By when work and targets are due, over all departments and plans (docs/deadlines.md)."""

from collections import defaultdict
from collections.abc import Iterable

from graph.deadlines.due import of_work
from graph.model import Node
from graph.store import View


def dues_of(view: View, works: Iterable[Node]) -> dict[str, str]:
    """Measure or goal → its own deadline, else the first of its targets'; empty where none is stated. Two reads; plans have none."""
    works = [work for work in works if work.kind != "Plan"]
    holders = [work.id for work in works if not work.text("deadline")]
    held = view.edges(holders, kinds=["HAS_TARGET"], direction="out") if holders else []
    targets = {node.id: node.text("deadline") for node in view.nodes([edge.target for edge in held])} if held else {}
    stated: dict[str, list[str]] = defaultdict(list)
    for edge in held:
        stated[edge.source].append(targets.get(edge.target, ""))
    return {work.id: of_work(work.text("deadline"), stated[work.id]) for work in works}
