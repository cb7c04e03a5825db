"""Who of a statement's units leads: by a rule that the text declares, by stars that need no rule, or by none."""

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from graph.kept.patterns import compiled
from loaders.readings import Role, Span
from loaders.statements.drafts import FORMAL, Draft, LeadRule, Page, RoleList
from loaders.statements.lists.mentions import Mention
from loaders.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Named:
    """A unit with its role in a statement; `open`: its list ends in 等."""

    mention: Mention
    role: Role
    open: bool


def governing_rules(drafts: Sequence[Draft], rules: Sequence[LeadRule]) -> Iterator[LeadRule | None]:
    """For each statement the rule that begins to reach last of those that reach it."""
    reaches = sorted(
        ((rule.reach, rule) for rule in rules if rule.reach), key=lambda pair: (pair[0].start, pair[1].span.start)
    )
    waiting = deque(reaches)
    open_now: list[tuple[Span, LeadRule]] = []
    for draft in drafts:
        while waiting and waiting[0][0].start <= draft.start:
            open_now.append(waiting.popleft())
        while open_now and open_now[-1][0].end <= draft.start:
            open_now.pop()
        yield open_now[-1][1] if open_now else None


def star_rule(page: Page, drafts: Sequence[Draft]) -> LeadRule | None:
    """The rule of stars that no words declare: most lists have one before some of their units, and no words explain it."""
    part = page.part
    lists = [item for draft in drafts if draft.form in FORMAL for item in draft.lists]
    starred = [item for item in lists if any(mention.marked for mention in item.mentions)]
    if not starred or _explained().search(page.words, part.start, part.end):
        return None
    several = [item for item in lists if len(item.mentions) > 1]
    every = any(all(mention.marked for mention in item.mentions) for item in several)
    if every or 2 * len(starred) < len(several):
        return None
    return LeadRule(
        "star", Span(part.start, part.start), others_support=False, lasting=True, reach=Span(part.start, part.end)
    )


@cache
def _explained() -> re.Pattern[str]:
    return compiled(vocabulary("statements/declarations")["_star_explained"])


def led(draft: Draft, rule: LeadRule | None) -> tuple[list[Named], LeadRule | None]:
    """Mentions with their roles; a declared rule names the leads where the words themselves name none."""
    plain = [Named(mention, mention.said or item.role, item.open) for item in draft.lists for mention in item.mentions]
    if rule is None or draft.form not in FORMAL or draft.form == "heading":
        return plain, None
    target = _target(draft, rule)
    if target is None:
        return plain, None
    leads = {mention.start for mention in _leads(target, rule.name)}
    if not leads:
        return plain, None
    rest: Role = "support" if rule.others_support else "responsible"
    others = {mention.start for mention in target.mentions if not mention.said}
    return [
        replace(item, role="lead", open=False)
        if item.mention.start in leads
        else replace(item, role=rest)
        if item.mention.start in others
        else item
        for item in plain
    ], rule


def _target(draft: Draft, rule: LeadRule) -> RoleList | None:
    """The list that a declared rule is about: the first one, unless the words say themselves who leads."""
    said = [item for item in draft.lists if item.role == "lead" or any(named.said == "lead" for named in item.mentions)]
    if said and not (rule.others_support and draft.form == "table" and len(draft.lists) == 1):
        return None
    return next((item for item in draft.lists if not item.fixed), None)


def _leads(target: RoleList, name: str) -> Sequence[Mention]:
    if name == "declared elsewhere":  # where nobody leads, whoever is responsible does
        return target.mentions if target.role == "responsible" else ()
    if name == "first-unit":
        return target.mentions[:1]
    if name == "before-first-comma":
        first = min(target.commas, default=target.span.end)
        return [mention for mention in target.mentions if mention.start < first]
    return [mention for mention in target.mentions if mention.marked]
