"""The formal duties and the targets of all plans as parallel arrays, from a ledger: worked out once for each state."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from graph.ledger.arrays import Booleans, Generics, Int8s, Int32s, Integers, np
from graph.ledger.ledger import Entry, Ledger
from graph.ledger.tallies import Tally
from graph.ledger.words import Joined

__all__ = ["Duties", "Integers", "Targets", "by_name", "duties", "joined", "ranked", "targets"]

INDEX = "int32"
"""Of arrays as long as all duties: 2.5 million of 20,000 plans, of which many are kept. Products of indexes need 64 bits."""


@dataclass(frozen=True, slots=True, eq=False)
class Duties:
    """Works and duties of some plans, which stand by id; indexes go into `plans`, `works` and `departments`.

    Works (W) stand by plan, start and id: `work_plans` is whose they are, `goals`, `rows`, `open_lists` and `counted` as in a
    Tally, `deadlines` as written. Duties (E) stand by plan, work, role and edge id: the indexes of the department, the work (PLAN
    for the whole plan, ELSEWHERE) and the plan, the role in schema order, the place in the list and the form in schema order.
    `departments` by name and id. `topics` by name, `work_topics` are pairs (work, topic).
    """

    plans: tuple[str, ...]
    works: Sequence[str]
    work_plans: Integers
    goals: Booleans
    rows: Booleans
    open_lists: Booleans
    counted: Int32s
    deadlines: tuple[str, ...]
    departments: tuple[str, ...]
    department: Integers
    work: Integers
    plan: Integers
    role: Int8s
    place: Int32s
    form: Int8s
    topics: tuple[str, ...]
    work_topics: Integers

    def plan_at(self, plan: str) -> int:
        """The index of a plan (id); -1 for one that is not among them."""
        return self.plans.index(plan) if plan in self.plans else -1


@dataclass(frozen=True, slots=True, eq=False)
class Targets:
    """Targets and milestones of all plans (T), by plan, start and id: `holders` are works of the plans' Duties or below 0.

    `numbers` says which are sub-targets; `dues` as written; `plans` whose they are. `topics` by name, `target_topics` are pairs
    (target, topic).
    """

    targets: Sequence[str]
    plans: Integers
    holders: Integers
    numbers: Booleans
    dues: tuple[str, ...]
    topics: tuple[str, ...]
    target_topics: Integers


def duties(ledger: Ledger, plans: Iterable[str] | None = None) -> Duties:
    """The duties of all plans, or of those given; plans that were not read have none."""
    if plans is None:
        return ledger.once("duties", lambda: _duties(ledger, list(ledger.entries)))
    return _duties(ledger, sorted(plan for plan in set(plans) if plan in ledger.entries))


def targets(ledger: Ledger) -> Targets:
    """The targets of all plans."""
    return ledger.once("targets", lambda: _targets(list(ledger.entries.values())))


def by_name(ledger: Ledger) -> tuple[str, ...]:
    """All departments by name and id."""
    faces = ledger.departments
    return ledger.of_departments("departments", lambda: tuple(sorted(faces, key=lambda key: (faces[key].name, key))))


def _duties(ledger: Ledger, plans: Sequence[str]) -> Duties:
    tallies = [ledger.entries[plan].tally for plan in plans]
    named = dict.fromkeys(chain.from_iterable(tally.departments for tally in tallies))
    departments = tuple(key for key in by_name(ledger) if key in named)
    place_of = {key: place for place, key in enumerate(departments)}
    begins = _begins([len(tally.works) for tally in tallies])
    sizes = np.array([len(tally.duties) for tally in tallies], dtype=np.int64)
    plan = np.repeat(np.arange(len(plans), dtype=INDEX), sizes)
    bearer, works, role, place, form = (_numbers([t.duties[:, column] for t in tallies], (0,)) for column in range(5))
    bearers = np.fromiter(chain.from_iterable(map(place_of.__getitem__, t.departments) for t in tallies), INDEX)
    first_bearers = _begins([len(tally.departments) for tally in tallies])
    topics, work_topics = _topics(tallies, [tally.work_topics for tally in tallies], begins)
    return Duties(
        plans=tuple(plans),
        works=Joined([tally.works for tally in tallies]),
        work_plans=np.repeat(np.arange(len(plans), dtype=INDEX), [len(tally.works) for tally in tallies]),
        goals=joined([tally.goals for tally in tallies], (0,)).astype(np.bool_),
        rows=joined([tally.rows for tally in tallies], (0,)).astype(np.bool_),
        open_lists=joined([tally.open_lists for tally in tallies], (0,)).astype(np.bool_),
        counted=joined([tally.counted for tally in tallies], (0,)).astype(np.int32),
        deadlines=tuple(chain.from_iterable(tally.deadlines for tally in tallies)),
        departments=departments,
        department=bearers[bearer + first_bearers[plan]],
        work=np.where(works < 0, works, works + begins[plan]).astype(INDEX),
        plan=plan,
        role=role.astype(np.int8),
        place=place.astype(np.int32),
        form=form.astype(np.int8),
        topics=topics,
        work_topics=work_topics,
    )


def _targets(entries: Sequence[Entry]) -> Targets:
    tallies = [entry.tally for entry in entries]
    sizes = np.array([len(tally.targets) for tally in tallies], dtype=np.int64)
    plans = np.repeat(np.arange(len(tallies), dtype=INDEX), sizes)
    holders = _numbers([tally.holders for tally in tallies], (0,))
    begins = _begins([len(tally.works) for tally in tallies])
    topics, target_topics = _topics(tallies, [tally.target_topics for tally in tallies], _begins(sizes.tolist()))
    return Targets(
        targets=Joined([tally.targets for tally in tallies]),
        plans=plans,
        holders=np.where(holders < 0, holders, holders + begins[plans]).astype(INDEX),
        numbers=joined([tally.numbers for tally in tallies], (0,)).astype(np.bool_),
        dues=tuple(chain.from_iterable(tally.dues for tally in tallies)),
        topics=topics,
        target_topics=target_topics,
    )


def _topics(tallies: Sequence[Tally], pairs: Sequence[Integers], begins: Integers) -> tuple[tuple[str, ...], Integers]:
    """The topics of all plans by name, and pairs of their works or targets with indexes of all plans."""
    topics = tuple(sorted({name for tally in tallies for name in tally.topics}))
    place_of = {name: place for place, name in enumerate(topics)}
    own = np.fromiter(chain.from_iterable(map(place_of.__getitem__, tally.topics) for tally in tallies), np.int64)
    first = _begins([len(tally.topics) for tally in tallies])
    plan = np.repeat(np.arange(len(tallies)), np.array([len(each) for each in pairs], dtype=np.int64))
    found = _numbers(list(pairs), (0, 2))
    return topics, np.stack([found[:, 0] + begins[plan], own[found[:, 1] + first[plan]]], axis=1).astype(INDEX)


def ranked(words: Sequence[str], key: Callable[[str], object]) -> tuple[Integers, tuple[str, ...]]:
    """Words as indexes into their distinct values, which stand in the order of `key`."""
    values = tuple(sorted(sorted(set(words)), key=key))  # type: ignore[arg-type]  # keys that compare with each other
    place_of = {value: place for place, value in enumerate(values)}
    return np.fromiter(map(place_of.__getitem__, words), np.int64, len(words)), values


def _numbers(parts: Sequence[Integers], shape: tuple[int, ...]) -> Integers:
    return joined(parts, shape)  # type: ignore[return-value]  # of numbers, they are numbers


def joined(parts: Sequence[Generics], shape: tuple[int, ...]) -> Generics:
    """The parts one after another; an empty array of the shape where there are none."""
    return np.concatenate(parts) if parts else np.zeros(shape, dtype=INDEX)


def _begins(sizes: Sequence[int]) -> Integers:
    """Where each part begins; one number at least, so that it can be indexed by nothing."""
    return np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)])
