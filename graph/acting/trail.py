"""What one does with a store's audit: look at its chain, tell of it page by page, keep it for so long."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from graph.access.entries import Chain, Entry, Sealed, Verified
from graph.access.people import Actor
from graph.access.register import Register
from graph.errors import BadRequestError
from graph.store import Store

AT_A_TIME = 1000
"""Entries of one read."""


def verified(store: Store, known: Mapping[int, str] | None = None) -> Verified:
    """A look at the whole chain; `known` are numbers with digests that somebody wrote down."""
    chain = Chain(known)
    for part in _parts(store):
        chain.look(part)
    return chain.end()


def lines(store: Store) -> Iterator[str]:
    """All entries in their order as JSON lines, each with its digest and the one before it."""
    for part in _parts(store):
        for one in part:
            said = {"content": one.content, "previous": one.previous, "digest": one.digest}
            yield json.dumps(said, ensure_ascii=False) + "\n"


def read_lines(words: Iterator[str]) -> Iterator[Sealed]:
    """The entries of a file that `lines` wrote. BadRequestError for a line that is none."""
    for number, line in enumerate(words, 1):
        try:
            said: dict[str, Any] = json.loads(line)
            content = str(said["content"])
            yield Sealed(int(json.loads(content)["number"]), content, str(said["previous"]), str(said["digest"]))
        except (ValueError, KeyError, TypeError) as error:
            raise BadRequestError(
                "this is no entry of an audit", where=f"line {number}", hint="give what audit export wrote"
            ) from error


def pruned(store: Store, before: str, actor: Actor) -> int:
    """Take out the entries from before a day (YYYY-MM-DD), and say so in an entry; how many went."""

    def work(register: Register) -> int:
        cut: Sealed | None = None
        count, after = 0, 0
        while part := register.chain(after, AT_A_TIME):
            old = [one for one in part if one.told()["at"][: len(before)] < before]
            count += len(old)
            cut = old[-1] if old else cut
            after = part[-1].number
            if len(old) < len(part):
                break
        if cut is None:
            return 0
        gone = {"last": cut.number, "digest": cut.digest, "entries": count}
        register.write(actor, Entry("pruned", before, after=gone))
        register.prune(cut.number)
        return count

    return store.change_register(work)


def _parts(store: Store) -> Iterator[list[Sealed]]:
    after = 0
    while part := _behind(store, after):
        yield part
        after = part[-1].number


def _behind(store: Store, number: int) -> list[Sealed]:
    return store.read_register(lambda register: register.chain(number, AT_A_TIME))
