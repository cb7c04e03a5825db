"""Whose plan a text is: the place of its issuer or title, by the grammar of place names (places.yaml)."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from graph.kept.patterns import compiled
from graph.shadow import shadow
from loaders.departments.places.divisions import Place
from loaders.departments.places.gazetteer import SHORTEST, gazetteer, units
from loaders.departments.places.towns import towns_called
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


def jurisdiction(issuer: str, title: str, plan: str = "", date: str = "") -> Jurisdiction:
    """The place of a plan, from its issuer and else its title, as places were at its date (YYYY…, may be empty).

    A text that names none has a place of its own, `?/PLAN`, so that its departments are nobody else's; `plan` is the
    plan's id, without one the title stands for it.
    """
    year = year_of(date)
    found = [place for place in (_place_of(issuer, year), _place_of(title, year)) if place]
    if len(found) > 1 and found[0].path.startswith(UNKNOWN) and _completes(found[1], found[0]):
        return found[1]
    own = (plan or title).replace("/", "-")
    return found[0] if found else Jurisdiction(f"{UNKNOWN}/{own}" if own else UNKNOWN, "")


def year_of(date: str) -> int:
    """The year of a date YYYY…, 0 where it has none."""
    return int(date[:4]) if date[:4].isdigit() else 0


@lru_cache(maxsize=16384)
def level_of(name: str) -> str:
    """The level that the ending of a place's name speaks for; empty where it speaks for none."""
    levels: dict[str, str] = vocabulary("departments/places/places")["_units"]
    return next((levels[unit] for unit in units() if name.endswith(unit)), "")


@lru_cache(maxsize=16384)
def level_word(name: str) -> str:
    """The word by which a place's departments call it: 区 for 永川区, 州 for 楚雄彝族自治州; empty where there is none."""
    words: dict[str, list[str]] = vocabulary("departments/places/places")["_words"]
    fits = [word for word, endings in words.items() if any(name.endswith(ending) for ending in endings)]
    return max(fits, key=len, default="")


def short_name(name: str) -> str:
    """永川 for 永川区; the name itself where that would leave one character."""
    unit = next((unit for unit in units() if name.endswith(unit)), "")
    stem = name.removesuffix(unit)
    return stem if len(stem) >= SHORTEST else name


def _place_of(words: str, year: int) -> Jurisdiction | None:
    name = shadow(simplified(words) if is_traditional(words) else words).replace(" ", "")
    if _patterns()["_national_issuer"].match(name):
        return NATION
    parts, position = _parts(name, year) if name else ([], 0)
    found = _located(parts, year) if parts else None
    return _town_of(found, name, position, year) or found


def _completes(known: Jurisdiction, unknown: Jurisdiction) -> bool:
    """Whether a title's place says which place of that kind an issuer means."""
    return not known.path.startswith(UNKNOWN) and known.level == unknown.level and known.name[0] == unknown.name[0]


def _parts(name: str, year: int) -> tuple[list[str], int]:
    """The names of places at the head of an issuer or a title, outermost first, and where they end."""
    patterns = _patterns()
    position = patterns["_head"].match(name).end()  # type: ignore[union-attr]  # the pattern may be empty, so it matches
    parts: list[str] = []
    while found := patterns["_place"].match(name, position):
        word = max(found[0], gazetteer().longest_at(name, position), key=len)
        if not _stands(word, name, position + len(word), parts):
            break
        parts.append(word)
        position += len(word)
    short = "" if parts else _short_at(name, position, year)
    return (parts, position) if parts else ([short], position + len(short)) if short else ([], position)


def _stands(word: str, name: str, end: int, parts: list[str]) -> bool:
    """Whether a word that looks like a place is one: known there, followed by a body, or short and the first."""
    data, patterns = vocabulary("departments/places/places"), _patterns()
    if patterns["_body"].match(name, end) or word in data["_municipalities"] or word in gazetteer().zones:
        return True
    known, false = gazetteer().named(word), bool(patterns["_false_places"].search(word))
    if known and not (parts and false):
        return True
    if known and any(f"{parts[-1]}/" in place.path for place in known):
        return True
    bare = not parts and len(word) <= data["_longest_bare"]
    return bare and not false and not patterns["_town_issuer"].match(name, end - len(word))


