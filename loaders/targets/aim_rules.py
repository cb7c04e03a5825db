"""Whether a number in its clause is an aim, and by which rule; money given, ceilings, conditions, past facts are none."""

import re
from dataclasses import dataclass
from functools import cache

from graph.kept.patterns import compiled
from loaders.targets.aim_verbs import any_of, bars, directly, holds, makes_next, making_verb, of_share, pattern, repeats
from loaders.targets.comparators import Predicate
from loaders.targets.figures import Figure
from loaders.text.quantities import Quantity
from loaders.text.sentences import TIME
from loaders.vocabulary import vocabulary

_STOPS = " ,;。!?"
_SCORE_WITHIN = 24
"""So far behind a number may the points stand that it scores."""
_REWARD_WITHIN = 120
"""So far behind a number may the reward stand of which it is the condition."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A figure with all that is known of its surroundings: the clause, the predicate, the metric's span, the list so far."""

    words: str
    clause_start: int
    clause_end: int
    figure: Figure
    predicate: Predicate | None
    metric: tuple[int, int]
    joint: int  # where the predicate begins, or the number
    unit: str | None  # of the target before in the sentence; None for the first one
    verb: bool
    goal: bool  # the sentence stands in a section on aims
    moved: bool  # a verb of change stands in front of the metric (提升供给至)
    strict: bool  # a text without an outline: only what it says by force or date is an aim


def may_state_target(words: str) -> bool:
    """Cheap test: only sentences with one of these characters can state a target."""
    return _worth().search(words) is not None


def recounts(words: str) -> bool:
    """The sentence tells of what was reached (成效显著), and so do those behind it in its paragraph."""
    return holds("_told", words) and not looks_ahead(words)


def looks_ahead(words: str) -> bool:
    """The sentence names a year or an aim."""
    return holds("_ahead", words)


def insists(words: str) -> bool:
    """The sentence says by force that something is to be reached: 力争, 确保."""
    return holds("_force", words)


def aim_rule(setting: Setting) -> str | None:
    """The name of the rule by which the figure is a target, or None."""
    if _is_no_aim(setting):
        return None
    if setting.figure.quantity.kind == "proportion" and not _is_proportion(setting):
        return None
    return "distributed" if setting.figure.subject else _rule(setting)


def _is_proportion(setting: Setting) -> bool:
    """What one to so many is said of, with a predicate: 师生比达到1:13."""
    return setting.predicate is not None and holds("_proportions", setting.words[slice(*setting.metric)])


def _rule(setting: Setting) -> str | None:
    quantity, words = setting.figure.quantity, setting.words
    metric = words[slice(*setting.metric)]
    if quantity.kind == "rank" and (setting.predicate is None or setting.predicate.sense != "rank"):
        return None
    if words[quantity.end : setting.figure.end].strip():
        return _counted_noun(setting, metric)
    aimed = _is_aimed(setting)
    made = making_verb(words[setting.figure.start : setting.joint])
    if quantity.unit in vocabulary("targets/targets")["_frequent_units"] and _is_frequency(setting):
        return "frequency"
    if not metric or pattern("_period_tail").fullmatch(metric):
        return "echo" if (setting.unit is not None) and (_continues(setting) or _is_pair(setting)) else None
    if setting.predicate is None:
        counted = made or setting.verb or (aimed and not _only_goal(setting))
        return "count" if counted else "whole rate" if _is_whole_rate(setting, metric) else None
    return "predicate" if made or aimed or _speaks_for_itself(setting, metric) or _is_repeated(setting) else None


def _is_whole_rate(setting: Setting, metric: str) -> bool:
    """A rate of all that is to be done, with nothing between them and nothing behind: 隐患整改率100%."""
    return holds("_whole", setting.figure.quantity.value + setting.figure.quantity.unit) and holds("_rates", metric)


def _is_frequency(setting: Setting) -> bool:
    """How often the thing of the clause before is to be done: 组织展销会，每年不少于2次."""
    words, start = setting.words, setting.clause_start
    return holds("_frequency", words[start : setting.figure.quantity.start]) and holds(
        "_frequent_clause", words[:start]
    )


def _is_repeated(setting: Setting) -> bool:
    """How often at least something is done, with a word for the period in front: 每年抽检不少于60批次."""
    quantity, sense = setting.figure.quantity, setting.predicate.sense if setting.predicate else None
    front = setting.words[setting.clause_start : quantity.start]
    done = sense == "floor" and quantity.kind in ("count", "measure")
    return done and repeats(front) and not holds("_norm", front)


