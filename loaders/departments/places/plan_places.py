"""Whose plan a text is: the place of its issuer or title, by the grammar of place names (places.yaml)."""

import re
from dataclasses import dataclass
from functools import cache

from graph.shadow import shadow
from loaders.departments.places.gazetteer import SHORTEST, gazetteer
from loaders.text.traditional import is_traditional, simplified
from loaders.vocabulary import vocabulary

UNKNOWN = "?"
"""Stands for a place above that nobody named."""


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """A place: the path of its full names from the province down (重庆市/永川区; the nation's is empty) and its level.

    `?` stands for what is not known: ?/和平县 is a county of that name, it is not said which.
    """

    path: str
    level: str

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rsplit("/", 1)[-1]


NATION = Jurisdiction("", "national")


def jurisdiction(issuer: str, title: str, plan: str = "") -> Jurisdiction:
    """The place of a plan, from its issuer and else its title.

    A text that names none has a place of its own, `?/PLAN`, so that its departments are nobody else's; `plan` is the
    plan's id, without one the title stands for it.
    """
    found = [place for place in (_place_of(issuer), _place_of(title)) if place]
    if len(found) > 1 and found[0].path.startswith(UNKNOWN) and _completes(found[1], found[0]):
        return found[1]
    own = (plan or title).replace("/", "-")
    return found[0] if found else Jurisdiction(f"{UNKNOWN}/{own}" if own else UNKNOWN, "")


def level_of(name: str) -> str:
    """The level that the ending of a place's name speaks for; empty where it speaks for none."""
    units: dict[str, str] = vocabulary("departments/places/places")["_units"]
    return next((units[unit] for unit in sorted(units, key=len, reverse=True) if name.endswith(unit)), "")


def level_word(name: str) -> str:
    """The word by which a place's departments call it: 区 for 永川区, 州 for 楚雄彝族自治州; empty where there is none."""
    words: dict[str, list[str]] = vocabulary("departments/places/places")["_words"]
    fits = [word for word, endings in words.items() if any(name.endswith(ending) for ending in endings)]
    return max(fits, key=len, default="")


def short_name(name: str) -> str:
    """永川 for 永川区; the name itself where that would leave one character."""
    units = sorted(vocabulary("departments/places/places")["_units"], key=len, reverse=True)
    unit = next((unit for unit in units if name.endswith(unit)), "")
    stem = name.removesuffix(unit)
    return stem if len(stem) >= SHORTEST else name


def _place_of(words: str) -> Jurisdiction | None:
    name = shadow(simplified(words) if is_traditional(words) else words).replace(" ", "")
    if _patterns()["_national_issuer"].match(name):
        return NATION
    parts = _parts(name) if name else []
    return _located(parts) if parts else None


def _completes(known: Jurisdiction, unknown: Jurisdiction) -> bool:
    """Whether a title's place says which place of that kind an issuer means."""
    return not known.path.startswith(UNKNOWN) and known.level == unknown.level and known.name[0] == unknown.name[0]


def _parts(name: str) -> list[str]:
    """The names of places at the head of an issuer or a title, outermost first."""
    data, patterns = vocabulary("departments/places/places"), _patterns()
    position = patterns["_head"].match(name).end()  # type: ignore[union-attr]  # the pattern may be empty, so it matches
    parts: list[str] = []
    while found := patterns["_place"].match(name, position):
        word = found[0]
        followed = bool(patterns["_body"].match(name, found.end()))
        if not (followed or word in data["_municipalities"] or gazetteer().named(word)):
            if patterns["_false_places"].search(word) or len(word) > data["_longest_place"]:
                break
            if parts or len(word) > data["_longest_bare"]:
                break
        parts.append(word)
        position = found.end()
    return parts or _short_at(name, position)


def _short_at(name: str, position: int) -> list[str]:
    """A province or city that a title calls by its short name (上海关于…)."""
    known = gazetteer()
    for length in range(known.longest, SHORTEST - 1, -1):
        word = name[position : position + length]
        places = known.short.get(word, ())
        if len(places) == 1 and places[0].level != "county":
            return [word]
    return []


def _located(parts: list[str]) -> Jurisdiction:
    """The place of a chain of names: filled in above where the gazetteer knows exactly one, `?` where it does not."""
    data = vocabulary("departments/places/places")
    municipal = parts[0] in data["_municipalities"]
    head = Jurisdiction(parts[0], "municipality") if municipal else _first(parts)
    for part in parts[1:]:
        if head.path.endswith("/" + part):
            continue
        if municipal and head.path == parts[0]:
            head = Jurisdiction(f"{head.path}/{part}", level_of(part))
            continue
        inside = [p for p in gazetteer().named(part) if p.path.startswith(head.path + "/")]
        head = (
            Jurisdiction(inside[0].path, inside[0].level)
            if len(inside) == 1
            else Jurisdiction(f"{head.path}/{part}", level_of(part))
        )
    return head


def _first(parts: list[str]) -> Jurisdiction:
    known = gazetteer()
    name = parts[0]
    candidates = list(known.named(name))
    if len(candidates) > 1 and len(parts) > 1:
        inner = {p.path for p in known.named(parts[1])}
        candidates = [c for c in candidates if any(path.startswith(c.path + "/") for path in inner)]
    if len(candidates) == 1:
        return Jurisdiction(candidates[0].path, candidates[0].level)
    if candidates:
        return Jurisdiction(f"{UNKNOWN}/{name}", candidates[0].level)
    for length in range(len(name) - 1, SHORTEST - 1, -1):
        bases = known.short.get(name[:length], ())
        if len(bases) == 1:
            return Jurisdiction(f"{bases[0].path}/{name}", level_of(name))
        if bases:
            break
    return Jurisdiction(f"{UNKNOWN}/{name}", level_of(name))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    data = vocabulary("departments/places/places")
    names = ("_head", "_national_issuer", "_body", "_place", "_false_places")
    return {name: re.compile(data[name]) for name in names}
