"""Findings by facets: which have what is chosen, and how many each value would leave.

A finding about a work or sub-target is kept as this is in its list; one about a department where a duty of this department in the
plan has all that is chosen, or one of the works in which only prose names it; one about a whole plan as the works that it names, else by facets of plans alone.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from graph.bottlenecks.findings.board import Board
from graph.bottlenecks.findings.findings import Finding
from graph.bottlenecks.findings.subjects import Subjects, joined, marks_of, subjects
from graph.facets.facets import PLAN_FACETS, Facets
from graph.facets.lines import Table, bearers, beside_duties, headed, said_of
from graph.facets.narrowing import Counts, countable, counted_of, kept_of
from graph.facets.tables import Listing
from graph.ledger.arrays import Booleans, Int64s, Integers, np, spread
from graph.ledger.duties import INDEX, by_name, duties, targets
from graph.ledger.ledger import Lately, Ledger
from graph.ledger.places import plan_rows


class Faceted:
    """Some findings of a state of the store by the facets of a question."""

    def __init__(self, ledger: Ledger, lines: Table, facets: Facets) -> None:
        """`lines` are those of the findings, in their order."""
        self._listing = Listing(ledger, None, facets.today, lines)
        self._facets = facets

    @classmethod
    def of(cls, ledger: Ledger, findings: Sequence[Finding], facets: Facets) -> "Faceted":
        """Of findings, in their order, whose plans the ledger knows."""
        by_plan: dict[str, list[int]] = {}
        for place, one in enumerate(findings):
            by_plan.setdefault(one.plan, []).append(place)
        rows = plan_rows(ledger)
        parts = [
            subjects([findings[place] for place in places], ledger.entries[plan].tally)
            for plan, places in by_plan.items()
        ]
        order = np.array([place for places in by_plan.values() for place in places], dtype=np.int64)
        plan = np.repeat([rows[plan] for plan in by_plan], [len(places) for places in by_plan.values()])
        return cls(ledger, _lines(ledger, plan.astype(INDEX), joined(parts), order), facets)

    @classmethod
    def of_board(cls, ledger: Ledger, board: Board, facets: Facets) -> "Faceted":
        """Of all findings of a board that was made of this ledger."""
        lately = ledger.once("lines of findings", lambda: Lately(1))
        return cls(ledger, lately.get(board, lambda: _lines_of_board(ledger, board)), facets)

    def kept(self) -> Booleans:
        """Which findings have all that is chosen."""
        return kept_of(self._listing, self._facets)

    def counted(self, among: Booleans, *, one_plan: bool = False) -> Counts:
        """How many of the findings that other filters keep each value would leave."""
        return counted_of(self._listing, self._facets, among=among, names=countable("one" if one_plan else ""))

    def counted_of_board(self, board: Board, among: Booleans) -> Counts:
        """The same; of one board they are counted once, for a list is paged and asked for again."""
        ledger, which = self._listing.ledger, np.packbits(among).tobytes()
        lately = ledger.once("counts of findings", Lately)
        return lately.get((board, self._facets, which), lambda: self.counted(among))


def _lines_of_board(ledger: Ledger, board: Board) -> Table:
    rows = plan_rows(ledger)
    row_of = np.array([rows[plan] for plan in board.names], dtype=INDEX)
    return _lines(ledger, row_of[board.of_plan], board.subjects, np.argsort(board.order))


class _Parts(NamedTuple):
    """Lines of findings: which, and what they say."""

    item: Integers
    about: Integers
    duty: Integers


def _lines(ledger: Ledger, plan: Integers, about: Subjects, place: Int64s) -> Table:
    """Of findings whose plans are `plan` (rows) and which stand at `place`: a line without anything, those of works and of duties."""
    size = len(plan)
    department = _rows(ledger, about.departments)
    of = np.repeat(np.arange(size), about.sizes)
    works = _everywhere(ledger, plan[of], about.about)
    none = np.full(size, -1, dtype=INDEX)
    parts = (
        _Parts(np.arange(size), none, none),
        _Parts(of, works, np.full(len(of), -1, dtype=INDEX)),
        _beside(ledger, of, works, department),
        _of_departments(ledger, plan, department),
    )
    item, at, duty = (np.concatenate(each) for each in zip(*parts, strict=True))
    order = np.argsort(place[item], kind="stable")
    item, at, duty = item[order], at[order], duty[order]
    said = said_of(ledger, duty)
    stands = place[item].astype(INDEX)
    return headed(
        Table(
            size=size,
            item=stands,
            plan=plan[item],
            about=at.astype(INDEX),
            duty=duty.astype(INDEX),
            own=PLAN_FACETS,
            first=np.searchsorted(stands, np.arange(size)),
            said=replace(said, department=np.where(duty < 0, department[item], said.department)),
        )
    )


def _rows(ledger: Ledger, marks: Int64s) -> Integers:
    """Where departments stand by name, from what stands for their ids; below 0 for none."""

    def sorted_marks() -> tuple[Int64s, Int64s]:
        every = marks_of(by_name(ledger))
        order = np.argsort(every)
        return every[order], order

    known, order = ledger.of_departments("marks of departments", sorted_marks)
    if not len(known):
        return np.full(len(marks), -1, dtype=INDEX)
    at = np.minimum(np.searchsorted(known, marks), len(known) - 1)
    return np.where(known[at] == marks, order[at], -1).astype(INDEX)


def _everywhere(ledger: Ledger, plan: Integers, within: Integers) -> Integers:
    """Works and targets of plans, as these count them, as all are counted: the targets behind all works."""
    found, held = duties(ledger), targets(ledger)
    rows = np.arange(len(found.plans) + 1)
    works, behind = np.searchsorted(found.work_plans, rows), np.searchsorted(held.plans, rows)
    own = (works[1:] - works[:-1])[plan]
    return np.where(within < own, works[plan] + within, len(found.works) + behind[plan] + within - own).astype(INDEX)


def _beside(ledger: Ledger, of: Integers, works: Integers, department: Integers) -> _Parts:
    """The duties beside the works of findings that are about no department."""
    mine = department[of] < 0
    of, works = of[mine], works[mine]
    holders = np.concatenate([np.arange(len(duties(ledger).works)), np.maximum(targets(ledger).holders, -1)])[works]
    lines = beside_duties(ledger, holders, works, works)
    borne = lines.duty >= 0
    return _Parts(of[lines.item[borne]], lines.about[borne], lines.duty[borne])


def _of_departments(ledger: Ledger, plan: Integers, department: Integers) -> _Parts:
    """The duties of the departments that findings are about, in their plans."""
    found, names = duties(ledger), max(len(by_name(ledger)), 1)

    def ordered() -> tuple[Int64s, Integers]:
        key = found.plan.astype(np.int64) * names + bearers(ledger)[found.department]
        order = np.argsort(key, kind="stable").astype(INDEX)
        return key[order], order

    keys, order = ledger.once("duties by plan and department", ordered)
    of = np.flatnonzero(department >= 0)
    asked = plan[of].astype(np.int64) * names + department[of]
    begins = np.searchsorted(keys, asked)
    sizes = np.searchsorted(keys, asked, side="right") - begins
    duty = order[spread(begins, sizes)]
    return _Parts(np.repeat(of, sizes), np.maximum(found.work[duty], -1), duty)
