"""Which words make the metric of a figure, with what a list or the clause before leaves to be understood."""

from loaders.targets.aim_verbs import (
    carried_verb,
    carries_far,
    frequent_thing,
    is_subject,
    last_making_verb,
    making_verb,
    of_share,
    only_bounds,
    period_behind_level,
    period_length,
    pushing_verb,
    rate_base,
    shared_verb,
)
from loaders.targets.comparators import Predicate
from loaders.targets.figures import Figure
from loaders.targets.metrics import metric_end, metric_start, only_verbs, start_behind_time, topic_before
from loaders.text.sentences import ASIDE, TIME

Span = tuple[int, int]
Spans = tuple[Span, ...]

_COMMAS = ",;:"
_LABEL = ":"


class Subjects:
    """The metrics of a sentence's figures as spans of its words; remembers the verb and the subject of the figures before."""

    def __init__(self, words: str) -> None:
        self.words = words
        self.verb: Span | None = None
        self.subject: Spans = ()

    def spans(self, figure: Figure, rule: str, metric: Span, joined: Predicate | None, clause: int) -> Spans:
        """The spans that make the metric, with what a list or the clause before leaves to be understood."""
        words, quantity = self.words, figure.quantity
        tail = (quantity.end, figure.end)
        if figure.subject:
            return tuple(
                (metric_start(words, left, right), metric_end(words, left, right)) for left, right in figure.subject
            )
        if rule in ("echo", "share of"):
            return self.subject if rule == "echo" else ((tail[0] + words.startswith(of_share(), tail[0]), tail[1]),)
        if rule in ("frequency", "pushed"):
            return self._done_often(figure, clause) if rule == "frequency" else self._pushed_on(figure, tail)
        if words[slice(*tail)].strip():
            return self._of_count(figure, metric, joined, tail)
        if only_verbs(words[slice(*metric)]):
            return self._with_object(figure, metric, clause)
        return self._of_measured(figure, metric, joined)

    def _done_often(self, figure: Figure, clause: int) -> Spans:
        """What the clause before says is done, and the period in front of the number."""
        done = frequent_thing(self.words[:clause])
        period = self.words[clause : figure.quantity.start]
        begin = clause + len(period) - len(period.lstrip(f" {TIME}"))
        return ((done, clause - 1), (begin, begin + period_length(self.words[begin : figure.quantity.start])))

    def _of_measured(self, figure: Figure, metric: Span, joined: Predicate | None) -> Spans:
        """A metric in front of its figure."""
        verb = carried_verb(self.words[slice(*metric)])
        if verb is not None:
            self.verb = (metric[0], metric[0] + verb)
        elif self.verb and self._leaves_out(figure, metric, joined):
            return (self.verb, metric)
        return _without_level(self.words, metric)

    def _of_count(self, figure: Figure, metric: Span, joined: Predicate | None, tail: Span) -> Spans:
        """A number in front of what it counts; the verb that the list shares stands before its first members."""
        words, begin = self.words, figure.start
        shared = shared_verb(words[begin : figure.quantity.start])
        if shared:
            self.verb = (begin + shared[0], begin + shared[1])
            return (self.verb, tail)
        front = words[slice(*metric)]
        verb = carried_verb(front)
        last = last_making_verb(front) if verb is None else None
        if verb is not None:
            self.verb = (metric[0], metric[0] + verb)
        elif last is not None:
            self.verb = (metric[0] + last[0], metric[0] + last[1])
        elif self.verb and self._leaves_out(figure, metric, joined) and not is_subject(words[slice(*tail)]):
            return (self.verb, metric, tail)
        return ((metric[0], figure.quantity.start) if rate_base(front) else metric, tail)

    def _pushed_on(self, figure: Figure, tail: Span) -> Spans:
        """The verb that pushes, what stands between it and the number, the things; the verb goes to later items."""
        begin, stop = figure.start, figure.quantity.start
        verb = pushing_verb(self.words[begin:stop])
        if verb is None:
            return (tail,)
        self.verb = (begin + verb[0], begin + verb[1])
        between = self.words[begin + verb[1] : stop]
        listed = not only_bounds(between) and ASIDE not in between
        return ((begin + verb[0], metric_end(self.words, begin + verb[1], stop) if listed else begin + verb[1]), tail)

    def _leaves_out(self, figure: Figure, metric: Span, joined: Predicate | None) -> bool:
        """A later item of a list goes without the verb of the first: 新增A 3家、B 2家."""
        listed = self.words[figure.start - 1] not in _COMMAS
        if making_verb(self.words[figure.start : metric[1]]) is not None or rate_base(self.words[slice(*metric)]):
            return False
        if joined is not None:
            return listed and joined.sense == "floor"
        if listed:
            return True
        verb = self.words[slice(*self.verb)] if self.verb else ""
        labelled = self.words[figure.start - 1 : figure.start] == _LABEL
        return figure.quantity.kind == "count" and not labelled and carries_far(verb)

    def _with_object(self, figure: Figure, metric: Span, clause: int) -> Spans:
        """Verbs alone: what they are done to stands in the clause before or is the thing counted last."""
        thing = topic_before(self.words, clause)
        if thing is not None:
            return (thing, metric)
        if self.subject:
            begin, end = self.subject[-1]
            if self.words[begin:end].endswith(self.words[slice(*metric)].strip(f" {TIME}")):
                return (self.subject[-1],)
            return (self.subject[-1], (start_behind_time(self.words, figure.start, metric[1]), metric[1]))
        return (metric,)


def _without_level(words: str, metric: Span) -> Spans:
    """到馆人次保持年均: the verb between the metric and its period is no part of either."""
    found = period_behind_level(words[slice(*metric)])
    return (metric,) if found is None else ((metric[0], metric[0] + found[0]), (metric[0] + found[1], metric[1]))
