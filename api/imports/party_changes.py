"""Names that came, went, changed their role, or stand in the place of another, in the two cells of parties."""

from collections.abc import Iterator, Sequence

from api.exports.task_marks import MarkedParty, MarkedRow
from api.imports.cell_changes import PARTIES, Change, Kind, changed
from api.imports.cell_words import names_in
from api.imports.file_rows import FileRow, Left


def party_changes(row: FileRow, known: MarkedRow) -> Iterator[Change | Left]:
    """Names that came, went, changed their role, or stand in the place of another."""
    before: list[MarkedParty] = []
    after: list[tuple[str, str]] = []
    whole = [party.name for party in known.parties]
    for head, role in PARTIES.items():
        held = [party for party in known.parties if (party.role == "lead") == (role == "lead")]
        if head not in row.cells:
            continue
        before += held
        if not changed(row, known, head):
            after += [(party.role, party.name) for party in held]
            continue
        named = names_in(row.cells[head], role, whole)
        after += named.parties
        for line in named.unread:
            yield Left(row.at(head), line, "role-label", head)
    gone = [party for party in before if (party.role, party.name) not in after]
    came = [pair for pair in after if pair not in [(party.role, party.name) for party in before]]
    for party in list(gone):
        moved = next((pair for pair in came if pair[1] == party.name), None)
        if moved:
            gone.remove(party)
            came.remove(moved)
            yield _party("role", party, party.role, moved[0])
    for party, name in list(_replaced(before, after, gone, came)):
        gone.remove(party)
        came.remove((party.role, name))
        yield _party("department", party, party.name, name)
    for party in gone:
        yield _party("drop-party", party, party.name, "")
    for role, name in came:
        yield Change("add-party", "", name, subject=name, role=role)


def _replaced(
    before: Sequence[MarkedParty], after: Sequence[tuple[str, str]], gone: Sequence[MarkedParty], came: Sequence[tuple[str, str]]
) -> Iterator[tuple[MarkedParty, str]]:  # fmt: skip
    """A name that stands where another one stood, in a list of the same length."""
    for role in dict.fromkeys(party.role for party in gone):
        old = [party for party in before if party.role == role]
        new = [name for of, name in after if of == role]
        if len(old) == len(new):
            yield from ((p, name) for p, name in zip(old, new, strict=True) if p in gone and (role, name) in came)


def _party(kind: Kind, party: MarkedParty, before: str, after: str) -> Change:
    return Change(kind, before, after, subject=party.name, role=party.role, edges=tuple(party.edges))
