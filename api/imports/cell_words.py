"""What the words of an edited cell mean: names by role, dates, targets, states; the reverse of what exports write."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import get_args

from api.exports.task_cells import WEAKER
from api.exports.task_marks import settled
from graph.data_files import data_of
from graph.decisions.progress import STATES
from graph.kept.patterns import compiled
from graph.schema import Language
from graph.shadow import shadow
from loaders.readings import Span
from loaders.targets.deadlines.cell_dates import cell_date
from viz.site.catalogue_words import words
from viz.site.site import COMPARATORS

LANGUAGES: tuple[Language, ...] = get_args(Language)

_MONTHS = 12
_FIGURES = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?|(\d{4})")
_NUMBER = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?")
_SEPARATORS = "\u3001\uff0c,;\uff1b\n"
_ROLE_ENDS = ":\uff1a"
_LONGEST_LABEL = 12
_LONGEST_STATE = 24


@dataclass(frozen=True, slots=True)
class Named:
    """The names of a cell by role, each once, in order; `unread` are parts that name no role we know."""

    parties: tuple[tuple[str, str], ...]
    unread: tuple[str, ...] = ()


def names_in(text: str, role: str, known: Sequence[str]) -> Named:
    """The names of a cell of leads, or of the others: a line that begins with a weaker role's name is of that role.

    `known` are names that may hold a separator, or end as an open list does.
    """
    found: dict[tuple[str, str], None] = {}
    unread: list[str] = []
    for line in settled(text).splitlines():
        of, rest = role, line
        label, _, names = _cut(line)
        if names and not any(name.startswith(label) for name in known):
            given = _role(label)
            if not given:
                unread.append(line)
                continue
            of, rest = given, names
        for name in _split(rest, known):
            found[of, name] = None
    return Named(tuple(found), tuple(unread))


def _cut(line: str) -> tuple[str, str, str]:
    """A label, the mark behind it, and what follows."""
    at = min((line.find(mark) for mark in _ROLE_ENDS if mark in line), default=-1)
    return (line[:at].strip(), line[at], line[at + 1 :].strip()) if 0 < at <= _LONGEST_LABEL else (line, "", "")


def _role(label: str) -> str:
    """The role that a label begins with the name of; empty for none."""
    folded = label.casefold()
    for role in ("lead", "responsible", *WEAKER):
        if any(folded.startswith(words(role, language).casefold()) for language in LANGUAGES):
            return role
    return ""


def _split(text: str, known: Sequence[str]) -> list[str]:
    """Names between separators; known names stay whole, the ending of an open list goes."""
    whole = sorted((name for name in known if any(mark in name for mark in _SEPARATORS)), key=len, reverse=True)
    pattern = "|".join([*(re.escape(name) for name in whole), f"[^{_SEPARATORS}]+"])
    return [name for part in re.findall(pattern, text) if (name := _closed(part.strip(), known))]


def _closed(name: str, known: Sequence[str]) -> str:
    if name in known:
        return name
    for language in LANGUAGES:
        ending = words("and_others", language).strip()
        if name.endswith(ending) and name != ending:
            return name.removesuffix(ending).strip()
    return name


def date_in(text: str) -> str | None:
    """A cell's one date (YYYY, YYYY-MM, YYYY-MM-DD); empty for an empty cell, None for words that are no date."""
    said = settled(text)
    if not said:
        return ""
    figures = _FIGURES.fullmatch(said.removesuffix(" 00:00:00"))
    if figures:
        year, month, day, alone = figures.groups()
        return _iso(alone or year, month, day)
    for pattern, names in _date_patterns():
        found = pattern.fullmatch(said)
        if found:
            parts = found.groupdict()
            month = parts.get("m") or (str(names.index(parts["month"]) + 1) if parts.get("month") in names else None)
            return _iso(parts["y"], month, parts.get("d"))
    plain = shadow(said)
    read = cell_date(plain, Span(0, len(plain)), None)
    return read.date if read else None