def _is_aimed(setting: Setting) -> bool:
    """Something says that the number is an aim: the list that it stands in, its section, its sentence."""
    return (setting.unit is not None) or setting.goal or holds("_aims", setting.words[: setting.figure.quantity.start])


def _only_goal(setting: Setting) -> bool:
    """Nothing but the section speaks of an aim: figures without a word of their own may be rows of a table."""
    return setting.goal and setting.unit is None and not holds("_aims", setting.words[: setting.figure.quantity.start])


def _continues(setting: Setting) -> bool:
    """A change, or where it leads to (增长8%，达到60亿元), or a second figure (力争达到42万吨) of the metric before."""
    sense = setting.predicate.sense if setting.predicate else None
    alike = setting.figure.quantity.kind in ("share", "money") or setting.figure.quantity.unit == setting.unit
    return sense in ("rise", "fall") or (sense in ("level", "floor") and alike)


def _speaks_for_itself(setting: Setting, metric: str) -> bool:
    """A metric that needs no sign of an aim: an indicator with a level or a change; a share at most or at least does."""
    sense = setting.predicate.sense if setting.predicate else "level"
    if sense == "rank" or setting.figure.quantity.kind == "proportion" or _says_level(setting, metric):
        return True
    if holds("_events", metric) and setting.figure.quantity.kind in ("count", "measure"):
        return False
    if setting.figure.quantity.kind == "share" and holds("_bound_signs", setting.words[setting.joint :][:1]):
        return True
    bounded = sense == "floor" and setting.figure.quantity.kind in ("share", "ratio") and holds("_quota", metric)
    return not bounded and any_of("_indicators", end=True).search(pattern("_period_tail").sub("", metric)) is not None


def _is_pair(setting: Setting) -> bool:
    """A second figure for the one before, with nothing but a word of force: 确保引进企业10家、力争15家."""
    words, quantity = setting.words, setting.figure.quantity
    front = words[setting.figure.start : quantity.start]
    return setting.predicate is None and quantity.unit == setting.unit and holds("_second_figure", front)


def _says_level(setting: Setting, metric: str) -> bool:
    """A level of things at the end of a clause (规模以上企业达到300家), what a verb moves to it (提升供给至5万个), a change by a share."""
    quantity, sense = setting.figure.quantity, setting.predicate.sense if setting.predicate else None
    if sense in ("rise", "fall"):
        return quantity.kind == "share" and quantity.unit != "" and len(metric) > 1
    if quantity.kind not in ("count", "measure") or holds("_events", metric):
        return False
    said = setting.words[setting.joint : quantity.start]
    return len(metric) > 1 and (setting.moved or pattern("_level_words").match(said) is not None)


def _is_no_aim(setting: Setting) -> bool:
    """Money given, ceilings, conditions, things that are there already, time limits."""
    words, quantity = setting.words, setting.figure.quantity
    clause = words[setting.clause_start : setting.clause_end]
    before, behind = words[: quantity.start], words[quantity.end :]
    metric = words[slice(*setting.metric)]
    front = words[setting.clause_start : quantity.start]
    forced = holds("_force", words[: quantity.start])
    return (
        _vetoed(setting)
        or holds("_condition", clause)
        or holds("_conditional", words[quantity.end : setting.clause_end + 1])
        or holds("_conditional", words[max(0, setting.clause_start - 2) : setting.clause_start])
        or _is_past(setting)
        or holds("_factor", front)
        or holds("_scored", words[quantity.end : quantity.end + _SCORE_WITHIN])
        or (setting.predicate is None and quantity.unit in _content_units() and holds("_contained", front))
        or (_rewarded(behind[:_REWARD_WITHIN]) and not forced and not _sets_out(setting))
        or (
            holds("_few", quantity.value + quantity.unit)
            and not holds("_least", words[setting.clause_start : quantity.start])
        )
        or (setting.strict and not holds("_effort", words))
        or (quantity.kind == "money" and holds("_given", clause))
        or (not forced and not setting.goal and holds("_norm", metric))
        or (quantity.kind == "span" and not holds("_needs_span", metric))
        or (
            quantity.kind == "bare"
            and (setting.predicate is None or behind[: setting.clause_end - quantity.end + 1].strip(_STOPS) != "")
        )
        or (quantity.unit in _rule_units() and (holds("_quoted", before) or holds("_named_rules", behind[:4])))
        or (
            setting.predicate is not None
            and setting.predicate.sense == "ceiling"
            and quantity.kind in ("count", "money")
        )
    )


