"""An iCalendar file can be read back, says what was put in, and folds long Chinese lines between characters."""

from datetime import UTC, date, datetime

from icalendar import Calendar

from viz.office.calendars import Entry, calendar

LONG = "推进城乡建设领域碳达峰，" * 20 + "完成；含\\反斜线, 逗号"


def test_a_calendar_is_read_back_as_it_was_said() -> None:
    entries = [
        Entry("a", date(2025, 12, 31), LONG, "牵头：甲\n责任：乙", "2025-01-02T03:04:05+00:00"),
        Entry("b", date(9999, 12, 31), "two", "\0bad"),
    ]
    read = Calendar.from_ical(calendar("时限清单", entries))
    first, last = read.walk("VEVENT")
    assert str(read["x-wr-calname"]) == "时限清单"
    assert (str(first["summary"]), str(first["description"])) == (LONG, "牵头：甲\n责任：乙")
    assert (first.decoded("dtstart"), first.decoded("dtend")) == (date(2025, 12, 31), date(2026, 1, 1))
    assert first.decoded("dtstamp") == datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert (last.decoded("dtstart"), "dtend" in last, str(last["description"])) == (date(9999, 12, 31), False, "bad")
    assert first["uid"] != last["uid"]


def test_lines_are_no_longer_than_75_octets_and_end_between_characters() -> None:
    content = calendar("时限清单", [Entry("a", date(2025, 12, 31), LONG, LONG)])
    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    assert max(map(len, lines)) <= 75
    assert all(line.decode() for line in lines[:-1])  # each is whole UTF-8 by itself
    assert content.count(b"\n") == content.count(b"\r\n")


def test_the_same_entries_make_the_same_bytes() -> None:
    entries = [Entry("a", date(2025, 6, 30), "甲", "")]
    assert calendar("x", entries) == calendar("x", entries)
