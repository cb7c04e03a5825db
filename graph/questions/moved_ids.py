"""Ids of earlier editions: where something is asked for under an id that it had before, it is told what it is called now."""

from graph.decisions import CORRECT_DUTY, read_as
from graph.decisions.duties import WORK
from graph.errors import MovedIdError, RespgraphError
from graph.model import Edge
from graph.schema import schema
from graph.store import View


def moved_or(view: View, key: str, unknown: RespgraphError) -> RespgraphError:
    """The error for an id that nothing has now: where it leads to, else `unknown`. A few reads.

    The number of a plan was its id once (stores of schema 2); it leads to the plan where only one has it.
    """
    now = view.renamed([key]).get(key, "")
    if now and is_edge(now) and view.edge(now) is None and corrected_edge(view, now) is None:
        now = ""  # its measure has another name, and not this duty any more
    if not now and (edge := corrected_edge(view, key)) is not None:
        now = edge.id
    if not now:
        near = view.search(key, kinds=("Plan",), limit=3).items
        numbered = [node.id for node in near if node.text("number") == key]
        now = numbered[0] if len(numbered) == 1 else ""
    return MovedIdError(key, now) if now else unknown


def is_edge(key: str) -> bool:
    """Whether an id is that of an edge."""
    return key.partition("|")[0] in schema().edges


def corrected_edge(view: View, key: str) -> Edge | None:
    """What a duty that was read (or added) under this id is called since people corrected it; None where nobody did."""
    if key.partition("|")[0] not in schema().role_of:
        return None
    corrections = view.decisions(kinds=[CORRECT_DUTY], subjects=[key])
    works = {str(d.values.get(WORK) or (d.edge.target if d.edge else "")) for d in corrections}
    edges = view.edges(sorted(works), kinds=list(schema().role_of), direction="in") if works else []
    return next((edge for edge in edges if read_as(edge) == key), None)
