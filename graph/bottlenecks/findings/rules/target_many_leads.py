"""A measure with many leads that must reach a target."""

from collections.abc import Iterator

from graph.bottlenecks.findings.case import Case, Draft
from graph.bottlenecks.findings.rules.many_leads import at_stake, shared


def find(case: Case) -> Iterator[Draft]:
    """Measures with many leads that have a sub-target of their own, or (inferred) bear on a headline one."""
    return (draft for draft in shared(case) if at_stake(draft))
