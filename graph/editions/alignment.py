"""What of an older reading stands in a newer one under another id: a pure function of the two readings.

Ids are made of words, so most things keep theirs. Three steps find the rest, each surer than the next: exact repeats are
paired by their whole text; what is left over is paired where words and parties agree and nothing else comes near. Below the
certainty that is written here nothing is paired: a person is asked.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.ledger.arrays import Floats, np
from graph.model import Node, PlanGraph
from graph.schema import schema

if TYPE_CHECKING:
    from scipy.sparse import csr_array

CERTAIN = 0.7
"""Least likeness (0..1) of two things that are taken for one, see `likeness`."""

APART = 0.15
"""By how much the best candidate must be better than the next one, on both sides."""

_OWN = ("Goal", "Measure", "SubTarget")

_Units = Mapping[str, set[str]]
"""Node → the departments that have a role in it."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A thing of the older reading and the id that it has in the newer one.

    `why`: `plan` (only the plan is called otherwise), `repeat` (the same text among several of one name), `words` (likeness of words and parties, see `likeness`).
    """

    old: str
    new: str
    why: str
    likeness: float


def aligned(before: PlanGraph, after: PlanGraph) -> tuple[Moved, ...]:
    """What the older reading's things are called in the newer one, where it is another id; the plan itself included."""
    found: list[Moved] = []
    if before.plan != after.plan:
        found.append(Moved(before.plan, after.plan, "plan", 1.0))
    units = _parties(before), _parties(after)
    for kind in _OWN:
        old = [node for node in before.nodes if node.kind == kind]
        new = [node for node in after.nodes if node.kind == kind]
        pairs = _repeats(old, new, before.plan, after.plan)
        rest_old = [node for node in old if node.id not in pairs]
        taken = set(pairs.values())
        rest_new = [node for node in new if node.id not in taken]
        found += [
            Moved(one, other, _why(one, other, before.plan, after.plan), 1.0)
            for one, other in pairs.items()
            if one != other
        ]
        found += _by_likeness(rest_old, rest_new, units)
    return tuple(found)


def _why(old: str, new: str, old_plan: str, new_plan: str) -> str:
    return "plan" if old.removeprefix(old_plan) == new.removeprefix(new_plan) else "repeat"


def _stem(node: Node, plan: str) -> str:
    """The id without the plan and the number of a repeat."""
    return node.id.removeprefix(plan).rpartition("~")[0] or node.id.removeprefix(plan)


def _repeats(old: Sequence[Node], new: Sequence[Node], old_plan: str, new_plan: str) -> dict[str, str]:
    """Pairs of one name: those of equal text first, then, where one each is left, those two."""
    by_stem: dict[str, tuple[list[Node], list[Node]]] = defaultdict(lambda: ([], []))
    for node in old:
        by_stem[_stem(node, old_plan)][0].append(node)
    for node in new:
        by_stem[_stem(node, new_plan)][1].append(node)
    pairs: dict[str, str] = {}
    for olds, news in by_stem.values():
        waiting = list(news)
        for node in olds:
            equal = next((other for other in waiting if _text(other) == _text(node)), None)
            if equal is not None:
                pairs[node.id] = equal.id
                waiting.remove(equal)
        left = [node for node in olds if node.id not in pairs]
        if len(left) == len(waiting) == 1:
            pairs[left[0].id] = waiting[0].id
    return pairs


def _text(node: Node) -> str:
    return "".join((node.text("text") or node.text("title")).removeprefix(node.text("label")).split())


def _by_likeness(old: Sequence[Node], new: Sequence[Node], units: tuple[_Units, _Units]) -> list[Moved]:
    """Pairs that are each other's best, like enough, and far enough from every other."""
    if not old or not new:
        return []
    table = likeness(old, new, units)
    found = []
    for row, node in enumerate(old):
        best = int(table[row].argmax())
        value = float(table[row, best])
        others = np.concatenate([np.delete(table[row], best), np.delete(table[:, best], row)])
        if value >= CERTAIN and value - float(others.max(initial=0.0)) >= APART:
            found.append(Moved(node.id, new[best].id, "words", round(value, 2)))
    return found


def likeness(old: Sequence[Node], new: Sequence[Node], units: tuple[_Units, _Units]) -> Floats:
    """How alike each old thing (row) is to each new one (column), from 0 to 1.

    The mean of the Dice coefficients of caption and text over their pairs of neighbouring characters; where both name
    parties, these weigh a quarter.
    """
    captions = _dice([_bigrams(schema().caption(node)) for node in old], [_bigrams(schema().caption(n)) for n in new])
    texts = _dice([_bigrams(_text(node)) for node in old], [_bigrams(_text(node)) for node in new])
    words = (captions + texts) / 2
    bodies = [units[0].get(node.id, set()) for node in old], [units[1].get(node.id, set()) for node in new]
    named = np.outer([bool(found) for found in bodies[0]], [bool(found) for found in bodies[1]])
    return np.where(named, 0.75 * words + 0.25 * _dice(*bodies), words)


def _bigrams(words: str) -> set[str]:
    plain = "".join(filter(str.isalnum, words))
    return {plain[at : at + 2] for at in range(max(1, len(plain) - 1))} if plain else set()


def _dice(one: Sequence[set[str]], other: Sequence[set[str]]) -> Floats:
    """The Dice coefficient of every set with every other; by counting what they share, however many there are."""
    columns = {item: at for at, item in enumerate(sorted(set().union(*one, *other)))}
    shared = (_members(one, columns) @ _members(other, columns).T).toarray()
    sizes = np.add.outer([len(found) for found in one], [len(found) for found in other])
    found: Floats = np.divide(2.0 * shared, sizes, out=np.zeros(sizes.shape), where=sizes > 0)
    return found


def _members(sets: Sequence[set[str]], columns: Mapping[str, int]) -> "csr_array":
    from scipy.sparse import csr_array  # noqa: PLC0415 - who never replaces a plan need not wait for it

    pairs = [(row, columns[item]) for row, found in enumerate(sets) for item in sorted(found)]
    rows, places = zip(*pairs, strict=True) if pairs else ((), ())
    return csr_array((np.ones(len(pairs)), (rows, places)), shape=(len(sets), len(columns)))


def _parties(graph: PlanGraph) -> dict[str, set[str]]:
    """The departments that a reading names for each thing."""
    roles = set(schema().roles.values())
    found: dict[str, set[str]] = defaultdict(set)
    for edge in graph.edges:
        if edge.kind in roles:
            found[edge.target].add(edge.source)
    return found


def renames(moves: Iterable[Moved]) -> dict[str, str]:
    """Old id → new id."""
    return {move.old: move.new for move in moves}
