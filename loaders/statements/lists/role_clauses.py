"""The words of a statement → its lists of units, each with a role: labels (责任单位：…), verbs (…牵头), or neither."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import cast

from graph.kept.patterns import compiled
from loaders.readings import Role, Span
from loaders.statements.declarations import declared, is_nested, without
from loaders.statements.drafts import LeadRule, Page, RoleList
from loaders.statements.lists import unit_names as units
from loaders.statements.lists.mentions import mention
from loaders.statements.lists.parties import is_enumerated, listing, unusual_unit
from loaders.statements.lists.role_labels import Label, labels, opening_labels, role_patterns
from loaders.statements.lists.verb_subjects import subject_list
from loaders.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Clause:
    """What was read in the words of one statement. `sign`: what showed the role; `scopes`: rules that bind later lists."""

    lists: tuple[RoleList, ...]
    lead_rules: tuple[LeadRule, ...]
    rejected: tuple[Span, ...]
    sign: str
    scopes: tuple[Span, ...]


def clause(page: Page, span: Span, role: Role | None = None) -> Clause:
    """Lists of units in `span`. `role`: that of a list which no word of its own explains, as in the cell of a column."""
    said = declared(page, span)
    lists: list[RoleList] = []
    rejected: list[Span] = []
    sign = "label" if role else "bare"
    for chunk in without(span, said.cuts):
        for sentence in _sentences(page.words, chunk):
            for segment, given, label in _segments(page.words, sentence, role):
                if given is None and label:
                    continue
                read, names = _grouped(page, segment, given, strict=label is not None and label.mixed)
                lists += [item for found, _ in read for item in found]
                rejected += [piece for _, pieces in read for piece in pieces]
                if label:
                    sign = "label"
                elif names and sign == "bare":
                    sign = "verb"
    seen = {mention.unit for found in lists for mention in found.mentions}
    for named, ruled_role in said.units:
        ruled, _ = _listed(page, named, ruled_role, fixed=True, lenient=True)
        new = tuple(mention for mention in ruled[0].mentions if mention.unit not in seen)
        lists.append(replace(ruled[0], mentions=new))
    kept = sorted((found for found in lists if found.mentions), key=lambda found: found.mentions[0].start)
    return Clause(tuple(kept), said.leads, tuple(rejected), sign, said.scopes)


def _sentences(words: str, chunk: Span) -> Iterator[Span]:
    start = chunk.start
    stop = vocabulary("statements/lists/roles")["_stop"]
    while (at := words.find(stop, start, chunk.end)) >= 0:
        yield Span(start, at)
        start = at + 1
    if start < chunk.end:
        yield Span(start, chunk.end)


def _segments(words: str, sentence: Span, role: Role | None) -> Iterator[tuple[Span, Role | None, Label | None]]:
    """Parts of a sentence by its labels: the span, the role, and the label that gave it (no role: not about units)."""
    found = list(labels(words, sentence))
    gaps = zip(
        [sentence.start, *(label.end for label in found)],
        [*(label.start for label in found), sentence.end],
        strict=True,
    )
    found += [label for start, end in gaps for label in opening_labels(words, Span(start, end))]
    found.sort(key=lambda label: label.start)
    first = found[0].start if found else sentence.end
    if first > sentence.start:
        yield Span(sentence.start, first), role, None
    before: tuple[Role | None, Label | None] = (role, None)
    for at, label in enumerate(found):
        end = found[at + 1].start if at + 1 < len(found) else sentence.end
        given = cast("Role | None", label.role or None)
        aside = None if given else _end_of_aside(words, sentence.start, label.start, end)
        yield Span(label.end, aside or end), given, label
        if aside:
            yield Span(aside + 1, end), *before
        else:
            before = given, label


def _end_of_aside(words: str, first: int, start: int, end: int) -> int | None:
    """Where the bracket closes that a label stands in behind a unit (县财政局（责任人：…）); the list goes on behind it."""
    close = words.find(_CLOSING, start, end)
    return close if close >= 0 and words[max(first, start - 1) : start] == _OPENING else None


_OPENING, _CLOSING = "()"


_Read = tuple[list[RoleList], list[Span]]


def _grouped(page: Page, segment: Span, role: Role | None, *, strict: bool) -> tuple[list[_Read], bool]:
    """Lists of a segment by the verbs that close them, with the pieces not read; `True` where there was a verb."""
    words = page.words
    found: list[_Read] = []
    start, verb_seen = segment.start, False
    for match in _verb().finditer(words, segment.start, segment.end):
        if is_nested(words, segment.start, match.start()):
            continue
        given = cast("Role", str(match.lastgroup).rstrip("_"))
        own = _last_clause(words, Span(start, match.start())) if role not in (None, given) else start
        if own > start:
            found.append(_listed(page, Span(start, own), role or given, lenient=not strict))
        for part, part_role in _with_others(words, Span(own, match.start()), given):
            found.append(_listed(page, part, part_role, fixed=given != "responsible"))
        start, verb_seen = match.end(), True
    if start < segment.end:
        rest, rest_role = Span(start, segment.end), role or "responsible"
        together = _together().match(words, start, segment.end)
        if together is not None:
            rest, rest_role = Span(together.end(), segment.end), "support"
        for part, part_role in _with_others(words, rest, rest_role):
            read = _listed(page, part, part_role, lenient=role is not None and not strict)
            if not verb_seen or any(item.mentions for item in read[0]):
                found.append(read)
    return (_with_odd(page, found) if verb_seen else found), verb_seen


def _with_odd(page: Page, found: list[_Read]) -> list[_Read]:
    """The lists by verbs; one name that no word list knows (研究生院牵头) counts beside a list of units."""
    known = any(item.mentions for lists, _ in found for item in lists)
    done: list[_Read] = []
    for lists, rejected in found:
        if known and len(lists) == 1 and not lists[0].mentions and len(rejected) == 1:
            name = page.words[rejected[0].start : rejected[0].end]
            if _any_name().fullmatch(name) and not units.is_false_ending(name):
                one = mention(page.text, page.words, rejected[0])
                done.append(([replace(lists[0], mentions=(one,))], []))
                continue
        done.append((lists, rejected))
    return done


def _last_clause(words: str, span: Span) -> int:
    """Where the last clause of a labelled list begins: only it takes the role of a verb at its end."""
    marks = [at for at in range(span.start, span.end) if words[at] in _clause_marks()]
    return marks[-1] + 1 if marks and words[marks[-1] + 1 : span.end].strip() else span.start


def _with_others(words: str, part: Span, role: Role) -> Iterator[tuple[Span, Role]]:
    """A会同B负责: A leads and B supports."""
    together = _together().search(words, part.start, part.end)
    if together is None or role not in ("lead", "responsible"):
        yield part, role
        return
    yield Span(part.start, together.start()), "lead"
    yield Span(together.end(), part.end), "support"


def _listed(page: Page, span: Span, role: Role, *, fixed: bool = False, lenient: bool = False) -> _Read:
    """A list of units; a piece that is none may be a unit that acts (区规划局负责编制规划), or after a label still a name."""
    read = listing(page.text, page.words, span)
    mentions, acts, rejected = list(read.mentions), [], []
    for piece in read.rejected:
        act = subject_list(page, piece)
        taken = lenient or (bool(read.mentions) and is_enumerated(page.words, piece))
        odd = unusual_unit(page.text, page.words, span, piece) if taken and act is None else None
        if act is not None:
            acts.append(act)
        elif odd is not None:
            mentions.append(odd)
        else:
            rejected.append(piece)
    mentions.sort(key=lambda mention: mention.start)
    return [RoleList(role, span, tuple(mentions), read.open, read.commas, fixed), *acts], rejected


def is_bare_list(words: str, read: Clause, *, leveled: bool = True) -> bool:
    """Whether lists without any role word are surely lists of departments: every piece is one, and one has a level.

    Without `leveled` one that is no class will do, where the place of the list says enough. A town or district may stand beside a department (县交通局、城关镇); alone, such names only say where.
    """
    mentions = [mention for found in read.lists for mention in found.mentions]
    if not mentions or not all(_person().fullmatch(words[piece.start : piece.end].strip()) for piece in read.rejected):
        return False
    names = [words[mention.start : mention.end] for mention in mentions]
    known = all(_is_surely_named(name) or units.is_place(name) or (not leveled and _is_section(name)) for name in names)
    if leveled:
        return known and (any(units.is_full(name) for name in names) or any(mention.said for mention in mentions))
    return known and any(units.kind(name) == "unit" and not units.is_place(name) for name in names)


def _is_surely_named(name: str) -> bool:
    """A name with the firm ending of a unit, or a class of them (各区, 相关镇街)."""
    if units.kind(name) == "collective":
        return units.looks_like_unit(name)
    return (len(name) > _SHORT or units.takes_level(name)) and units.looks_like_unit(name, firm=True)


def _is_section(name: str) -> bool:
    """A short name that ends as those of sections do, of whatever work (课程处)."""
    return _section().fullmatch(name) is not None and not units.is_false_ending(name)


@cache
def _person() -> re.Pattern[str]:
    """Somebody beside the units, who is none of them (某副县长；县发展改革局)."""
    return compiled(str(vocabulary("statements/lists/parties")["_person"]))


@cache
def _any_name() -> re.Pattern[str]:
    return compiled(str(vocabulary("statements/lists/parties")["_any_name"]))


@cache
def _section() -> re.Pattern[str]:
    return compiled(str(vocabulary("statements/lists/parties")["_section"]))


_SHORT = 2


@cache
def _verb() -> re.Pattern[str]:
    """A verb that gives the units before it a role, or a label that they are said to be (…为配合单位)."""
    data = vocabulary("statements/lists/roles")
    verbs = "|".join(f"(?P<{name}>{entry['pattern']})" for name, entry in data["verbs"].items())
    said = "|".join(f"(?P<{name}_>{pattern})" for name, pattern in role_patterns().items() if name in data["verbs"])
    return compiled(f"(?:{verbs}|{data['_being']}(?:{said})){data['_verb_end']}")


@cache
def _together() -> re.Pattern[str]:
    return compiled(vocabulary("statements/lists/roles")["_with"])


@cache
def _clause_marks() -> str:
    return str(vocabulary("statements/lists/parties")["_hard_separators"])
