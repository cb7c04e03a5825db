"""The shapes of the review list, of decisions and of a department's past on the wire and in `--json`."""

from typing import Annotated, Literal

from pydantic import Field

from api.wire.graph import EdgeOut
from api.wire.references import LONGEST_KEY, DepartmentRef, EvidenceOut, PageOut, PlanRef, Wire, WorkRef
from graph.model import AskedKind
from graph.questions.departments.succession import Written

Kind = AskedKind
SetValue = Annotated[str, Field(max_length=2000)]
Property = Annotated[str, Field(max_length=100)]


class SuggestionOut(Wire):
    """A department that a name may mean, and why it is suggested; `known` is false where no loaded plan names it."""

    why: Literal["candidate", "same-slot", "contained", "alike"]
    department: DepartmentRef
    known: bool


class SentenceOut(Wire):
    """A sentence that names a department: the edge's words, what they are about, and the plan."""

    plan: PlanRef
    work: WorkRef
    evidence: EvidenceOut


class DoubtOut(Wire):
    """A name that the words do not decide: how often it carries a duty, in which plans, in which sentences."""

    department: DepartmentRef
    suggestions: list[SuggestionOut]
    formal: int
    prose: int
    plans: int
    sentences: list[SentenceOut]


class ReviewOut(PageOut[DoubtOut]):
    """The review list: what most duties hang on first, then by name."""


class NamedOut(Wire):
    """What a decision is about, by id and by the name that it had then."""

    id: str
    name: str


class QuotedWordsOut(Wire):
    """The words that a decision is about."""

    document: str
    start: int
    end: int
    quote: str


class DecisionOut(Wire):
    """A decision: who said what when and why; `undone` says who took it back.

    `resting` says why it changes nothing now (plan-not-loaded, words-gone); it acts again when they are back. `values` is
    what it set, `before` what stood there (lists joined by commas), `names` what ids among them are called.
    """

    id: str
    kind: str
    subject: NamedOut
    object: NamedOut
    words: QuotedWordsOut | None
    edge: EdgeOut | None
    why: str
    by: str
    at: str
    undone: str
    resting: str
    values: dict[str, str]
    before: dict[str, str]
    names: dict[str, str]


class DecisionsOut(PageOut[DecisionOut]):
    """Decisions, oldest first."""


class DecisionIn(Wire):
    """What a person decides; departments by id or any name.

    same, different: `subject`, `object`. new: `subject`, `name`. collective: `subject`. reject-edge: `subject` is the
    edge's id. add-edge: `subject` the department, `role`, `object` the id of a measure, goal or plan, and `words` that
    stand in it, if any. `mention`, the id of a duty, means that mention only. reform: from `since` on `subject` is
    `object`, or a new department called `name`; with `part` only the duties whose words hold it went over.

    `values` is what these set, an empty string takes a value away. correct-duty: `subject` is the edge's id, `values` any
    of role, department, work (id of a measure, goal or plan). correct-node: `subject` is a measure, goal, sub-target or
    plan, `values` its properties, of a sub-target also work. add-node: `subject` is the plan or work that it stands under,
    `values` its kind (Measure or SubTarget) and properties, `words` what it rests on, if any. progress: `subject` is a duty,
    sub-target or measure, `values` any of state (not-started, under-way, done, stopped), value, date, note, contact.
    judge-finding: `subject` is the id of a finding, `values` its verdict (useful, known, wrong).
    """

    kind: Kind
    subject: str = Field(min_length=1, max_length=LONGEST_KEY)
    object: str = Field("", max_length=LONGEST_KEY)
    name: str = Field("", max_length=200)
    name_en: str = Field("", max_length=200)
    department_kind: str = Field("government", max_length=100)
    role: str = Field("", max_length=100)
    words: str = Field("", max_length=2000)
    since: str = Field("", max_length=10)
    part: str = Field("", max_length=100)
    values: dict[Property, SetValue] = Field(default_factory=dict, max_length=32)
    mention: str = Field("", max_length=LONGEST_KEY)
    jurisdiction: str = Field("", max_length=200)
    why: str = Field("", max_length=2000)


class FormerNameOut(Wire):
    """A name without place that departments of this function had, until when, and the reform that ended it."""

    name: str
    until: int
    slot: str
    event: str


class SuccessionOut(Wire):
    """A department before or after this one, the date and the reform; `part` is set where only that part went over."""

    department: DepartmentRef
    date: str
    event: str
    part: str


class LineageOut(Wire):
    """What a department was called, and who came before and after.

    `former` is the dictionary's, `called` what departments of this function were called in `year` (empty: no year was
    asked), `written` what the loaded plans write, the others their edges.
    """

    department: DepartmentRef
    year: int | None
    called: list[str]
    former: list[FormerNameOut]
    predecessors: list[SuccessionOut]
    successors: list[SuccessionOut]
    written: list[Written]
