"""How a task goes, as the last columns say it: state, measured values, date, note, contact."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from api.exports.task_marks import MarkedRow, settled
from api.imports.cell_changes import CONTACT, DATE, GOING, NOTE, STATE, VALUE, Change, changed, head_of
from api.imports.cell_words import date_in, state_in
from api.imports.file_rows import FileRow, Left


def progress_changes(row: FileRow, known: MarkedRow) -> Iterator[Change | Left]:
    """What is said otherwise of how it goes, and words that name no state, date or target."""
    yield from _going(row, known)
    yield from _measured(row, known)


def _going(row: FileRow, known: MarkedRow) -> Iterator[Change | Left]:
    """State, date, note and contact, and the value of a work that has no target; a date alone takes the rest along."""
    fields = GOING if known.targets else {**GOING, VALUE: "value"}
    told: dict[str, tuple[str, str]] = {}
    for head, name in fields.items():
        before = _read(head, known.cells.get(head, "")) or ""
        after = _read(head, row.cells[head]) if changed(row, known, head) else before
        if after is None:
            yield Left(row.at(head), settled(row.cells[head]), "state" if head == STATE else "date", head)
        else:
            told[name] = (before, after)
    new = {name for name, (before, after) in told.items() if before != after}
    if new == {"date"}:
        new |= {name for name, (_, after) in told.items() if after}
    if not new:
        return
    heads = [head for head in (STATE, VALUE, DATE, NOTE, CONTACT) if head in fields and changed(row, known, head)]
    change = Change(
        "progress", _beside(known.cells, heads), _beside(row.cells, heads),
        values={name: after for name, (_, after) in told.items() if name in new},
        was={name: before for name, (before, _) in told.items() if name in new},
    )  # fmt: skip
    yield from _subject(row, known, change)


def _beside(cells: Mapping[str, str], heads: Sequence[str]) -> str:
    return " \u00b7 ".join(said for head in heads if (said := settled(cells.get(head, ""))))


def _read(head: str, cell: str) -> str | None:
    """What a cell of how it goes says; None for words that name no state or date."""
    return {STATE: state_in, DATE: date_in}.get(head, settled)(cell)


def _subject(row: FileRow, known: MarkedRow, change: Change) -> Iterator[Change | Left]:
    """Progress is kept of measures and targets: that of a goal with one target is the target's."""
    if known.kind == "Measure":
        yield change
    elif known.kind == "Goal" and len(known.targets) == 1:
        target = known.targets[0]
        yield replace(change, subject=target.metric, node=target.target)
    else:
        yield Left(row.at(head_of(change)), change.after, "progress")


def _measured(row: FileRow, known: MarkedRow) -> Iterator[Change | Left]:
    """Values measured of the targets: one line for one target, else a line each with the metric before it, or in order."""
    if not known.targets or not changed(row, known, VALUE):
        return
    before, after = _by_target(known.cells.get(VALUE, ""), known), _by_target(row.cells[VALUE], known)
    if after is None or before is None:
        yield Left(row.at(VALUE), settled(row.cells[VALUE]), "values")
        return
    date = date_in(row.cells.get(DATE, known.cells.get(DATE, ""))) or ""
    for target in known.targets:
        old, new = before.get(target.target, ""), after.get(target.target, "")
        if old != new:
            values = {"value": new, **({"date": date} if date and new else {})}
            yield Change(
                "progress", old, new, subject=target.metric, node=target.target, values=values, was={"value": old}
            )


def _by_target(text: str, known: MarkedRow) -> dict[str, str] | None:
    """Target → measured value; None where a line can't be told to belong to one."""
    lines = settled(text).splitlines()
    if len(known.targets) == 1 and len(lines) <= 1:
        line = "".join(lines)
        return {known.targets[0].target: line.removeprefix(known.targets[0].metric).strip(" :\uff1a")}
    found: dict[str, str] = {}
    for line in lines:
        of = max(
            (t for t in known.targets if line.startswith(t.metric) and t.target not in found),
            key=lambda t: len(t.metric),
            default=None,
        )
        if of is None:
            if len(lines) != len(known.targets) or found:
                return None
            return {target.target: said for target, said in zip(known.targets, lines, strict=True)}
        found[of.target] = line.removeprefix(of.metric).strip(" :\uff1a")
    return found
