"""Decisions as a YAML file that a reviewer reads in a diff: one entry a decision, in the order in which they were made."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, get_args

import yaml

from api.decisions.reforms_file import is_reform
from graph.errors import ModelError, SourceError
from graph.model import Decision, DecisionKind
from graph.questions.departments.fitting_decisions import misfit
from graph.serial import decision_from_json, decision_to_json
from graph.store import Store, View

MOST_BYTES = 50 * 1024 * 1024
"""Largest file that is imported."""

_HEAD = "# People's decisions of a respgraph store, oldest first (`respgraph names import FILE` takes them over).\n"
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?\+00:00")
_KINDS = frozenset(get_args(DecisionKind))
_ENDS = ("subject", "object")
_FIELDS = (
    "id",
    "kind",
    *_ENDS,
    "words",
    "why",
    "by",
    "at",
    "undone",
    "department",
    "edge",
    "values",
    "before",
    "followed",
)


class Fate(Enum):
    """What an import makes of a decision."""

    ADDED = auto()
    UNDONE = auto()
    KNOWN = auto()
    REFUSED = auto()


@dataclass(frozen=True, slots=True)
class Refused:
    """A decision that no longer fits, and why."""

    decision: Decision
    why: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: decisions taken over, taken back, known before, and refused."""

    added: tuple[Decision, ...]
    undone: tuple[Decision, ...]
    known: tuple[Decision, ...]
    refused: tuple[Refused, ...]


def written(decisions: Iterable[Decision]) -> str:
    """The file of the decisions, equal for equal decisions."""
    entries = [_entry(decision) for decision in sorted(decisions, key=lambda decision: (decision.at, decision.id))]
    return _HEAD + "".join(
        yaml.dump([entry], allow_unicode=True, sort_keys=False, width=120, default_flow_style=False)
        for entry in entries
    )


def read(text: str, *, where: str = "") -> list[Decision]:
    """The decisions of a file, oldest first. Raises SourceError with the entry that is wrong."""
    entries = [each for each in entries_of(text, where=where) if not is_reform(each)]
    decisions = [_decision(entry, number, where) for number, entry in enumerate(entries, 1)]
    return sorted(decisions, key=lambda decision: (decision.at, decision.id))


def entries_of(text: str, *, where: str = "") -> list[Any]:
    """The entries of a file as YAML has them. Raises SourceError."""
    if len(text) > MOST_BYTES:
        raise SourceError("the file is too large", where=where, hint=f"at most {MOST_BYTES} bytes")
    try:
        entries = yaml.load(text, Loader=yaml.CSafeLoader) or []
    except yaml.YAMLError as error:
        raise SourceError(f"not YAML: {error}", where=where) from error
    if not isinstance(entries, list):
        raise SourceError("not a list of decisions", where=where, hint="`respgraph names export` writes one")
    return entries


def take_over(store: Store, decisions: Iterable[Decision]) -> Imported:
    """Store the decisions that fit; doing it again changes nothing. What does not fit is refused one by one."""
    found: dict[Fate, list[Decision]] = {fate: [] for fate in Fate}
    refused = []
    writer = store.writer()
    for decision in decisions:
        judged: list[tuple[Fate, str]] = []

        def take(view: View, decision: Decision = decision, judged: list[tuple[Fate, str]] = judged) -> Decision | None:
            judged.append(_fate(view, decision))
            return decision if judged[-1][0] in (Fate.ADDED, Fate.UNDONE) else None

        try:
            writer.decide_on(take)
            fate, why = judged[-1]
        except ModelError as error:
            fate, why = Fate.REFUSED, str(error)
        if fate is Fate.REFUSED:
            refused.append(Refused(decision, why))
        else:
            found[fate].append(decision)
    return Imported(tuple(found[Fate.ADDED]), tuple(found[Fate.UNDONE]), tuple(found[Fate.KNOWN]), tuple(refused))


def _fate(view: View, decision: Decision) -> tuple[Fate, str]:
    """What becomes of a decision of the file in the store as it is, and why it is refused."""
    here = next(iter(view.decisions(undone=True, ids=[decision.id])), None)
    if here == decision:
        return Fate.KNOWN, ""
    if here is not None and decision.undone and not here.undone:
        return Fate.UNDONE, ""
    if here is not None:
        return (
            Fate.REFUSED,
            f"it was undone here, by {here.undone}" if here.undone else "another decision here has its id",
        )
    why = "" if decision.undone else misfit(view, decision)
    return (Fate.REFUSED if why else Fate.ADDED), why


def _entry(decision: Decision) -> dict[str, Any]:
    data = decision_to_json(decision)
    data |= {end: _named(data[end], data[f"{end}_name"]) for end in _ENDS}
    data |= {"words": data["anchor"], "department": data["node"]}
    return {field: data[field] for field in _FIELDS if data.get(field)}


def _named(key: str, name: str) -> dict[str, str] | None:
    return {field: value for field, value in (("id", key), ("name", name)) if value} or None


def _decision(entry: object, number: int, where: str) -> Decision:
    here = f"{where}: entry {number}" if where else f"entry {number}"
    if not isinstance(entry, Mapping) or not {"id", "kind", "by", "at"} <= entry.keys():
        raise SourceError("a decision needs id, kind, by and at", where=here)
    if unknown := sorted(map(str, entry.keys() - set(_FIELDS))):
        raise SourceError(f"unknown field {unknown[0]!r}", where=here, hint="one of " + ", ".join(_FIELDS))
    if entry["kind"] not in _KINDS:
        raise SourceError(
            f"no kind of decision is {entry['kind']!r}", where=here, hint="one of " + ", ".join(sorted(_KINDS))
        )
    data: dict[str, Any] = {
        "anchor": entry.get("words"), "node": entry.get("department"), "edge": entry.get("edge"),
        **{field: entry[field] for field in ("values", "before", "followed") if field in entry},
        **{field: _string(entry.get(field, ""), field, here) for field in ("id", "kind", "by", "at", "why", "undone")},
    }  # fmt: skip
    for end in _ENDS:
        named = entry.get(end) or {}
        if not isinstance(named, Mapping) or not named.keys() <= {"id", "name"}:
            raise SourceError(f"{end} needs an id, and may have a name", where=here)
        data[end] = _string(named.get("id", ""), end, here)
        data[f"{end}_name"] = _string(named.get("name", ""), end, here)
    try:
        decision = decision_from_json(data)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise SourceError(f"not a decision: {error}", where=here) from error
    if not _TIME.fullmatch(decision.at):  # decisions apply in the order of their times
        raise SourceError(
            f"at must be a time in UTC, not {decision.at!r}", where=here, hint="2026-01-05T08:30:00+00:00"
        )
    return decision


def _string(value: object, field: str, where: str) -> str:
    if not isinstance(value, str):
        raise SourceError(f"{field} must be words in quotes, not {value!r}", where=where)
    return value


def refusals(imported: Imported) -> list[str]:
    """One line for each decision that was refused."""
    return [
        f"{refused.decision.id} ({refused.decision.kind}, by {refused.decision.by}): {refused.why}"
        for refused in imported.refused
    ]
