"""Which edges have what is chosen, and how many would: of lists that read them from the store, and of pictures.

A role edge is a duty, also one in prose or of a whole plan, which has no topic and no deadline. Every other edge goes with the
work or target that it joins to something, and what joins none of them only with its plan.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from graph.facets.facets import FACETS, PLAN_FACETS, WORK_FACETS, Facets
from graph.facets.lines import Said, Table, beside_duties, headed, said_of
from graph.facets.narrowing import Counts, counted_of, kept_of
from graph.facets.tables import Listing, order_of
from graph.ledger.arrays import np
from graph.ledger.duties import INDEX, Integers, duties, targets
from graph.ledger.ledger import Ledger
from graph.ledger.places import name_rows, places_in, plan_rows
from graph.model import Edge
from graph.schema import schema


def kept_edges(ledger: Ledger, edges: Iterable[Edge], facets: Facets) -> list[Edge]:
    """The edges, in their order, that have all that is chosen."""
    every = list(edges)
    if not facets or not every:
        return every
    inside = kept_of(_listing(ledger, every, facets), facets)
    return [every[row] for row in np.flatnonzero(inside).tolist()]


def counted_edges(ledger: Ledger, edges: Sequence[Edge], facets: Facets, names: Sequence[str] = FACETS) -> Counts:
    """The values of the facets with how many of the edges each would leave."""
    return counted_of(_listing(ledger, edges, facets), facets, names=names)


def _listing(ledger: Ledger, edges: Sequence[Edge], facets: Facets) -> Listing:
    return Listing(ledger, None, facets.today, _lines(ledger, edges))


def _lines(ledger: Ledger, edges: Sequence[Edge]) -> Table:
    """One line of each role edge, and of each other edge those of what it goes with."""
    row_of = plan_rows(ledger)
    place_of = places_in(ledger, dict.fromkeys(edge.plan for edge in edges))
    plan = np.array([row_of.get(edge.plan, -1) for edge in edges], dtype=INDEX)
    about = np.array([_about(edge, place_of) for edge in edges], dtype=INDEX)
    borne = np.array([edge.kind in schema().role_of for edge in edges], dtype=np.bool_)
    work = np.where(borne, -1, _work(ledger, about))
    lines = beside_duties(ledger, work, plan, about)
    return headed(replace(lines, own=(*PLAN_FACETS, *WORK_FACETS), said=_said(ledger, lines, edges)))


def _about(edge: Edge, place_of: Mapping[str, int]) -> int:
    """What an edge goes with: the work at which a duty ends, else the first of its ends that is a work or target; -1 for none."""
    ends = (edge.target,) if edge.kind in schema().role_of else (edge.source, edge.target)
    return next((place_of[end] for end in ends if end in place_of), -1)


def _work(ledger: Ledger, about: Integers) -> Integers:
    """The work, or that in which the target stands; below 0 for none."""
    holders = np.maximum(targets(ledger).holders, -1)
    works = np.arange(len(duties(ledger).works), dtype=INDEX)
    return np.concatenate([works, holders, np.full(1, -1, INDEX)])[about]


def _said(ledger: Ledger, lines: Table, edges: Sequence[Edge]) -> Said:
    """What the lines say of duties: the edge itself, where it is one, else the ledger's that stand beside it."""
    said, name_of = said_of(ledger, lines.duty), name_rows(ledger)
    roles, forms = list(schema().role_of), order_of("form")
    for first, edge in zip(lines.first.tolist(), edges, strict=True):
        if edge.kind in roles:
            formal = edge.properties.get("formal")  # of prose the form is no value
            form = forms.index(str(edge.properties["form"])) if formal else -1
            said.department[first] = name_of.get(edge.source, -1)
            said.role[first], said.form[first] = roles.index(edge.kind), form
    return said
