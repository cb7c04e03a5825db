"""What ids that were given before are called now: nodes by what was written down, edges by what their ends are called.

An edge's id is made of its kind and ends, so a renamed measure renames all of its duties. That follows, and is not stored;
only an edge whose mark has changed as well (another statement says the same) is written down itself.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from graph.ids import edge_id, edge_parts

Step = Callable[[Sequence[str]], Mapping[str, str]]
"""What is written down of ids: old → what it was called next."""

LONGEST_WAY = 100
"""Names of one thing after which no further one is looked for: a circle ends there."""


def called_now(ids: Sequence[str], step: Step) -> dict[str, str]:
    """What each of the ids is called now, through any chain; those that were never given are left out.

    Of an edge the id follows from its ends; whether the graph has such an edge still is not asked. A step of the chains is
    one call of `step`.
    """
    now = {key: key for key in ids}
    moving = set(now)
    for _ in range(LONGEST_WAY):
        following = _next({now[key] for key in moving}, step)
        moving = {key for key in moving if now[key] in following}
        if not moving:
            break
        now |= {key: following[now[key]] for key in moving}
    return {key: new for key, new in now.items() if key != new}


def derived(kind: str, ends: tuple[str, str], mark: str, renamed: Mapping[str, str]) -> str:
    """The id of an edge between the ends as they are called since."""
    source, target = ends
    return edge_id(kind, renamed.get(source, source), renamed.get(target, target), mark)


def _next(ids: set[str], step: Step) -> dict[str, str]:
    """The next name of each id that has one."""
    apart = {key: edge_parts(key) for key in ids}
    ends = {end for parts in apart.values() for _, source, target, _ in parts for end in (source, target)}
    known = step(sorted(ids | ends))
    found = {}
    for key, parts in apart.items():
        if key in known:
            found[key] = known[key]
        elif (name := _by_ends(parts, known)) and name != key:
            found[key] = name
    return found


def _by_ends(parts: Sequence[tuple[str, str, str, str]], known: Mapping[str, str]) -> str:
    """The id of an edge by its ends; of the ways to take it apart that with most renamed ends, if it is one alone."""
    names: dict[int, set[str]] = defaultdict(set)
    for kind, source, target, mark in parts:
        names[(source in known) + (target in known)].add(derived(kind, (source, target), mark, known))
    best = names[max(names)] if names else set()
    return next(iter(best)) if len(best) == 1 else ""
