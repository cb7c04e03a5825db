"""The other names of a department: what people type for it in Chinese and English. Never used to decide who it is."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from loaders.departments.names.latin_names import place_prefix, reading
from loaders.departments.names.slots import Slot, slots
from loaders.departments.places.plan_places import Jurisdiction, level_word, short_name
from loaders.vocabulary import vocabulary

_COUNTRY_LEVELS = {"township": "county"}
_PLAIN, _ZONE, _PROVINCE = "government", "park", "province"
_TERRITORIAL = frozenset({"peoples-government", "subdistrict-office"})


@lru_cache(maxsize=16384)
def aliases(name: str, stem: str, functions: tuple[str, ...], qualifier: str, place: Jurisdiction) -> tuple[str, ...]:
    """Chinese names, sorted: the usual and former ones of its level and the one it was read by, with and without place."""
    known = [slots()[slot] for slot in functions]
    if not place.path:
        return tuple(sorted(set(_national(known, qualifier)) - {name}))
    stems = [stem] if stem else []
    if len(known) == 1 and not qualifier:
        stems += _usual(known[0], place.level)
        stems += [name for name in known[0].former if _fits(name, place.level)][:2]
    if qualifier and known[0].kind == _ZONE:
        return tuple(sorted({stem, short_name(place.name) + stem} - {name} if stem else ()))
    bare = _TERRITORIAL.isdisjoint(functions)
    forms = {prefix + form for form in stems if form for prefix in _prefixes(place, form, bare=bare)}
    return tuple(sorted(forms - {name}))


@lru_cache(maxsize=16384)
def english(stem: str, functions: tuple[str, ...], qualifier: str, place: Jurisdiction) -> tuple[str, tuple[str, ...]]:
    """The English name of a department and its other English names, sorted.

    A body of its own is named by its function and the reading of its qualifier, since nobody gave it another.
    """
    known = [slots()[slot] for slot in functions]
    if not place.path and len(known) == 1 and known[0].national and not qualifier:
        national = known[0].national
        own = (national.abbreviation, known[0].en, *known[0].english)
        return national.name_en or known[0].en, tuple(sorted(set(own) - {"", national.name_en}))
    function = _function(stem, known)
    if qualifier:
        of = known[0].en if known[0].words or known[0].names else known[0].english[0]
        return _placed(f"{of}: {reading(qualifier)}", place), ()
    others = {function} | {name for slot in known for name in (slot.en, *slot.english)}
    name = _placed(function, place)
    return name, tuple(sorted(others - {name}))


def _function(stem: str, known: list[Slot]) -> str:
    """Education Commission for 教委: the function, and what its suffix is called."""
    suffixes: dict[str, str] = vocabulary("departments/names/departments")["_suffixes_en"]
    suffix = next((suffixes[end] for end in sorted(suffixes, key=len, reverse=True) if stem.endswith(end)), "")
    if len(known) == 1 and (not suffix or known[0].kind != _PLAIN or stem in known[0].names):
        fits = [name for name in known[0].english if suffix and name.endswith(suffix)]
        if suffix and not fits and known[0].kind == _PLAIN:
            return _with(known[0].en, suffix)
        return (fits or list(known[0].english) or [known[0].en])[0]
    return _with(" and ".join(slot.en for slot in known), suffix)


def _with(function: str, suffix: str) -> str:
    """A function that already says what it is keeps its name: Government Offices Administration."""
    return function if function.endswith(suffix) else f"{function} {suffix}"


def _placed(name: str, place: Jurisdiction) -> str:
    return f"{place_prefix(place)} {name}".strip()


def _national(known: list[Slot], qualifier: str) -> Iterator[str]:
    for slot in known:
        if slot.national and not qualifier:
            yield from (slot.national.name, *slot.national.short, *slot.national_former)


def _fits(name: str, level: str) -> bool:
    """Whether a department of a level may have had a name: only provinces have a 厅."""
    return level == _PROVINCE or not name.endswith(vocabulary("departments/bodies")["_provincial"])


def _usual(slot: Slot, level: str) -> Iterable[str]:
    return slot.usual.get("every") or slot.usual.get(_COUNTRY_LEVELS.get(level, level), ())


def _prefixes(place: Jurisdiction, stem: str, *, bare: bool) -> Iterator[str]:
    """Nothing, the level word and the place's name, as in 生态环境局, 区生态环境局, 永川区生态环境局.

    A party organ's stem begins with 委, which never stands alone.
    """
    if bare and not stem.startswith(_committee()):
        yield ""
    if place.name.startswith("?"):
        return
    word = level_word(place.name)
    if word and bare:
        yield word
    yield place.name
    if short_name(place.name) != place.name and word == "":
        yield short_name(place.name)


def _committee() -> str:
    return slots()["party-committee"].names[0]
