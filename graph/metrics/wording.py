"""The words of a metric in one spelling: without what says when, how or of which whole place, so that equal figures compare."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal

from graph.data_files import data_of
from graph.kept.patterns import compiled
from graph.place_words import UNKNOWN
from graph.shadow import shadow, simplified

Change = Literal["", "up", "down"]


@dataclass(frozen=True, slots=True)
class Wording:
    """What is left of a metric's words. `per` is the period of which it is said (year, quarter, month; empty for none).

    `change` says that the words name the growth (up) or fall (down) of the figure; these words are taken off. `place` says
    that the words named the whole place.
    """

    words: str
    per: str
    change: Change


@lru_cache(maxsize=8192)
def wording(metric: str, place: str, *, of_change: bool) -> Wording:
    """The words of a metric of a plan of `place` (a path); `of_change` takes words of change off, as 增速 in GDP增速."""
    rules = _rules()
    words = rules.asides.sub("", rules.signs.sub("", "".join(simplified(shadow(metric)).upper().split())))
    per = ""
    before = None
    while before != words:
        before = words
        words = _without_whole(rules.front.sub("", words, count=1), place)
        for period, pattern in rules.per:
            shorter = pattern.sub("", words, count=1)
            if shorter != words and shorter:
                words, per = shorter, per or period
    words, change = _changed(words) if of_change else (words, "")
    for period, pattern in rules.per:  # 社会消费品零售总额年均 of 年均增长
        shorter = pattern.sub("", words, count=1)
        if shorter != words and shorter:
            words, per = shorter, per or period
    return Wording(_without_end(words), per, change)


def one_spelling(words: str) -> str:
    """The words with those at their front and end that have a synonym in its one spelling."""
    rules = _rules()
    front = rules.front_words[0].match(words)
    if front:
        words = rules.front_words[1][front[0]] + words[front.end() :]
    end = rules.end_words[0].search(words)
    return words[: end.start()] + rules.end_words[1][end[0]] if end else words


def without_count(words: str) -> str:
    """The words without 数量 and the like at their end: what is counted is in the unit."""
    pattern, unless = _rules().count
    return words if unless and unless.search(words) else pattern.sub("", words, count=1)


def is_general(words: str) -> bool:
    """Whether the words say only together with others what is counted: 投资, 年度投资, 覆盖率."""
    return len(words) <= 1 or _rules().general.fullmatch(words) is not None


def scope_of(front: str) -> str | None:
    """What stands in front of a metric of the dictionary as its scope; None where it makes another figure of it."""
    rules = _rules()
    return None if rules.makes_another.search(front) else rules.scopes.get(front, front)


def since_last_year(text: str) -> bool:
    """Whether the sentence counts a change from the year before: 同比."""
    return _rules().last_year.search(shadow(text)) is not None


def _without_whole(words: str, place: str) -> str:
    """The words without the whole place in front of them, where they mean the place of the plan."""
    parts = [part for part in place.split("/") if part]
    known = not place.startswith(UNKNOWN)
    if known and parts and words.startswith(parts[-1]) and words != parts[-1]:
        return words.removeprefix(parts[-1])
    sign = parts[-1] if parts else _rules().nation
    levels = next((said for end, said in _rules().means if sign.endswith(end)), ()) if known else None
    for level, pattern in _rules().whole:
        if (levels is None or level in levels or level == "any") and (found := pattern.match(words)):
            return words[found.end() :] or words
    return words


def _changed(words: str) -> tuple[str, Change]:
    for change, pattern, unless in _rules().change:
        found = pattern.search(words)
        if found and found.start() > 1 and not (unless and unless.search(words)):
            return words[: found.start()], change
    return words, ""


def _without_end(words: str) -> str:
    before = None
    while before != words:
        before = words
        words = _rules().end.sub("", words, count=1) or words
    return words


@dataclass(frozen=True, slots=True)
class _Rules:
    signs: re.Pattern[str]
    asides: re.Pattern[str]
    front: re.Pattern[str]
    end: re.Pattern[str]
    count: tuple[re.Pattern[str], re.Pattern[str] | None]
    per: tuple[tuple[str, re.Pattern[str]], ...]
    change: tuple[tuple[Change, re.Pattern[str], re.Pattern[str] | None], ...]
    front_words: tuple[re.Pattern[str], Mapping[str, str]]
    end_words: tuple[re.Pattern[str], Mapping[str, str]]
    whole: tuple[tuple[str, re.Pattern[str]], ...]
    means: tuple[tuple[str, tuple[str, ...]], ...]
    makes_another: re.Pattern[str]
    scopes: Mapping[str, str]
    general: re.Pattern[str]
    last_year: re.Pattern[str]
    nation: str


def data() -> Mapping[str, Any]:
    """The sections of wording.yaml."""
    found: Mapping[str, Any] = data_of("graph.metrics", "wording")
    return found


@cache
def _rules() -> _Rules:
    said = data()
    up, down = said["change"]["up"], said["change"]["down"]
    front, end = _synonyms(said["front_words"]), _synonyms(said["end_words"])
    return _Rules(
        signs=compiled(said["signs"]),
        asides=compiled(said["asides"]),
        front=compiled(f"^(?:{'|'.join(entry['pattern'] for entry in said['front'].values())})(?=.)"),
        end=compiled("|".join(entry["pattern"] for entry in said["end"].values())),
        count=(compiled(said["count"]["pattern"]), _optional(said["count"])),
        per=tuple((period, compiled(entry["pattern"])) for period, entry in said["per"].items()),
        change=(
            ("up", compiled(up["pattern"]), _optional(up)),
            ("down", compiled(down["pattern"]), _optional(down)),
        ),
        front_words=(compiled(_longest(front)), front),
        end_words=(compiled(f"(?:{_longest(end)})\\Z"), end),
        whole=tuple((level, compiled(_longest(words))) for level, words in said["whole"].items()),
        means=tuple((end, tuple(levels)) for end, levels in said["means"].items()),
        makes_another=compiled(said["makes_another"]),
        scopes=_synonyms(said["scopes"]),
        general=compiled(f"(?:{_longest(said['general'], plain=False)})+"),
        last_year=compiled(said["last_year"]),
        nation=said["nation"],
    )


def _synonyms(entries: Mapping[str, list[str]]) -> dict[str, str]:
    return {word: one for one, words in entries.items() for word in words}


def _optional(entry: Mapping[str, str]) -> re.Pattern[str] | None:
    return compiled(entry["unless"]) if "unless" in entry else None


def _longest(words: Mapping[str, str] | list[str], *, plain: bool = True) -> str:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(map(re.escape, ordered) if plain else ordered)
