"""Values in the cells of tables of indicators: ≥41, 500以上, 下降8%, Ⅲ类."""

import re
from dataclasses import dataclass
from functools import cache

from graph.kept.patterns import compiled
from loaders.readings import Comparator
from loaders.text.quantities import Quantity, quantities
from loaders.vocabulary import vocabulary

_LONGEST_CELL = 60
"""Characters of the longest cell that is read as a value."""


@dataclass(frozen=True, slots=True)
class CellValue:
    """What a cell says: a number with unit and comparator, or a class."""

    number: str
    unit: str
    comparator: Comparator
    is_class: bool


def cell_value(words: str, metric: str) -> CellValue | None:
    """The number of a cell's words, or its class; None where it has none or several. `metric` may say that it falls or rises."""
    if len(words) > _LONGEST_CELL:
        return None
    of_class = _pattern("_class").search(words)
    if of_class is not None:
        better: Comparator = "=" if of_class.start("class") == 0 else ">="
        return CellValue(of_class["class"], of_class["unit"], better, is_class=True)
    found = list(quantities(words, 0, len(words)))
    if len(found) != 1:
        return None
    (quantity,) = found
    return CellValue(quantity.value, quantity.unit, _comparator(words, metric, quantity), is_class=False)


def _comparator(words: str, metric: str, quantity: Quantity) -> Comparator:
    changes = "" if _found("_growth_metric", metric) else metric
    both = words + " " + changes
    if not _found("_level", both):
        if _found("_fall", words) or _found("_fall", changes):
            return "decrease"
        if _found("_rise", both):
            return "increase"
    if quantity.bound is not None:
        return quantity.bound
    return ">=" if _found("_floor", words) else "<=" if _found("_ceiling", words) else "="


def _found(name: str, words: str) -> bool:
    return _pattern(name).search(words) is not None


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return compiled(vocabulary("targets/indicators/columns")[name])
