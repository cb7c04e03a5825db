"""Chinese names in Latin letters: English names of places, readings of other names (romanised.yaml)."""

from functools import lru_cache

from graph.search.latin import readings
from loaders.departments.places.gazetteer import SHORTEST, shorter
from loaders.departments.places.plan_places import UNKNOWN, Jurisdiction
from loaders.vocabulary import vocabulary

_VOWELS = "aeo"


def place_prefix(place: Jurisdiction) -> str:
    """The place before an English name of a department: Yongchuan District, Ningbo Municipal; empty where unknown."""
    name = place.name
    if not name or name.startswith("?"):
        return ""
    kinds: dict[str, str] = vocabulary("departments/names/romanised")["_kinds"]
    unit = next((unit for unit in sorted(kinds, key=len, reverse=True) if name.endswith(unit)), "")
    if place.path.startswith(f"{UNKNOWN}/") and not unit:
        return ""  # a plan that names no place stands for its own: its id is no name to read
    autonomous = unit in vocabulary("departments/places/places")["_autonomous"]
    stem = min(shorter(name), key=len, default=name) if autonomous else name.removesuffix(unit)
    return f"{_joined(stem if len(stem) >= SHORTEST else name)} {kinds.get(unit, '')}".strip()


@lru_cache(maxsize=16384)
def reading(name: str) -> str:
    """A name syllable by syllable (Gang qiao); characters without a reading stay as they are."""
    known = readings()
    words = " ".join(known.get(char, char) for char in name)
    return words[:1].upper() + words[1:]


@lru_cache(maxsize=4096)
def _joined(name: str) -> str:
    """A place's name as one word, with an apostrophe before a vowel inside it (Chang'an)."""
    custom = vocabulary("departments/names/romanised")["_names"].get(name)
    if custom:
        return str(custom)
    known = readings()
    word = ""
    for char in name:
        syllable = known.get(char, char)
        word += ("'" if word and syllable[0] in _VOWELS else "") + syllable
    return word[:1].upper() + word[1:]
