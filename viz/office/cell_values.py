"""What a cell of a list holds: text, a number, or a time that keeps its ISO form for programs."""

from dataclasses import dataclass
from typing import TypeVar

from graph.schema import Language
from viz.site.spoken import moment, said_date, said_time

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Day:
    """A year, month, day or moment in ISO 8601: csv has it so, xlsx as a date where it names a day, else in words."""

    iso: str
    language: Language

    def __str__(self) -> str:
        """As csv and programs have it."""
        return self.iso


@dataclass(frozen=True, slots=True)
class Days:
    """Several of them in one cell, the earliest first: in xlsx words, as no program takes several for a date."""

    isos: tuple[str, ...]
    language: Language

    def __str__(self) -> str:
        """As csv and programs have it, a line each."""
        return "\n".join(self.isos)


Value = str | int | float | Day | Days


def said(value: Value) -> str:
    """A value as people read it."""
    if isinstance(value, Days):
        return "\n".join(said_date(iso, value.language) for iso in value.isos)
    if not isinstance(value, Day):
        return str(value)
    return said_time(value.iso, value.language) if moment(value.iso) else said_date(value.iso, value.language)


FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""A text that begins so would be run as a formula by programs that open csv, in some countries in full width too."""


def inert(value: T) -> T | str:
    """A value as every csv of ours has it, heads too: a text that looks like a formula gets an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
