"""What is taken away: the names of the lists, and what narrows them; the same words as in the addresses of the pages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from functools import wraps
from typing import Any, Concatenate, Literal, ParamSpec, TypeVar, cast, get_args

from api.wire.what_if import ChangeIn
from graph.deadlines.periods import When
from graph.errors import BadRequestError, FilterError
from graph.facets.facets import FACETS, NOTHING, PLAN_FACETS, WORK_FACETS, Facets
from graph.questions.bottlenecks.matrix import Order
from graph.roster import Roster
from graph.store import View

ListName = Literal[
    "departments", "duties", "mentions", "deadlines", "due", "reminders", "partners", "targets", "plans", "measures", "tasks", "parties",
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
    "search": FACETS,
    "findings": FACETS,
    "due": PLAN_FACETS,
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
        takes = faceted(name)
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


def faceted(name: ListName | None) -> tuple[str, ...]:
    """The facets that narrow a list."""
    return FACETED.get(name or "", ("role", "place"))


P = ParamSpec("P")
R = TypeVar("R")
Writes = Callable[Concatenate[View, ListName | None, Wanted, P], R]

_CALLED = {"words": "q", "roles": "role", "changes": "change"}
_NO_FILTERS = frozenset({"limits", "today", "facets", "rosters"})
"""What is no filter, or checked by itself."""


def heeding(write: "Writes[P, R]") -> "Writes[P, R]":
    """What writes a list, but FilterError where something narrows it that it does not look at: the whole list would come in its place."""

    @wraps(write)
    def written(view: View, name: ListName | None, wanted: Wanted, *rest: P.args, **named: P.kwargs) -> R:
        watched = _Watched(wanted)
        content = write(view, name, cast("Wanted", watched), *rest, **named)
        for unheeded in sorted(_given(wanted) - watched.looked_at):
            if unheeded not in ("roles", "place") or "facets" not in watched.looked_at:
                looked_at = watched.looked_at - _NO_FILTERS - {"roles", "place"}
                takes = (*sorted(_CALLED.get(each, each) for each in looked_at), *faceted(name))
                called = _CALLED.get(unheeded, unheeded)
                told = (
                    f"with what else is asked, the list {name!r} takes: {', '.join(takes)}" if name else "name the list"
                )
                raise FilterError(f"the filter {called!r} does not apply here", hint=told, applicable=takes)
        return content

    return written  # type: ignore[return-value]  # the first three are given by position


class _Watched:
    """A request that remembers what of it is looked at."""

    def __init__(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self.looked_at: set[str] = set()

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  # as the request has it
        if name in Wanted.__dataclass_fields__:
            self.looked_at.add(name)
        return getattr(self._wanted, name)


def _given(wanted: Wanted) -> set[str]:
    plain = Wanted()
    return {
        each.name
        for each in fields(Wanted)
        if each.name not in _NO_FILTERS and getattr(wanted, each.name) != getattr(plain, each.name)
    }


def plain(wanted: Wanted) -> Wanted:
    """The request as it came, so that looking at it does not count."""
    return wanted._wanted if isinstance(wanted, _Watched) else wanted  # noqa: SLF001  # of this module
