"""Which statuses an operation may answer with besides its own, and what each means: one table for all of them."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple


class Told(NamedTuple):
    """A status as the description tells it; `problem` is whether its body is problem details."""

    words: str
    problem: bool = True


STATUSES: Mapping[int, Told] = {
    300: Told("A name fits several departments, plans, acts or metrics; `candidates` are their ids and names"),
    304: Told("The answer is the one whose ETag the client sent", problem=False),
    307: Told("The address has a slash at its end; `Location` is the one without", problem=False),
    308: Told("What is asked for has another id now; `Location` leads to it", problem=False),
    400: Told("The question makes no sense; `hint` says what would"),
    401: Told("Nobody is signed in, or a token is unknown or over; only where there are accounts"),
    403: Told("A browser sends this from another site, or the account may not do it"),
    404: Told("There is no such thing; `suggestions` are ids that look like it"),
    409: Told(
        "Something has to be answered first (`questions` says what), or the decision stands already: nothing was stored"
    ),
    411: Told("The request does not say how long it is"),
    413: Told("The request is larger than the explorer takes"),
    421: Told("The explorer is not called so; `RESPGRAPH_ALLOWED_HOSTS` names further hosts"),
    422: Told("A parameter or a file is not valid; `errors` says which and why, `applicable` which filters there are"),
    429: Told("It was tried too often; `Retry-After` says when to come back"),
    500: Told("The store is damaged, or the program made a mistake"),
    503: Told("The store's server is away, or too much is asked at once; `Retry-After` says when to come back"),
}
"""In the order in which the description lists them."""

ALWAYS = frozenset({400, 401, 403, 421, 422, 500, 503})
READS = frozenset({304, 307})
NAMES = frozenset({300, 308, 404})
WRITES = frozenset({409, 413})
FORMS = frozenset({411})

PAGING = frozenset({"limit", "offset"})


def statuses(method: str, operation: Mapping[str, Any]) -> Iterator[int]:
    """The statuses of an operation of an OpenAPI document, in order."""
    found = set(ALWAYS)
    found |= READS if method == "get" else WRITES
    if any(one["name"] not in PAGING for one in operation.get("parameters", ())) or "requestBody" in operation:
        found |= NAMES
    if "multipart/form-data" in operation.get("requestBody", {}).get("content", {}):
        found |= FORMS
    yield from (status for status in STATUSES if status in found)
