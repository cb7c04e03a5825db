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


def parts_in(answer: object) -> Iterator[object]:
    """The answer and all its parts, outer before inner, without words and numbers and what holds nothing else."""
    waiting = [answer]
    while waiting:
        part = waiting.pop()
        yield part
        held = [each for each in _held(part) if type(each) not in _PLAIN]
        held.reverse()
        waiting += held


def _held(whole: object) -> Iterable[object]:
    """What stands directly in a model, dataclass, mapping or list; nothing of anything else.

    An iterator is left alone: who looked into it would leave nothing to those who come after.
    """
    kind = type(whole)
    if kind in (tuple, list):  # most of an answer; asking for the general kinds takes ten times as long
        return cast("Sequence[object]", whole)
    if kind is dict:
        return cast("dict[object, object]", whole).values()
    names = _fields(kind)  # type: ignore[arg-type]  # mypy takes `object` for a class that can't be hashed
    if names is not None:
        return [getattr(whole, name) for name in names]
    if isinstance(whole, Mapping):
        return whole.values()
    return whole if isinstance(whole, Sequence) and not isinstance(whole, str | bytes) else ()


@cache
def _fields(kind: type) -> tuple[str, ...] | None:
    """The fields of a class of models or dataclasses that may hold more than words and numbers; None of any other class."""
    if issubclass(kind, BaseModel):
        return tuple(name for name, field in kind.model_fields.items() if _may_hold(field.annotation))
    return tuple(field.name for field in fields(kind) if _may_hold(field.type)) if is_dataclass(kind) else None


def _may_hold(declared: object) -> bool:
    """Whether a value of the declared type may be or hold something else than words and numbers."""
    if declared in _WORDS_AND_NUMBERS or declared is ... or get_origin(declared) is Literal:
        return False
    held = get_args(declared)
    return not held or any(map(_may_hold, held))
