"""Everything that an answer holds, however deep it stands: models, dataclasses, mappings and lists, one after another.

Whoever looks for things of one kind in an answer goes through here: the departments that share a name, what was corrected.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache

from pydantic import BaseModel

_WORDS_AND_NUMBERS = (str, bytes, int, float, type(None), type)
"""What most of an answer is, and holds nothing."""


def parts_in(answer: object) -> Iterator[object]:
    """The answer and all its parts, outer before inner, without words and numbers."""
    yield answer
    for part in _held(answer):
        if not isinstance(part, _WORDS_AND_NUMBERS):
            yield from parts_in(part)


def _held(whole: object) -> Iterable[object]:
    """What stands directly in a model, dataclass, mapping or list; nothing of anything else.

    An iterator is left alone: who looked into it would leave nothing to those who come after.
    """
    names = _fields(type(whole))  # type: ignore[arg-type]  # mypy takes `object` for a class that can't be hashed
    if names:
        return (getattr(whole, name) for name in names)
    if isinstance(whole, Mapping):
        return whole.values()
    return whole if isinstance(whole, Sequence) and not isinstance(whole, str | bytes) else ()


@cache
def _fields(kind: type) -> tuple[str, ...]:
    """The fields of a class of models or dataclasses; none of any other."""
    if issubclass(kind, BaseModel):
        return tuple(kind.model_fields)
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()
