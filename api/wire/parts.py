"""Everything that an answer holds, however deep it stands: models, dataclasses, mappings and lists, one after another.

Whoever looks for things of one kind in an answer goes through here: the departments that share a name, what was corrected.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Literal, cast, get_args, get_origin

from pydantic import BaseModel

_WORDS_AND_NUMBERS = (str, bytes, int, float, bool, type(None), type)
"""What most of an answer is, and holds nothing; a class says of which of its fields that holds."""


_PLAIN = frozenset(_WORDS_AND_NUMBERS)


def parts_in(answer: object, *sought: type) -> Iterator[object]:
    """The answer and all its parts, outer before inner, without words and numbers and what holds nothing else.

    With `sought`, fields that by their declared types hold none of these classes, however deep, are passed over.
    """
    waiting = [answer]
    while waiting:
        part = waiting.pop()
        yield part
        held = [each for each in _held(part, sought) if type(each) not in _PLAIN]
        held.reverse()
        waiting += held


def _held(whole: object, sought: tuple[type, ...]) -> Iterable[object]:
    """What stands directly in a model, dataclass, mapping or list; nothing of anything else.

    An iterator is left alone: who looked into it would leave nothing to those who come after.
    """
    kind = type(whole)
    if kind in (tuple, list):  # most of an answer; asking for the general kinds takes ten times as long
        return cast("Sequence[object]", whole)
    if kind is dict:
        return cast("dict[object, object]", whole).values()
    names = _fields(kind, sought)  # type: ignore[arg-type]  # mypy takes `object` for a class that can't be hashed
    if names is not None:
        return [getattr(whole, name) for name in names]
    if isinstance(whole, Mapping):
        return whole.values()
    return whole if isinstance(whole, Sequence) and not isinstance(whole, str | bytes) else ()


@cache
def _fields(kind: type, sought: tuple[type, ...]) -> tuple[str, ...] | None:
    """The fields of a class of models or dataclasses that may hold what is sought; None of any other class."""
    declared = _declared(kind)
    return None if declared is None else tuple(name for name, said in declared.items() if _may_hold(said, sought))


def _declared(kind: type) -> dict[str, object] | None:
    if issubclass(kind, BaseModel):
        return {name: field.annotation for name, field in kind.model_fields.items()}
    return {field.name: field.type for field in fields(kind)} if is_dataclass(kind) else None


def _may_hold(declared: object, sought: tuple[type, ...], above: frozenset[object] = frozenset()) -> bool:
    """Whether a value of the declared type may be or hold what is sought; without that, anything else than words and numbers.

    `above` are the classes that are being looked into.
    """
    if declared in _WORDS_AND_NUMBERS or declared is ... or get_origin(declared) is Literal or declared in above:
        return False
    held = get_args(declared)
    if held:
        return any(_may_hold(each, sought, above) for each in held)
    inner = _declared(declared) if isinstance(declared, type) else None
    if not sought or not inner or not isinstance(declared, type) or issubclass(declared, sought):
        return True  # an open class such as object or BaseModel may be anything
    return any(_may_hold(each, sought, above | {declared}) for each in inner.values())
