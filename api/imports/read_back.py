"""A task table that comes back, from its bytes to proposals: what was changed in it since it was written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from api.answers.references import plan_ref
from api.exports.list_requests import Wanted
from api.exports.lists import task_tables
from api.exports.task_marks import MarkedPlan, MarkedRow, Marks, marks_in, row_code
from api.imports.cell_changes import PARTIES
from api.imports.file_rows import TASK, FileRow, FileRows, Left, file_rows, matched
from api.imports.new_rows import new_row
from api.imports.proposals import SAME, Outcome, Proposer, Where
from api.imports.row_changes import changes
from api.imports.standing import standing
from api.wire import imports as wire
from graph.errors import SourceError
from graph.model import Node
from graph.store import View
from loaders.apart.readers import readers
from loaders.files.own_exports import own_export

if TYPE_CHECKING:
    from loaders.files.whole_tables import WholeTables

OWN_CODE = 8
"""Characters of a row's code."""


@dataclass(slots=True)
class _Found:
    """What comes together while the rows are gone through."""

    proposals: list[wire.ProposalOut] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    already: int = 0

    def add(self, outcome: Outcome) -> None:
        if isinstance(outcome, wire.ProposalOut):
            self.proposals.append(outcome)
        elif isinstance(outcome, Left):
            self.left.append(outcome)
            self.already += outcome.code == SAME
        else:
            self.already += 1


def read_back(view: View, data: bytes, file_name: str) -> wire.ImportOut:
    """The changes of a task table as proposals, numbered from 1, and what was not understood; nothing is stored.

    Raises SourceError for a file that can't be read or holds no task table.
    """
    tables: WholeTables = readers().ask("tables", data, file_name)
    rows = file_rows(tables)
    if not rows.heads:
        raise SourceError(
            "there is no task table in this file",
            where=file_name,
            hint="import a task table that was exported from here: `respgraph export xlsx --list tasks`",
        )
    marks = marks_in(tables.text)
    if not marks and not any(row.code for row in rows.rows) and own_export(data, file_name) == "list":
        raise SourceError(
            "this is a list that respgraph wrote, not a task table",
            where=file_name,
            hint="import a task table that was exported from here: `respgraph export xlsx --list tasks`",
        )
    found = _Found(left=list(rows.left))
    marked = {row.code: row for each in marks for row in each.rows if row.code}
    kept = set(marked)
    rebuilt = _rebuilt(view, {row.code for row in rows.rows if row.code not in marked})
    if rebuilt:
        found.left.append(Left(file_name, "", "marks-lost"))
    for each in (*rebuilt, *_later(view, rows, marked)):
        marked |= {row.code: row for row in each.rows if row.code and row.code not in marked}
    every = [*marked.values(), *(row for each in marks for row in each.rows if not row.code)]
    _gone_through(Proposer(view, standing(view, every)), rows, marked, kept, found)
    for number, proposal in enumerate(found.proposals, 1):
        proposal.number = number
    plans = _plans(view, [plan for each in (*marks, *rebuilt) for plan in each.plans])
    return wire.ImportOut(
        file_name=file_name,
        title=" / ".join(dict.fromkeys(each.title for each in (*marks, *rebuilt))),
        plans=plans,
        rows=len(rows.rows),
        already=found.already,
        proposals=found.proposals,
        left=[wire.LeftOut(place=e.place, quote=e.quote, code=e.code, what=e.what) for e in dict.fromkeys(found.left)],
        accepted=[],
    )


def _gone_through(
    proposer: Proposer, rows: FileRows, marked: dict[str, MarkedRow], kept: set[str], found: _Found
) -> None:
    """Every row of the file in order, then the rows that are missing."""
    now = proposer.now
    seen: set[str] = set()
    above: Node | None = None
    plan: Node | None = None
    plans = {row.plan for row in marked.values()}
    only = now.node(next(iter(plans))) if len(plans) == 1 else None
    identical = {
        (row.cells.get(TASK, ""), *(row.cells.get(head, "") for head in PARTIES))
        for row in rows.rows
        if row.code in marked
    }
    for row, known in matched(rows.rows, marked):
        if known is None:
            _unmatched(proposer, row, (above or plan or only, plan or only), identical, found)
            continue
        seen.add(known.code)
        work, plan = now.node(known.work), now.node(known.plan)
        if work is None or plan is None:
            found.left.append(Left(row.place, known.cells.get(TASK, known.title), "gone"))
            continue
        if known.chapter:
            above = work
        elif above is not None and (above.plan or above.id) != plan.id:
            above = None
        where = Where(row.place, work, plan, row.places)
        for outcome in proposer.of_row(where, list(changes(row, known))):
            found.add(outcome)
    _missing(proposer, marked, kept - seen, seen, found)


