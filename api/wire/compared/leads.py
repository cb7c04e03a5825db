"""The shapes of who leads what where."""

from api.wire.graph import TermOut
from api.wire.references import AboutOut, DepartmentRef, EvidenceOut, FacetOut, PageOut, PlanRef, Wire, WorkRef


class WithOut(Wire):
    """Another department that leads with this one, and how many measures."""

    department: DepartmentRef
    works: int


class BesideOut(Wire):
    """Another department with a part in what this one leads, and in how many measures it has which role."""

    department: DepartmentRef
    roles: dict[str, int]


class LedWorkOut(Wire):
    """A measure or goal with the words that give a department its part."""

    work: WorkRef
    evidence: EvidenceOut


class LeaderOut(Wire):
    """A department that leads works of a plan: `alone`, `jointly`, with whom; the first of them with their words.

    `partners` lead with it, `others` support, carry out, guide or supervise what it leads: the first of `of_partners` and
    `of_others`.
    """

    department: DepartmentRef
    alone: int
    jointly: int
    partners: list[WithOut]
    of_partners: int
    others: list[BesideOut]
    of_others: int
    examples: list[LedWorkOut]


class ChargedOut(Wire):
    """A department with another part in works of a plan that nobody leads: how many works by role, the first with their words."""

    department: DepartmentRef
    roles: dict[str, int]
    examples: list[LedWorkOut]


class PlaceLineOut(Wire):
    """A plan, its place and year: how many measures and goals are meant, how many measures nobody leads, and who does what.

    `leaders` lead measures or goals; `charged` have another part where nobody leads; `nobody` counts the measures that name
    nobody at all, `unnamed` are the first of them.
    """

    plan: PlanRef
    place: str
    year: str
    measures: int
    goals: int
    leaderless: int
    nobody: int
    leaders: list[LeaderOut]
    charged: list[ChargedOut]
    unnamed: list[WorkRef]


class FunctionLineOut(Wire):
    """A function of departments: in how many plans and places it leads, how many works alone and jointly; `years` by plan's year.

    `unled` counts works without a lead in which it has another part. Where `is_function` is false it is the name of a
    department, or of several at once (各镇街), that has no function.
    """

    function: str
    is_function: bool
    label: str
    label_en: str
    plans: int
    places: int
    alone: int
    jointly: int
    unled: int
    years: dict[str, int]


class LeadsOut(PageOut[PlaceLineOut]):
    """Plans by place and date; over all of them the measures and goals that are meant, the measures that nobody leads or names.

    `headings` counts measures that only hold others: their parts are meant. `functions` are the first of `of_functions`. `terms` says what the words were taken for; `left_out`
    counts measures with the words that are too many to look through.
    """

    measures: int
    goals: int
    headings: int
    leaderless: int
    nobody: int
    functions: list[FunctionLineOut]
    of_functions: int
    terms: list[TermOut]
    left_out: int
    facets: list[FacetOut]
    about: AboutOut
