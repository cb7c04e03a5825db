"""Answers that are given again while the store stays as it is: of fifty who read the same pages one pays for each.

An answer belongs to one state of the store (`View.state`), to one address and to all that the request said of whoever asks: its
headers, and who the door found it to be. Only a whole answer is kept, of a route that asked for the view and not for the store
itself, so that nobody is told of a state that is not there any more, or what is another's to know.
"""

from collections import OrderedDict
from collections.abc import Hashable, Sequence
from http import HTTPStatus
from typing import NamedTuple

from starlette.types import Message, Scope

from api.http.delivery.large_answers import FILE

MOST_BYTES = 32 * 2**20
"""What a process keeps; a page has up to 100 kB."""

LARGEST = 2 * 2**20
"""Bytes of an answer that is kept."""

_ALIKE = frozenset(
    {
        b"accept-encoding", b"cache-control", b"connection", b"content-length", b"dnt", b"if-modified-since", b"if-none-match",
        b"pragma", b"priority", b"referer", b"te", b"upgrade-insecure-requests", b"user-agent", b"x-request-id",
    }
)  # fmt: skip
"""Headers that no answer here follows from, or that are heeded on its way out."""


class _Kept(NamedTuple):
    state: Hashable
    answer: tuple[Message, ...]
    size: int


class KeptAnswers:
    """The answers of one process that were asked for last; only its loop uses it."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        """Keep up to `most` bytes."""
        self._most = most
        self._kept: OrderedDict[Hashable, _Kept] = OrderedDict()
        self._size = 0

    def get(self, key: Hashable, state: Hashable) -> Sequence[Message] | None:
        """What was answered in this very state, to be changed at will."""
        kept = self._kept.get(key)
        if kept is None or kept.state != state:
            return None
        self._kept.move_to_end(key)
        return _copied(kept.answer)

    def holds(self, key: Hashable) -> bool:
        """Whether something was answered under the key, in whatever state."""
        return key in self._kept

    def put(self, key: Hashable, state: Hashable, answer: Sequence[Message]) -> None:
        """Keep an answer, if it is one that may be given again."""
        size = sum(len(message.get("body", b"")) for message in answer)
        if not _is_whole(answer) or size > LARGEST:
            return
        before = self._kept.pop(key, None)
        self._size += size - (before.size if before else 0)
        self._kept[key] = _Kept(state, tuple(_copied(answer)), size)
        while self._size > self._most:
            _, oldest = self._kept.popitem(last=False)
            self._size -= oldest.size


def key_of(scope: Scope, *who: Hashable) -> Hashable | None:
    """What an answer depends on beside the state of the store; None for a request whose answer is not kept.

    `who` is what the door found out about whoever asks, and what else is not in the request.
    """
    if scope["method"] != "GET" or any(name in (b"range", b"authorization") for name, _ in scope["headers"]):
        return None
    said = tuple(sorted((name, value) for name, value in scope["headers"] if name not in _ALIKE))
    return (scope.get("root_path", ""), scope["scheme"], scope["path"], scope["query_string"], said, who)


def _is_whole(answer: Sequence[Message]) -> bool:
    """Whether it is a 200 of a start and bodies, no file that is read from the disk, that sets no cookie."""
    start, *bodies = answer or ({"type": ""},)
    return (
        start["type"] == "http.response.start"
        and start["status"] == HTTPStatus.OK
        and all(name.lower() != b"set-cookie" for name, _ in start["headers"])
        and all(message["type"] == "http.response.body" and FILE not in message for message in bodies)
        and bool(bodies)
        and not bodies[-1].get("more_body", False)
    )


def _copied(answer: Sequence[Message]) -> list[Message]:
    """Who sends an answer on changes its headers in place."""
    return [
        {**message, "headers": [*message["headers"]]} if "headers" in message else {**message} for message in answer
    ]
