"""Whether a number in its clause is an aim, and by which rule; money given, ceilings, conditions, past facts are none."""

import re
from dataclasses import dataclass
from functools import cache

from loaders.candidates import Candidate
from loaders.comparators import Predicate
from loaders.vocabulary import vocabulary

_VERB_WITHIN = 8
"""Characters of a metric in which its verb must end to be carried on to later items."""
_REWARD_WITHIN = 120
"""So far behind a number may the reward stand of which it is the condition."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A candidate with all that is known of its surroundings: the clause, the predicate, the metric's span, the list so far."""

    words: str
    clause_start: int
    clause_end: int
    candidate: Candidate
    predicate: Predicate | None
    metric: tuple[int, int]
    joint: int  # where the predicate begins, or the number
    listed: bool
    verb: bool
    strict: bool  # a text without an outline: only what it says by force or date is an aim


def worth_reading(words: str) -> bool:
    """Cheap test: only sentences with one of these characters can state a target."""
    return _worth().search(words) is not None


def tells(words: str) -> bool:
    """The sentence tells of what was reached (成效显著), and so do those behind it in its paragraph."""
    return _found("_told", words) and not looks_ahead(words)


def looks_ahead(words: str) -> bool:
    """The sentence names a year or an aim."""
    return _found("_ahead", words)


def maker(words: str) -> tuple[int, int] | None:
    """Span of the first verb of making in `words`."""
    found = _any_of("_makers").search(words)
    return found.span() if found else None


def carried(words: str) -> int | None:
    """Where the verb ends that `words` begin with and that a list's later items leave out (新增A 3家、B 2家)."""
    found = _any_of("_carried").search(words[:_VERB_WITHIN])
    if found is None or (found.start() and found[0].startswith(vocabulary("targets")["_first_only"])):
        return None
    return found.end()


def pushed(words: str) -> tuple[int, int] | None:
    """Span of the verb that pushes the things on that `words` lead up to (推动…等)."""
    found = max(_pattern("_pusher").finditer(words), key=lambda each: each.start(), default=None)
    return found.span() if found else None


def made_last(words: str) -> tuple[int, int] | None:
    """Span of the verb of making with which `words` end, in front of what is counted; later items of a list leave it out."""
    found = max(_any_of("_carried").finditer(words), key=lambda each: each.start(), default=None)
    return found.span() if found and _found("_direct", words[found.end() :]) else None


def located(words: str) -> int:
    """Characters of a place in front of the verb that `words` begin with: 在医院改造 → 3."""
    made = maker(words) if words.startswith(vocabulary("targets")["_located"]) else None
    return made[0] if made else 0


def acts(noun: str) -> bool:
    """The counted noun does something itself: 1个卫生院达到二级医院水平."""
    return _found("_subject_verbs", noun)


def at_least(words: str) -> bool:
    """A floor that stands apart from its number: 至少每季度召开一次."""
    return _found("_least", words)


def rate_base(words: str) -> bool:
    """The metric is a rate per hundred or more: 每千名儿童拥有."""
    return _found("_base", words)


def judged(setting: Setting) -> str | None:
    """The name of the rule by which the candidate is a target, or None."""
    if _is_no_aim(setting):
        return None
    return "distributed" if setting.candidate.subject else _rule(setting)


def _rule(setting: Setting) -> str | None:
    quantity, words = setting.candidate.quantity, setting.words
    metric = words[slice(*setting.metric)]
    if words[quantity.end : setting.candidate.end].strip():
        return _counted_noun(setting, metric)
    aimed = setting.listed or _found("_aims", words[: quantity.start])
    made = maker(words[setting.candidate.start : setting.joint])
    if not metric:
        return "echo" if setting.listed and _changes(setting) else None
    if setting.predicate is None:
        return "count" if made or setting.verb or aimed else None
    return "predicate" if made or aimed or _speaks_for_itself(setting, metric) else None


def _changes(setting: Setting) -> bool:
    return setting.predicate is not None and setting.predicate.sense in ("rise", "fall")


