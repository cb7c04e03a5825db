"""What can go wrong, each with what, where and what to do. Odd content of a plan never raises: it becomes a Problem.

The English words are the key to those of other languages (viz/site/refusals.yaml), with what they fill in.
"""

from collections.abc import Mapping
from typing import Literal

Several = Literal["Department", "Plan", "Act", "Metric"]
"""What a name may fit several of."""


class RespgraphError(Exception):
    """Base of every error that is meant for a person."""

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        """`what` went wrong, `where` (a file, an id, an address), and a `hint` that says what to do."""
        super().__init__(what)
        self.what = what
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        return "; ".join(
            part for part in (f"{self.where}: {self.what}" if self.where else self.what, self.hint) if part
        )


class UnknownIdError(RespgraphError):
    """No such node, edge, plan or department; `suggestions` are names that come near (never applied)."""

    def __init__(self, what: str, *, where: str = "", hint: str = "", suggestions: tuple[str, ...] = ()) -> None:
        super().__init__(what, where=where, hint=hint)
        self.suggestions = suggestions


class MovedIdError(RespgraphError):
    """What had the id `old` in an earlier edition of its plan has the id `new` now."""

    def __init__(self, old: str, new: str) -> None:
        super().__init__(f"{old} is called {new} now", hint="ask for that")
        self.old = old
        self.new = new


class AmbiguousNameError(RespgraphError):
    """A name fits several departments or plans; `candidates` are their ids and names in order, `of` says what they are."""

    def __init__(
        self,
        what: str,
        *,
        where: str = "",
        hint: str = "",
        candidates: tuple[tuple[str, str], ...] = (),
        of: Several = "Department",
    ) -> None:
        super().__init__(what, where=where, hint=hint)
        self.candidates = candidates
        self.of = of


class BadRequestError(RespgraphError):
    """A question or a parameter makes no sense."""


class FilterError(BadRequestError):
    """A list is narrowed by a filter, or a value of one, that it does not have; `where` is the filter.

    `applicable` are the filters that the question has, `suggestions` the names or values that come near.
    """

    def __init__(
        self,
        what: str,
        *,
        where: str = "",
        hint: str = "",
        applicable: tuple[str, ...] = (),
        suggestions: tuple[str, ...] = (),
    ) -> None:
        super().__init__(what, where=where, hint=hint)
        self.applicable = applicable
        self.suggestions = suggestions


class SettledError(BadRequestError):
    """What is asked of a decision was done before, or is not open to be done: it stands as it stood."""


class UnansweredError(RespgraphError):
    """A file is not loaded before a person answers; `questions` say why, about which plan, and what would go."""

    def __init__(
        self, what: str, *, where: str = "", hint: str = "", questions: tuple[Mapping[str, object], ...] = ()
    ) -> None:
        super().__init__(what, where=where, hint=hint)
        self.questions = questions


class SourceError(RespgraphError):
    """A file can't be read: missing, empty, binary, undecodable, too large, encrypted, a scan."""


class ModelError(RespgraphError):
    """A graph breaks the schema: an unknown kind, a missing property, an edge whose end is missing or has no evidence."""


class SignInError(RespgraphError):
    """Nobody is known by this name with this password, or a session or token is over."""


class ForbiddenError(RespgraphError):
    """Who asks is known and may not do this: the role is too small, or the place is another one."""


class TooManyError(RespgraphError):
    """Something was tried too often; `wait` are the seconds until it may be tried again."""

    def __init__(self, what: str, *, where: str = "", hint: str = "", wait: int = 60) -> None:
        super().__init__(what, where=where, hint=hint)
        self.wait = wait


class StoreError(RespgraphError):
    """The store refuses: locked, read-only, of a newer schema, not a store."""


class StoreUnavailableError(StoreError):
    """The store's server does not answer now; trying again later may help."""


class BusyError(RespgraphError):
    """So much is worked on that this has to wait; `after` so many seconds it may be asked for again."""

    def __init__(self, what: str, *, where: str = "", hint: str = "", after: int = 5) -> None:
        super().__init__(what, where=where, hint=hint)
        self.after = after


class TooLongError(BusyError):
    """A question took longer than `seconds`, and was ended: asked more narrowly, or when less is going on, it may do."""

    def __init__(self, seconds: float, *, after: int = 30) -> None:
        hint = "ask for less at once, or try again in half a minute"
        super().__init__(f"the answer takes longer than {seconds:g} seconds", hint=hint, after=after)


class ChangedMeanwhileError(StoreUnavailableError):
    """The store was written to while a question read it: what was read may belong to two states and says nothing."""

    def __init__(self, *, where: str = "") -> None:
        super().__init__("the store was written to while the question was read", where=where, hint="ask again")
