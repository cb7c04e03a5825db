"""The outline of a text: numbered headings with their sections, and the blocks into which the text falls.

Any text parses; blocks in order concatenate to the text.
"""

from collections import Counter
from collections.abc import Collection, Sequence

from loaders.blocks import blocks
from loaders.clean import clean
from loaders.facts import Cell, Heading, Outline, Part, Span
from loaders.labels import Label, labels
from loaders.flat_tables import FlatTable, cell_end, flat_tables
from loaders.layout import layout
from loaders.nesting import Nested, nest
from loaders.heading_titles import Title, title_after


def outline(text: str, cells: Sequence[Cell] = (), generated: Sequence[Span] = ()) -> Outline:
    """Headings, blocks and parts of `text`; `generated` are runs that the file shows but does not hold (Word's numbers)."""
    cleaned = clean(text)
    laid = layout(cleaned.shadow, cleaned.artefacts)
    tables = flat_tables(laid)
    rows = {label for table in tables for label in table.rows}
    nested = nest(laid, _candidates(laid, tables), rows, resets=[table.start for table in tables])
    starts = [each.label.start for each in nested]
    titles = [
        title_after(laid, each.label.end, _title_stop(laid, each, stop, rows))
        for each, stop in zip(nested, [*starts[1:], len(text)], strict=False)
    ]
    parts = (Part(0, len(text)),)
    headings = _headings(text, nested, titles, parts, generated)
    return Outline(
        text=text,
        shadow=cleaned.shadow,
        headings=headings,
        blocks=blocks(laid, headings, titles, cells),
        parts=parts,
        artefacts=cleaned.artefacts,
        cells=tuple(cells),
    )


def _candidates(laid: str, tables: Sequence[FlatTable]) -> list[Label]:
    """All labels; in a run-together table only those of its rows."""
    found = labels(laid)
    for table in tables:
        found = [label for label in found if not table.start <= label.start < table.end]
        found += table.rows
    return sorted(found, key=lambda label: label.start)


def _title_stop(laid: str, each: Nested, stop: int, rows: Collection[Label]) -> int:
    """Where a title ends at the latest: the next heading, or the end of a row's cell."""
    cut = cell_end(laid, each.label.end, stop) if each.label in rows else None
    return stop if cut is None else cut


def _headings(
    text: str,
    nested: Sequence[Nested],
    titles: Sequence[Title],
    parts: Sequence[Part],
    generated: Sequence[Span],
) -> tuple[Heading, ...]:
    ends = _section_ends(nested, parts)
    seen: Counter[str] = Counter()
    addresses: list[str] = []
    made = {span.start for span in generated}
    headings = []
    for each, title, end in zip(nested, titles, ends, strict=True):
        label = each.label
        base = addresses[each.parent] + "." if each.parent is not None else ""
        address = f"{base}{label.number}"
        seen[address] += 1
        if seen[address] > 1:
            address += f"~{seen[address]}"
        addresses.append(address)
        headings.append(
            Heading(
                start=label.start,
                label=text[label.start : label.end],
                title=" ".join(text[title.start : title.end].split()),
                depth=each.depth,
                number=label.number,
                style=label.style.name,
                body=title.body,
                end=end,
                address=address,
                parent=each.parent,
                run_in=title.run_in,
                generated=label.start in made,
            )
        )
    return tuple(headings)


def _section_ends(nested: Sequence[Nested], parts: Sequence[Part]) -> list[int]:
    """Where each heading's section ends: the next heading that is no deeper, or the end of its part."""
    ends = [0] * len(nested)
    open_: list[int] = []
    part = 0
    for index, each in enumerate(nested):
        while part + 1 < len(parts) and each.label.start >= parts[part].end:
            for waiting in open_:
                ends[waiting] = parts[part].end
            open_, part = [], part + 1
        while open_ and nested[open_[-1]].depth >= each.depth:
            ends[open_.pop()] = each.label.start
        open_.append(index)
    for waiting in open_:
        ends[waiting] = parts[part].end
    return ends
