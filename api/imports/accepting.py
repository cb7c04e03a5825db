"""Taking proposals over: each decision through the one door, those of a new measure with the id that it gets; all or nothing."""

from collections.abc import Collection
from functools import partial
from typing import NamedTuple

from api.decisions.requests import decision_of
from api.imports.proposals import ADDED
from api.imports.read_back import read_back
from api.wire import imports as wire
from api.wire.names import DecisionIn
from graph.errors import BadRequestError, RespgraphError, StoreError
from graph.store import Deciding, Store

ALL = "all"


def accept(store: Store, data: bytes, file_name: str, chosen: Collection[str], by: str) -> wire.ImportOut:
    """Take over the proposals with these ids (`all`: every one that is chosen by itself) and say what became of them.

    The table is held against the store as it is now, once more. All of it is taken over in one transaction; where a part is
    refused now, that stands in `left`, and nothing is taken over.
    Raises SourceError as read_back does, BadRequestError for an id that is no proposal of the file (any more).
    """
    found = read_back(store.view(), data, file_name)
    known = {proposal.id: proposal for proposal in found.proposals}
    wanted = {key for key, each in known.items() if each.chosen} if ALL in chosen else set()
    wanted |= set(chosen) - {ALL}
    unknown = sorted(wanted - known.keys())
    if unknown:
        raise BadRequestError(
            f"the table holds no change {unknown[0]!r} now",
            hint="it may have been taken over meanwhile; look at the table again",
        )
    chosen_now = [proposal for proposal in found.proposals if proposal.id in wanted]

    def work(decide: Deciding) -> _Taken:
        taken = _Taken([], [])
        for proposal in chosen_now:
            _take(decide, proposal, by, taken)
        if taken.left:
            raise _RefusedError(taken)
        return taken

    try:
        found.accepted.extend(store.writer().decide_all(work).accepted)
    except _RefusedError as error:
        found.left.extend(error.taken.left)
    return found


class _Taken(NamedTuple):
    accepted: list[wire.AcceptedOut]
    left: list[wire.LeftOut]


class _RefusedError(Exception):
    """Ends the transaction; nothing of it stays."""

    def __init__(self, taken: _Taken) -> None:
        super().__init__()
        self.taken = taken


def _take(decide: Deciding, proposal: wire.ProposalOut, by: str, found: _Taken) -> None:
    made: list[str] = []
    added = ""
    for asked in proposal.decisions:
        try:
            decision = decide(partial(decision_of, asked=_with(asked, added), by=by))
        except StoreError:
            raise
        except RespgraphError as error:
            words = proposal.after or proposal.before
            found.left.append(wire.LeftOut(place=proposal.place, quote=words, code="refused", what=error.what))
            if ADDED in (asked.subject, asked.object) or not added:
                continue
        else:
            made.append(decision.id)
            if asked.kind == "add-node" and not added and decision.node is not None:
                added = decision.node.id
    if made:
        found.accepted.append(wire.AcceptedOut(id=proposal.id, decisions=made))


def _with(asked: DecisionIn, added: str) -> DecisionIn:
    """The decision about the measure that was added before it."""
    names = {name: added for name in ("subject", "object") if getattr(asked, name) == ADDED and added}
    return asked.model_copy(update=names) if names else asked
