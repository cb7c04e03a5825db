"""The shapes of findings and of what goes with them: thresholds, matrix, coordination."""

from typing import Literal

from api.wire.references import AboutOut, DepartmentRef, EvidenceOut, FacetOut, PageOut, PlanRef, Wire, WorkRef


class WordsOut(Wire):
    """The same words in Chinese and English."""

    zh: str
    en: str


class ThresholdOut(Wire):
    """From where on a finding is one; `value` was used, `default` is the table's, below `least` it makes no sense."""

    name: str
    value: float
    default: float
    least: float
    label: WordsOut


class JudgementOut(Wire):
    """What was last said of a finding; `decision` takes it back; `changed`: the finding says something else since."""

    verdict: Literal["useful", "known", "wrong"]
    by: str
    at: str
    why: str
    decision: str
    changed: bool


class RecordOut(Wire):
    """How the findings of a rule were judged so far, in all plans: `useful` of `judged`."""

    rule: str
    useful: int
    known: int
    wrong: int
    judged: int


class FindingOut(Wire):
    """One thing that may jam.

    `id` is stable: rule, plan, subject. `resolve` says what to do, `sentence` why. `numbers` are those of the sentence and more. `statements` are ids of the role
    statements among the `evidence`, whose quotes are the words behind the finding. `nodes` are ids of what it touches,
    `departments` and `works` those of them that have a page; `targets` sub-targets are at stake, `pairs` pairs must talk.
    """

    id: str
    rule: str
    tier: str
    plan: PlanRef
    subject: str
    title: WordsOut
    sentence: WordsOut
    resolve: WordsOut
    numbers: dict[str, float]
    statements: list[str]
    evidence: list[EvidenceOut]
    nodes: list[str]
    departments: list[DepartmentRef]
    works: list[WorkRef]
    targets: int
    pairs: int
    judgement: JudgementOut | None = None


class FoldOut(Wire):
    """Findings of one rule, or of one rule in one plan: how many, in how many plans, what to do, why.

    `first` is the id of the first of them. `plan` is set where all are of one plan.
    """

    rule: str
    tier: str
    plan: PlanRef | None
    title: WordsOut
    sentence: WordsOut
    resolve: WordsOut
    count: int
    plans: int
    targets: int
    first: str


class SummaryOut(Wire):
    """All findings of one rule in one plan, in one sentence, with what to do; `findings` are their ids, in order."""

    rule: str
    tier: str
    plan: PlanRef
    title: WordsOut
    sentence: WordsOut
    resolve: WordsOut
    findings: list[str]


class TierOut(Wire):
    """A tier and how many findings it has before the answer is narrowed to a tier or rule."""

    tier: str
    label: WordsOut
    count: int


class FindingsOut(PageOut[FindingOut]):
    """Findings in order of tier, with the table of thresholds that was used.

    `findings`: how many there are in all. Where they are folded the page goes over `folds`, and `items` are the first finding
    of each. `aside` more were called wrong by readers and left out. `records`: how rules were judged, those that were.
    `looked_through`: of how many of the plans (`of_plans`) the findings are known; those of the others follow. `facets` are what
    may be chosen besides, with how many findings each value would leave; none where one plan alone is asked about.
    """

    folds: list[FoldOut]
    findings: int
    aside: int
    records: list[RecordOut]
    looked_through: int
    of_plans: int
    tiers: list[TierOut]
    summaries: list[SummaryOut]
    thresholds: list[ThresholdOut]
    facets: list[FacetOut]
    about: AboutOut


class UnledOut(Wire):
    """Measures that name somebody and no lead, and of them those whose responsible units are counted in the leads' place.

    `plans`: those of the answer that name no lead anywhere.
    """

    measures: int
    by_responsible: int
    plans: list[PlanRef]


class CellOut(Wire):
    """A department's role in a measure; `edge` opens the words."""

    measure: str
    role: str
    edge: str


class RowOut(Wire):
    """A department with its roles; `lead`, `responsible`, `total` count measures. `cluster` is -1 where it must talk to nobody."""

    department: DepartmentRef
    cluster: int
    cells: list[CellOut]
    lead: int
    responsible: int
    total: int


class ColumnOut(Wire):
    """A measure; `number` is what lists call it; `carriers`: its leads, or where it names none those that are responsible."""

    measure: WorkRef
    number: str
    leads: int
    carriers: int
    parties: int
    targets: int
    open_list: bool


class MatrixOut(Wire):
    """Departments x measures of one plan; `modularity` of the clusters from 0 (no better than chance) to 1.

    `columns` are a page: the measures from `offset` on, of `total`; `rows` the departments that have a part in them.
    `facets`: of how many measures of the plan each value is.
    """

    plan: PlanRef
    order: str
    rows: list[RowOut]
    columns: list[ColumnOut]
    offset: int
    total: int
    modularity: float
    unled: UnledOut
    facets: list[FacetOut]
    about: AboutOut


class PairingOut(Wire):
    """Two departments that must talk, and in which measures; `weight` is Newman's: small tables count more."""

    one: DepartmentRef
    other: DepartmentRef
    count: int
    measures: list[WorkRef]
    weight: float


class CoordinationOut(PageOut[PairingOut]):
    """Who must talk to whom.

    `departments` stand in the order of their `clusters`; `talk[a][b]` counts the measures of the a-th and the b-th.
    In measures that name no lead (`unled`) those responsible must talk.
    """

    departments: list[DepartmentRef]
    clusters: list[int]
    talk: list[list[int]]
    modularity: float
    possible: int
    unled: UnledOut
    about: AboutOut


class ContactOut(Wire):
    """A partner to call, and the measures by how: both lead, both are responsible and nobody leads, one of the two carries it.

    `it_helps`: the department leads (or is responsible where nobody leads) and the partner takes part; `it_leads`: the
    other way round.
    """

    partner: DepartmentRef
    count: int
    both_lead: list[WorkRef]
    both_responsible: list[WorkRef]
    it_helps: list[WorkRef]
    it_leads: list[WorkRef]
    targets: int
    weight: float


class CallsOut(PageOut[ContactOut]):
    """Whom a department must call, the most needed first; `unled`: those of its measures that name no lead."""

    department: DepartmentRef
    unled: UnledOut
    about: AboutOut
