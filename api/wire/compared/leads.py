"""The shapes of who leads what where."""

from api.wire.graph import TermOut
from api.wire.references import AboutOut, DepartmentRef, EvidenceOut, FacetOut, PageOut, PlanRef, Wire, WorkRef


class WithOut(Wire):
    """Another department that leads with this one, and how many measures."""

    department: DepartmentRef
    works: int


class LedWorkOut(Wire):
    """A measure or goal with the words that give its lead."""

    work: WorkRef
    evidence: EvidenceOut


class LeaderOut(Wire):
    """A department that leads measures of a plan: `alone`, `jointly`, with whom; the first of them with their words.

    `partners` are the first of `of_partners`.
    """

    department: DepartmentRef
    alone: int
    jointly: int
    partners: list[WithOut]
    of_partners: int
    examples: list[LedWorkOut]


class PlaceLineOut(Wire):
    """A plan, its place and year: how many of its measures are meant, how many of these nobody leads, and who leads the others."""

    plan: PlanRef
    place: str
    year: str
    works: int
    leaderless: int
    leaders: list[LeaderOut]


class FunctionLineOut(Wire):
    """A function of departments: in how many plans and places it leads, how many measures alone and jointly; `years` by plan's year."""

    function: str
    label: str
    label_en: str
    plans: int
    places: int
    alone: int
    jointly: int
    years: dict[str, int]


class LeadsOut(PageOut[PlaceLineOut]):
    """Plans by place and date; over all of them the measures that are meant, those nobody leads, and who leads by function.

    `functions` are the first of `of_functions`. `terms` says what the words were taken for; `left_out`
    counts measures with the words that are too many to look through.
    """

    works: int
    leaderless: int
    functions: list[FunctionLineOut]
    of_functions: int
    terms: list[TermOut]
    left_out: int
    facets: list[FacetOut]
    about: AboutOut
