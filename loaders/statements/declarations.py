"""Rules that a text states once: who of a list leads (列首位的为牵头单位，下同), which units every later list includes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from graph.kept.patterns import compiled
from loaders.readings import Role, Span
from loaders.statements.drafts import Draft, LeadRule, Page
from loaders.statements.leads import star_rule
from loaders.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Declared:
    """What a span declares.

    `leads`: rules of who leads; `units`: those of scope rules with their role, `scopes` the whole words of these rules;
    `cuts`: all words that declare.
    """

    leads: tuple[LeadRule, ...]
    units: tuple[tuple[Span, Role], ...]
    scopes: tuple[Span, ...]
    cuts: tuple[Span, ...]


def declared(page: Page, span: Span) -> Declared:
    """Declarations within a span, usually the inside of a bracket."""
    words = page.words
    inside = words[span.start : span.end]
    leads: tuple[LeadRule, ...] = ()
    units: list[tuple[Span, Role]] = []
    scopes: list[Span] = []
    cuts: list[Span] = []
    if any(head in inside for head in _data("_heads")):
        leads = tuple(lead_rules(page, span))
        cuts += [cut for rule in leads if (cut := _cut(words, span, rule.span)) is not None]
    if any(head in inside for head in _data("_scope_heads")):
        for pattern in _scope():
            for match in pattern.finditer(words, span.start, span.end):
                if any(scope.start < match.end() and match.start() < scope.end for scope in scopes):
                    continue
                units.append((Span(*match.span("units")), _scope_role(match)))
                scopes.append(Span(*match.span()))
    cuts += scopes
    cuts += [
        Span(*match.span())
        for match in _mark_end().finditer(words, span.start, span.end)
        if not is_nested(words, span.start, match.start())
    ]
    return Declared(leads, tuple(units), tuple(scopes), tuple(sorted(cuts, key=lambda cut: (cut.start, -cut.end))))


def _cut(words: str, span: Span, rule: Span) -> Span | None:
    """The words of a rule with the bracket that holds nothing else; None where they belong to a label before a colon."""
    if not is_nested(words, span.start, rule.start):
        return rule
    start = words.rfind("(", span.start, rule.start)
    end = words.find(")", rule.end, span.end)
    if start < 0 or end < 0 or words[end + 1 : end + 2] == ":":
        return None
    return Span(start, end + 1)


def _scope_role(match: re.Match[str]) -> Role:
    """The units of a scope rule are responsible, unless it says that they only help."""
    verb = match.groupdict().get("verb") or ""
    return "support" if _helps().search(verb) else "responsible"


def lead_rules(page: Page, span: Span) -> Iterator[LeadRule]:
    """Declarations of who leads within a span."""
    words = page.words
    for match in _near_heads(words, span):
        end = match.end()
        after = words[end : min(span.end, end + _NEAR)]
        others = _others().search(after)
        if others:
            end += others.end()
        name = _names()[str(match.lastgroup)]
        lasting = _data("_mark") in after
        start = match.start() + (match[0][:1] == ",")
        yield LeadRule(name, Span(start, end), others is not None, lasting)


def standing_rules(page: Page, drafts: Sequence[Draft]) -> tuple[LeadRule, ...]:
    """Declarations of the whole part, in text order, each with its reach.

    Inside a statement a rule reaches that statement only, or with 下同 to the end of the part. In a note it reaches the
    table above it. In running text it reaches to the end of the part.
    """
    part = page.part
    inside = [(rule, draft) for draft in drafts for rule in draft.lead_rules]
    spans = {rule.span for rule, _ in inside}
    found = [replace(rule, reach=Span(draft.start, part.end if rule.lasting else draft.end)) for rule, draft in inside]
    found += [
        replace(rule, reach=_reach(page, rule, drafts))
        for rule in lead_rules(page, Span(part.start, part.end))
        if rule.span not in spans
    ]
    if not found:
        found = [rule for rule in (star_rule(page, drafts),) if rule]
    return tuple(sorted(found, key=lambda rule: rule.span.start))


def _near_heads(words: str, span: Span) -> Iterator[re.Match[str]]:
    """Matches of the rules; only the words around 牵头 are searched."""
    done = span.start
    for head in _head().finditer(words, span.start, span.end):
        match = _lead().search(words, max(done, head.start() - _NEAR), min(span.end, head.end() + _AFTER))
        if match:
            yield match
            done = match.end()


def _reach(page: Page, rule: LeadRule, drafts: Sequence[Draft]) -> Span:
    part = page.part
    before = page.words[max(part.start, rule.span.start - _NEAR) : rule.span.start]
    row = next((draft for draft in drafts if draft.form == "table"), None)
    last = not drafts or drafts[-1].start < rule.span.end
    if row is not None and row.start < rule.span.start and (last or _note().search(before)):
        return Span(row.start, rule.span.end)
    return Span(part.start if last else rule.span.start, part.end)


def is_nested(words: str, start: int, at: int) -> bool:
    """Whether `at` stands in a bracket that opens after `start`."""
    return any(words.count(opening, start, at) > words.count(closing, start, at) for opening, closing in ("()", "<>"))


def without(span: Span, cuts: tuple[Span, ...]) -> Iterator[Span]:
    """What is left of a span outside the cuts."""
    start = span.start
    for cut in cuts:
        if cut.start > start:
            yield Span(start, min(cut.start, span.end))
        start = max(start, cut.end)
    if start < span.end:
        yield Span(start, span.end)


_NEAR, _AFTER = 40, 8


@cache
def _data(name: str) -> str:
    found: str = vocabulary("statements/declarations")[name]
    return found


@cache
def _lead() -> re.Pattern[str]:
    entries = vocabulary("statements/declarations")["lead_rules"]
    return compiled("|".join(f"(?P<{group}>{entries[name]['pattern']})" for group, name in _names().items()))


@cache
def _names() -> dict[str, str]:
    """The names of the rules by their groups in the pattern."""
    return {re.sub(r"\W", "_", name): name for name in vocabulary("statements/declarations")["lead_rules"]}


@cache
def _others() -> re.Pattern[str]:
    return compiled(
        "|".join(entry["pattern"] for entry in vocabulary("statements/declarations")["others_support"].values())
    )


@cache
def _scope() -> tuple[re.Pattern[str], ...]:
    return tuple(compiled(entry["pattern"]) for entry in vocabulary("statements/declarations")["scope_rules"].values())


@cache
def _mark_end() -> re.Pattern[str]:
    return compiled(_data("_mark_end"))


@cache
def _note() -> re.Pattern[str]:
    return compiled(_data("_notes"))


@cache
def _helps() -> re.Pattern[str]:
    return compiled(_data("_helps"))


@cache
def _head() -> re.Pattern[str]:
    return compiled("|".join(_data("_heads")))
