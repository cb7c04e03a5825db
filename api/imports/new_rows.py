"""A row that was not there before: a measure to add under the heading above it, with its parties, targets and deadline."""

from collections.abc import Iterator

from api.exports.task_marks import MarkedRow, settled
from api.imports.cell_changes import DUE, LEADS, PARTIES, TARGETS, Change
from api.imports.cell_words import date_in, names_in
from api.imports.file_rows import TASK, FileRow, Left
from api.imports.progress_changes import progress_changes
from api.imports.proposals import ADDED, ALREADY, Outcome, Proposer, Where, proposal, refused
from api.imports.target_changes import target_changes
from api.wire.names import DecisionIn
from graph.errors import RespgraphError
from graph.ids import measure_id


def new_row(proposer: Proposer, row: FileRow, where: Where) -> Iterator[Outcome]:
    """The proposal of the whole row, and what of its cells was not understood; `where.work` is what it stands under."""
    title = " ".join(settled(row.cells.get(TASK, "")).splitlines())
    said = settled(row.cells.get(LEADS, "")) or " ".join(settled(cell) for cell in row.cells.values()).strip()
    if row.heading or not title:
        yield Left(row.place, title or said, "heading" if row.heading else "no-title")
        return
    if proposer.known(measure_id(where.plan.id, title)):
        yield ALREADY
        return
    date = date_in(row.cells.get(DUE, ""))
    if date is None:
        yield Left(row.at(DUE), settled(row.cells[DUE]), "date", DUE)
    measure = {"kind": "Measure", "title": title, **({"deadline": date} if date else {})}
    decisions = [DecisionIn(kind="add-node", subject=where.work.id, values=measure)]
    for found in (*_parties(proposer, row, where), *_others(row, where)):
        if isinstance(found, Left):
            yield found
            continue
        decisions.append(found)
    shown = [title, *(said for head in (*PARTIES, TARGETS, DUE) if (said := settled(row.cells.get(head, ""))))]
    change = Change("title", "", " \u00b7 ".join(shown).replace("\n", " "))
    try:
        proposer.check(decisions[0])
    except RespgraphError as error:
        yield refused(row.place, change, error)
    else:
        yield proposal(where, "add-row", change, decisions)


def _parties(proposer: Proposer, row: FileRow, where: Where) -> Iterator[DecisionIn | Left]:
    for head, role in PARTIES.items():
        named = names_in(row.cells.get(head, ""), role, ())
        for line in named.unread:
            yield Left(row.at(head), line, "role-label", head)
        for of, name in named.parties:
            try:
                party = proposer.department(name, where.plan)
            except RespgraphError as error:
                yield refused(row.at(head), Change("add-party", "", name), error)
            else:
                yield DecisionIn(kind="add-edge", subject=party.id, role=of, object=ADDED)


def _others(row: FileRow, where: Where) -> Iterator[DecisionIn | Left]:
    """Targets and progress: those of a row that said nothing before."""
    empty = MarkedRow(code="", work="", kind="Measure", plan=where.plan.id, label="", title="")
    for found in (*target_changes(row, empty), *progress_changes(row, empty)):
        if isinstance(found, Left):
            yield found
        elif found.kind == "progress":
            yield DecisionIn(kind="progress", subject=ADDED, values=dict(found.values))
        else:
            yield DecisionIn(kind="add-node", subject=ADDED, values={"kind": "SubTarget", **found.values})