def _unmatched(
    proposer: Proposer,
    row: FileRow,
    under: tuple[Node | None, Node | None],
    identical: set[tuple[str, ...]],
    found: _Found,
) -> None:
    """A row that is none of the table's: a new measure, a copy, or a row of something that is not there."""
    work, plan = under
    said = row.cells.get(TASK, "") or " ".join(row.cells.values())
    if row.code and (row.cells.get(TASK, ""), *(row.cells.get(head, "") for head in PARTIES)) in identical:
        found.left.append(Left(row.place, said, "repeated"))
    elif work is None or plan is None:
        found.left.append(Left(row.place, said, "no-plan"))
    else:
        for outcome in new_row(proposer, row, Where(row.place, work, plan, row.places)):
            found.add(outcome)


def _missing(proposer: Proposer, marked: dict[str, MarkedRow], gone: set[str], seen: set[str], found: _Found) -> None:
    """Rows that were taken out; where nothing of a plan is left, it was no row that somebody took out."""
    now = proposer.now
    left = {marked[code].plan for code in seen}
    whole: dict[str, None] = {}
    for code, row in marked.items():
        work, plan = now.node(row.work), now.node(row.plan)
        if code not in gone or row.chapter or work is None or plan is None:
            continue
        if row.plan not in left:
            whole[plan.text("title")] = None
        else:
            outcome = proposer.row_gone(Where("", work, plan), row, targets=True)
            found.add(outcome)
    found.left += [Left("", title, "plan-rows-gone") for title in whole]


def _rebuilt(view: View, codes: set[str]) -> list[Marks]:
    """The tables of today of the plans whose works have these codes, for a file that lost what it was made from."""
    wanted = {code for code in codes if len(code) == OWN_CODE}
    if not wanted:
        return []
    plans: dict[str, None] = {}
    for kind in ("Measure", "Goal"):
        for node in view.list_nodes(kind).items:
            if row_code(node.id) in wanted:
                plans[node.plan] = None
    return [marks for plan in plans for _, marks in task_tables(view, Wanted(plan=plan), "zh")]


def _later(view: View, rows: FileRows, marked: dict[str, MarkedRow]) -> list[Marks]:
    """The tables of today, where a row is none of the file's own: it may have been taken over already."""
    new = any(known is None and not row.heading for row, known in matched(rows.rows, marked))
    plans = dict.fromkeys(row.plan for row in marked.values()) if new else {}
    known = {node.id for node in view.nodes(list(plans))}
    return [marks for plan in plans if plan in known for _, marks in task_tables(view, Wanted(plan=plan), "zh")]


def _plans(view: View, marked: Sequence[MarkedPlan]) -> list[wire.TableEditionOut]:
    """The plans of the table that the store knows, each with the edition of then and of now."""
    nodes = {node.id: node for node in view.nodes([each.plan for each in marked])}
    return list(_editions(view, {each.plan: each for each in marked if each.plan in nodes}, nodes))


def _editions(view: View, marked: dict[str, MarkedPlan], nodes: dict[str, Node]) -> Iterator[wire.TableEditionOut]:
    for key, plan in marked.items():
        records = view.editions(key)
        current = next((each.number for each in records if each.state == "current"), 0)
        same = next((each.number for each in records if each.document == plan.document), 0)
        edition = (
            plan.edition if any(e.number == plan.edition and e.document == plan.document for e in records) else same
        )
        yield wire.TableEditionOut(plan=plan_ref(nodes[key]), edition=edition, current=current)
