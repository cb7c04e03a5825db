"""What the page of findings sums up: a sentence that several plans share stands once, with the plans behind it."""

from typing import NamedTuple

from api.wire import bottlenecks as wire_bottlenecks
from api.wire import shared as wire


class Summed(NamedTuple):
    """A sentence of a rule, in both languages, and the plans of which it is true."""

    tier: str
    rule: str
    sentence: wire_bottlenecks.WordsOut
    plans: list[wire.PlanRef]


def summed(found: wire_bottlenecks.FindingsOut, *, one_plan: bool) -> list[Summed]:
    """Every rule of the one plan, or of many plans what holds of a finding on the page, each with all its plans."""
    here = {(item.plan.id, item.rule) for item in found.items}
    together: dict[tuple[str, str, str], Summed] = {}
    for each in found.summaries:
        key = (each.tier, each.rule, each.sentence.zh)
        together.setdefault(key, Summed(each.tier, each.rule, each.sentence, [])).plans.append(each.plan)
    return [each for each in together.values() if one_plan or any((plan.id, each.rule) in here for plan in each.plans)]
