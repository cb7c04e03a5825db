"""A scale of numbers: where a number lies on it, and round numbers to mark it with."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

MARKS = 4
"""About so many round numbers mark a scale."""

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Scale:
    """A line of `width` (any unit) from `start` on, for numbers from `low` to `high`; `marks` are round ones, in order."""

    low: float
    high: float
    start: float
    width: float
    marks: tuple[float, ...]

    @classmethod
    def of(cls, numbers: Sequence[float], *, start: float, width: float) -> "Scale":
        """A scale that holds all numbers between two of its marks; one number stands in its middle."""
        low, high = min(numbers), max(numbers)
        if low == high:
            spread = abs(low) / 2 or 1.0
            low, high = low - spread, high + spread
        step = _step((high - low) / MARKS)
        first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
        marks = tuple(float(f"{at * step:.10g}") for at in range(first, last + 1))
        return cls(marks[0], marks[-1], start, width, marks)

    def at(self, number: float) -> float:
        """Where a number lies."""
        return self.start + self.width * (number - self.low) / (self.high - self.low)


def _step(least: float) -> float:
    """The smallest round step that is not smaller."""
    power = 10.0 ** floor(log10(least))
    return next(power * step for step in _STEPS if power * step >= least * (1 - 1e-9))
