"""Shapes of the audit."""

from typing import Any

from pydantic import Field

from api.wire.references import Wire
from graph.access.entries import Sealed, Verified


class EntryOut(Wire):
    """One thing that was done: when, by whom, from which address and by which way, with what stood there before and after."""

    number: int
    at: str
    who: str
    address: str
    via: str
    action: str
    subject: str
    before: dict[str, Any] = Field(description="As JSON; empty where nothing stood there")
    after: dict[str, Any]
    digest: str = Field(description="SHA-256 over the digest of the entry before it and its own words")


class AuditOut(Wire):
    """A part of the audit, the newest entries first."""

    items: list[EntryOut]
    offset: int
    total: int


class ChainOut(Wire):
    """What a look at all entries found; `broken` says what is wrong, empty for nothing."""

    entries: int
    first: int
    last: int
    digest: str
    broken: str


def entry_out(one: Sealed) -> EntryOut:
    """The shape of an entry."""
    said = one.told()
    return EntryOut(
        number=one.number,
        at=said["at"],
        who=said["who"],
        address=said["from"],
        via=said["via"],
        action=said["action"],
        subject=said["subject"],
        before=said["before"],
        after=said["after"],
        digest=one.digest,
    )


def chain_out(found: Verified) -> ChainOut:
    """The shape of what was found."""
    return ChainOut(entries=found.entries, first=found.first, last=found.last, digest=found.digest, broken=found.broken)
