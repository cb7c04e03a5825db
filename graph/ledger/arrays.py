"""Numpy and the types of our arrays for modules that every verb imports: it is loaded when the first array is made.

Loading it takes a third of the time of a verb that needs no array. Names of types are aliases, since an annotation is evaluated.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

__all__ = ["Booleans", "Floats", "Generics", "Int8s", "Int32s", "Int64s", "Integers", "distinct", "np", "spread"]

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Booleans = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Int8s = NDArray[np.int8]
    Int32s = NDArray[np.int32]
    Int64s = NDArray[np.int64]
    Integers = NDArray[np.signedinteger[Any]]
    Generics = NDArray[np.generic]
else:
    Booleans = Floats = Int8s = Int32s = Int64s = Integers = Generics = Any

    class _Numpy:
        """Stands for the module; what was asked for once is at hand."""

        def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever numpy has
            found = getattr(import_module("numpy"), name)
            setattr(self, name, found)
            return found

    np = _Numpy()


def distinct(numbers: Int64s) -> Int64s:
    """The distinct ones in order. numpy.unique puts them into a table since 2.3: of a million it takes .9 s, sorting 10 ms."""
    ordered = np.sort(numbers)
    first = np.ones(len(ordered), dtype=np.bool_)
    first[1:] = ordered[1:] != ordered[:-1]
    return ordered[first]


def spread(begins: Integers, sizes: Integers) -> Int64s:
    """The places of some parts, one part behind the other: of each its begin and those that follow, as many as its size."""
    ends = np.cumsum(sizes)
    places: Int64s = np.repeat(begins - (ends - sizes), sizes) + np.arange(sizes.sum())
    return places
