"""The shape of what the explorer says of itself: what it holds, what its words and marks mean, whose work it ships."""

from api.wire.bottlenecks import WordsOut
from api.wire.references import Wire
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
