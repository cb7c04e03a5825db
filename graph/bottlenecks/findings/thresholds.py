"""The table of thresholds: defaults from thresholds.yaml, a user's values in their place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from math import isfinite

from graph.data_files import data_of
from graph.errors import BadRequestError
from graph.schema import Label


@dataclass(frozen=True, slots=True)
class Threshold:
    """One line of the table; `least` is the smallest value that makes sense."""

    name: str
    value: float
    default: float
    least: float
    label: Label


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The table, in the order of the file."""

    table: tuple[Threshold, ...]

    def __getitem__(self, name: str) -> float:
        """The value of a threshold; KeyError where there is none of that name."""
        for threshold in self.table:
            if threshold.name == name:
                return threshold.value
        raise KeyError(name)

    def __iter__(self) -> Iterator[Threshold]:
        return iter(self.table)


def thresholds(given: Mapping[str, float] | None = None) -> Thresholds:
    """The defaults with the given values in their place.

    BadRequestError for an unknown name and for a value that is no number or below the least that makes sense.
    """
    given = given or {}
    table = _defaults()
    names = ", ".join(line.name for line in table)
    for name in given:
        if name not in {line.name for line in table}:
            raise BadRequestError(f"there is no threshold {name!r}", hint=f"one of {names}")
    return Thresholds(
        tuple(
            Threshold(
                line.name, _checked(line, given.get(line.name, line.default)), line.default, line.least, line.label
            )
            for line in table
        )
    )


def _checked(line: Threshold, value: float) -> float:
    if not isfinite(value) or value < line.least:
        raise BadRequestError(f"{value!r} is no value for it", where=line.name, hint=f"a number from {line.least} up")
    return value


@cache
def _defaults() -> tuple[Threshold, ...]:
    return tuple(
        Threshold(name, entry["value"], entry["value"], entry["least"], entry["label"])
        for name, entry in data_of("graph.bottlenecks.findings", "thresholds").items()
    )
