"""The shapes of two plans beside each other: counterparts, targets of one metric, who gained and lost."""

from api.wire.references import AboutOut, EvidenceOut, PartyOut, PlanRef, TargetRef, Wire, WorkRef
from graph.questions.comparing.cover import Certainty


class SideOut(Wire):
    """A plan as it stands now (`edition` 0) or one of its editions, with how many measures it has and how many have a counterpart."""

    plan: PlanRef
    place: str
    edition: int
    measures: int
    paired: int


class HalfOut(Wire):
    """A measure of one side with its words and its formal parties."""

    work: WorkRef
    text: str
    parties: list[PartyOut]


class PairOut(Wire):
    """Two measures that are each other's best counterpart.

    `likeness` (0 to 1) of words and parties; `certainty`: same (to be relied on), close (to be read), near (to be judged).
    """

    one: HalfOut
    other: HalfOut
    likeness: float
    certainty: Certainty


class TargetHalfOut(Wire):
    """A target of one side, its number in the pair's unit (null where the two do not compare), and its words."""

    target: TargetRef
    number: float | None
    evidence: EvidenceOut


class TargetPairOut(Wire):
    """Two targets of one metric; `comparable` where they stand on one scale, else they differ in unit, form or baseline."""

    key: str
    label: str
    label_en: str
    comparable: bool
    unit: str
    one: TargetHalfOut
    other: TargetHalfOut


class ShiftOut(Wire):
    """A function (of departments): how many measures it leads in each plan, and which counterparts it gained, lost or still leads.

    `gained` and `lost` are places in `pairs`.
    """

    function: str
    label: str
    label_en: str
    one: int
    other: int
    gained: list[int]
    lost: list[int]
    kept: int


class ShiftsToldOut(Wire):
    """On how many of the pairs the shifts rest (`compared`).

    Left out are `near` ones, which a person must judge first, and those that name no lead in the one plan (`unled_one`) or in
    the other: of these nobody can say who gained.
    """

    compared: int
    near: int
    unled_one: int
    unled_other: int


class PlanCoverOut(Wire):
    """What of one plan stands in the other; `certain` counts pairs by certainty, `only_one` and `only_other` have no counterpart.

    `shifts_told` says on what `shifts` rest.
    """

    one: SideOut
    other: SideOut
    pairs: list[PairOut]
    certain: dict[Certainty, int]
    only_one: list[WorkRef]
    only_other: list[WorkRef]
    targets: list[TargetPairOut]
    shifts: list[ShiftOut]
    shifts_told: ShiftsToldOut
    about: AboutOut
