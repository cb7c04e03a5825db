"""Duties in running text: a unit as the subject of a clause whose words give it a role, or say what it has to do."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, cast

from loaders.readings import Form, Role, Scope, Span
from loaders.statements.drafts import Draft, Page, RoleList
from loaders.statements.forms.clause_subjects import objects, subjects, units_in
from loaders.statements.forms.duty_sentences import is_law, sentences
from loaders.statements.lists.parties import Listing
from loaders.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class _Act:
    """A subject with its role: where it stands, the lists it gives, the rule."""

    start: int
    form: Form
    rule: str
    lists: tuple[RoleList, ...]


_Carried = tuple[int, Span, Listing]


def prose_statements(page: Page, taken: Sequence[Span]) -> Iterator[Draft]:
    """Statements of sentences outside the spans already taken; in a law only shares of duty count."""
    law = is_law(page)
    for sentence in sentences(page, taken):
        if _named("_interpret").search(page.words, sentence.start, sentence.end):
            continue
        acts = _joined(list(_acts(page, sentence, law=law)))
        ends = [*(act.start for act in acts[1:]), sentence.end]
        for act, end in zip(acts, ends, strict=False):
            span = _trimmed(page.words, Span(act.start, end))
            yield Draft(span.start, span.end, act.form, act.rule, act.lists, span, work=span, scope=_scope(page, span))


def _trimmed(words: str, span: Span) -> Span:
    start, end = span.start, span.end
    while end > start and words[end - 1] in _marks():
        end -= 1
    while start < end and words[start] in _marks():
        start += 1
    return Span(start, end)


def _acts(page: Page, sentence: Span, *, law: bool) -> Iterator[_Act]:
    """What the clauses of a sentence say, each subject once, in order."""
    carried: _Carried | None = None
    done = sentence.start
    for clause in _clauses(page.words, sentence):
        if clause.start < done:
            continue
        act = _opening(page, clause) or _own(page, clause, sentence, law=law)
        if act is None and carried is not None:
            act = _elliptic(page, clause, carried)
        if act is not None:
            yield act
            carried, done = None, act.lists[-1].span.end
        else:
            carried = _carried(page, clause) or carried


def _joined(acts: list[_Act]) -> list[_Act]:
    """A牵头，B配合: who supports the one that leads belongs to the same statement."""
    done: list[_Act] = []
    for act in acts:
        leads = bool(done) and done[-1].lists[0].role == "lead"
        if leads and act.form == "prose-role" and all(item.role != "lead" for item in act.lists):
            done[-1] = replace(done[-1], lists=(*done[-1].lists, *act.lists))
        else:
            done.append(act)
    return done


def _clauses(words: str, sentence: Span) -> Iterator[Span]:
    start = sentence.start
    while (comma := words.find(",", start, sentence.end)) >= 0:
        yield Span(start, comma)
        start = comma + 1
    if start < sentence.end:
        yield Span(start, sentence.end)


def _opening(page: Page, clause: Span) -> _Act | None:
    """Clauses that wrap a unit: 以X为责任主体, 发挥X作用."""
    for name, entry in vocabulary("statements/forms/prose")["openings"].items():
        match = _pattern("openings", name).search(page.words, clause.start, clause.end)
        if match is None:
            continue
        span = Span(*match.span("units"))
        read = units_in(page, span)
        if read is not None:
            return _act(clause.start, entry["form"], f"prose-{name}", [(entry["role"], span, read)])
    return None


def _own(page: Page, clause: Span, sentence: Span, *, law: bool) -> _Act | None:
    """A clause with its own subject and, right after it, the words that give a role or a duty."""
    for span, read in subjects(page, clause, sentence.end):
        for name, entry in _rules(law=law):
            match = _pattern("roles", name).match(page.words, span.end, sentence.end)
            if match is None:
                continue
            lists = [(entry["role"], span, read)]
            if "object" in entry and (found := objects(page, Span(match.end(), sentence.end))):
                lists.append((entry["object"], *found))
            return _act(clause.start, "prose-role", f"prose-{name}", lists)
        if not law and _pattern("duties", "must").match(page.words, span.end, sentence.end):
            later = _later(page, Span(span.end, min(sentence.end, span.end + _REACH)))
            form: Form = "prose-role" if later else "prose-duty"
            return _act(clause.start, form, f"prose-{later or 'must'}", [("responsible", span, read)])
    return None


_REACH = 400


def _later(page: Page, rest: Span) -> str:
    """Whether a later clause of the sentence says that the subject acts by its share of the duties."""
    return next(
        (
            "share"
            for clause in _clauses(page.words, rest)
            if _pattern("roles", "share").match(page.words, clause.start, clause.end)
        ),
        "",
    )


def _elliptic(page: Page, clause: Span, carried: _Carried) -> _Act | None:
    """成立X，负责…: the subject stands in a clause before."""
    match = _elliptic_verb().match(page.words, clause.start, clause.end)
    if match is None:
        return None
    start, span, read = carried
    return _act(start, "prose-role", "prose-founded", [("responsible", span, read)])


def _carried(page: Page, clause: Span) -> _Carried | None:
    """A body that a clause founds (成立X) or houses (X设在Y); a later clause may say what it does."""
    for name in ("_founded", "_housed"):
        match = _named(name).search(page.words, clause.start, clause.end)
        read = units_in(page, Span(*match.span("units"))) if match else None
        if match and read:
            return clause.start, Span(*match.span("units")), read
    return None


def _act(start: int, form: Form, rule: str, lists: list[tuple[str, Span, Listing]]) -> _Act:
    read = tuple(
        RoleList(cast("Role", role), span, found.mentions, found.open, found.commas, fixed=True)
        for role, span, found in lists
    )
    return _Act(start, form, rule, read)


def _scope(page: Page, span: Span) -> Scope:
    """The whole plan where the words name all its tasks, else the sentence."""
    return "document" if _named("_whole").search(page.words, span.start, span.end) else "sentence"


def _rules(*, law: bool) -> list[tuple[str, dict[str, Any]]]:
    return [
        (name, entry)
        for name, entry in vocabulary("statements/forms/prose")["roles"].items()
        if not law or name == "share"
    ]


@cache
def _pattern(section: str, name: str) -> re.Pattern[str]:
    data = vocabulary("statements/forms/prose")
    return re.compile(data[section][name]["pattern"].replace("F", data["_filler"]))


@cache
def _named(name: str) -> re.Pattern[str]:
    return re.compile(vocabulary("statements/forms/prose")[name])


@cache
def _elliptic_verb() -> re.Pattern[str]:
    return re.compile(vocabulary("statements/forms/prose")["_elliptic"].removeprefix("^"))


@cache
def _marks() -> str:
    return str(vocabulary("statements/forms/prose")["_marks"])
