"""Targets that ask for something else, came or went, line by line of their cell."""

from collections.abc import Iterator, Mapping

from api.exports.task_marks import MarkedRow, MarkedTarget, settled
from api.imports.cell_changes import ASKED, TARGETS, Change, changed
from api.imports.cell_words import required_in
from api.imports.file_rows import FileRow, Left


def target_changes(row: FileRow, known: MarkedRow) -> Iterator[Change | Left]:
    """What the lines of targets say otherwise, and lines that name no target and no figure."""
    if not changed(row, known, TARGETS):
        return
    old = [target for target in known.targets if target.said]
    new = settled(row.cells[TARGETS]).splitlines()
    told = {id(target): settled(target.said).splitlines() for target in old}
    for target in list(old):  # a target's own words may run over several lines
        lines = told[id(target)]
        at = next((at for at in range(len(new)) if new[at : at + len(lines)] == lines), None)
        if at is not None:
            del new[at : at + len(lines)]
            old.remove(target)
    for line in new:
        of = max((t for t in old if line.startswith(t.metric)), key=lambda t: len(t.metric), default=None)
        if of is None and len(old) == len(new) == 1:
            of = old[0]
        if of is None:
            yield _new_target(row, line)
            continue
        old.remove(of)
        yield _target(row, of, line)
    for target in old:
        yield Change("drop-target", target.said, "", subject=target.metric, node=target.target)


def _target(row: FileRow, target: MarkedTarget, line: str) -> Change | Left:
    """What is asked for otherwise of one target; its words before and after are read alike."""
    words = target.said.removeprefix(target.metric).strip()
    metric, asked = target.metric, line.removeprefix(target.metric).strip()
    if not line.startswith(target.metric):
        if not words or not line.endswith(words):
            return Left(row.at(TARGETS), line, "target", target.metric)
        metric, asked = line.removesuffix(words).strip(), words
    if metric != target.metric:
        return _of_target(target, line, {"metric": metric}, {"metric": target.metric})
    was = required_in(words, target.unit)
    now = required_in(asked, target.unit)
    if now is None or was is None:
        return Left(row.at(TARGETS), line, "target", target.metric)
    names = [name for name in ASKED if getattr(now, name) != getattr(was, name)]
    return _of_target(
        target, line, {name: getattr(now, name) for name in names}, {name: getattr(was, name) for name in names}
    )


def _of_target(target: MarkedTarget, line: str, values: Mapping[str, str], was: Mapping[str, str]) -> Change:
    return Change("target", target.said, line, subject=target.metric, node=target.target, values=values, was=was)


def _new_target(row: FileRow, line: str) -> Change | Left:
    """A line that no target stood in: a metric, a space, and what is asked for."""
    parts = line.split(" ")
    for at in range(1, len(parts)):
        metric, required = " ".join(parts[:at]), required_in(" ".join(parts[at:]))
        if metric and required:
            values = {"metric": metric, **{name: said for name in ASKED if (said := getattr(required, name))}}
            return Change("add-target", "", line, subject=metric, values=values)
    return Left(row.at(TARGETS), line, "targets")
