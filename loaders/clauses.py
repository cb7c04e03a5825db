"""The words of a statement → its lists of units, each with a role: labels (责任单位：…), verbs (…牵头), or neither."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast

from loaders import units
from loaders.declarations import declared, is_nested, without
from loaders.drafts import LeadRule, Page, RoleList
from loaders.facts import Role, Span
from loaders.parties import listing
from loaders.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Clause:
    """What was read in the words of one statement. `sign`: what showed the role."""

    lists: tuple[RoleList, ...]
    lead_rules: tuple[LeadRule, ...]
    rejected: tuple[Span, ...]
    sign: str


@dataclass(frozen=True, slots=True)
class Label:
    """A label of a list of units; `role` is empty for the labels of other fields (完成时限：…)."""

    start: int
    end: int
    role: str


def clause(page: Page, span: Span, role: Role | None = None) -> Clause:
    """Lists of units in `span`. `role`: that of a list which no word of its own explains, as in the cell of a column."""
    said = declared(page, span)
    lists: list[RoleList] = []
    rejected: list[Span] = []
    sign = "label" if role else "bare"
    for chunk in without(span, said.cuts):
        for sentence in _sentences(page.words, chunk):
            for segment, given, fixed in _segments(page.words, sentence, role):
                if given is None and fixed:
                    continue
                read, names = _grouped(page, segment, given)
                lists += [found for found, _ in read]
                rejected += [piece for _, pieces in read for piece in pieces]
                if fixed:
                    sign = "label"
                elif names and sign == "bare":
                    sign = "verb"
    seen = {mention.unit for found in lists for mention in found.mentions}
    for named in said.units:
        found = listing(page.text, page.words, named, lenient=True)
        new = tuple(mention for mention in found.mentions if mention.unit not in seen)
        if new:
            lists.append(RoleList("responsible", named, new, found.open, fixed=True))
    kept = tuple(found for found in lists if found.mentions)
    return Clause(kept, said.leads, tuple(rejected), sign)


def labels(words: str, span: Span) -> Iterator[Label]:
    """Labels with a colon in a span."""
    for match in _label().finditer(words, span.start, span.end):
        yield Label(match.start(), match.end(), _role(str(match.lastgroup)))


def _sentences(words: str, chunk: Span) -> Iterator[Span]:
    start = chunk.start
    stop = vocabulary("roles")["_stop"]
    while (at := words.find(stop, start, chunk.end)) >= 0:
        yield Span(start, at)
        start = at + 1
    if start < chunk.end:
        yield Span(start, chunk.end)


def _segments(words: str, sentence: Span, role: Role | None) -> Iterator[tuple[Span, Role | None, bool]]:
    """Parts of a sentence by its labels: the span, the role, and whether a label gave it (None: not about units)."""
    found = list(labels(words, sentence))
    opening = _opening().match(words, sentence.start, sentence.end)
    if not found and opening:
        found = [Label(opening.start(), opening.end(), _role(str(opening.lastgroup)))]
    first = found[0].start if found else sentence.end
    if first > sentence.start:
        yield Span(sentence.start, first), role, False
    for at, label in enumerate(found):
        end = found[at + 1].start if at + 1 < len(found) else sentence.end
        yield Span(label.end, end), cast("Role | None", label.role or None), True


def _grouped(page: Page, segment: Span, role: Role | None) -> tuple[list[tuple[RoleList, tuple[Span, ...]]], bool]:
    """Lists of a segment by the verbs that close them; `True` where there was a verb."""
    words = page.words
    found: list[tuple[RoleList, tuple[Span, ...]]] = []
    start, verb_seen = segment.start, False
    for match in _verb().finditer(words, segment.start, segment.end):
        if is_nested(words, segment.start, match.start()):
            continue
        given = cast("Role", match.lastgroup)
        for part, part_role in _with_others(words, Span(start, match.start()), given):
            found.append(_listed(page, part, part_role, fixed=given != "responsible"))
        start, verb_seen = match.end(), True
    if start < segment.end:
        rest = role or "responsible"
        read = _listed(page, Span(start, segment.end), rest, lenient=role is not None)
        if read[0].mentions or not verb_seen:
            found.append(read)
    return found, verb_seen


def _with_others(words: str, part: Span, role: Role) -> Iterator[tuple[Span, Role]]:
    """A会同B负责: A leads and B supports."""
    together = _together().search(words, part.start, part.end)
    if together is None or role not in ("lead", "responsible"):
        yield part, role
        return
    yield Span(part.start, together.start()), "lead"
    yield Span(together.end(), part.end), "support"


def _listed(
    page: Page, span: Span, role: Role, *, fixed: bool = False, lenient: bool = False
) -> tuple[RoleList, tuple[Span, ...]]:
    read = listing(page.text, page.words, span, lenient=lenient)
    return RoleList(role, span, read.mentions, read.open, read.commas, fixed), read.rejected


def is_bare_list(words: str, read: Clause) -> bool:
    """Whether lists without any role word are surely lists of departments: every piece is one, and one has a level."""
    mentions = [mention for found in read.lists for mention in found.mentions]
    if not mentions or read.rejected:
        return False
    names = [words[mention.start : mention.end] for mention in mentions]
    return all(units.looks_like_unit(name, firm=True) and len(name) > _SHORT for name in names) and any(
        units.is_full(name) for name in names
    )


_SHORT = 2


def _role(group: str) -> str:
    return "" if group == "other" else group


@cache
def _label() -> re.Pattern[str]:
    return re.compile(f"(?:{_labels()}){vocabulary('roles')['_label_end']}")


@cache
def _opening() -> re.Pattern[str]:
    """A label that opens a bracket without a colon."""
    return re.compile(rf"\s*(?:{_labels()})\s*(?={units.words('_levels')}|{vocabulary('parties')['_each']})")


def _labels() -> str:
    data = vocabulary("roles")
    return "|".join(
        f"(?P<{name}>{entry['pattern'].replace('N', data['_noun'])})" for name, entry in data["labels"].items()
    )


@cache
def _verb() -> re.Pattern[str]:
    data = vocabulary("roles")
    verbs = "|".join(f"(?P<{name}>{entry['pattern']})" for name, entry in data["verbs"].items())
    return re.compile(f"(?:{verbs}){data['_verb_end']}")


@cache
def _together() -> re.Pattern[str]:
    return re.compile(vocabulary("roles")["_with"])
