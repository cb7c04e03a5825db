"""The one overlap policy for statements."""

from bisect import bisect_right, insort
from collections.abc import Iterable

from loaders.statements.drafts import Draft

_ORDER = {"table": 0, "bracket": 1, "field": 2, "heading": 3, "prose-role": 4, "prose-duty": 5}


def without_overlaps(drafts: Iterable[Draft]) -> list[Draft]:
    """Drafts in text order, none over another: a table's before a bracket's, then field, heading, prose; then the longer."""
    kept: list[Draft] = []
    taken: list[tuple[int, int]] = []
    for draft in sorted(drafts, key=lambda draft: (_ORDER[draft.form], draft.start - draft.end, draft.start)):
        at = bisect_right(taken, (draft.start, draft.end))
        after_before = at == 0 or taken[at - 1][1] <= draft.start
        before_after = at == len(taken) or draft.end <= taken[at][0]
        if after_before and before_after:
            kept.append(draft)
            insort(taken, (draft.start, draft.end))
    return sorted(kept, key=lambda draft: draft.start)
