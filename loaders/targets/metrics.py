"""The metric of a target: the words as written without number, time and carrying verbs, the subject restored."""

import re
from functools import cache

from graph.kept.patterns import compiled
from loaders.readings import Outline
from loaders.targets.aim_verbs import any_of
from loaders.text.sentences import ASIDE, LABEL, THAN, TIME
from loaders.vocabulary import vocabulary


def metric_start(words: str, start: int, end: int) -> int:
    """Where the metric begins in `words[start:end]`: behind words of time, connectives and verbs that only carry a figure."""
    while start < end and (found := _leading().match(words, start, end)) is not None and found.end() > start:
        start = found.end()
    return start


def metric_end(words: str, start: int, end: int) -> int:
    """Where the metric ends: in front of adverbs and verbs that only carry the figure."""
    while start < end and (found := _trailing().search(words, max(start, end - 12), end)) is not None:
        end = found.start()
    return end


def start_behind_time(words: str, start: int, end: int) -> int:
    """Where `words[start:end]` begins behind white space, asides and words of time only."""
    while start < end and words[start] in f" 、{TIME}{THAN}{ASIDE}":
        start += 1
    return start


def labelled(words: str) -> str:
    """Words with the colon between an indicator and its figure marked, so that both are one clause: 入托率：达到40%."""
    if _LABEL_SIGN not in words:
        return words
    marks = [
        found.end("name")
        for found in _pattern("_labelled").finditer(words)
        if any_of("_indicators", end=True).search(found["name"].rstrip(f" {ASIDE}"))
    ]
    return "".join(LABEL if at in marks else sign for at, sign in enumerate(words)) if marks else words


_LABEL_SIGN = ":"


def only_verbs(words: str) -> bool:
    """Verbs without what they are done to: 完成改造, 有效收集和处置."""
    return _pattern("_objectless").search(words) is not None


def topic_before(words: str, clause: int) -> tuple[int, int] | None:
    """The thing that the clause in front of the one at `clause` is about: 紧盯医疗废物处置."""
    front = words[max(0, clause - 60) : max(0, clause - 1)]
    found = _pattern("_focus").search(front)
    if found is None:
        return None
    start, end = found.span("object")
    return max(0, clause - 60) + start, max(0, clause - 60) + end


def metric_words(outline: Outline, words: str, origin: int, *spans: tuple[int, int]) -> str:
    """The text at spans of a sentence's `words`, which begin at `origin`, without white space, bookmarks, words of time."""
    kept = (
        outline.text[origin + at]
        for start, end in spans
        for at in range(start, end)
        if words[at] not in (TIME, THAN, LABEL, " ") and outline.shadow[origin + at] not in " \n\r"
    )
    return "".join(kept).strip(_marks())


def share_parts(words: str, start: int, end: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The things that a share is of, and what they do, behind its figure: 社区 | 开通通借通还服务."""
    found = _pattern("_share_of").match(words[start:end])
    if found is None:
        return None
    return (start + found.start("things"), start + found.end("things")), (
        start + found.start("done"),
        start + found.end("done"),
    )


def share_metric(place: str, things: str, done: str) -> str:
    """The share as a metric: 全市开通通借通还服务的社区比例."""
    joint, head = vocabulary("targets/targets")["_share_words"]
    return f"{place}{done}{joint}{things}{head}"


@cache
def _leading() -> re.Pattern[str]:
    data = vocabulary("targets/targets")
    words = "|".join(sorted(data["_carriers"], key=lambda word: (-len(word), word)))
    return compiled(
        rf"[\s{TIME}{THAN}{ASIDE}、]+|(?:{data['_item']})|(?:{words})|(?<=[{TIME}{THAN}])(?:{data['_separator']})"
    )


@cache
def _trailing() -> re.Pattern[str]:
    data = vocabulary("targets/targets")
    words = "|".join(sorted(data["_trailers"], key=lambda word: (-len(word), word)))
    return compiled(rf"(?:[\s{TIME}{THAN}{LABEL}]|{words})\Z")


@cache
def _marks() -> str:
    return str(vocabulary("targets/targets")["_marks"])


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return compiled(vocabulary("targets/targets")[name])
