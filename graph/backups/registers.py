"""People and the audit of a store beside its plans: what a backup takes along, and what stays where a backup is restored.

A restored store says what it said on the day of the backup; who may do what, and what was done, stays as it is now: nobody
comes in again whose account was taken away since, and the audit only grows. Where there is neither (a new store, or one that
can't be read any more) both come from the backup.
"""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from graph.access.entries import Entry, Sealed
from graph.access.people import Actor, Kind
from graph.access.register import Register
from graph.stores.sqlite.rows.register import SqliteRegister

AT_A_TIME = 1000
"""Entries of one read."""

KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Held:
    """All that a register holds: people by kind and id, and the audit in its order; `lost` says why it can't be known."""

    people: Mapping[Kind, Mapping[str, Mapping[str, Any]]]
    chain: tuple[Sealed, ...]
    lost: str = ""

    def is_empty(self) -> bool:
        """Whether nobody has an account, and nothing was told."""
        return not self.chain and not self.people.get("account")

    def end(self) -> dict[str, Any]:
        """The last entry's number and digest, as whoever keeps them elsewhere writes them down; what was lost."""
        if self.lost:
            return {"lost": self.lost}
        return {"last": self.chain[-1].number, "digest": self.chain[-1].digest} if self.chain else {}


NOTHING = Held({}, ())


def held(register: Register) -> Held:
    """All that it holds now."""
    chain: list[Sealed] = []
    while part := register.chain(chain[-1].number if chain else 0, AT_A_TIME):
        chain += part
    return Held({kind: register.every(kind) for kind in KINDS}, tuple(chain))


def held_by_file(path: Path) -> Held:
    """The same of a store's file, of whatever schema; nothing where there is no file, or it is of before there were accounts."""
    if not path.exists():
        return NOTHING
    try:
        with closing(
            sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
        ) as connection:
            connection.execute("BEGIN")
            tables = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name IN ('person', 'audit')"
            (found,) = connection.execute(tables).fetchone()
            return held(SqliteRegister(connection)) if found == 2 else NOTHING  # noqa: PLR2004 - both of them
    except (sqlite3.Error, ValueError) as error:
        return Held({}, (), lost=str(error))


def take_over(register: Register, given: Held) -> None:
    """Hold what is given, in place of all that was held."""
    for kind in KINDS:
        for key in register.every(kind):
            register.drop(kind, key)
        for key, content in given.people.get(kind, {}).items():
            register.put(kind, key, content)
    register.adopt(given.chain)


def restored(name: str, sha256: str, before: Held, backup: Held, *, plans: int, decisions: int) -> Entry:
    """What the audit says of a restored backup: its file, the end of the audit until now, and that of the backup's."""
    after = {"sha256": sha256, "plans": plans, "decisions": decisions, "audit": backup.end()}
    return Entry("backup-restored", name, before.end(), after)


def stays(register: Register, before: Held, backup: Held, entry: Entry, actor: Actor) -> None:
    """Let the register hold what was held before, or else what the backup holds, and tell that it was restored."""
    take_over(register, backup if before.is_empty() else before)
    register.write(actor, entry)
