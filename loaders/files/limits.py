"""How much a file may ask of this machine: checked before anything is parsed (research/reading.md §1.8)."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds for one file; sizes in bytes.

    `seconds` of processor time and `memory` bound a parser in a process of its own, `seconds` and `reading_memory` a whole
    reading; `conversions` by LibreOffice run at one time on a machine. `ratio` is the unpacked size of an archive's member by its
    packed size, `characters` the length of the whole text, `lines` its lines, `elements` those of a page, `depth` how deep they stand within one another, `duties` the words of a text that
    say who is responsible, `sentences` its full stops, its `numbers`, `brackets` and `squares` of tables, the `read` characters: at least ten times what the longest plans have, and
    what is read in a second; their shares add up to `together` at most (loaders/plan_size.py). `title` is the longest heading, since all below it cites it.
    """

    file: int = 25 * MEGABYTE
    member: int = 64 * MEGABYTE
    unpacked: int = 256 * MEGABYTE
    members: int = 10_000
    ratio: int = 200
    pages: int = 2_000
    rows: int = 20_000
    columns: int = 200
    cells: int = 30_000
    lines: int = 15_000
    depth: int = 500
    elements: int = 64_000
    duties: int = 3_000
    sentences: int = 15_000
    numbers: int = 10_000
    squares: int = 20_000
    brackets: int = 50_000
    read: int = 300_000
    together: float = 1.1
    title: int = 3_000
    characters: int = 1_000_000
    seconds: int = 30
    memory: int = 450 * MEGABYTE
    reading_memory: int = 1024 * MEGABYTE
    conversions: int = 2


LIMITS = Limits()
