"""What is taken away: the names of the lists, and what narrows them; the same words as in the addresses of the pages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from api.wire.what_if import ChangeIn
from graph.deadlines.periods import When
from graph.errors import BadRequestError, FilterError
from graph.facets.facets import FACETS, NOTHING, PLAN_FACETS, WORK_FACETS, Facets
from graph.questions.bottlenecks.matrix import Order
from graph.roster import Roster

ListName = Literal[
    "departments", "duties", "mentions", "deadlines", "due", "partners", "targets", "plans", "measures", "tasks", "parties",
    "not-read",
    "search", "citations", "cited", "evidence", "names", "decisions", "findings", "matrix", "coordination", "calls", "talk", "figures",
    "profiles", "concentration", "places", "losses", "covers", "between", "what-if", "what-if-measures",
    "what-if-findings", "what-if-loads", "meeting", "meeting-annex",
]  # fmt: skip
LISTS: tuple[ListName, ...] = get_args(ListName)

FACETED: Mapping[str, tuple[str, ...]] = {
    "duties": FACETS,
    "measures": FACETS,
    "targets": FACETS,
    "plans": FACETS,
    "citations": PLAN_FACETS,
    "cited": PLAN_FACETS,
    "search": PLAN_FACETS,
    "findings": PLAN_FACETS,
    "matrix": ("function", *WORK_FACETS, "role"),
}
"""List → the facets that narrow it; others take a role and the place of plans where they look at these."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What narrows a list; each list looks at what concerns it. `department` and `plan` are any name.

    `show` and `partner` are those of a department's page (`show` = nobody: measures that name nobody), `words` those of
    a search (`literal`: without synonyms) or of the matrix, `work` a measure or goal, `edge` an edge whose words are taken, `act` an act that plans cite; `limits` are thresholds; `sort` a column of departments or plans. `place`, `when`, `quarter` are those of the
    page of deadlines, `today` the day that they are seen from.
    """

    plan: str = ""
    department: str = ""
    roles: tuple[str, ...] = ()
    unowned: bool | None = None
    milestones: bool = False
    due_before: str = ""
    words: str = ""
    literal: bool = False
    show: str = ""
    partner: str = ""
    tier: str = ""
    rule: str = ""
    order: Order = "cluster"
    limits: Mapping[str, float] = field(default_factory=dict)
    changes: tuple[ChangeIn, ...] = ()
    work: str = ""
    edge: str = ""
    act: str = ""
    sort: str = ""
    place: str = ""
    when: When = "all"
    quarter: str = ""
    today: date | None = None
    facets: Facets = NOTHING
    rosters: tuple[Roster, ...] = ()

    def checked(self, name: ListName | None) -> "Wanted":
        """Itself; FilterError where a facet is chosen that the list does not have."""
        takes = FACETED.get(name or "", ("role", "place"))
        for facet in self.facets.chosen():
            if facet not in takes:
                told = f"the list {name!r} takes: {', '.join(takes)}" if name else "name the list"
                raise FilterError(f"the filter {facet!r} does not apply here", hint=told, applicable=takes)
        return self

    def needs(self, value: str, name: ListName, what: str) -> str:
        """The value; BadRequestError where the list can't be without it."""
        if not value.strip():
            raise BadRequestError(f"the list {name!r} needs {what}", hint="name it, or take the list from its page")
        return value
