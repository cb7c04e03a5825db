"""The shapes of a what-if: changes in, the difference out."""

from typing import Annotated, Literal

from pydantic import Field

from api.wire.bottlenecks import FindingOut, ThresholdOut
from api.wire.references import LONGEST_KEY, AboutOut, DepartmentRef, Wire, WorkRef

MOST_CHANGES = 50
Name = Annotated[str, Field(min_length=1, max_length=200, description="A department by id or any name")]
Made = Annotated[str, Field(min_length=1, max_length=200, description="A department, or the name of a new one")]
MeasureKey = Annotated[str, Field(min_length=1, max_length=400, description="A measure by id, number or title")]
Measures = Annotated[list[MeasureKey], Field(max_length=2000)]


class AbolishIn(Wire):
    """A department goes, and its duties with it."""

    kind: Literal["abolish"]
    department: Name


class MergeIn(Wire):
    """Departments become one."""

    kind: Literal["merge"]
    departments: Annotated[list[Name], Field(min_length=1, max_length=200)]
    into: Made


class SplitIn(Wire):
    """A department hands its formal roles in some measures to a new one."""

    kind: Literal["split"]
    department: Name
    new: Made
    measures: Annotated[Measures, Field(min_length=1)]


class RenameIn(Wire):
    """A department gets another name."""

    kind: Literal["rename"]
    department: Name
    name: Annotated[str, Field(min_length=1, max_length=200)]


class HandOverIn(Wire):
    """A department's formal roles, all or those in some measures, go to another."""

    kind: Literal["hand-over"]
    department: Name
    to: Name
    measures: Measures = Field(default_factory=list)


class AddLeadIn(Wire):
    """A department leads a measure."""

    kind: Literal["add-lead"]
    department: Name
    measure: MeasureKey


ChangeIn = Annotated[AbolishIn | MergeIn | SplitIn | RenameIn | HandOverIn | AddLeadIn, Field(discriminator="kind")]


class WhatIfIn(Wire):
    """Changes, one after another, to one plan or to all; `thresholds` in place of the table's."""

    plan: str = Field("", max_length=LONGEST_KEY)
    changes: Annotated[list[ChangeIn], Field(min_length=1, max_length=MOST_CHANGES)]
    thresholds: dict[Annotated[str, Field(max_length=100)], float] = Field(default_factory=dict, max_length=100)


class FiguresOfOne(Wire):
    """A department's measures led, led alone, in all; measures owned and seats to keep in step."""

    lead: int
    sole: int
    total: int
    own: float
    load: float


class LoadChangeOut(Wire):
    """A department whose figures change; `before` or `after` is null where it is not there."""

    department: DepartmentRef
    before: FiguresOfOne | None
    after: FiguresOfOne | None


class FindingChangeOut(Wire):
    """A finding that stays with other numbers."""

    before: FindingOut
    after: FindingOut


class WhatIfOut(Wire):
    """What the changes make of the plans; nothing is stored.

    `leaderless`: measures that had a lead and have none; `targets_leaderless`: sub-targets in them; `led`: measures that
    had none and have one. `seats_saved`, `pairs_saved`: seats at tables and pairs that must talk; negative: more of them.
    """

    leaderless: list[WorkRef]
    targets_leaderless: int
    led: list[WorkRef]
    seats_saved: int
    pairs_saved: int
    loads: list[LoadChangeOut]
    solved: list[FindingOut]
    caused: list[FindingOut]
    changed: list[FindingChangeOut]
    thresholds: list[ThresholdOut]
    about: AboutOut
