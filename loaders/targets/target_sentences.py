"""Reads the targets of one sentence: its numbers in order, what later items of a list leave out, its classes."""

from dataclasses import replace
from typing import Literal

from loaders.readings import Comparator, Outline, Target
from loaders.targets.aim_rules import (
    Setting,
    aim_rule,
)
from loaders.targets.aim_verbs import (
    at_least,
    change_behind,
    holds,
    of_share,
    pattern,
    place_length,
    repeats,
)
from loaders.targets.classes import Class, classes, may_state_class
from loaders.targets.comparators import Predicate, comparator, growth, makes_things, moved, multiplied, predicate, rank
from loaders.targets.figures import Figure, figures
from loaders.targets.metric_spans import Spans, Subjects
from loaders.targets.metrics import (
    labelled,
    metric_end,
    metric_start,
    metric_words,
    only_verbs,
    share_metric,
    share_parts,
    start_behind_time,
)
from loaders.targets.target_deadlines import Due, Timed
from loaders.text.quantities import Quantity, has_number
from loaders.text.sentences import LABEL, Sentence, clauses

_BRACKET = ")"
_LABELLED = 3
"""Characters in front of a number in which the colon behind its metric stands."""
_NEAR = 40
"""Characters in front of a number in which its predicate stands."""


class SentenceReader:
    """Reads one sentence; `subjects` remembers what later items of a list leave out.

    `whole`: what its last figure that is no place's part is said of.
    `goal`: it stands in a section on aims; `planned`: under a heading, or in a text that gives units duties.
    """

    def __init__(
        self, outline: Outline, sentence: Sentence, words: Timed, inherited: str | None, *, goal: bool, planned: bool
    ) -> None:
        self.outline, self.sentence, self.timed, self.inherited = outline, sentence, words, inherited
        self.words = labelled(words.words)
        self.goal = goal
        self.subjects = Subjects(self.words)
        self.strict = not planned and not any(due.by and not self._is_span(due) for due in words.dues)
        self.whole = ""
        self.found: list[Target] = []

    def read(self) -> list[Target]:
        """The targets of the sentence, in order."""
        classed = may_state_class(self.words)
        for start, end in clauses(self.words):
            for figure in figures(self.words, start, end) if has_number(self.words, start, end) else ():
                self._consider(figure, start, end)
            for each in classes(self.words, start, end, dated=bool(self.timed.dues)) if classed else ():
                if each.kind == "class" or not self.sentence.title or self.timed.dues or self.found:
                    # 零增长 alone in a heading is a slogan
                    self._class(each)
        return self.found

    def _consider(self, figure: Figure, start: int, end: int) -> None:
        figure, behind = self._with_change_behind(figure)
        words, quantity = self.words, figure.quantity
        joined, stop = self._predicate(figure)
        joined = behind or joined
        shift = moved(words[figure.start : figure.anchor]) if not figure.subject else None
        if shift:
            joined, stop = Predicate(0, "level"), figure.start + shift[1]
        first = metric_start(words, figure.start + (shift[0] if shift else 0), stop)
        last = metric_end(words, first, stop)
        if figure.end > quantity.end or joined is None:
            first += place_length(words[first:last])
        metric = (first, last)
        setting = Setting(
            words,
            start,
            end,
            figure,
            joined,
            metric,
            stop,
            self.found[-1].unit if self.found else None,
            self.subjects.verb is not None,
            self.goal,
            shift is not None,
            self.strict,
        )
        rule = aim_rule(setting)
        if rule is None:
            return
        spans = self.subjects.spans(figure, rule, metric, joined, start)
        if not figure.subject and rule != "echo":
            self.subjects.subject = spans
        if only_verbs(words[slice(*metric)]):  # verbs alone: those that carry the figure belong to the words too
            first = start_behind_time(words, figure.start, last)
        compared = comparator(joined, quantity)
        if rule == "echo" and joined is None and self.found[-1].comparator in ("increase", "decrease"):
            compared = self.found[-1].comparator  # 增长6%、力争6.5%
        if compared == "=" and quantity.bound is None and at_least(words[figure.start : quantity.start]):
            compared = ">="
        name = self._name(figure, rule, joined, metric, spans)
        if not name:
            return
        if rule == "echo" and compared not in ("increase", "decrease"):
            name = pattern("_period_tail").sub("", name) or name  # 年均增长6%，突破500亿元: only the growth is a year's
        self.found.append(
            self._target(
                (min(first, quantity.start), max(figure.end, quantity.end)),
                name,
                compared,
                quantity.value,
                unit=self._unit(quantity),
                baseline=self.timed.baseline(start, quantity.start),
                due=self._deadline(figure, start),
                kind="number",
                rule=rule,
            )
        )

    def _name(self, figure: Figure, rule: str, joined: Predicate | None, metric: tuple[int, int], spans: Spans) -> str:
        """The metric in words; that of a place's part names the whole too; nothing for a place alone."""
        if rule == "share of":
            return self._share_of(figure, metric)
        counted = self.words[figure.quantity.end : figure.end].strip() != ""
        if joined is None and not counted and pattern("_bare_place").match(self.words[slice(*metric)]):
            return self._spelled(metric) + self.whole if self._is_part(figure.quantity) else ""
        self.whole = self._spelled(*spans)
        return self.whole

    def _is_part(self, quantity: Quantity) -> bool:
        """Whether a place has its part of what was named before: 新建户厕5000户，其中城关镇1500户."""
        return self.whole != "" and self.found[-1].unit == self._unit(quantity)

    def _is_span(self, due: Due) -> bool:
        """A part of a year, of which the news tell what was reached (一季度增长6%), and no end by which to reach it."""
        at = self.sentence.start
        return holds("_part_of_year", self.outline.shadow[at + due.start : at + due.end])

    def _unit(self, quantity: Quantity) -> str:
        """The unit, a second one in brackets as the text writes it: 套（次）."""
        if quantity.unit[-1:] != _BRACKET:
            return quantity.unit
        second = quantity.unit[quantity.unit.index("(") :]
        end = self.sentence.start + quantity.unit_end
        return quantity.unit[: -len(second)] + self.outline.text[end - len(second) : end]

    def _with_change_behind(self, figure: Figure) -> tuple[Figure, Predicate | None]:
        """A figure whose change stands behind it (保持两位数增长): without a noun, and the change."""
        quantity = figure.quantity
        found = change_behind(self.words[quantity.end : figure.end]) if quantity.kind == "share" else None
        return (replace(figure, end=quantity.end), Predicate(quantity.start, found)) if found else (figure, None)

    def _deadline(self, figure: Figure, clause: int) -> Due | None:
        """The deadline of a number: handed out by 分别, right behind it, or in front of it."""
        paired = self.timed.paired(figure.anchor, *figure.order) if figure.subject else None
        return (
            paired
            or self.timed.due_within(figure.quantity.end, figure.end)
            or self.timed.due_behind(figure.quantity.end, figure.end)
            or self._due(figure.quantity.start, clause)
        )

    def _due(self, position: int, clause: int) -> Due | None:
        """The deadline in front of a number; what recurs (每年) has none in a period that only opens the sentence."""
        due = self.timed.due(position)
        recurs = due is not None and due.period and due.end <= clause and repeats(self.words[clause:position])
        return replace(due, date="") if due is not None and recurs else due

    def _predicate(self, figure: Figure) -> tuple[Predicate | None, int]:
        """The predicate of a number and where it begins; 不低于…标准的1.6倍 has it in front of what is multiplied."""
        quantity = figure.quantity
        floor = max(figure.start, figure.anchor - _NEAR)
        front = self.words[floor : figure.anchor]
        joined = multiplied(front) if quantity.kind == "ratio" else rank(front, quantity.unit)
        joined = joined or predicate(front)
        if joined is None:
            label = front.rfind(LABEL, max(0, len(front) - _LABELLED))
            return (Predicate(label, "level"), floor + label) if self.goal and label >= 0 else (None, figure.anchor)
        counted = quantity.kind == "count" and self.words[quantity.end : figure.end].strip() != ""
        if counted and (joined.sense == "rise" or (joined.sense == "floor" and makes_things(front[joined.start :]))):
            return None, figure.anchor  # 增加2个分馆, 突破百项技术: the verb makes things
        head = growth(front, joined.start)
        return (Predicate(head, "level"), floor + head) if head is not None else (joined, floor + joined.start)

    def _spelled(self, *spans: tuple[int, int]) -> str:
        return metric_words(self.outline, self.words, self.sentence.start, *spans)

    def _share_of(self, figure: Figure, place: tuple[int, int]) -> str:
        """The metric of a share of things (65%以上社区开通服务); with a place in front: 全市开通服务的社区比例."""
        start = figure.quantity.end + self.words.startswith(of_share(), figure.quantity.end)
        parts = share_parts(self.words, figure.quantity.end, figure.end)
        if parts is None or place[0] >= place[1]:
            return self._spelled((start, figure.end))
        things, done = (self._spelled(span) for span in parts)
        return share_metric(self._spelled(place), things, done)

    def _class(self, each: Class) -> None:
        origin = self.sentence.start
        if self.found and self.found[-1].end > origin + each.start:
            return
        self.found.append(
            self._target(
                (each.start, each.end),
                self._spelled(*each.metric),
                each.comparator,
                self.outline.text[origin + each.value[0] : origin + each.value[1]],
                unit=each.unit,
                baseline=None,
                due=self.timed.due(each.value[0]),
                kind=each.kind,
                rule=each.rule,
            )
        )

    def _target(
        self,
        span: tuple[int, int],
        metric: str,
        compared: Comparator,
        value: str,
        *,
        unit: str,
        baseline: str | None,
        due: Due | None,
        kind: Literal["number", "class"],
        rule: str,
    ) -> Target:
        origin = self.sentence.start
        return Target(
            start=origin + span[0],
            end=origin + span[1],
            metric=metric,
            comparator=compared,
            value=value,
            unit=unit,
            baseline=baseline,
            deadline=(due.date or None) if due else self.inherited,
            heading=None if self.sentence.heading is None else self.outline.headings[self.sentence.heading].start,
            kind=kind,
            rule=rule,
        )
