"""Figures for targets in a clause: each number with the words in front of it and behind it; 分别 lists split."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from graph.kept.patterns import compiled
from loaders.targets.aim_verbs import making_verb, opening_verb, opens_a_count
from loaders.text.quantities import Quantity, quantities
from loaders.text.sentences import ASIDE, THAN, TIME
from loaders.vocabulary import vocabulary

_LONGEST_TAIL = 6
_VERB_NEAR = 20
"""Characters in front of a number in which the verb stands that makes it a number of things."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in its clause: words `start`..quantity.start in front, quantity.end..`end` behind (a counted noun, or nothing).

    `subject` is set in a list with 分别: the spans of the metric that this number belongs to; the predicate stands in front
    of `anchor`, where the list's first number begins; `order` is the number's place in it and how many there are.
    """

    start: int
    end: int
    quantity: Quantity
    subject: tuple[tuple[int, int], ...] = ()
    anchor: int = 0
    order: tuple[int, int] = (0, 1)


def figures(words: str, start: int, end: int) -> Iterator[Figure]:
    """The figures of the clause `words[start:end]`, in order.

    A number that only describes a thing counted by a later number (亿元以上项目10个) is part of that thing's name, and so
    is the first of a change (由30%提高至40%).
    """
    found = [each for each in quantities(words, start, end) if words[max(start, each.start - 1)] not in _every()]
    position = start
    index = 0
    while index < len(found):
        quantity = found[index]
        group = _distributed(words, position, found, index)
        if group:
            yield from _paired(words, position, group)
            index += len(group)
            position = _after_separator(words, group[-1].end, end)
            continue
        stop = _stop(words, found, index, position, end)
        index += 1
        listed = position > start and quantity.kind == "count" and not words[position : quantity.start].strip()
        if stop is None and (listed or _counts_things(words, position, quantity)):  # 8家面积不少于600平方米的工坊
            while stop is None:
                stop = _stop(words, found, index, position, end)
                index += 1
        if stop is None:
            continue
        yield Figure(position, _noun_end(words, quantity, stop), quantity, anchor=quantity.start)
        position = _after_separator(words, stop, end)


def _stop(words: str, found: Sequence[Quantity], index: int, start: int, end: int) -> int | None:
    """Where the words of a number end: at the clause's end, or in front of the next number's words, if they are parted."""
    if index + 1 == len(found):
        return end
    made = opens_a_count(words[max(start, found[index].start - _VERB_NEAR) : found[index].start])
    return _division(words, found[index], found[index + 1].start, made=made)


def _counts_things(words: str, start: int, quantity: Quantity) -> bool:
    """A verb of making stands right before the number of things, so that numbers behind it describe them."""
    return (
        quantity.kind == "count"
        and quantity.bound is None
        and opens_a_count(words[max(start, quantity.start - _VERB_NEAR) : quantity.start])
    )


def _division(words: str, quantity: Quantity, following: int, *, made: bool = False) -> int | None:
    """Where the words of this number end in front of the next number's, or None if it describes that one's thing.

    A measure that a verb of making stands before (`made`) ends where the next item has its own verb.
    """
    gap = words[quantity.end : following]
    separator = _separator().match(gap)
    if separator:
        if quantity.kind in ("money", "measure") and _of() in gap:
            return None
        return quantity.end
    last = max(_separator().finditer(gap), key=lambda found: found.start(), default=None)
    if last is None or (quantity.kind != "count" and not (made and opening_verb(gap[last.end() :]))):
        return None
    return quantity.end + last.start()


def _distributed(words: str, start: int, found: Sequence[Quantity], index: int) -> list[Quantity]:
    """The numbers that 分别 hands out, from `index` on: at least two, with nothing but separators between them."""
    if _each() not in words[start : found[index].start]:
        return []
    group = [found[index]]
    for quantity in found[index + 1 :]:
        if not _separator().fullmatch(words[group[-1].end : quantity.start]):
            break
        group.append(quantity)
    return group if len(group) > 1 else []


def _paired(words: str, start: int, group: Sequence[Quantity]) -> Iterator[Figure]:
    """One figure a value, with the part of the subject list that it belongs to and what 分别 is followed by."""
    head = words[start : group[0].start]
    cut = head.index(_each())
    before = head[:cut]
    made = _made(head, cut + len(_each()))
    subjects = _subjects(before, len(group))
    shared = _head().search(before)
    for place, ((left, right), each) in enumerate(zip(subjects, group, strict=True)):
        quantity = replace(each, bound=each.bound or group[-1].bound)
        spans = [(start + left, start + right)]
        if shared and right < shared.start() and not before[left:right].endswith(shared[0]):
            spans.append((start + shared.start("head"), start + shared.end("head")))
        spans += [(start + made[0], start + made[1])] if made else []
        yield Figure(start + left, quantity.end, quantity, tuple(spans), group[0].start, (place, len(group)))


def _made(head: str, after: int) -> tuple[int, int] | None:
    """What 分别 says is made, in front of the numbers: 2025年、2026年分别 新建泵站 3座、4座."""
    verb = making_verb(head[after:])
    if verb is None or head[after : after + verb[0]].strip() or not head[after + verb[1] :].strip():
        return None
    return after, len(head)


def _subjects(before: str, count: int) -> list[tuple[int, int]]:
    """The last `count` members of a list, the first taking all in front of it; the whole list for each if it has fewer."""
    cuts = [found.span() for found in _separator().finditer(before) if before[max(0, found.start() - 1)] != TIME]
    if len(cuts) < count - 1:
        return [(0, len(before))] * count
    kept = cuts[len(cuts) - count + 1 :]
    starts = [0, *(cut[1] for cut in kept)]
    ends = [*(cut[0] for cut in kept), len(before)]
    return list(zip(starts, ends, strict=True))


def _noun_end(words: str, quantity: Quantity, stop: int) -> int:
    """Where the counted noun behind a number ends: brackets and words like 的目标 at its end are none of it."""
    start = quantity.end
    if _no_noun("_no_noun_amount" if quantity.kind in ("money", "share") else "_no_noun").match(words, start, stop):
        return start
    noun = words[start:stop].rstrip(f" {ASIDE}{TIME}{THAN}")
    tail = _tail().search(noun, max(0, len(noun) - _LONGEST_TAIL))
    return start + len(noun[: tail.start()].rstrip(f" {ASIDE}{TIME}{THAN}") if tail else noun)


def _after_separator(words: str, position: int, end: int) -> int:
    found = _separator().match(words, position, end)
    return found.end() if found else position


@cache
def _separator() -> re.Pattern[str]:
    return compiled(vocabulary("targets/targets")["_separator"])


@cache
def _no_noun(name: str) -> re.Pattern[str]:
    """Words behind a number that count nothing: 并逐年巩固; behind an amount also what it is for."""
    return compiled(vocabulary("targets/targets")[name])


@cache
def _tail() -> re.Pattern[str]:
    return compiled(vocabulary("targets/targets")["_tail"])


@cache
def _head() -> re.Pattern[str]:
    """The head that the members of a list share: 种植、收获 机械化率."""
    words = sorted(vocabulary("targets/targets")["_shared_heads"], key=lambda word: (-len(word), word))
    behind = vocabulary("targets/targets")["_behind_heads"]
    return compiled(rf"(?P<head>{'|'.join(words)})(?:[\s{TIME}{THAN}]|{behind})*\Z")


@cache
def _every() -> str:
    return str(vocabulary("targets/targets")["_every"])


@cache
def _each() -> str:
    return str(vocabulary("targets/targets")["_each"])


@cache
def _of() -> str:
    return str(vocabulary("targets/targets")["_of"])
