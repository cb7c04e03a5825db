"""What a person changed in a row: its title, its deadline, and what the other cells say otherwise; never compared with the store."""

from collections.abc import Iterator

from api.exports.task_marks import MarkedDue, MarkedRow, said_in, settled
from api.imports.cell_changes import BASIS, DUE, TEXT, Change, changed
from api.imports.cell_words import date_in
from api.imports.file_rows import TASK, FileRow, Left
from api.imports.party_changes import party_changes
from api.imports.progress_changes import progress_changes
from api.imports.target_changes import target_changes


def changes(row: FileRow, known: MarkedRow) -> Iterator[Change | Left]:
    """The differences of a row, in the order of its cells, and what of them was not understood."""
    yield from _title(row, known)
    if known.chapter:
        return
    yield from target_changes(row, known)
    yield from party_changes(row, known)
    yield from _due(row, known)
    yield from progress_changes(row, known)
    for head, before in ((TEXT, known.text), (BASIS, known.basis)):
        if settled(row.cells.get(head, "")) and head not in row.covered and said_in(row.cells[head]) != before:
            yield Left(row.at(head), settled(row.cells[head]), "basis")


def _title(row: FileRow, known: MarkedRow) -> Iterator[Change | Left]:
    if not changed(row, known, TASK) or TASK in row.covered:
        return
    said = " ".join(settled(row.cells[TASK]).splitlines())
    if not said:
        yield Left(row.at(TASK), known.title, "no-title")
        return
    if known.chapter and known.kind == "Plan":
        yield Left(row.at(TASK), said, "heading")
        return
    title = without_label(said, known.label)
    if TASK in row.covers and settled(known.cells.get(TASK, "")) in settled(row.cells[TASK]).splitlines():
        return  # cells of several rows were merged into one, which says the words of all
    if title != known.title:
        yield Change("title", known.title, title, values={"title": title}, was={"title": known.title})


def without_label(said: str, label: str) -> str:
    """A title without the number of its heading."""
    return said.removeprefix(settled(label)).strip() or said


def _due(row: FileRow, known: MarkedRow) -> Iterator[Change | Left]:
    """The work's own deadline, or those of its targets, line by line."""
    if not changed(row, known, DUE):
        return
    lines = settled(row.cells[DUE]).splitlines()
    own = all(due.node == known.work for due in known.dues)
    said = list(dict.fromkeys(due.said for due in known.dues))
    if (own and len(lines) > 1) or (not own and len(lines) not in (0, len(said))):
        yield Left(row.at(DUE), settled(row.cells[DUE]), "deadlines")
        return
    if own:
        date = known.dues[0].date if known.dues else ""
        yield from _dated(row, MarkedDue(node="", date=date, said="".join(said)), "", "".join(lines))
        return
    metrics = {target.target: target.metric for target in known.targets}
    for old, new in zip(said, lines or [""] * len(said), strict=True):
        for due in known.dues:
            if due.said == old and new != old:
                yield from _dated(row, due, metrics.get(due.node, ""), new)


def _dated(row: FileRow, due: MarkedDue, metric: str, after: str) -> Iterator[Change | Left]:
    date = date_in(after)
    if date is None:
        yield Left(row.at(DUE), after, "date")
    else:
        yield Change(
            "deadline", due.said, after, subject=metric, node=due.node,
            values={"deadline": date}, was={"deadline": due.date},
        )  # fmt: skip
