"""What a store keeps of people and of what was done: reads and writes inside one transaction of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from graph.access.entries import Entry, Sealed
from graph.access.people import Actor, Kind


@dataclass(frozen=True, slots=True)
class Asked:
    """Which entries of the audit: by whom, of an action, about a subject that holds words, from a day on or before one."""

    who: str = ""
    action: str = ""
    subject: str = ""
    since: str = ""
    until: str = ""


class Register(Protocol):
    """Reads, and writes where the transaction is one that writes."""

    def find(self, wanted: Sequence[tuple[Kind, str]]) -> dict[tuple[Kind, str], dict[str, Any]]:
        """Those of the (kind, id) that are kept, in one read."""
        ...

    def every(self, kind: Kind) -> dict[str, dict[str, Any]]:
        """All of a kind by id, in order."""
        ...

    def put(self, kind: Kind, key: str, content: Mapping[str, Any]) -> None:
        """Keep it, in place of what was kept under the id."""
        ...

    def drop(self, kind: Kind, key: str) -> None:
        """Keep it no more; nothing happens where there is none."""
        ...

    def write(self, actor: Actor, *entries: Entry) -> None:
        """Add entries to the audit, in their order."""
        ...

    def entries(self, asked: Asked, *, offset: int = 0, limit: int = 100) -> tuple[list[Sealed], int]:
        """The newest entries first, and how many there are."""
        ...

    def chain(self, after: int, limit: int) -> list[Sealed]:
        """The entries behind a number in their order."""
        ...

    def adopt(self, chain: Sequence[Sealed]) -> None:
        """Hold these entries, as they are, in place of its own (graph/backups/registers)."""
        ...

    def prune(self, last: int) -> None:
        """Take out the entries up to a number; who calls it says so in an entry (graph/access/pruning)."""
        ...
