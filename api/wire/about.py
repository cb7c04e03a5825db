"""The shape of what the explorer says of itself: what it holds, what its words and marks mean, whose work it ships."""

from pydantic import BaseModel, Field

from api.wire.bottlenecks import WordsOut
from api.wire.references import Wire
from api.wire.uploads import QuestionOut
from graph.store import Status


class RoleOut(Wire):
    """A role, the kind of its edge, and its line in pictures (colour, width, dashes; none is solid)."""

    role: str
    kind: str
    label: WordsOut
    reverse: WordsOut
    colour: str
    width: float
    dashes: list[float]


class KindOut(Wire):
    """A kind of node, how many the store holds, and its mark in pictures."""

    kind: str
    label: WordsOut
    count: int
    shape: str
    colour: str


class RuleOut(Wire):
    """A rule of findings."""

    rule: str
    title: WordsOut


class TierMeaningOut(Wire):
    """A tier of findings, what it means, and its rules."""

    tier: str
    label: WordsOut
    meaning: WordsOut
    rules: list[RuleOut]


class MeaningOut(Wire):
    """A word of the closed sets (an edition, a kind of department, the code of a line in load reports) and its meaning."""

    name: str
    label: WordsOut


class LicenceOut(Wire):
    """A package that is shipped with the explorer, with what its own metadata say."""

    name: str
    version: str
    licence: str


class HealthOut(Wire):
    """Whether the store answers."""

    status: str
    version: str


class AboutExplorerOut(Wire):
    """The explorer: version, store, plans that were read, and the meanings of what its pages show."""

    version: str
    licence: str
    plans: int
    store: Status
    roles: list[RoleOut]
    kinds: list[KindOut]
    tiers: list[TierMeaningOut]
    editions: list[MeaningOut]
    department_kinds: list[MeaningOut]
    evidence: list[MeaningOut]
    codes: list[MeaningOut]
    licences: list[LicenceOut]


class InvalidFieldOut(Wire):
    """A field that is not valid, and why."""

    field: str
    message: str


class CandidateOut(Wire):
    """One of several that a name fits."""

    id: str
    name: str


class ProblemDetailsOut(BaseModel):
    """Problem details (RFC 9457): `type` is stable, `detail` is for people; the rest is there where it has something to say."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    where: str = ""
    hint: str = ""
    suggestions: list[str] = Field(default=[], description="404: ids that look like the one asked for")
    candidates: list[CandidateOut] = Field(default=[], description="300: what the name fits")
    of: str = Field(default="", description="300: what the candidates are: Department, Plan, Act or Metric")
    questions: list[QuestionOut] = Field(default=[], description="409: what has to be answered")
    errors: list[InvalidFieldOut] = Field(default=[], description="422: what is not valid")
    applicable: list[str] = Field(default=[], description="422: the filters that the question has")
    nearest: list[str] = Field(default=[], description="422: names or values that come near what was given")


class OperationOut(Wire):
    """An address that programs may ask, and where people read about it."""

    id: str
    method: str
    path: str
    summary: str
    described: str


class ApiOut(Wire):
    """What there is under /api."""

    version: str
    openapi: str
    described: str
    operations: list[OperationOut]
