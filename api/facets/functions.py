"""What departments are for: functions by any word that names them (住建, 建委), and what a function is called."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from graph.data_files import data_of
from graph.schema import Label
from graph.shadow import search_key, shadow
from loaders.departments.names.name_stems import read_national, read_stem
from loaders.departments.names.slots import Slot, slots


@cache
def function_label(key: str) -> Label:
    """What a function is called; its key where the dictionary has none."""
    slot = slots().get(key)
    if slot is None:
        return {"zh": key, "en": key}
    said = _data()["labels"].get(key) or next(iter((*slot.words, *slot.names, *(unit[0] for unit in slot.units))), key)
    party = _data()["party"]
    if said.startswith(party["begins"]):
        said = party["becomes"] + said.removeprefix(party["begins"])
    return {"zh": said, "en": slot.en}


def is_known(key: str) -> bool:
    """Whether the dictionary has a function of this key."""
    return key in slots()


def functions_named(word: str) -> tuple[str, ...]:
    """The functions that a word means: a key, a name in Chinese or English, the word before 局, a department's usual name."""
    key = search_key(word)
    direct = tuple(_words().get(key, ()))
    if direct:
        return direct
    national = read_national(shadow(word))
    matches = (*read_stem(shadow(word)), *((national,) if national else ()))
    return tuple(dict.fromkeys(slot for match in matches for slot in match.slots))


def function_words() -> tuple[str, ...]:
    """All words that name a function, to look for the nearest of a misspelt one."""
    return tuple(_words())


@cache
def _words() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for slot in slots().values():
        for word in _of(slot):
            found.setdefault(search_key(word), {})[slot.id] = None
    return {word: tuple(keys) for word, keys in found.items() if word}


def _of(slot: Slot) -> tuple[str, ...]:
    usual = (name for names in slot.usual.values() for name in names)
    return (slot.id, slot.en, function_label(slot.id)["zh"], *slot.words, *slot.names, *usual, *slot.former)


def _data() -> Mapping[str, Any]:
    data: Mapping[str, Any] = data_of("api.facets", "functions")
    return data
