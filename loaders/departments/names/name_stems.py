"""What a name without its place and level means: an entry of the dictionary, a compound of several, or nothing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeAlias

from loaders.departments.names.slots import Slot, slots
from loaders.vocabulary import vocabulary

_LONGEST_WORD = 16
_Functions: TypeAlias = frozenset[str]


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
    order: Mapping[str, int]
    national: Mapping[str, Match]


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
            return tuple(Match((slot,), f"departments:{slot}", until=slots()[slot].until) for slot in word)
    if stem.endswith(tuple(vocabulary("departments/names/departments")["_not_compounds"].split())):
        return ()
    for base in _bases(stem):
        compounds = _compounds(base)
        if compounds:
            return tuple(Match(found, "departments:" + "+".join(found)) for found in compounds)
    return ()


def read_national(name: str) -> Match | None:
    """The central body of exactly that name, today's or a former one."""
    return _index().national.get(name)


def _bases(stem: str) -> Iterable[str]:
    """The stem without each suffix that it ends in, the longest base last: 工作委员会 may be 工作 + 委员会."""
    return (stem.removesuffix(suffix) for suffix in _suffixes() if stem.endswith(suffix) and len(stem) > len(suffix))


@cache
def _suffixes() -> tuple[str, ...]:
    return tuple(vocabulary("departments/names/departments")["_suffixes"].split())


def _compounds(base: str) -> list[tuple[str, ...]]:
    """Every set of two or more functions whose words make up the base, with the fewest parts."""
    index = _index()
    joiners = vocabulary("departments/names/departments")["_joiners"]
    best: dict[int, tuple[int, frozenset[_Functions]]] = {0: (0, frozenset({frozenset()}))}
    for start in range(len(base)):
        if start not in best:
            continue
        count, found = best[start]
        begin = start + 1 if start and base[start] in joiners else start
        for end in range(begin + 1, min(len(base), begin + _LONGEST_WORD) + 1):
            part = base[begin:end]
            meanings = index.words.get(part, ()) or index.pieces.get(part, ())
            if meanings:
                longer = frozenset(before | {slot} for before in found for slot in meanings)
                _keep(best, end, count + 1, longer)
    count, found = best.get(len(base), (0, frozenset()))
    return sorted({_folded(functions) for functions in found}) if count > 1 else []


def _keep(
    best: dict[int, tuple[int, frozenset[_Functions]]], end: int, count: int, found: frozenset[_Functions]
) -> None:
    """Note how the words up to `end` can be read, if it takes no more parts than what is known."""
    held = best.get(end)
    if held is None or count < held[0]:
        best[end] = (count, found)
    elif count == held[0]:
        best[end] = (count, held[1] | found)


def _folded(functions: _Functions) -> tuple[str, ...]:
    """The functions in the dictionary's order, those that are one together folded into it."""
    held = set(functions)
    for fold in vocabulary("departments/names/departments")["_folds"]:
        if held.issuperset(fold["of"]):
            held = held.difference(fold["of"]) | {fold["is"]}
    order = _index().order
    return tuple(sorted(held, key=order.__getitem__))


@cache
def _index() -> _Index:
    functions = slots()
    names: dict[str, list[Match]] = {}
    for name, match in _named(functions.values()):
        names.setdefault(name, []).append(match)
    return _Index(
        names={name: tuple(matches) for name, matches in names.items()},
        words=_reversed({slot.id: slot.words for slot in functions.values()}),
        pieces=_reversed(
            {slot: words.split() for slot, words in vocabulary("departments/names/departments")["_pieces"].items()}
        ),
        order={slot: position for position, slot in enumerate(functions)},
        national=dict(_central(functions.values())),
    )


def _named(functions: Iterable[Slot]) -> Iterator[tuple[str, Match]]:
    for slot in functions:
        rule = f"departments:{slot.id}"
        yield from ((name, Match((slot.id,), rule, until=slot.until)) for name in slot.names)
        yield from ((name, Match((slot.id,), rule, qualifier=unit[0])) for unit in slot.units for name in unit)
        yield from ((name, Match((slot.id,), f"{rule} former", until=until)) for name, until in slot.former.items())
    for name, merged in vocabulary("departments/names/departments")["_merged"].items():
        yield name, Match(tuple(merged), "departments:" + "+".join(merged))


def _central(functions: Iterable[Slot]) -> Iterator[tuple[str, Match]]:
    for slot in functions:
        rule = f"departments:{slot.id} national"
        for name in (slot.national.name, *slot.national.short) if slot.national else ():
            yield name, Match((slot.id,), rule)
        for name, until in slot.national_former.items():
            yield name, Match((slot.id,), f"{rule} former", until=until)


def _reversed(words: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """Word → functions, from function → words."""
    found: dict[str, tuple[str, ...]] = {}
    for slot, listed in words.items():
        for word in listed:
            found[word] = (*found.get(word, ()), slot)
    return found
