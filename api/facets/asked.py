"""From the words of an address or a command to facets: every value is one that the facet has, or is refused by name."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial

from api.facets.functions import function_label, function_words, functions_named
from graph.errors import FilterError
from graph.facets.dues import PERIODS, checked_due
from graph.facets.facets import Facets, nearest, unknown_value
from graph.facets.labels import closed_values, value_label
from graph.ledger.ledger import Ledger
from graph.place_words import lies_in, places_called
from graph.schema import Label
from graph.shadow import search_key
from graph.store import View
from loaders.plan.topics import topic_label, topics, topics_in

_YEAR_DIGITS = 4


def facets_of(view: View, given: Mapping[str, Sequence[str]], today: date) -> Facets:
    """The facets that are asked for, seen from a day; no read of the store where nothing is. FilterError for a value that there is not."""
    said = {name: [value.strip() for value in values if value.strip()] for name, values in given.items()}
    found: dict[str, tuple[str, ...]] = {}
    for name, values in said.items():
        if values:
            read: Callable[[str], Iterable[str]] = _READERS.get(name) or partial(_closed, name)
            if name == "place":
                read = partial(_places, view.ledger())
            if name == "function":
                read = partial(_functions, view)
            found[name] = tuple(dict.fromkeys(each for value in values for each in read(value)))
    return Facets(**found, today=today)


def label_of(name: str, value: str) -> Label:
    """What a value is called."""
    if name == "function":
        return function_label(value)
    if name == "topic":
        return topic_label(value) if value in topics() else {"zh": value, "en": value}
    return value_label(name, value)


def _closed(name: str, value: str) -> tuple[str, ...]:
    """A value of a facet that has no others, by its key or what it is called."""
    known = closed_values(name)
    called = {search_key(said): key for key in known for said in (*value_label(name, key).values(), key)}
    found = called.get(search_key(value))
    if found is None:
        raise unknown_value(name, value, known)
    return (found,)


def _topics(value: str) -> tuple[str, ...]:
    """A topic by its key, what it is called, or a word of its lexicon (固废)."""
    called = {search_key(said): key for key in topics() for said in (key, *topic_label(key).values())}
    found = called.get(search_key(value))
    if found is not None:
        return (found,)
    named = tuple(topics_in(value))
    if not named:
        raise unknown_value("topic", value, topics())
    return named


def _functions(view: View, value: str) -> tuple[str, ...]:
    """A function by any of its words, or by a key that the store has though the dictionary does not (any more)."""
    found = functions_named(value) or ((value,) if value in _stored_functions(view.ledger()) else ())
    if not found:
        raise FilterError(
            f"no function of departments is called {value!r}",
            where="function",
            hint="give what such departments are usually called, or a key of docs/departments.md",
            suggestions=nearest(search_key(value), function_words()),
        )
    return found


def _year(value: str) -> tuple[str, ...]:
    if not (value.isascii() and value.isdigit() and len(value) == _YEAR_DIGITS):
        raise unknown_value("year", value, ("YYYY",))
    return (value,)


def _places(ledger: Ledger, value: str) -> tuple[str, ...]:
    """A place by its path or a part of it, or the one that is called so in short (河南, 永川).

    FilterError for a place in which no plan lies that was read, which is likely misspelt, and for a short name of several.
    """
    paths = ledger.once("places of plans", lambda: _paths(ledger))
    if any(lies_in(path, value) for path in paths):
        return (value,)
    called = places_called(paths, value)
    if len(called) == 1:
        return called
    if called:
        raise FilterError(
            f"{value!r} is what several places are called",
            where="place",
            hint="say which: " + ", ".join(called),
            suggestions=called,
        )
    outermost = dict.fromkeys(path.partition("/")[0] for path in paths)
    error = unknown_value("place", value, tuple(outermost))
    error.suggestions = nearest(value, (part for path in paths for part in path.split("/")))
    raise error


def _due(value: str) -> tuple[str, ...]:
    """A period by its key or what it is called (overdue), else a year, quarter, month, day or interval."""
    called = {search_key(said): key for key in PERIODS for said in (*value_label("due", key).values(), key)}
    return (called.get(search_key(value)) or checked_due(value),)


def _stored_functions(ledger: Ledger) -> frozenset[str]:
    faces = ledger.departments.values()
    return ledger.of_departments(
        "functions of departments", lambda: frozenset(slot for face in faces for slot in face.slots)
    )


def _paths(ledger: Ledger) -> tuple[str, ...]:
    return tuple(sorted({ledger.plans[plan].text("jurisdiction") for plan in ledger.entries} - {""}))


_READERS: Mapping[str, Callable[[str], Iterable[str]]] = {
    "topic": _topics,
    "year": _year,
    "due": _due,
}
