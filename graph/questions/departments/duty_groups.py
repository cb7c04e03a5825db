"""The duties of a department by how it carries them: alone, with other leads, as responsible, as helper."""

from collections import defaultdict
from collections.abc import Sequence

from graph.model import Edge
from graph.schema import schema
from graph.store import View

GROUPS = ("leads_alone", "leads_jointly", "is_responsible", "supports")
"""In the order in which a list shows them."""


def in_groups(view: View, duties: Sequence[Edge]) -> dict[str, list[Edge]]:
    """Role edges by group, in their order; a lead is alone where nobody else formally leads the same. One read."""
    roles = schema().role_of
    led = sorted({edge.target for edge in duties if roles[edge.kind] == "lead"})
    leads: dict[str, set[str]] = defaultdict(set)
    for edge in view.edges(led, kinds=[schema().roles["lead"]], direction="in") if led else ():
        if edge.properties["formal"]:
            leads[edge.target].add(edge.source)
    found: dict[str, list[Edge]] = {name: [] for name in GROUPS}
    for edge in duties:
        found[_group(roles[edge.kind], alone=leads[edge.target] <= {edge.source})].append(edge)
    return found


def _group(role: str, *, alone: bool) -> str:
    if role == "lead":
        return "leads_alone" if alone else "leads_jointly"
    return "is_responsible" if role == "responsible" else "supports"
