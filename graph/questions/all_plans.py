"""What questions over all plans share: the incidence and its kernel, and which departments words name. No read of the store."""

from collections.abc import Sequence

from graph.bottlenecks.kernel import Kernel
from graph.ledger.arrays import distinct, np
from graph.ledger.duties import INDEX, duties
from graph.ledger.ledger import Ledger
from graph.ledger.words import Chosen
from graph.search.asked import Asked, asked
from graph.search.latin import Names
from graph.store import Incidence


def incidence(ledger: Ledger, plans: Sequence[str] | None = None) -> Incidence:
    """What View.incidence says of all plans, or of those given."""
    if plans is None:
        return ledger.once("incidence", lambda: _incidence(ledger, None))
    return _incidence(ledger, plans)


def kernel(ledger: Ledger, plans: Sequence[str] | None = None) -> Kernel:
    """The kernel of all plans, or of those given."""
    if plans is None:
        return ledger.once("kernel", lambda: Kernel.of(incidence(ledger)))
    return Kernel.of(_incidence(ledger, plans))


def _incidence(ledger: Ledger, plans: Sequence[str] | None) -> Incidence:
    found = duties(ledger, plans)
    chosen = np.flatnonzero(found.rows)
    column = np.full(len(found.works) + 1, -1, dtype=INDEX)  # the last one stands for works below 0
    column[chosen] = np.arange(len(chosen))
    columns = column[np.maximum(found.work, -1)]
    kept = np.flatnonzero(columns >= 0)
    order = kept[np.lexsort((found.place[kept], found.role[kept], columns[kept]))]  # stable: edge ids stay in order
    present = distinct(found.department[order])
    return Incidence(
        departments=tuple(found.departments[row] for row in present.tolist()),
        measures=Chosen(found.works, chosen.astype(INDEX)),
        plans=tuple(found.plans[plan] for plan in found.work_plans[chosen].tolist()),
        rows=np.searchsorted(present, found.department[order]).astype(INDEX),
        columns=columns[order],
        roles=found.role[order],
        open_lists=found.open_lists[chosen],
        targets=found.counted[chosen].astype(np.int64),
    )


def named(ledger: Ledger, words: str) -> tuple[str, ...]:
    """All departments whose names hold all the words, or what these may mean (graph/search/asked.py), in the order of a search.

    Raises BadRequestError for a line of words that is too long.
    """
    wanted = asked(words, names=lambda: department_names(ledger))
    return ledger.of_departments(("named", wanted), lambda: _named(ledger, wanted)) if wanted else ()


def department_names(ledger: Ledger) -> Names:
    """All names of all departments, each once, as letters may mean them."""

    def made() -> Names:
        return Names(dict.fromkeys(name for face in ledger.departments.values() for name in face.names.split("\n")))

    return ledger.of_departments("department names", made)


def _named(ledger: Ledger, wanted: Asked) -> tuple[str, ...]:
    equals, begins = [f"\n{key}\n" for key in wanted.names], [f"\n{key}" for key in wanted.names]
    terms = [term.keys for term in wanted.terms]
    found = [
        (
            0 if any(key in face.names for key in equals) else 1 if any(key in face.names for key in begins) else 2,
            department,
        )
        for department, face in ledger.departments.items()
        if all(any(key in face.names for key in keys) for keys in terms)
    ]
    return tuple(department for _, department in sorted(found))
