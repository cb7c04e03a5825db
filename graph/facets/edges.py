"""Which role edges have all that is chosen, for lists that read them from the store: prose and plan-wide ones among them."""

from collections.abc import Iterable, Sequence

import numpy as np

from graph.facets.facets import PLAN_FACETS, WORK_FACETS, Facets
from graph.facets.narrowing import kept, kept_plans
from graph.facets.tables import NO_FUNCTION
from graph.ledger.duties import duties
from graph.ledger.ledger import Ledger
from graph.model import Edge
from graph.schema import schema


def kept_edges(ledger: Ledger, edges: Iterable[Edge], facets: Facets) -> list[Edge]:
    """The edges, in their order, whose plan, work, bearer, role and form have what is chosen.

    What binds a whole plan has no topic and no deadline.
    """
    plans = kept_plans(ledger, facets.only(PLAN_FACETS))
    works = kept_works(ledger, facets)
    roles = schema().role_of
    return [
        edge
        for edge in edges
        if (plans is None or edge.plan in plans)
        and (works is None or edge.target in works)
        and (not facets.role or roles.get(edge.kind) in facets.role)
        and (not facets.form or edge.properties.get("form") in facets.form)
        and has_function(ledger, edge.source, facets)
    ]


def kept_works(ledger: Ledger, facets: Facets) -> frozenset[str] | None:
    """The measures and goals (ids) that have the topics and deadlines that are chosen; None where none is."""
    wanted = facets.only(WORK_FACETS)
    if not wanted:
        return None
    works: Sequence[str] = duties(ledger).works
    return frozenset(works[row] for row in np.flatnonzero(kept(ledger, "measures", wanted)).tolist())


def has_function(ledger: Ledger, department: str, facets: Facets) -> bool:
    """Whether a department (id) has one of the functions that are chosen; it has where none is."""
    face = ledger.departments.get(department)
    functions = () if face is None or face.kind in NO_FUNCTION else face.slots
    return not facets.function or any(each in facets.function for each in functions)
