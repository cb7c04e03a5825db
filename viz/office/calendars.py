"""A calendar as an iCalendar file (RFC 5545): an all-day entry for each thing that is due."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from viz.office.packages import plain

PRODUCT = "-//respgraph//EN"


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing that is due `on` a day. `key` tells it from all others at all times, `stamp` is when it was loaded (ISO 8601)."""

    key: str
    on: date
    title: str
    details: str
    stamp: str = ""


def calendar(name: str, entries: Iterable[Entry]) -> bytes:
    """The file, byte for byte the same for the same entries; a program that takes it in again changes what it has of them.

    Entries take no time of anybody (TRANSPARENT). Lines are folded after 75 octets, between characters.
    """
    from icalendar import Calendar, Event  # noqa: PLC0415  it takes longer to load than most answers to make

    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    for entry in entries:
        event = Event()
        event.add("uid", f"{sha256(entry.key.encode()).hexdigest()[:32]}@respgraph")
        event.add("dtstamp", _moment(entry.stamp))
        event.add("dtstart", entry.on)
        if entry.on < date.max:
            event.add("dtend", entry.on + timedelta(days=1))  # the day behind the last one, as §3.6.1 has it
        event.add("summary", plain(entry.title))
        event.add("description", plain(entry.details))
        event.add("transp", "TRANSPARENT")
        made.add_component(event)
    content: bytes = made.to_ical()
    return content


def _moment(stamp: str) -> datetime:
    """The moment in UTC; the first one of computers where none is known, so that the file does not depend on the clock."""
    return datetime.fromisoformat(stamp).astimezone(UTC) if stamp else datetime.fromtimestamp(0, UTC)
