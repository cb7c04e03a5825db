"""The shapes of figures: how the leads of plans are spread."""

from api.wire.bottlenecks import UnledOut
from api.wire.references import AboutOut, DepartmentRef, PlanRef, Wire


class ProfileOut(Wire):
    """The measures of a plan or of a jurisdiction in sum; see docs/bottlenecks.md for each figure."""

    name: str
    title: str
    measures: int
    assigned: int
    unowned: int
    leaderless: int
    sole: int
    many: int
    leads: float
    seats: int
    pairs: int
    pairs_many: int
    open_lists: int
    targets: int
    sole_targets: int
    effective: float


class ConcentrationOut(Wire):
    """As concentrated as if `effective` departments shared it equally; parts of the whole from 0 to 1."""

    holders: int
    among: int
    total: float
    leader: DepartmentRef | None
    top1: float
    top3: float
    hhi: float
    effective: float
    gini: float
    gini_all: float


class PlaceOut(Wire):
    """A department's figures; its rank lies between `best` and `worst` under every weighting tried; Pareto `layer`."""

    department: DepartmentRef
    lead: int
    sole: int
    total: int
    share: float
    own: float
    sup: float
    load: float
    targets_at_stake: int
    best: int
    worst: int
    layer: int


class CoverOut(Wire):
    """The smallest sets that touch all of something: `size` departments, `count` such sets, the first of them in `sets`."""

    size: int
    count: int
    sets: list[list[DepartmentRef]]
    complete: bool


class DroppedOut(Wire):
    """With `dropped` departments gone, at most `leaderless` measures have no lead left; `departments` is one such choice."""

    dropped: int
    leaderless: int
    departments: list[DepartmentRef]


class BetweenOut(Wire):
    """A figure of two departments."""

    one: DepartmentRef
    other: DepartmentRef
    value: float


class StabilityOut(Wire):
    """With a tenth of the role edges missing: Kendall's tau to the whole ranking; how often the first stayed first."""

    tau: float
    first_kept: float


class FiguresOut(Wire):
    """How the leads of plans are spread; `covers` and `losses` of one plan only.

    Where measures name no lead (`unled`), those responsible stand for the leads.

    `places` are a page: the departments from `offset` on, of `total`.
    """

    plans: list[PlanRef]
    by: str
    profiles: list[ProfileOut]
    concentration: dict[str, ConcentrationOut]
    places: list[PlaceOut]
    offset: int
    total: int
    covers: dict[str, CoverOut]
    losses: list[DroppedOut]
    depends: list[BetweenOut]
    mutual: list[BetweenOut]
    merges: list[BetweenOut]
    stability: dict[str, StabilityOut]
    unled: UnledOut
    about: AboutOut