def _iso(year: str, month: str | None, day: str | None) -> str | None:
    if month is None:
        return year
    if not 1 <= int(month) <= _MONTHS or not 1 <= int(day or 1) <= 31:  # noqa: PLR2004  days of a month
        return None
    return f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")


@cache
def _date_patterns() -> tuple[tuple[re.Pattern[str], list[str]], ...]:
    """What dates look like in words, by the catalogue that writes them; the names of months beside each."""
    found = []
    for language in LANGUAGES:
        names = words("months", language).split()
        for key in ("date_day", "date_month", "date_year"):
            told = words(key, language, y="\0y", m="\0m", d="\0d", month="\0n")
            pattern = re.escape(told).replace("\0y", r"(?P<y>\d{4})").replace("\0m", r"(?P<m>\d{1,2})")
            pattern = pattern.replace("\0d", r"(?P<d>\d{1,2})").replace("\0n", f"(?P<month>{'|'.join(names)})")
            found.append((re.compile(pattern, re.IGNORECASE), names))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Required:
    """What a target asks for, as its cell writes it."""

    comparator: str
    value: str
    unit: str
    baseline: str


def required_in(text: str, unit: str = "") -> Required | None:
    """What the words behind a metric ask for; `unit` is the target's own. None for words that name no figure."""
    for language in LANGUAGES:
        said, baseline = _without_baseline(_without_quoted(text.strip()), language)
        for comparator, key in (*COMPARATORS.items(), (">=", "class_ge"), ("=", "comparator_eq")):
            before, _, after = words(key, language, value="\0").partition("\0")
            if not (said.startswith(before) and said.endswith(after)):
                continue
            asked = said[len(before) : len(said) - len(after) or None].strip()
            value = _value(asked, unit)
            if value is not None:
                return Required(comparator, *value, baseline)
    return None


def _without_quoted(text: str) -> str:
    """Without the plan's own words, which stand quoted behind a figure or before its baseline."""
    for language in LANGUAGES:
        before, _, after = words("qualified", language, words="\0").partition("\0")
        text = re.sub(rf"{re.escape(before)}.{{1,40}}?{re.escape(after)}", "", text)
    return text


def _without_baseline(text: str, language: Language) -> tuple[str, str]:
    before, _, after = words("than_year", language, year="\0").partition("\0")
    found = re.fullmatch(rf"(.*?)\s*{re.escape(before.strip())}(.{{1,20}}?){re.escape(after)}", text, re.DOTALL)
    date = date_in(found[2]) if found else None
    return (found[1], date) if found and date else (text, "")


def _value(said: str, unit: str) -> tuple[str, str] | None:
    """Value and unit: the known unit at the end, else what stands behind a number; None for a text without figures."""
    if unit and said.endswith(unit) and said != unit:
        value = said.removesuffix(unit).strip()
        return (value.replace(",", ""), unit) if " " not in value else None
    number = _NUMBER.match(said)
    if number is None or "\n" in said:
        return None
    return number[0].replace(",", ""), said[number.end() :].strip()


def state_in(text: str) -> str | None:
    """The state that a cell names, in the app's words or in those of people (states.yaml); empty for none, None for other words."""
    said = settled(text).casefold()
    if not said:
        return ""
    told = {state: [words(f"state_{state}", language).casefold() for language in LANGUAGES] for state in STATES}
    exact = [state for state, forms in told.items() if said in (state, *forms)]
    plain = "".join(shadow(said).split()).rstrip(".,;!\u3002")
    patterns = _state_patterns() if len(plain) <= _LONGEST_STATE else {}
    found = exact or [state for state, each in patterns.items() if any(pattern.fullmatch(plain) for pattern in each)]
    near = found or [state for state, forms in told.items() if any(said in form or form in said for form in forms)]
    return near[0] if len(near) == 1 else None


@cache
def _state_patterns() -> dict[str, list[re.Pattern[str]]]:
    data: Mapping[str, Mapping[str, Mapping[str, str]]] = data_of("api.imports", "states")
    return {state: [compiled(entry["pattern"]) for entry in entries.values()] for state, entries in data.items()}
