"""With which characters a match of a pattern begins, so that a search passes over all others at once.

Python's own compiler tells its engine so where a pattern begins with a set or with plain words; ours mostly begin with what
may be left out, with groups or with a look around. What is said here is what must be there, never what must not: where a
beginning is not known, nothing is said, and the engine tries each place as it always does.
"""

from collections.abc import Sequence
from typing import Any

Item = tuple[Any, Any]
"""An operation of the parser and its value."""

Beginning = tuple[list[Item] | None, bool]
"""The characters as items of a set, None where any may stand there; and whether a match may be empty."""

_ANY: Beginning = (None, True)


def beginning(items: Sequence[Item]) -> list[Item] | None:
    """The set of characters with which what was parsed begins; None where it may be empty or begin with any."""
    found, empty = _of(list(items))
    return None if empty or not found else [item for at, item in enumerate(found) if item not in found[:at]]


def _of(items: list[Item]) -> Beginning:
    if not items:
        return [], True
    (operation, value), rest = items[0], items[1:]
    kind = str(operation)
    if kind in _OF_NO_WIDTH:
        after = _of(rest)
        ahead = kind == "ASSERT" and value[0] > 0 and (after[0] is None or after[1])
        return _narrowed(after, _of(list(value[1]))) if ahead else after
    first = _of_one(kind, operation, value)
    return _either(first, _of(rest), empty=False) if first[1] else first


def _of_one(kind: str, operation: object, value: Any) -> Beginning:  # noqa: ANN401 - each operation has its own
    if kind in ("LITERAL", "IN"):
        return [(operation, value)] if kind == "LITERAL" else list(value), False
    if kind in _REPEATS:
        least, _, inner = value
        found, empty = _of(list(inner))
        return found, empty or not least
    branches = _branches(kind, value)
    return _any_of([_of(list(each)) for each in branches]) if branches else _ANY


def _branches(kind: str, value: Any) -> Sequence[Sequence[Item]]:  # noqa: ANN401 - as above
    """What stands in a group or in its place; nothing for what may hold anything."""
    if kind == "SUBPATTERN":
        _, added, removed, inner = value
        return [] if added or removed else [inner]
    if kind == "BRANCH":
        return value[1]  # type: ignore[no-any-return]
    if kind == "GROUPREF_EXISTS":
        return [each or () for each in value[1:]]
    return [value] if kind == "ATOMIC_GROUP" else []


def _any_of(branches: Sequence[Beginning]) -> Beginning:
    found = branches[0]
    for each in branches[1:]:
        found = _either(found, each, empty=found[1] or each[1])
    return found


def _either(one: Beginning, other: Beginning, *, empty: bool) -> Beginning:
    """Either of two; `empty`: even where the second is not. A set of what must not stand there is no part of another set."""
    sets = [found for found, _ in (one, other) if found != []]
    if any(found is None for found in sets) or (len(sets) > 1 and any(_is_negative(found) for found in sets)):
        return None, empty or other[1]
    return [item for found in sets for item in found or ()], empty or other[1]


def _narrowed(after: Beginning, ahead: Beginning) -> Beginning:
    """What a look ahead asks for holds for what follows it, unless nothing needs to stand there."""
    return after if ahead[0] is None or ahead[1] else ahead


def _is_negative(found: list[Item] | None) -> bool:
    return str(found[0][0]) == "NEGATE" if found else False


_OF_NO_WIDTH = ("AT", "ASSERT", "ASSERT_NOT")
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
