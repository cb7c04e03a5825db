"""The other names of a department: what people type for it in Chinese and English. Never used to decide who it is."""

from collections.abc import Iterable, Iterator

from loaders.places import Jurisdiction, level_word, short_name
from loaders.slots import Slot, slots

_COUNTRY_LEVELS = {"township": "county"}


def aliases(name: str, stem: str, functions: tuple[str, ...], qualifier: str, place: Jurisdiction) -> tuple[str, ...]:
    """Chinese names, sorted: the usual and former ones of its level and the one it was read by, with and without place."""
    known = [slots()[slot] for slot in functions]
    if not place.path:
        return tuple(sorted(set(_national(known, qualifier)) - {name}))
    stems = [stem] if stem else []
    if len(known) == 1 and not qualifier:
        stems += _usual(known[0], place.level)
        stems += list(known[0].former)[:2]
    forms = {prefix + form for form in stems if form for prefix in _prefixes(place, form)}
    return tuple(sorted(forms - {name}))


def english(functions: tuple[str, ...], qualifier: str, place: Jurisdiction) -> tuple[str, tuple[str, ...]]:
    """The English name that the dictionary gives, and the other English names, sorted; empty for a body of its own."""
    known = [slots()[slot] for slot in functions]
    if not place.path and len(known) == 1 and known[0].national and not qualifier:
        national = known[0].national
        return national.name_en or known[0].en, tuple(sorted({national.abbreviation, *known[0].english} - {""}))
    if qualifier or not known:
        return "", ()
    if len(known) == 1:
        names = known[0].english or (known[0].en,)
        return names[0], tuple(sorted({*names[1:], known[0].en}))
    joint = " and ".join(slot.en for slot in known)
    others = {name for slot in known for name in (slot.en, *slot.english[:2])}
    return joint, tuple(sorted(others - {joint}))


def _national(known: list[Slot], qualifier: str) -> Iterator[str]:
    for slot in known:
        if slot.national and not qualifier:
            yield from (slot.national.name, *slot.national.short, *slot.national_former)


def _usual(slot: Slot, level: str) -> Iterable[str]:
    return slot.usual.get("every") or slot.usual.get(_COUNTRY_LEVELS.get(level, level), ())


def _prefixes(place: Jurisdiction, stem: str) -> Iterator[str]:
    """Nothing, the level word and the place's name, as in 生态环境局, 区生态环境局, 永川区生态环境局.

    A party organ's stem begins with 委, which never stands alone.
    """
    if not stem.startswith(_committee()):
        yield ""
    if place.name.startswith("?"):
        return
    word = level_word(place.name)
    if word:
        yield word
    yield place.name
    if short_name(place.name) != place.name and word == "":
        yield short_name(place.name)


def _committee() -> str:
    return slots()["party-committee"].names[0]
