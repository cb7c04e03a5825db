"""Older editions as stores keep them: reading and document compressed together, later ones as what they add to the first.

Editions of one plan say nearly the same. The first that a plan keeps stands alone; every later one is compressed with the
bytes of that one as its dictionary, a tenth of its size. `base` says which one that was.
"""

from typing import NamedTuple

from graph.model import DocumentText, Origin
from graph.serial import dumps, loads, node_from_json, node_to_json
from graph.store import Edition
from graph.stores.compression import compressed_on, expanded, expanded_on
from graph.stores.damage import decoder
from graph.stores.rows import unpack_raw


class Base(NamedTuple):
    """The first edition that a plan keeps: its number (None: there is none yet) and its content."""

    number: int | None = None
    content: bytes = b""


class Kept(NamedTuple):
    """An older edition as it is stored: compressed, on the edition of the number `base` (None: it stands alone)."""

    content: bytes
    base: int | None


def pack_edition(packed: bytes, document: DocumentText, base: Base) -> Kept:
    """An older edition of its packed reading and its document."""
    origins = [[run.start, run.end, run.place, run.generated] for run in document.origins]
    said = dumps({"node": node_to_json(document.node), "text": document.text, "origins": origins})
    raw = b"".join((len(reading := expanded(packed)).to_bytes(8, "big"), reading, said.encode()))
    return Kept(compressed_on(_raw(base.content), raw), base.number)


@decoder("an edition of a plan")
def unpack_edition(content: bytes, base: bytes = b"") -> Edition:
    """The reverse of pack_edition; `base` is the content of the edition that it was packed on."""
    raw = expanded_on(_raw(base), content)
    size = 8 + int.from_bytes(raw[:8], "big")
    said = loads(raw[size:])
    origins = tuple(Origin(*run) for run in said["origins"])
    document = DocumentText(node_from_json(said["node"]), said["text"], origins)
    return Edition(unpack_raw(raw[8:size], document.text), document)


def _raw(base: bytes) -> bytes:
    return expanded(base) if base else b""