def _short_at(name: str, position: int, year: int) -> str:
    """A province or city that a title calls by its short name (上海关于…)."""
    known = gazetteer()
    for length in range(known.longest, SHORTEST - 1, -1):
        word = name[position : position + length]
        places = known.anywhere(word, year) if word in known.short else ()
        if len(places) == 1 and places[0].level != "county":
            return word
    return ""


def _town_of(above: Jurisdiction | None, name: str, position: int, year: int) -> Jurisdiction | None:
    """The town after the places of an issuer or title: one that its county has, or that issues (朱沱镇人民政府)."""
    patterns = _patterns()
    issuing = patterns["_town_issuer"].match(name, position)
    if issuing:
        town = issuing["name"]
        known = towns_called(town, above.path, year) if above else []
        path = known[0].path if len(known) == 1 else f"{above.path if above and above.path else UNKNOWN}/{town}"
        return Jurisdiction(path, "township")
    found = patterns["_town"].match(name, position) if above and above.level == "county" else None
    if found and above and towns_called(found[0], above.path, year):
        return Jurisdiction(f"{above.path}/{found[0]}", "township")
    return None


def _located(parts: list[str], year: int) -> Jurisdiction:
    """The place of a chain of names: filled in above where the gazetteer knows exactly one, `?` where it does not."""
    data, known = vocabulary("departments/places/places"), gazetteer()
    municipal = parts[0] in data["_municipalities"]
    head = Jurisdiction(parts[0], "municipality") if municipal else _first(parts, year)
    for part in parts[1:]:
        if head.path.endswith("/" + part):
            continue
        if municipal and head.path == parts[0]:
            head = Jurisdiction(f"{head.path}/{part}", level_of(part))
            continue
        inside = _of_year([p for p in known.named(part) if p.path.startswith(head.path + "/")], year)
        single = len(inside) == 1
        head = _placed(inside[0]) if single else Jurisdiction(f"{head.path}/{part}", level_of(part))
    return head


def _first(parts: list[str], year: int) -> Jurisdiction:
    known = gazetteer()
    name = parts[0]
    candidates = list(known.anywhere(name, year))
    if len(parts) > 1:
        inner = [p.path for p in known.named(parts[1])]
        holding = [c for c in known.named(name) if any(path.startswith(c.path + "/") for path in inner)]
        candidates = _of_year(holding, year) if holding and len(candidates) > 1 else candidates
    if len(candidates) == 1 and (len(parts) > 1 or known.only(name, year)):
        return _placed(candidates[0])
    if candidates:
        return Jurisdiction(f"{UNKNOWN}/{name}", candidates[0].level)
    return _below_short(name, year) or Jurisdiction(f"{UNKNOWN}/{name}", level_of(name))


def _below_short(name: str, year: int) -> Jurisdiction | None:
    """A place after the short name of the one above it (重庆江北区), a zone under the one place whose name it bears."""
    known = gazetteer()
    for length in range(len(name) - 1, SHORTEST - 1, -1):
        bases = known.anywhere(name[:length], year) if name[:length] in known.short else ()
        inside = [p for p in known.full.get(name[length:], ()) if any(p.path.startswith(b.path + "/") for b in bases)]
        if len(_of_year(inside, year)) == 1:
            return _placed(_of_year(inside, year)[0])
        if len(bases) == 1:
            return Jurisdiction(f"{bases[0].path}/{name}", level_of(name))
        if bases:
            break
    return None


def _of_year(places: list[Place], year: int) -> list[Place]:
    """Those that were there in the year; where none was, the last ones."""
    now = [place for place in places if place.at(year)] or places
    last = max((place.last for place in now), default=0)
    return now if year and len(now) == 1 else [place for place in now if place.last == last]


def _placed(place: Place) -> Jurisdiction:
    return Jurisdiction(place.path, place.level)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    data = vocabulary("departments/places/places")
    names = ("_head", "_national_issuer", "_body", "_place", "_false_places", "_town", "_town_issuer")
    return {name: compiled(data[name]) for name in names}
