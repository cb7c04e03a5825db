"""What the head of a column says: duties of a role, the task, its deadline, people, figures. 牵头（责任）单位, 责任单位/责任人."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from graph.kept.patterns import compiled
from loaders.readings import ColumnKind, Role, Span
from loaders.vocabulary import vocabulary

LONGEST = 24
"""Characters of the longest head."""
_KNOWN = 4096
"""Heads that are remembered: every cell of a table's first rows is tried."""


@dataclass(frozen=True, slots=True)
class Head:
    """What one head says.

    `roles` are those of the units below, more than one where the head names several (主办/协办单位). `weak`: the head
    names no role with units, so that what stands below must look like units. `persons`: people stand among the units.
    """

    kind: ColumnKind
    roles: tuple[Role, ...] = ()
    weak: bool = False
    persons: bool = False


@lru_cache(maxsize=_KNOWN)
def head_of(words: str) -> Head | None:
    """The meaning of a cell's words (of the shadow) as a head, or None where they are none that is known."""
    lines = [_squeezed(line) for line in _pattern("_lines").split(words)]
    whole = "".join(lines)
    if not whole or len(whole) > LONGEST + len(_aside(whole)):
        return None
    for tried in dict.fromkeys((whole, whole.removesuffix(_aside(whole)), lines[0])):
        found = _known(tried)
        if found is not None:
            return found
    return None


def unbroken(words: str) -> str:
    """A head's words without blanks and without the ends of its lines: 责任 / 单位 is 责任单位."""
    return _squeezed(_pattern("_lines").sub("", words))


def is_label(words: str) -> bool:
    """Whether a cell's words may be a head at all: short, no sentence, no figure."""
    whole = unbroken(words)
    own = whole.removesuffix(_aside(whole))  # what stands in brackets may be a unit: 优良天数比例(%)
    return 0 < len(own) <= LONGEST and _pattern("_no_head").search(own) is None


def ends_like_unit(words: str) -> bool:
    """Whether a cell's words end as names of units do; a quick test, no reading."""
    return _pattern("_unit_ends").search(_squeezed(words)) is not None


def names_task(words: str) -> bool:
    """Whether a head speaks of tasks, so that its table is one of tasks."""
    return _signs("tasks").search(unbroken(words)) is not None


@lru_cache(maxsize=_KNOWN)
def task_role(words: str) -> Role | None:
    """The role that a head gives the unit of a row in the tasks below it (牵头任务, 协办事项), or None."""
    found = _tasks_of_role().fullmatch(unbroken(words))
    return _role(found["role"]) if found else None


def names_contact(words: str) -> bool:
    """Whether a head belongs to a list of people or to a table of indicators, whose units are given no task."""
    return _signs("contacts").search(unbroken(words)) is not None


def duty_heads(words: str, span: Span) -> Iterator[tuple[Span, Role]]:
    """The heads of duty columns in run-together heads (序号任务完成时限责任单位), in order."""
    for match in _duty().finditer(words, span.start, span.end):
        yield Span(*match.span()), _roles(match)[0]


def _known(words: str) -> Head | None:
    duty = _duty().fullmatch(words)
    if duty is not None:
        return Head("duty", _roles(duty), persons=duty["persons"] is not None)
    for entry in vocabulary("tables/columns")["alone"].values():
        if _compiled(entry["pattern"]).fullmatch(words):
            return Head("duty", (entry["role"],), weak=entry.get("weak", False))
    for name, pattern in _kinds():
        if pattern.fullmatch(words):
            return Head(name)
    return None


def _roles(match: re.Match[str]) -> tuple[Role, ...]:
    """The roles that a head names, each once; one that leads and is responsible (牵头（责任）单位) leads."""
    named = [_role(match[name]) for name in ("first", "second", "aside") if match[name]]
    if match["aside"] and "lead" in named:
        return ("lead",)
    return tuple(dict.fromkeys(named[:1] if match["aside"] else named))


def _role(words: str) -> Role:
    for entry in _entries():
        if _compiled(entry["pattern"]).fullmatch(words):
            role: Role = entry["role"]
            return role
    return "responsible"


def _squeezed(words: str) -> str:
    return "".join(words.replace("*", "").split())


def _aside(words: str) -> str:
    found = _ASIDE.search(words)
    return found[0] if found else ""


_ASIDE = compiled(r"\([^()]{1,40}\)$")


@cache
def _duty() -> re.Pattern[str]:
    """before* role after* units, perhaps with a second role, one in brackets, and people behind."""
    data = vocabulary("tables/columns")
    role = "|".join(f"(?:{entry['pattern']})" for entry in _entries())
    before, after, units = (_alternatives(data[name]) for name in ("_before", "_after", "_units"))
    units = f"(?:{units})(?:{data['_unit_asides']})?"
    return compiled(
        f"(?:{before})*?(?P<first>{role})(?:{after})*(?:{units})?"
        f"(?:(?:{data['_joints']})(?:{before})*?(?P<second>{role})(?:{after})*)?"
        rf"(?:\((?P<aside>{role})(?:{units})?\))?"
        f"(?:{units}|{data['_unit_asides']})(?:(?:{data['_joints']})?{units})?"
        rf"(?:(?P<persons>\(?(?:{data['_joints']})?{data['_persons']}\)?))?"
    )


@cache
def _tasks_of_role() -> re.Pattern[str]:
    role = "|".join(f"(?:{entry['pattern']})" for entry in _entries())
    return compiled(f"(?P<role>{role}){vocabulary('tables/columns')['by_unit']['tasks']['pattern']}")


def _alternatives(words: list[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


@cache
def _entries() -> tuple[Mapping[str, Any], ...]:
    return tuple(vocabulary("tables/columns")["roles"].values())


@cache
def _kinds() -> tuple[tuple[ColumnKind, re.Pattern[str]], ...]:
    entries: Mapping[ColumnKind, Any] = vocabulary("tables/columns")["kinds"]
    return tuple((name, compiled(entry["pattern"])) for name, entry in entries.items())


@cache
def _signs(section: str) -> re.Pattern[str]:
    return compiled("|".join(entry["pattern"] for entry in vocabulary("tables/columns")[section].values()))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return compiled(pattern)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return compiled(vocabulary("tables/columns")[name])
