"""Targets of a measure whose deadline stands in a field or column of its own: 完成时限：2025年底."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from loaders.readings import Deadline, Target

_APART = frozenset({"field", "flat-table"})
"""Rules of deadlines that stand apart from the measure's words and are due for all of them."""


def with_row_dues(targets: Sequence[Target], deadlines: Sequence[Deadline]) -> tuple[Target, ...]:
    """The targets, those without a deadline with the one that their heading has in a field or column, if it has just one."""
    dates: dict[int, set[str]] = defaultdict(set)
    for each in deadlines:
        if each.rule in _APART and each.heading is not None:
            dates[each.heading].add(each.date)
    only = {heading: next(iter(found)) for heading, found in dates.items() if len(found) == 1}
    return tuple(
        replace(each, deadline=only[each.heading])
        if each.deadline is None and each.heading is not None and each.heading in only
        else each
        for each in targets
    )
