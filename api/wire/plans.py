"""The shapes of plans: what was read of them, their outline, their load report, their text."""

from typing import Literal

from api.wire.references import EvidenceOut, FacetOut, PageOut, PartyOut, PlanRef, TargetRef, Wire, WorkRef
from graph.questions.plans.citations import CitedAs
from graph.questions.plans.same_acts import SameBy


class ReplacementOut(Wire):
    """A plan that takes the place of another; without `evidence` no words say so, it follows from the two titles.

    `plan` is the other one: what is replaced in `replaces`, what replaces it in `replaced_by`.
    """

    how: Literal["repeals", "revises", "final-of-draft"]
    basis: Literal["text", "inferred"]
    plan: PlanRef
    edition: str
    date: str
    evidence: EvidenceOut | None


class PlanOut(PlanRef):
    """A plan; `figures` count what was read, duties and targets as they stand after what people decided; one that is only cited has no document.

    `valid_from`, `valid_until` are its first and last day in force, `validity` its words for it and where they stand; a day
    that they do not give is empty.
    `replaces` and `replaced_by`: by the words of plans; a draft and its final text only where one plan is asked for.
    `decisions` are those that corrected it.
    """

    issuer: str
    level: str
    edition: str
    valid_from: str
    validity: str
    validity_start: int
    validity_end: int
    document: str
    loaded_at: str
    ruleset: str
    figures: dict[str, int]
    decisions: list[str]
    replaces: list[ReplacementOut]
    replaced_by: list[ReplacementOut]


class PlansOut(PageOut[PlanOut]):
    """Plans by date and id; `facets` are what may be chosen besides."""

    facets: list[FacetOut]


class CitationOut(Wire):
    """A plan names an act: `act` is the plan that is loaded, whenever it was, else what the words say of it."""

    plan: PlanRef
    act: PlanRef
    loaded: bool
    how: CitedAs
    evidence: EvidenceOut


class CitationsOut(PageOut[CitationOut]):
    """What cites what, by the citing plan and the place in its text; `facets` of the citing plan are what may be chosen besides."""

    facets: list[FacetOut]


class AlsoNamedOut(Wire):
    """Another way in which plans name an act, and why it is the same one.

    `number`: it is spelt otherwise; `serial`: title, year and serial number are the same; `title`: the title alone.
    """

    act: PlanRef
    why: SameBy


class CitedActOut(Wire):
    """An act that plans name: by how many, how often as what, whether it is loaded, and how else they write it."""

    act: PlanRef
    loaded: bool
    plans: int
    counts: dict[CitedAs, int]
    also: list[AlsoNamedOut]


class CitedActsOut(PageOut[CitedActOut]):
    """Acts that plans name, those that most plans name first; `facets` of these plans are what may be chosen besides."""

    facets: list[FacetOut]


class OutlineItemOut(Wire):
    """A goal or measure in text order."""

    work: WorkRef
    parties: list[PartyOut]
    also_mentioned: list[PartyOut]


class OutlineOut(Wire):
    """A plan's goals and measures in text order; what binds the whole plan."""

    plan: PlanOut
    items: list[OutlineItemOut]
    plan_wide: list[PartyOut]
    also_mentioned: list[PartyOut]
    targets: list[TargetRef]


class ProblemOut(Wire):
    """Something that could not be read.

    Of a name that the words do not decide, `department` is the id that stands for it on the review list, and `settled_by` the
    decision in force that says what it is.
    """

    code: str
    message: str
    start: int
    end: int
    quote: str
    section: str
    department: str = ""
    settled_by: str = ""


class ReportOut(Wire):
    """The load report of a plan: what was read, and each place that was not; people settled `settled` of these since."""

    plan: PlanRef
    loaded_at: str
    ruleset: str
    figures: dict[str, int]
    problems: list[ProblemOut]
    settled: int = 0


class TextOut(Wire):
    """A slice of a document's stored text."""

    document: str
    start: int
    end: int
    text: str
