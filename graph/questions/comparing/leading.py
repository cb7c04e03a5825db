"""The arrays behind who leads what: the works that are meant, those that nobody leads, and the parts in them, by function too."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from graph.facets.facets import Facets
from graph.facets.members import members
from graph.ledger.arrays import Booleans, Int64s, np, spread
from graph.ledger.duties import Duties, duties
from graph.ledger.ledger import Ledger
from graph.model import Node
from graph.schema import schema

LEAD = "lead"


@dataclass(frozen=True, slots=True, eq=False)
class Meant:
    """Works that are meant (W, W + 1 entries, the last for what is none): `measures` and `goals` of them, `led`, `named`.

    `leads` and `others` are duties: those that lead a work, and those in another role where nobody leads it. Measures that only
    hold others are none, they are `holders`: their parts are meant. `beside` are duties in another role where somebody leads.
    """

    duties: Duties
    measures: Booleans
    goals: Booleans
    holders: Booleans
    led: Booleans
    named: Booleans
    leads: Int64s
    others: Int64s
    beside: Int64s

    def by_plan(self, works: Booleans) -> Int64s:
        """How many of some works each plan has."""
        return np.bincount(self.duties.work_plans[works[:-1]], minlength=len(self.duties.plans))


@dataclass(frozen=True, slots=True)
class FunctionLine:
    """What departments of one function have a part in: `plans` and `places` where they lead, measures led `alone` and `jointly`.

    `unled` are measures without a lead in which they have another part. `years` counts what they lead by the plan's year.
    `name_en` is of a department that has no function and stands for itself by its name.
    """

    function: str
    plans: int
    places: int
    alone: int
    jointly: int
    unled: int
    years: dict[str, int]
    name_en: str


def meant_of(ledger: Ledger, works: Booleans) -> Meant:
    """What is said of some works (W)."""
    found = duties(ledger)
    parts = _parts(ledger, found, works)
    leading = found.role[parts] == list(schema().roles).index(LEAD)
    led, named = (np.zeros(len(works) + 1, dtype=np.bool_) for _ in range(2))
    led[found.work[parts[leading]]] = True
    named[found.work[parts]] = True
    unled = ~led[found.work[parts]]
    return Meant(
        duties=found,
        measures=np.append(works & found.rows, False),
        goals=np.append(works & found.goals, False),
        holders=np.append(works & ~found.rows & ~found.goals, False),
        led=led,
        named=named,
        leads=parts[leading],
        others=parts[unled],
        beside=parts[~leading & ~unled],
    )


def _parts(ledger: Ledger, found: Duties, works: Booleans) -> Int64s:
    """The duties in some works, in their order: looked up work by work, so that few works cost little among however many duties."""
    # those of a whole plan stand before its works'
    reached = ledger.once("works reached", lambda: np.maximum.accumulate(found.work))
    chosen = np.flatnonzero(works).astype(reached.dtype)
    first, end = np.searchsorted(reached, chosen), np.searchsorted(reached, chosen, side="right")
    parts = spread(first, end - first)
    return parts[found.work[parts] >= 0]


def whole_works(ledger: Ledger) -> Booleans:
    """The works that are led or not: goals, and measures that do not only hold others. These are counted."""
    found = duties(ledger)
    return found.rows | found.goals


def bearers(ledger: Ledger, found: Duties, facets: Facets) -> Booleans:
    """The departments whose parts are meant: those of the functions that are chosen, else all."""
    wanted = set(facets.function)
    if not wanted:
        return np.ones(len(found.departments), dtype=np.bool_)
    faces = ledger.departments
    return np.array([not wanted.isdisjoint(faces[key].functions) for key in found.departments], dtype=np.bool_)


def function_lines(ledger: Ledger, meant: Meant, borne: Booleans) -> tuple[FunctionLine, ...]:
    """Over all plans who leads by function, those of most plans first; a department without one stands for itself by its name."""
    found = meant.duties
    (leads, jointly), others = pairs_led(meant, borne), _borne(meant.others, found, borne)
    who, which = np.unique(found.department[np.concatenate([leads, others])], return_inverse=True)
    names, of = _functions(ledger, [found.departments[row] for row in who.tolist()])
    led = _distinct(of, which[: len(leads)], found.work[leads])
    unled = _distinct(of, which[len(leads) :], found.work[others])
    joint = np.zeros(len(found.works), dtype=np.bool_)
    joint[found.work[leads[jointly]]] = True

    @cache
    def told(plan: int) -> tuple[str, str]:
        node = ledger.plans[found.plans[plan]]
        return node.text("date")[:4], node.text("jurisdiction")

    lines = []
    without_lead = np.bincount(unled[:, 0], minlength=len(names))
    for number in np.unique(np.concatenate([led[:, 0], unled[:, 0]])).tolist():
        works = led[led[:, 0] == number, 1]
        plans, counts = np.unique(found.work_plans[works], return_counts=True)
        years: dict[str, int] = {}
        for plan, count in zip(plans.tolist(), counts.tolist(), strict=True):
            year, _ = told(plan)
            years[year] = years.get(year, 0) + count
        function, name_en = names[number]
        lines.append(
            FunctionLine(
                function=function,
                plans=len(plans),
                places=len({told(plan)[1] for plan in plans.tolist()}),
                alone=int((~joint[works]).sum()),
                jointly=int(joint[works].sum()),
                unled=int(without_lead[number]),
                years=dict(sorted(years.items())),
                name_en=name_en,
            )
        )
    return tuple(sorted(lines, key=lambda e: (-e.plans, -e.alone - e.jointly, -e.unled, e.function)))


def pairs_led(meant: Meant, borne: Booleans) -> tuple[Int64s, Booleans]:
    """The duties of departments that are meant to lead, one for each pair of department and work; which of them lead jointly."""
    found = meant.duties
    keys = found.work[meant.leads].astype(np.int64) * max(len(found.departments), 1) + found.department[meant.leads]
    leads = meant.leads[np.unique(keys, return_index=True)[1]]
    together = np.bincount(found.work[leads], minlength=len(found.works))
    leads = _borne(leads, found, borne)
    return leads, together[found.work[leads]] > 1


def by_place(ledger: Ledger, found: Duties) -> Callable[[int], tuple[str, str, str]]:
    """The order of plans: place, date, id."""

    def key(plan: int) -> tuple[str, str, str]:
        node = ledger.plans[found.plans[plan]]
        return node.text("jurisdiction"), node.text("date"), node.id

    return key


def those(found: Duties, nodes: Iterable[Node]) -> Booleans:
    """Which works are these nodes; only the works of their plans are looked at."""
    wanted: dict[str, set[str]] = {}
    for node in nodes:
        wanted.setdefault(node.plan, set()).add(node.id)
    mask = np.zeros(len(found.works), dtype=np.bool_)
    rows = np.array([row for row, plan in enumerate(found.plans) if plan in wanted], dtype=np.int64)
    begins, ends = (
        np.searchsorted(found.work_plans, rows).tolist(),
        np.searchsorted(found.work_plans, rows + 1).tolist(),
    )
    for row, begin, end in zip(rows.tolist(), begins, ends, strict=True):
        keys = wanted[found.plans[row]]
        mask[begin:end] = [key in keys for key in found.works[begin:end]]
    return mask


def _borne(rows: Int64s, found: Duties, borne: Booleans) -> Int64s:
    return rows[borne[found.department[rows]]]


def _functions(
    ledger: Ledger, departments: Sequence[str]
) -> tuple[tuple[tuple[str, str], ...], Callable[[Int64s], tuple[Int64s, Int64s]]]:
    """Functions with the English name of those that are names, and which of them each department has."""
    faces = [ledger.departments[key] for key in departments]
    lists = [face.functions or (face.name,) for face in faces]
    english = {face.name: face.name_en for face in faces if not face.functions}
    found = members(lists)
    return tuple((name, english.get(name, "")) for name in found.values), found.of


def _distinct(of: Callable[[Int64s], tuple[Int64s, Int64s]], departments: Int64s, works: Int64s) -> Int64s:
    """Pairs (function, work), each once."""
    rows, functions = of(departments)
    return np.unique(np.stack([functions, works[rows]], axis=1), axis=0)
