"""Departments of one name told apart by their places, in words, wherever an answer is shown to people.

The JSON of an answer has id and jurisdiction, and needs none of this.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar, cast

from pydantic import BaseModel

from api.wire.parts import parts_in
from api.wire.references import DepartmentRef
from graph.place_words import name_beside_place, place_words
from graph.schema import Language

T = TypeVar("T")


def departments_in(value: object) -> Iterator[DepartmentRef]:
    """Every department of an answer, or of several, however deep it stands."""
    return (part for part in parts_in(value, DepartmentRef) if isinstance(part, DepartmentRef))


def namesakes(departments: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """Id → place of the departments (id, name, place) whose name another one bears as well."""
    known = {key: (name, place) for key, name, place in departments}
    bearers: dict[str, list[str]] = {}
    for key, (name, _) in known.items():
        bearers.setdefault(name, []).append(key)
    return {key: known[key][1] for keys in bearers.values() if len(keys) > 1 for key in keys}


def places_told(value: object, language: Language) -> dict[str, str]:
    """Department → its place in words, for each of an answer whose name others of it bear as well."""
    shared = namesakes((each.id, each.name, each.jurisdiction) for each in departments_in(value))
    return {key: place_words(place, language) for key, place in shared.items()}


def told_apart(value: T, language: Language) -> T:
    """The answer with the places beside the names that several of its departments bear; itself where none does."""
    shared = namesakes((each.id, each.name, each.jurisdiction) for each in departments_in(value))
    return renamed(value, shared, language) if shared else value


def renamed(value: T, shared: Mapping[str, str], language: Language) -> T:
    """The answer with the places of `shared` (id → place) beside the names of these departments."""
    return cast("T", _renamed(value, shared, language))


def _renamed(value: object, shared: Mapping[str, str], language: Language) -> object:
    if isinstance(value, BaseModel):
        found = {name: _renamed(getattr(value, name), shared, language) for name in type(value).model_fields}
        if isinstance(value, DepartmentRef) and value.id in shared:
            found["name"] = name_beside_place(value.name, shared[value.id], language)
        return value.model_copy(update=found)
    if isinstance(value, Mapping):
        return {key: _renamed(each, shared, language) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_renamed(each, shared, language) for each in value)
    return value
