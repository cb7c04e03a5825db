"""The audit: what was done, by whom, when, from where, with before and after; each entry seals the one before it.

The digest of an entry is SHA-256 over the digest before it and the entry's own words, so that nothing in the middle can be
changed, taken out or put in without every later digest being another one. What was cut off at the beginning (retention) is
told by an entry of its own; that nothing was cut off at the end shows whoever wrote down a number with its digest before.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

Action = Literal[
    "load", "restore", "remove", "keep", "decide", "undo", "export", "login", "login-failed", "locked", "logout",
    "account-added", "account-changed", "account-removed", "password", "token-made", "token-revoked", "refused", "pruned",
    "backup", "backup-restored",
]  # fmt: skip
ACTIONS: tuple[Action, ...] = get_args(Action)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was done; `before` and `after` say what stood there, as JSON has it."""

    action: Action
    subject: str = ""
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)
    who: str = ""


@dataclass(frozen=True, slots=True)
class Sealed:
    """An entry as it is stored: `content` are its words, `previous` the digest of the entry before it."""

    number: int
    content: str
    previous: str
    digest: str

    def columns(self) -> dict[str, Any]:
        """What a store keeps of it: what one looks for by itself, beside the words that are sealed."""
        said = self.told()
        looked_for = {"at": said["at"], "who": said["who"], "action": said["action"], "subject": said["subject"]}
        return {
            **looked_for, "number": self.number, "content": self.content, "previous": self.previous, "digest": self.digest,
        }  # fmt: skip

    def told(self) -> dict[str, Any]:
        """What it says."""
        said: dict[str, Any] = json.loads(self.content)
        return said


def sealed(entry: Entry, number: int, previous: str, *, at: str, who: str, address: str, via: str) -> Sealed:
    """The entry behind the one with the digest `previous`."""
    said = {
        "number": number, "at": at, "who": who or entry.who, "from": address, "via": via, "action": entry.action,
        "subject": entry.subject, "before": dict(entry.before), "after": dict(entry.after),
    }  # fmt: skip
    content = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return Sealed(number, content, previous, digest_of(previous, content))


def behind(
    entries: Iterable[Entry], number: int, previous: str, *, at: str, who: str, address: str, via: str
) -> Iterator[tuple[Entry, Sealed]]:
    """Each entry with its seal, one behind the other, the first behind `number` with the digest `previous`."""
    for entry in entries:
        one = sealed(entry, number + 1, previous, at=at, who=who, address=address, via=via)
        yield entry, one
        number, previous = one.number, one.digest


def digest_of(previous: str, content: str) -> str:
    """What seals an entry."""
    return hashlib.sha256(f"{previous}\n{content}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Verified:
    """What a look at the whole chain found; `broken` says what is wrong, empty for nothing."""

    entries: int
    first: int
    last: int
    digest: str
    broken: str = ""


class Chain:
    """Looks at the entries one after the other, in their order; `known` are numbers with digests that were written down."""

    def __init__(self, known: Mapping[int, str] | None = None) -> None:
        self._known = dict(known or {})
        self._entries = self._first = self._last = 0
        self._digest = self._start = ""
        self._cut: tuple[int, str] | None = None
        self._broken = ""

    def look(self, entries: Iterable[Sealed]) -> None:
        """At the next entries."""
        for one in entries:
            if not self._broken:
                self._broken = self._wrong(one)
                self._entries += 1
                self._last, self._digest = one.number, one.digest

    def _wrong(self, one: Sealed) -> str:
        if not self._entries:
            self._first, self._start = one.number, one.previous
        elif one.number != self._last + 1:
            return f"entry {self._last + 1} is missing"
        elif one.previous != self._digest:
            return f"entry {one.number} does not follow the one before it"
        if digest_of(one.previous, one.content) != one.digest or not self._is_told(one):
            return f"entry {one.number} was changed"
        if self._known.pop(one.number, one.digest) != one.digest:
            return f"entry {one.number} is not the one that was written down"
        return ""

    def _is_told(self, one: Sealed) -> bool:
        """Whether the words are those of an entry with its number; what it says was taken out is remembered."""
        try:
            told = one.told()
            if told["action"] == "pruned":
                self._cut = (int(told["after"]["last"]), str(told["after"]["digest"]))
            return bool(told["number"] == one.number)
        except (ValueError, KeyError, TypeError):
            return False

    def end(self) -> Verified:
        """What was found after the last entry."""
        broken = self._broken
        if not broken and self._first > 1 and self._cut != (self._first - 1, self._start):
            broken = f"the entries before {self._first} are missing, and no entry says that they were taken out"
        if not broken and not self._first and self._known:
            broken = "all entries are missing"
        late = [number for number in self._known if number > self._last]
        if not broken and late:
            broken = f"entry {self._last + 1} is missing, and those after it"
        return Verified(self._entries, self._first, self._last, self._digest, broken)
