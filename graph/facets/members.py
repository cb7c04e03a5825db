"""Which things have which values of a facet, as pairs of indexes."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from graph.ledger.arrays import Booleans, np, spread
from graph.ledger.duties import Integers


@dataclass(frozen=True, slots=True, eq=False)
class Members:
    """Things (rows, 0..size-1) and their values: those of row r are `codes[begins[r] : begins[r + 1]]`, indexes into `values`.

    A row may have several values or none. `has` says of a row's values, or of what lies behind them, whether one that is chosen
    is among them, where equality does not: a part of a place, an interval of days.
    """

    values: tuple[str, ...]
    begins: Integers
    codes: Integers
    has: Callable[[str], Booleans] | None = None

    @property
    def size(self) -> int:
        """How many things there are."""
        return len(self.begins) - 1

    def having(self, chosen: Iterable[str]) -> Booleans:
        """Which things have any of the values; the last entry, False, stands for what is no thing."""
        found = np.zeros(self.size + 1, dtype=np.bool_)
        for value in chosen:
            if self.has is not None:
                found[:-1] |= self.has(value)
            elif value in self.values:
                rows = np.repeat(np.arange(self.size), np.diff(self.begins))
                found[rows[self.codes == self.values.index(value)]] = True
        return found

    def of(self, rows: Integers) -> tuple[Integers, Integers]:
        """The values of rows (at least 0): which of the given rows has it, and the value, as parallel arrays."""
        sizes = self.begins[rows + 1] - self.begins[rows]
        return np.repeat(np.arange(len(rows)), sizes), self.codes[spread(self.begins[rows], sizes)]


def members(lists: Sequence[Sequence[str]], order: Sequence[str] | None = None) -> Members:
    """From the values of each thing; `values` in the given order, else sorted."""
    known = set(chain.from_iterable(lists))
    values = tuple(value for value in order if value in known) if order is not None else tuple(sorted(known))
    place_of = {value: place for place, value in enumerate(values)}
    sizes = [len(each) for each in lists]
    codes = np.fromiter((place_of[value] for value in chain.from_iterable(lists)), np.int64)
    return Members(values, begins_of(np.array(sizes, dtype=np.int64)), codes)


def paired(values: Sequence[str], pairs: Integers, size: int) -> Members:
    """From pairs (thing, value), which stand in the order of the things."""
    sizes = np.bincount(pairs[:, 0], minlength=size)
    return Members(tuple(values), begins_of(sizes), pairs[:, 1])


def begins_of(sizes: Integers) -> Integers:
    """Where the part of each thing begins, and where the last one ends."""
    return np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)])
