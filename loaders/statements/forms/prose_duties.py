"""Duties in running text: a unit as the subject of a clause whose words give it a role, or say what it has to do."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from graph.kept.patterns import compiled
from loaders.readings import Form, Scope, Span
from loaders.statements.drafts import Draft, Page, RoleList
from loaders.statements.forms.clause_predicates import Setting, clauses, helpers_alone, predicate, shared_later
from loaders.statements.forms.clause_subjects import after_lead, subjects
from loaders.statements.forms.duty_sentences import is_law, sentences
from loaders.statements.forms.subject_lists import Subject, subject
from loaders.statements.lists.role_sentences import role_lists
from loaders.statements.lists.verb_subjects import explains
from loaders.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class _Act:
    """A subject with its role: where it stands, the lists it gives, the rule."""

    start: int
    form: Form
    rule: str
    lists: tuple[RoleList, ...]
    by: str = ""


@dataclass(frozen=True, slots=True)
class _Founded:
    """A body that a clause founds or houses; a later clause may say what it does."""

    start: int
    body: Subject


def prose_statements(page: Page, taken: Sequence[Span]) -> Iterator[Draft]:
    """Statements of sentences outside the spans already taken; in a law only shares of duty count."""
    law = is_law(page)
    for sentence in sentences(page, taken):
        if explains(page.words, sentence):
            continue
        acts = list(_lists_alone(page, sentence)) or _joined(list(_acts(page, sentence, law=law)))
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
    setting = Setting(law, sentence)
    wraps, helped, told = (_has(page.words, sentence, name) for name in _SIGNS)
    founded: _Founded | None = None
    done = sentence.start
    for clause in clauses(page.words, sentence):
        if clause.start < done:
            continue
        act = (wraps and _wrapped(page, clause)) or _own(page, clause, setting)
        if not act and helped:
            act = _helped(page, clause, setting)
        if not act and founded is not None:
            act = _elliptic(page, clause, founded)
        if act:
            yield act
            founded, done = founded if act.by else None, act.lists[-1].span.end
        elif told:
            founded = _founded(page, clause) or founded


_SIGNS = ("_wrapping", "_helping", "_telling")


def _lists_alone(page: Page, sentence: Span) -> Iterator[_Act]:
    """A sentence of nothing but lists with roles."""
    lists = role_lists(page, sentence)
    if lists:
        yield _Act(sentence.start, "prose-role", "prose-lists", lists)


def _has(words: str, sentence: Span, name: str) -> bool:
    """Whether a sentence has one of the literal words without which the rules of that name cannot match."""
    return _literals(name).search(words, sentence.start, sentence.end) is not None


def _joined(acts: list[_Act]) -> list[_Act]:
    """A牵头,B配合: who supports the one that leads belongs to the same statement; who is named after 会同 makes it lead."""
    done: list[_Act] = []
    for act in acts:
        helped = bool(done) and act.rule == _HELPED
        if helped and done[-1].lists[0].role == "responsible":
            led = replace(done[-1].lists[0], role="lead")
            done[-1] = replace(done[-1], form="prose-role", lists=(led, *done[-1].lists[1:]))
        leads = bool(done) and done[-1].lists[0].role == "lead"
        if leads and act.form == "prose-role" and all(item.role != "lead" for item in act.lists):
            done[-1] = replace(done[-1], lists=(*done[-1].lists, *act.lists))
        else:
            done.append(act)
    return done


def _wrapped(page: Page, clause: Span) -> _Act | None:
    """Clauses that wrap a unit: 以X为责任主体, 发挥X作用."""
    for name, entry in vocabulary("statements/forms/prose")["openings"].items():
        match = _opening(name).search(page.words, clause.start, clause.end)
        found = subject(page, Span(*match.span("units"))) if match else None
        if found is not None:
            return _Act(clause.start, entry["form"], f"prose-{name}", (found.in_role(entry["role"]),))
    return None


def _own(page: Page, clause: Span, setting: Setting) -> _Act | None:
    """A clause with its own subject and a predicate right after it."""
    end = setting.sentence.end
    for actor in subjects(page, clause, end):
        said = predicate(page, actor, setting)
        if said is None:
            continue
        later = said.rule == "must" and shared_later(page, Span(actor.span.end, min(end, actor.span.end + _REACH)))
        form: Form = "prose-role" if later else said.form
        return _Act(clause.start, form, f"prose-{'share' if later else said.rule}", said.lists, actor.by)
    return None


_REACH = 400
_HELPED = "prose-helped"


def _helped(page: Page, clause: Span, setting: Setting) -> _Act | None:
    """会同X at the beginning of a clause whose subject stands before it or is not said."""
    found = helpers_alone(page, after_lead(page.words, clause), setting.sentence.end)
    return _Act(clause.start, "prose-role", _HELPED, (found.in_role("support"),)) if found else None


def _elliptic(page: Page, clause: Span, founded: _Founded) -> _Act | None:
    """成立X,负责…: the subject stands in a clause before."""
    if _named("_elliptic").match(page.words, clause.start, clause.end) is None:
        return None
    return _Act(founded.start, "prose-role", "prose-founded", (founded.body.in_role("responsible"),))


def _founded(page: Page, clause: Span) -> _Founded | None:
    """A body that a clause founds (成立X) or houses (X设在Y)."""
    for name in ("_founded", "_housed"):
        match = _named(name).search(page.words, clause.start, clause.end)
        body = subject(page, Span(*match.span("units"))) if match else None
        if body:
            return _Founded(clause.start, body)
    return None


def _scope(page: Page, span: Span) -> Scope:
    """The whole plan where the words name all its tasks, else the sentence."""
    return "document" if _named("_whole").search(page.words, span.start, span.end) else "sentence"


@cache
def _opening(name: str) -> re.Pattern[str]:
    return compiled(vocabulary("statements/forms/prose")["openings"][name]["pattern"])


@cache
def _named(name: str) -> re.Pattern[str]:
    return compiled(vocabulary("statements/forms/prose")[name])


@cache
def _literals(name: str) -> re.Pattern[str]:
    return compiled("|".join(map(re.escape, vocabulary("statements/forms/prose")[name])))


@cache
def _marks() -> str:
    return str(vocabulary("statements/forms/prose")["_marks"])