def _speaks_for_itself(setting: Setting, metric: str) -> bool:
    """A metric that needs no sign of an aim: an indicator with a level or a change; a share at most or at least does."""
    sense = setting.predicate.sense if setting.predicate else "level"
    bounded = sense == "floor" and setting.candidate.quantity.kind in ("share", "ratio") and _found("_quota", metric)
    return not bounded and _any_of("_indicators", end=True).search(metric) is not None


def _is_no_aim(setting: Setting) -> bool:
    """Money given, ceilings, conditions, things that are there already, time limits."""
    words, quantity = setting.words, setting.candidate.quantity
    clause = words[setting.clause_start : setting.clause_end]
    before, behind = words[: quantity.start], words[quantity.end :]
    metric = words[slice(*setting.metric)]
    forced = _found("_force", words[: quantity.start])
    return (
        _found("_vetoes", clause)
        or _found("_condition", clause)
        or _found("_conditional", words[quantity.end : setting.clause_end + 1])
        or _found("_conditional", words[max(0, setting.clause_start - 2) : setting.clause_start])
        or (_found("_past", words) and not _found("_force", clause))
        or (_rewarded(behind[:_REWARD_WITHIN]) and not forced)
        or (setting.strict and not _found("_effort", words))
        or (quantity.kind == "money" and _found("_given", clause))
        or (quantity.kind == "span" and not _found("_needs_span", metric))
        or (
            quantity.kind == "bare"
            and (setting.predicate is None or behind[: setting.clause_end - quantity.end].strip() != "")
        )
        or (quantity.unit in _rule_units() and (_found("_quoted", before) or _found("_named_rules", behind[:4])))
        or (
            setting.predicate is not None
            and setting.predicate.sense == "ceiling"
            and quantity.kind in ("count", "money")
        )
    )


def every_time(words: str) -> bool:
    """Words that say that an aim recurs (每年, 每季度)."""
    return _found("_recurs", words)


def _rewarded(behind: str) -> bool:
    """A reward follows that the number is the condition of; none that has its own condition."""
    reward = _pattern("_rewards").search(behind)
    return reward is not None and not _found("_own_provision", behind[: reward.start()])


def _counted_noun(setting: Setting, metric: str) -> str | None:
    """A number in front of what it counts: the verb of making stands directly before it, or the noun is a subject."""
    words, quantity = setting.words, setting.candidate.quantity
    front = words[setting.candidate.start : quantity.start]
    noun = words[quantity.end : setting.candidate.end]
    aimed = setting.listed or _found("_aims", words[: quantity.start])
    if _found("_base", metric):
        return "counted noun"
    if quantity.kind == "share":
        shared = aimed and (noun.startswith(of()) or not metric) and _found("_subject_verbs", noun)
        return "share of" if shared else None
    if _found("_no_things", noun):
        return None
    if _found("_pushed", front) and _found("_done", words[quantity.end : setting.clause_end]):
        return "pushed"
    made = _made(front)
    if made is None:
        made = not metric and (setting.verb or (aimed and _found("_subject_verbs", noun)))
    return "counted noun" if made else None


def _made(front: str) -> bool | None:
    """Whether `front` ends in a verb of making; None where it has no such verb."""
    if _found("_least_verb", front) or _directly(front, "_direct_makers"):
        return True
    if maker(front) is None:
        return None
    return _directly(front, "_makers") or _found("_such_as", front)


def _directly(front: str, verbs: str) -> bool:
    """The last of these verbs in `front` stands right before the number."""
    last = max(_any_of(verbs).finditer(front), key=lambda found: found.start(), default=None)
    return last is not None and _found("_direct", front[last.end() :])


def _found(name: str, words: str) -> bool:
    return _pattern(name).search(words) is not None


@cache
def of() -> str:
    """The word that joins a share to its things."""
    return str(vocabulary("targets")["_of"])


@cache
def _rule_units() -> frozenset[str]:
    return frozenset(vocabulary("targets")["_rule_units"])


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(vocabulary("targets")[name])


@cache
def _any_of(name: str, *, end: bool = False) -> re.Pattern[str]:
    words = sorted(vocabulary("targets")[name], key=lambda word: (-len(word), word))
    return re.compile(rf"(?:{'|'.join(words)}){chr(92) + 'Z' if end else ''}")


@cache
def _worth() -> re.Pattern[str]:
    return re.compile(vocabulary("targets")["_worth"])
