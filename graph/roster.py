"""Rosters: who belonged to a collective (各镇街) when, as a person states it in YAML. Collectives expand through nothing else.

A roster is never stored in the graph: it is read at start (RESPGRAPH_ROSTERS) and answers say "through the collective".
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from graph.errors import SourceError
from graph.ids import department_id
from graph.model import Node, Value
from graph.shadow import search_key

MOST_BYTES = 5 * 1024 * 1024
"""Largest roster file that is read."""

_FIELDS = frozenset({"jurisdiction", "collective", "valid", "source", "members"})
_MEMBER_FIELDS = frozenset({"name", "aliases", "en", "kind"})


@dataclass(frozen=True, slots=True)
class Member:
    """One body of a collective, by its names; `kind` is that of schema.yaml."""

    name: str
    aliases: tuple[str, ...] = ()
    name_en: str = ""
    kind: str = "government"


@dataclass(frozen=True, slots=True)
class Roster:
    """The members of a collective of a place while it was valid.

    `begin` and `end` are YYYY, YYYY-MM or YYYY-MM-DD, both inclusive; an empty `end` is open. `source` says where the
    list comes from, `file` where it was read.
    """

    jurisdiction: str
    collective: str
    begin: str
    end: str
    source: str
    members: tuple[Member, ...]
    file: str = ""

    def holds(self, date: str) -> bool:
        """Whether the roster was valid at a date (compared as far as both are written); never for an unknown date."""
        after = bool(date) and date[: len(self.begin)] >= self.begin[: len(date)]
        return after and (not self.end or date[: len(self.end)] <= self.end[: len(date)])

    def is_of(self, collective: Node) -> bool:
        """Whether a department is the collective that the roster is about."""
        properties = collective.properties
        called = {search_key(name) for name in _names(collective)}
        return (
            properties["kind"] == "collective"
            and properties.get("jurisdiction", "") == self.jurisdiction
            and search_key(self.collective) in called
        )

    def member(self, department: Node) -> Member | None:
        """The member that a department is: one of its names is one of the member's, in the roster's place or below."""
        place = str(department.properties.get("jurisdiction", ""))
        if not f"{place}/".startswith(f"{self.jurisdiction}/"):
            return None
        called = {search_key(name) for name in _names(department)}
        return next((m for m in self.members if called & {search_key(n) for n in (m.name, *m.aliases)}), None)


def read_rosters(path: str | Path) -> tuple[Roster, ...]:
    """The rosters of a YAML file, or of every .yaml and .yml file of a folder, by name. Raises SourceError."""
    where = Path(path)
    if where.is_dir():
        files = sorted(file for file in where.iterdir() if file.suffix in (".yaml", ".yml") and file.is_file())
        return tuple(roster for file in files for roster in _read(file))
    if not where.is_file():
        raise SourceError("there are no rosters", where=str(path), hint="name a YAML file or a folder of them")
    return _read(where)


def absent_members(rosters: Iterable[Roster], key: str, jurisdiction: str = "") -> list[Node]:
    """Members called `key`, as departments that no plan names: they live in the answer only."""
    wanted = search_key(key)
    found: dict[str, Node] = {}
    for roster in rosters:
        for member in roster.members:
            called = {search_key(name) for name in (member.name, *member.aliases, member.name_en) if name}
            node = _node(member, roster.jurisdiction)
            inside = not jurisdiction or f"/{jurisdiction.strip('/')}/" in f"/{roster.jurisdiction}/"
            if inside and (wanted in called or key == node.id):
                found.setdefault(node.id, node)
    return list(found.values())


def _node(member: Member, place: str) -> Node:
    properties: dict[str, Value] = {
        "name": member.name,
        "kind": member.kind,
        "slots": (),
        "jurisdiction": place,
        "aliases": member.aliases,
        "aliases_en": (),
        "candidates": (),
    }
    if member.name_en:
        properties["name_en"] = member.name_en
    return Node("Department", department_id(place=place, slots=(), qualifier=member.name), properties)


def _read(file: Path) -> tuple[Roster, ...]:
    try:
        if file.stat().st_size > MOST_BYTES:
            raise SourceError("the file is too large for a roster", where=str(file), hint=f"at most {MOST_BYTES} bytes")
        data = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise SourceError(f"not a roster: {error}", where=str(file)) from error
    entries: Sequence[Any] = data if isinstance(data, list) else [data]
    return tuple(_roster(entry, str(file)) for entry in entries)


def _roster(entry: object, where: str) -> Roster:
    if not isinstance(entry, Mapping) or not {"jurisdiction", "collective", "members", "valid"} <= entry.keys():
        raise SourceError(
            "not a roster: jurisdiction, collective, valid and members are needed", where=where, hint=_HINT
        )
    if unknown := sorted(map(str, entry.keys() - _FIELDS)):
        raise SourceError(f"unknown field {unknown[0]!r}", where=where, hint="one of " + ", ".join(sorted(_FIELDS)))
    valid, members = entry["valid"], entry["members"]
    if not isinstance(valid, Mapping) or "from" not in valid or not valid.keys() <= {"from", "to"}:
        raise SourceError("valid needs a date `from`, and may have one `to`", where=where, hint=_HINT)
    if not isinstance(members, list) or not members:
        raise SourceError("members is a list of names", where=where, hint=_HINT)
    begin, end = _date(valid["from"], where), _date(valid.get("to", ""), where)
    if not begin or (end and end < begin):
        raise SourceError(f"the roster is valid from {begin or 'nowhere'} to {end}", where=where, hint=_HINT)
    return Roster(
        jurisdiction=str(entry["jurisdiction"]),
        collective=str(entry["collective"]),
        begin=begin,
        end=end,
        source=str(entry.get("source", "")),
        members=tuple(_member(member, where) for member in members),
        file=where,
    )


_HINT = "docs/decisions.md has an example"


def _member(entry: object, where: str) -> Member:
    if isinstance(entry, str):
        return Member(entry)
    if not isinstance(entry, Mapping) or "name" not in entry or not entry.keys() <= _MEMBER_FIELDS:
        raise SourceError(f"not a member: {entry!r}", where=where, hint="a name, or {name, aliases, en, kind}")
    aliases = entry.get("aliases", [])
    return Member(
        name=str(entry["name"]),
        aliases=tuple(map(str, aliases)) if isinstance(aliases, list) else (str(aliases),),
        name_en=str(entry.get("en", "")),
        kind=str(entry.get("kind", "government")),
    )


def _date(value: object, where: str) -> str:
    """YAML gives 2022 as a number and 2022-03-01 as a date."""
    words = value.isoformat() if isinstance(value, dt.date) else str(value if value is not None else "")
    parts = words.split("-")
    if words and not ([len(part) for part in parts] in ([4], [4, 2], [4, 2, 2]) and all(map(str.isdigit, parts))):
        raise SourceError(f"not a date: {words!r}", where=where, hint="YYYY, YYYY-MM or YYYY-MM-DD")
    return words


def _names(department: Node) -> tuple[str, ...]:
    properties = department.properties
    aliases = properties.get("aliases", ())
    return (str(properties["name"]), *(aliases if isinstance(aliases, tuple) else ()))
