"""English names of classes of bodies, put together from the words of their names (collective_names.yaml)."""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from graph.shadow import simplified
from loaders.departments.names.slots import slots
from loaders.vocabulary import vocabulary

_DATA = "departments/names/collective_names"
_KINDS = ("which", "where", "after", "places", "heads")


@lru_cache(maxsize=4096)
def collective_name(name: str) -> str:
    """What a class of bodies is called in English; empty where a word of its name is not known."""
    words = _split("".join(char for char in simplified(name) if char not in vocabulary(_DATA)["_dropped"]))
    if not words:
        return ""
    said = {kind: [english for own, english in words if own == kind] for kind in (*_KINDS, "function")}
    places, heads = _listed(said["places"]), _listed(said["heads"])
    if not places and not heads:
        return ""
    of_heads = " ".join([*dict.fromkeys(said["function"]), heads or "Departments"]) if heads or said["function"] else ""
    which = " ".join(dict.fromkeys([*said["which"], *said["where"]]))
    after = " ".join(dict.fromkeys(said["after"]))
    whole = f"{of_heads} of {f'{which} {places}'.strip()}" if places and of_heads else f"{which} {places or of_heads}"
    return f"{whole} {after}".strip()


def _split(name: str) -> list[tuple[str, str]]:
    """The words of a name, the longest first at each place; empty where one is not known."""
    found: list[str] = []
    at = 0
    while at < len(name):
        word = next((word for word in _words() if name.startswith(word, at)), "")
        if not word:
            return []
        found.append(word)
        at += len(word)
    return [_meant(place, found) for place in range(len(found))]


def _meant(place: int, words: Sequence[str]) -> tuple[str, str]:
    """A word that is a place or says whose the others are is a place behind others and before another place: 各市, 市州, 市有关部门."""
    meanings = _meanings()[words[place]]
    if len(meanings) > 1 and "places" in meanings:
        beside = place > 0 or "places" in _meanings().get(next(iter(words[place + 1 :]), ""), {})
        kind = "places" if beside else next(kind for kind in meanings if kind != "places")
        return kind, meanings[kind]
    return next(iter(meanings.items()))


def _listed(words: Sequence[str]) -> str:
    """Towns, Townships and Subdistricts."""
    own = list(dict.fromkeys(words))
    return " and ".join(part for part in (", ".join(own[:-1]), *own[-1:]) if part)


@cache
def _words() -> tuple[str, ...]:
    return tuple(sorted(_meanings(), key=lambda word: (-len(word), word)))


@cache
def _meanings() -> dict[str, dict[str, str]]:
    """Word → what it may be → its English; words of functions are those of the dictionary of departments."""
    found: dict[str, dict[str, str]] = {}
    for kind, word, english in _entries():
        found.setdefault(word, {}).setdefault(kind, english)
    return found


def _entries() -> Iterator[tuple[str, str, str]]:
    data = vocabulary(_DATA)
    for kind in _KINDS:
        for word, english in data[f"_{kind}"].items():
            yield kind, word, english
    known = {word for kind in _KINDS for word in data[f"_{kind}"]}
    for slot in slots().values():
        for word in slot.words:
            if len(word) > 1 and word not in known:
                yield "function", word, slot.en
