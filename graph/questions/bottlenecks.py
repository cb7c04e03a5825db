"""Where will these plans jam: the findings of every rule, narrowed and paged, with what they rest on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.bottlenecks.findings import Finding, Summary, report
from graph.bottlenecks.thresholds import Thresholds
from graph.questions.gathered import Gathered, MatterReader, gathered, no_matters
from graph.schema import Label
from graph.store import Page, View


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which findings are asked for; an empty word keeps all. `department` (an id) keeps those that touch it."""

    tier: str = ""
    rule: str = ""
    department: str = ""

    def keeps(self, finding: Finding) -> bool:
        """Whether a finding is among them."""
        return (
            self.tier in ("", finding.tier)
            and self.rule in ("", finding.rule)
            and (not self.department or self.department in finding.nodes)
        )


@dataclass(frozen=True, slots=True, eq=False)
class Findings:
    """A page of findings in order of tier; `summaries` of the rules that have any of them; the thresholds used.

    `tiers`: names of the tiers. `counts`: findings by tier before tier, rule and page narrow them.
    """

    page: Page[Finding]
    summaries: tuple[Summary, ...]
    tiers: Mapping[str, Label]
    counts: Mapping[str, int]
    thresholds: Thresholds
    gathered: Gathered


ALL = Narrowed()


def findings(
    view: View,
    plans: Sequence[str],
    *,
    matters: MatterReader = no_matters,
    given: Mapping[str, float] | None = None,
    narrowed: Narrowed = ALL,
    offset: int = 0,
    limit: int | None = None,
) -> Findings:
    """The findings of plans by id; `given` overrides thresholds (BadRequestError for senseless ones). Eight reads.

    A summary speaks of all findings of its rule in its plan, also where `narrowed` or the page show only some.
    """
    base = gathered(view, plans, matters=matters)
    found = report(base.facts, given)
    of_department = Narrowed(department=narrowed.department)
    touched = [finding for finding in found.findings if of_department.keeps(finding)]
    kept = [finding for finding in touched if narrowed.keeps(finding)]
    spoken = {(finding.plan, finding.rule) for finding in kept}
    return Findings(
        page=Page(tuple(kept[offset : offset + limit if limit is not None else None]), offset, len(kept)),
        summaries=tuple(summary for summary in found.summaries if (summary.plan, summary.rule) in spoken),
        tiers=found.tiers,
        counts={tier: sum(finding.tier == tier for finding in touched) for tier in found.tiers},
        thresholds=found.thresholds,
        gathered=base,
    )
