"""What is said of the subject of a clause: the one place where a clause is judged to give a role or a duty."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from graph.kept.patterns import compiled
from loaders.readings import Form, Role, Span
from loaders.statements.drafts import Page, RoleList
from loaders.statements.forms.clause_subjects import others
from loaders.statements.forms.duty_sentences import is_title
from loaders.statements.forms.subject_lists import Subject
from loaders.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Setting:
    """The sentence around a clause. `law`: it stands in a law, where a duty counts only by a word of a role."""

    law: bool
    sentence: Span


@dataclass(frozen=True, slots=True)
class Predicate:
    """The rule that read a predicate, the form of the statement, the lists of units with their roles."""

    rule: str
    form: Form
    lists: tuple[RoleList, ...]


def predicate(page: Page, actor: Subject, setting: Setting) -> Predicate | None:
    """What the words after a subject say it has to do: a role first, else a duty."""
    end = setting.sentence.end
    for name, entry in _roles().items():
        if actor.by == _text("_consent") and "object" not in entry:
            continue
        match = _pattern("roles", name).match(page.words, actor.span.end, end)
        if match is None or _is_attribute(page.words, match, end):
            continue
        if setting.law and name != _SHARE and re.search(_text("_may"), match[0]):
            continue
        helpers = others(page, Span(match.end(), end)) if "object" in entry else None
        if helpers is None and entry.get("needs_object"):
            continue
        found = (actor.in_role(cast("Role", entry["role"])),)
        return Predicate(name, "prose-role", (*found, helpers.in_role(entry["object"])) if helpers else found)
    return None if setting.law else _duty(page, actor, setting.sentence)


_SHARE = "share"


def _duty(page: Page, actor: Subject, sentence: Span) -> Predicate | None:
    if not actor.firm or actor.by == _text("_consent"):
        return None
    through = actor.by == _text("_through")
    for name in vocabulary("statements/forms/prose")["duties"]:
        if name != _MUST and (name == _BY) != through:
            continue
        match = _pattern("duties", name).match(page.words, actor.span.end, sentence.end)
        if match is None or re.search(_text("_allowed"), match[0]) or _is_attribute(page.words, match, sentence.end):
            continue
        if name == _MUST or not _tells(page, sentence):
            return Predicate(name, "prose-duty", (actor.in_role("responsible"),))
    return None


_MUST, _BY = "must", "by"


def _tells(page: Page, sentence: Span) -> bool:
    """Whether a sentence is a title or tells what is so already, so that a verb alone gives no duty."""
    return is_title(page, sentence) or re.search(_text("_past"), page.words[sentence.start : sentence.end]) is not None


def shared_later(page: Page, rest: Span) -> bool:
    """Whether a later clause says that the subject acts by its share of the duties."""
    return any(_pattern("roles", _SHARE).match(page.words, part.start, part.end) for part in clauses(page.words, rest))


def helpers_alone(page: Page, start: int, end: int) -> Subject | None:
    """会同X without a subject of its own: those who are named after it."""
    match = _alone().match(page.words, start, end)
    return others(page, Span(match.end(), end)) if match else None


def clauses(words: str, sentence: Span) -> Iterator[Span]:
    """A sentence parted at its commas, and at the mark behind a role in a row of them (X负责、Y配合)."""
    start = sentence.start
    for mark in _clause_end().finditer(words, sentence.start, sentence.end):
        yield Span(start, mark.start())
        start = mark.end()
    if start < sentence.end:
        yield Span(start, sentence.end)


def _is_attribute(words: str, match: re.Match[str], end: int) -> bool:
    """Whether the verb only describes a noun or a case (X牵头开展的行动, 由X负责的,…)."""
    comma = words.find(",", match.end(), end)
    last = (comma if comma >= 0 else end) - 1
    return words[last] == _text("_of") or _attribute().match(words, match.end(), end) is not None


def _roles() -> dict[str, dict[str, Any]]:
    return cast("dict[str, dict[str, Any]]", vocabulary("statements/forms/prose")["roles"])


@cache
def _pattern(section: str, name: str) -> re.Pattern[str]:
    return compiled(grammar(vocabulary("statements/forms/prose")[section][name]["pattern"]))


@cache
def _alone() -> re.Pattern[str]:
    return compiled(grammar(_text("_alone")))


@cache
def _clause_end() -> re.Pattern[str]:
    return compiled(_text("_clause_end"))


@cache
def _attribute() -> re.Pattern[str]:
    return compiled(grammar(_text("_attribute")))


def grammar(pattern: str) -> str:
    """A pattern of the vocabulary with gap (F), share of duties (S) and verbs of administration (V) put in."""
    data = vocabulary("statements/forms/prose")
    adverbs = _alternatives(data["_adverbs"])
    parts = {
        "F": f"(?:{adverbs}|{data['_phrase']}|,|\\s){{0,6}}",
        "S": data["_shares"],
        "V": f"(?:{_alternatives(data['_verbs'])}){data['_verb_end']}",
    }
    return re.sub("[FSV]", lambda found: parts[found[0]], pattern)


def _alternatives(words: list[str]) -> str:
    return "|".join(sorted(set(words), key=lambda word: (-len(word), word)))


def _text(name: str) -> str:
    return str(vocabulary("statements/forms/prose")[name])
