"""How much a file may ask of this machine: checked before anything is parsed (research/reading.md §1.8)."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds for one file; sizes in bytes, `seconds` and `memory` for the child process of a slow parser.

    `ratio` is the unpacked size of an archive's member by its packed size, `characters` the length of the whole text.
    """

    file: int = 25 * MEGABYTE
    member: int = 64 * MEGABYTE
    unpacked: int = 256 * MEGABYTE
    members: int = 10_000
    ratio: int = 200
    pages: int = 2_000
    rows: int = 20_000
    columns: int = 200
    cells: int = 300_000
    characters: int = 20_000_000
    seconds: int = 30
    memory: int = 450 * MEGABYTE


LIMITS = Limits()
