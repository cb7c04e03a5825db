"""The functions of departments and what a name without its place means: entry, compound or nothing (departments.yaml)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from loaders.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class National:
    """The body of the central government or Party with a function."""

    name: str
    short: tuple[str, ...]
    name_en: str
    abbreviation: str


@dataclass(frozen=True, slots=True)
class Slot:
    """A function: its English name, the kind of body that has it, and its names.

    `usual`: level → the names that departments of that level commonly have. `former`: name → last valid year.
    `until` and `into` are set for functions that a reform gave to others.
    """

    id: str
    en: str
    kind: str
    names: tuple[str, ...]
    usual: Mapping[str, tuple[str, ...]]
    former: Mapping[str, int]
    english: tuple[str, ...]
    national: National | None
    national_former: Mapping[str, int]
    until: int | None
    into: tuple[str, ...]
    event: str


@dataclass(frozen=True, slots=True)
class Match:
    """What a name means: functions in the dictionary's order, a qualifier for a body of its own, a last valid year."""

    slots: tuple[str, ...]
    rule: str
    qualifier: str = ""
    until: int | None = None


@dataclass(frozen=True, slots=True)
class _Index:
    names: Mapping[str, tuple[Match, ...]]
    words: Mapping[str, tuple[str, ...]]
    pieces: Mapping[str, tuple[str, ...]]
    longest: int
    order: Mapping[str, int]
    national: Mapping[str, Match]


@cache
def slots() -> Mapping[str, Slot]:
    """All functions, today's first, then those of the past, in the order of the file."""
    data = vocabulary("departments")
    return {
        name: _slot(name, entry) for section in ("slots", "historic") for name, entry in data[section].items()
    }


@lru_cache(maxsize=16384)
def read_stem(stem: str) -> tuple[Match, ...]:
    """What a name without place and level may mean: one match, none, or several where the dictionary leaves it open."""
    index = _index()
    exact = index.names.get(stem)
    if exact:
        return exact
    for base in _bases(stem):
        word = index.words.get(base)
        if word:
            return tuple(Match((slot,), f"departments:{slot}") for slot in word)
    for base in _bases(stem):
        compounds = _compounds(base)
        if compounds:
            return tuple(Match(found, "departments:" + "+".join(found)) for found in compounds)
    return ()


def read_national(name: str) -> Match | None:
    """The central body of exactly that name, today's or a former one."""
    return _index().national.get(name)


def read_word(word: str) -> tuple[str, ...]:
    """The functions that a bare word names (生态环境), as in 生态环境部门."""
    return _index().words.get(word, ())


def _bases(stem: str) -> Iterable[str]:
    """The stem without each suffix that it ends in, the longest base last: 工作委员会 may be 工作 + 委员会."""
    return (stem.removesuffix(suffix) for suffix in _suffixes() if stem.endswith(suffix) and len(stem) > len(suffix))


@cache
def _suffixes() -> tuple[str, ...]:
    return tuple(vocabulary("departments")["_suffixes"].split())


def _compounds(base: str) -> list[tuple[str, ...]]:
    """Every set of two or more functions whose words make up the base, with the fewest parts."""
    index = _index()
    joiners = vocabulary("departments")["_joiners"]
    best: dict[int, tuple[int, list[tuple[str, ...]]]] = {0: (0, [()])}
    for start in range(len(base)):
        if start not in best:
            continue
        count, found = best[start]
        begin = start + 1 if start and base[start] in joiners else start
        for end in range(begin + 1, min(len(base), begin + index.longest) + 1):
            part = base[begin:end]
            meanings = index.words.get(part, ()) or index.pieces.get(part, ())
            if meanings:
                _keep(best, end, count + 1, [(*before, slot) for before in found for slot in meanings])
    count, found = best.get(len(base), (0, []))
    sets = {_folded(parts) for parts in found} if count > 1 else set()
    return sorted(sets)


def _keep(best: dict[int, tuple[int, list[tuple[str, ...]]]], end: int, count: int, found: list[tuple[str, ...]]) -> None:
    held = best.get(end)
    if held is None or count < held[0]:
        best[end] = (count, found)
    elif count == held[0]:
        best[end] = (count, held[1] + found)


def _folded(parts: tuple[str, ...]) -> tuple[str, ...]:
    """The functions in the dictionary's order, each once, those that are one together folded into it."""
    held = set(parts)
    for fold in vocabulary("departments")["_folds"]:
        if held.issuperset(fold["of"]):
            held = held.difference(fold["of"]) | {fold["is"]}
    order = _index().order
    return tuple(sorted(held, key=order.__getitem__))


@cache
def _index() -> _Index:
    names: dict[str, list[Match]] = {}
    words: dict[str, list[str]] = {}
    national: dict[str, Match] = {}
    data = vocabulary("departments")
    for slot in slots().values():
        entry = data["historic" if slot.until else "slots"][slot.id]
        rule = f"departments:{slot.id}"
        for name in slot.names:
            names.setdefault(name, []).append(Match((slot.id,), rule, until=slot.until))
        for name in _words(entry, "units"):
            names.setdefault(name, []).append(Match((slot.id,), rule, qualifier=name))
        for name, until in slot.former.items():
            names.setdefault(name, []).append(Match((slot.id,), f"{rule} former", until=until))
        for word in _words(entry, "words"):
            words.setdefault(word, []).append(slot.id)
        if slot.national:
            for name in (slot.national.name, *slot.national.short):
                national[name] = Match((slot.id,), f"{rule} national")
        for name, until in slot.national_former.items():
            national[name] = Match((slot.id,), f"{rule} national former", until=until)
    pieces: dict[str, list[str]] = {}
    for slot_id, listed in data["_pieces"].items():
        for piece in listed.split():
            pieces.setdefault(piece, []).append(slot_id)
    return _Index(
        names={name: tuple(matches) for name, matches in names.items()},
        words={word: tuple(ids) for word, ids in words.items()},
        pieces={piece: tuple(ids) for piece, ids in pieces.items()},
        longest=max(map(len, (*words, *pieces))),
        order={slot_id: position for position, slot_id in enumerate(slots())},
        national=national,
    )


def _slot(name: str, entry: Mapping[str, Any]) -> Slot:
    national = entry.get("national")
    return Slot(
        id=name,
        en=entry["en"],
        kind=entry["kind"],
        names=_words(entry, "names"),
        usual={level: tuple(forms.split()) for level, forms in entry.get("usual", {}).items()},
        former=entry.get("former", {}),
        english=tuple(entry.get("english", ())),
        national=national
        and National(national["zh"], _words(national, "short"), national.get("en", ""), national.get("abbr", "")),
        national_former=entry.get("national_former", {}),
        until=entry.get("until"),
        into=tuple(entry.get("into", ())),
        event=entry.get("event", ""),
    )


def _words(entry: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return tuple(re.split(r"\s+", entry[key])) if entry.get(key) else ()
