"""How far a duty, target or measure has come, by what people reported: the latest state, and a measured value against its target."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from graph.decisions.works import number_of
from graph.model import Decision, Node, Value

STATES = ("not-started", "under-way", "done", "stopped")
FIELDS = ("state", "value", "date", "note", "contact")

Verdict = Literal["", "met", "missed", "not-comparable"]

_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Progress:
    """What was last reported of a thing: each field by the latest report that gave it; `reports` newest first.

    `date` is the day of which it is said (else the day of the report). `verdict` says whether a measured value meets the
    target.
    """

    state: str
    value: str
    date: str
    note: str
    contact: str
    verdict: Verdict
    reports: tuple[Decision, ...]


def latest(reports: Iterable[Decision], target: Node | None = None) -> Progress | None:
    """The state of one thing by its reports; None where nobody reported. A report with an empty value takes it away."""
    told = sorted((d for d in reports if not d.undone), key=_moment, reverse=True)
    if not told:
        return None
    said = said_last(told)
    day = next((str(report.values["date"]) for report in told if report.values.get("date")), told[0].at[:10])
    value = said.get("value", "")
    return Progress(
        said.get("state", ""),
        value,
        day,
        said.get("note", ""),
        said.get("contact", ""),
        against(target, value) if target is not None and value else "",
        tuple(told),
    )


def said_last(reports: Iterable[Decision]) -> dict[str, str]:
    """What was reported of one thing, each field by the latest report that gave it; empty where that took it away."""
    return {name: str(value) for report in sorted(reports, key=_moment) for name, value in report.values.items()}


def _moment(report: Decision) -> tuple[str, str]:
    return report.at, report.id


def against(target: Node, value: str) -> Verdict:
    """Whether a measured value meets a target.

    An increase or decrease is met by a measured change that is at least as large (written with or without its sign); a value
    without a number on either side is not comparable. Words that give a figure alone (达到65%) do not say whether more is better:
    another value is no miss, but for a person to judge.
    """
    wanted, measured = (
        number_of(target.text("value")),
        number_of(value.strip().removesuffix(target.text("unit")).strip()),
    )
    comparator = target.text("comparator")
    if wanted is None or measured is None or not comparator:
        return "not-comparable"
    if comparator == "decrease":
        measured = abs(measured) if measured < 0 else measured
        return "met" if measured >= abs(wanted) else "missed"
    if comparator == "=":
        return "met" if measured == wanted else "not-comparable"
    met = {">=": measured >= wanted, "increase": measured >= wanted, "<=": measured <= wanted}
    return "met" if met[comparator] else "missed"


def wrong_values(values: Mapping[str, Value]) -> list[str]:
    """What is no report of progress about these values, in words; empty for none."""
    wrong = [f"{name!r} is no part of a report" for name in values if name not in FIELDS]
    state, day = str(values.get("state", "")), str(values.get("date", ""))
    if state and state not in STATES:
        wrong.append(f"no state is called {state!r}")
    if day and not is_day(day):
        wrong.append(f"not a date: {day!r}")
    if not any(str(value).strip() for value in values.values()):
        wrong.append("nothing is reported")
    return wrong


def is_day(words: str) -> bool:
    """Whether the words are YYYY, YYYY-MM or YYYY-MM-DD."""
    if not _DAY.fullmatch(words):
        return False
    try:
        year, month, day = (int(part) for part in [*words.split("-"), "1", "1"][:3])
        date(year, month, day)
    except ValueError:
        return False
    return True
