"""Ids of earlier editions: where something is asked for under an id that it had before, it is told what it is called now."""

from graph.errors import MovedIdError, RespgraphError
from graph.store import View


def moved_or(view: View, key: str, unknown: RespgraphError) -> RespgraphError:
    """The error for an id that nothing has now: where it leads to, else `unknown`. Two reads.

    The number of a plan was its id once (stores of schema 2); it leads to the plan where only one has it.
    """
    now = view.renamed([key]).get(key, "")
    if not now:
        near = view.search(key, kinds=("Plan",), limit=3).items
        numbered = [node.id for node in near if node.text("number") == key]
        now = numbered[0] if len(numbered) == 1 else ""
    return MovedIdError(key, now) if now else unknown
