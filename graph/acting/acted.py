"""A store as one person uses it: writes are told as hers, and keep to her role and her places."""

from collections.abc import Callable, Hashable, Sequence
from contextlib import AbstractContextManager
from typing import Self, TypeVar

from graph.access.people import ITSELF, Actor
from graph.access.register import Register
from graph.access.time_limits import UNLIMITED, TimeLimit
from graph.acting.scopes import may_change, may_decide, may_load
from graph.errors import ForbiddenError, RespgraphError
from graph.store import D, Deciding, Edition, EditionRecord, Load, Outcome, Store, Sure, View, Waiting, Writer

T = TypeVar("T")


class Acted:
    """A Store whose writes are an actor's, whoever it was made for before; ForbiddenError where the role is too small to write."""

    def __init__(self, store: Store, actor: Actor) -> None:
        self.store: Store = store.store if isinstance(store, Acted) else store
        self._actor = actor
        self.url = store.url
        self.upgraded_from = store.upgraded_from

    def view(self) -> View:
        """See graph.store.Store."""
        return self.store.view()

    def snapshot(
        self, *, alone: bool = False, limit: TimeLimit = UNLIMITED, question: Hashable = None
    ) -> AbstractContextManager[View]:
        """See graph.store.Store."""
        return self.store.snapshot(alone=alone, limit=limit, question=question)

    def writer(self, actor: Actor = ITSELF) -> Writer:
        """See graph.store.Store; the writes are those of whom this store was made for."""
        del actor
        if not self._actor.may("editor"):
            raise ForbiddenError("this account only reads", where=self._actor.name, hint="ask an admin for a role")
        writer = self.store.writer(self._actor)
        return Scoped(writer, self.store, self._actor) if self._actor.places else writer

    def read_register(self, work: Callable[[Register], T]) -> T:
        """See graph.store.Store."""
        return self.store.read_register(work)

    def change_register(self, work: Callable[[Register], T]) -> T:
        """See graph.store.Store."""
        return self.store.change_register(work)

    def waiting(self) -> Waiting:
        """See graph.store.Store."""
        return self.store.waiting()

    def damage(self) -> str:
        """See graph.store.Store."""
        return self.store.damage()

    def close(self) -> None:
        """See graph.store.Store."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()


class Scoped(Writer):
    """A Writer that keeps to an actor's places; ForbiddenError for the rest."""

    def __init__(self, writer: Writer, store: Store, actor: Actor) -> None:
        self._writer = writer
        self._store = store
        self._actor = actor

    def replace_all(self, loads: Sequence[Load], sure: Sure | None = None) -> list[Outcome | RespgraphError]:
        """See graph.store.Writer; each plan that is not the actor's is refused by itself, all where one becomes another's meanwhile."""
        view = self._store.view()
        refused: dict[int, RespgraphError] = {}
        for number, load in enumerate(loads):
            try:
                may_load(view, load, self._actor)
            except ForbiddenError as error:
                refused[number] = error

        def still(view: View, loads: Sequence[Load]) -> None:
            for load in loads:
                may_load(view, load, self._actor)
            if sure:
                sure(view, loads)

        allowed = [load for number, load in enumerate(loads) if number not in refused]
        stored = iter(self._writer.replace_all(allowed, still))
        return [refused[number] if number in refused else next(stored) for number in range(len(loads))]

    def remove(self, plan: str, *, at: str = "", by: str = "", sure: Callable[[View], None] | None = None) -> bool:
        """See graph.store.Writer; whose it is is looked at in the same transaction."""

        def still(view: View) -> None:
            may_change(view, plan, self._actor)
            if sure:
                sure(view)

        return self._writer.remove(plan, at=at, by=by, sure=still)

    def keep(self, record: EditionRecord, edition: Edition) -> None:
        """See graph.store.Writer; who has places moves no stores."""
        del edition
        raise ForbiddenError("this belongs to another place", where=record.plan)

    def decide_all(self, work: Callable[[Deciding], T]) -> T:
        """See graph.store.Writer; what is the actor's is looked at in the same transaction."""

        def within(decide: Deciding) -> T:
            def kept_to(make: Callable[[View], D]) -> D:
                def made(view: View) -> D:
                    decision = make(view)
                    if decision is not None:
                        may_decide(view, decision, self._actor)
                    return decision

                return decide(made)

            return work(kept_to)

        return self._writer.decide_all(within)