def speaks_otherwise(words: str, start: int, end: int, quantity: Quantity) -> bool:
    """The clause at `start`..`end`, or what follows it, says that the number is money given, a condition, a fact or a score."""
    clause, behind = words[start:end], words[quantity.end :]
    return (
        any(holds(name, clause) for name in ("_vetoes", "_condition", "_past", "_no_reading"))
        or holds("_conditional", words[quantity.end : end + 1])
        or _rewarded(behind[:_REWARD_WITHIN])
        or holds("_scored", behind[:_SCORE_WITHIN])
        or (quantity.kind == "money" and holds("_given", clause))
        or (quantity.unit in _rule_units() and holds("_named_rules", behind[:4]))
    )


def _vetoed(setting: Setting) -> bool:
    """A word of the clause says that it is about money given, prices, conditions; not where it only names what is measured."""
    words, quantity = setting.words, setting.figure.quantity
    front = words[setting.clause_start : quantity.start]
    if quantity.kind == "count" and holds("_handed_out", front):  # 发放租房补贴19万户
        return False
    metric = words[slice(*setting.metric)]
    aimed = setting.goal or holds("_force", words[: quantity.start])
    share = quantity.kind == "share" and holds("_due_at_verb", front)
    measured = aimed and setting.predicate is not None and any_of("_indicators", end=True).search(metric) is not None
    for found in bars(words, setting.clause_start, setting.clause_end):
        named = measured and setting.metric[0] <= found.start() and found.end() <= setting.metric[1]
        rates = pattern("_rate_behind" if aimed else "_done_rate")
        rate = rates.match(words, found.end(), quantity.start) is not None
        if not ((named or rate or share) and pattern("_money_names").fullmatch(found[0])):
            return True
    return False


def _is_past(setting: Setting) -> bool:
    """The sentence tells what is there already; behind a deadline only the number's own clause can say so."""
    words, quantity = setting.words, setting.figure.quantity
    clause = words[setting.clause_start : setting.clause_end]
    if holds("_force", clause):
        return False
    if TIME in words[: quantity.start]:
        return holds("_past", clause)
    return holds("_past", words)


def _rewarded(behind: str) -> bool:
    """A reward follows that the number is the condition of; none that has its own condition."""
    reward = pattern("_rewards").search(behind)
    return reward is not None and not holds("_own_provision", behind[: reward.start()])


def _sets_out(setting: Setting) -> bool:
    """The clause begins with a verb of making and the number of things (开发80个岗位), or says about how many.

    A condition of a reward has its subject in front or says 以上, 不少于.
    """
    words, quantity = setting.words, setting.figure.quantity
    front = words[setting.figure.start : quantity.start]
    counted = words[quantity.end : setting.figure.end].strip() != "" and directly(front, "_makers")
    begins = pattern("_begins").match(front)
    at_once = begins is not None and any_of("_makers").match(front, begins.end()) is not None
    return at_once and ((counted and quantity.bound is None and setting.predicate is None) or quantity.bound == "=")


def _counted_noun(setting: Setting, metric: str) -> str | None:
    """A number in front of what it counts: the verb of making stands directly before it, or the noun is a subject."""
    words, quantity = setting.words, setting.figure.quantity
    front = words[setting.figure.start : quantity.start]
    noun = words[quantity.end : setting.figure.end]
    aimed = _is_aimed(setting)
    if holds("_base", metric):
        return "counted noun"
    if quantity.kind == "share":
        shared = aimed and (noun.startswith(of_share()) or not metric) and holds("_subject_verbs", noun)
        return "share of" if shared or (aimed and setting.predicate is None and holds("_share_of", noun)) else None
    if holds("_no_things", noun) or (quantity.kind == "measure" and holds("_size_class", words[: quantity.end])):
        return None
    if holds("_pushed", front) and holds("_done", words[quantity.end : setting.clause_end]):
        return "pushed"
    if TIME in words[setting.clause_start : setting.clause_end] and holds("_done_by", noun):
        return "counted noun"
    made = makes_next(front)
    if made is None:
        floor = setting.predicate is not None and setting.predicate.sense == "floor"
        made = not metric and (setting.verb or (aimed and (floor or holds("_subject_verbs", noun))))
    return "counted noun" if made else None


@cache
def _content_units() -> frozenset[str]:
    return frozenset(vocabulary("targets/targets")["_content_units"])


@cache
def _rule_units() -> frozenset[str]:
    return frozenset(vocabulary("targets/targets")["_rule_units"])


@cache
def _worth() -> re.Pattern[str]:
    return compiled(vocabulary("targets/targets")["_worth"])
