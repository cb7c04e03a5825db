"""Which findings somebody asks for, and how they are worked out and told."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph.bottlenecks.findings.findings import Finding
from graph.bottlenecks.findings.folding import By
from graph.facets.facets import NOTHING, Facets
from graph.questions.bottlenecks.gathered_facts import MatterReader
from graph.questions.bottlenecks.judged_findings import Judged
from graph.questions.bottlenecks.remembered_findings import Memory


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which findings are asked for; an empty word keeps all.

    `department` (an id) keeps those that touch it, `finding` (an id) the one. `judged`: by what readers said; without a word
    those that were called wrong are left out, unless the one is asked for. `facets` keep those of the plans that have what is chosen.
    """

    tier: str = ""
    rule: str = ""
    department: str = ""
    finding: str = ""
    judged: Judged = ""
    facets: Facets = NOTHING

    @property
    def opinion(self) -> Judged:
        """`judged`, which the one finding that is asked for needs not meet."""
        return "all" if self.finding else self.judged

    def keeps(self, finding: Finding) -> bool:
        """Whether a finding is among them."""
        return (
            self.tier in ("", finding.tier)
            and self.rule in ("", finding.rule)
            and (not self.department or self.department in finding.nodes)
            and self.finding in ("", finding.id)
        )


ALL = Narrowed()


@dataclass(frozen=True, slots=True)
class How:
    """How findings are worked out, and which part of them is told."""

    matters: MatterReader
    given: Mapping[str, float] | None
    folded: By | None
    memory: Memory | None
    part: slice
