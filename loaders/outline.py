"""The outline of a text: numbered headings with their sections, and the blocks into which the text falls.

Any text parses; blocks in order concatenate to the text.
"""

from collections import Counter
from collections.abc import Sequence

from loaders.blocks import blocks
from loaders.clean import clean
from loaders.facts import Cell, Heading, Outline, Part, Span
from loaders.labels import labels
from loaders.nesting import Nested, nest
from loaders.titles import Title, title_after


def outline(text: str, cells: Sequence[Cell] = (), generated: Sequence[Span] = ()) -> Outline:
    """Headings, blocks and parts of `text`; `generated` are runs that the file shows but does not hold (Word's numbers)."""
    cleaned = clean(text)
    shadow = cleaned.shadow
    nested = nest(shadow, labels(shadow))
    starts = [each.label.start for each in nested]
    titles = [
        title_after(shadow, each.label.end, stop) for each, stop in zip(nested, [*starts[1:], len(text)], strict=False)
    ]
    parts = (Part(0, len(text)),)
    headings = _headings(text, nested, titles, parts, generated)
    return Outline(
        text=text,
        shadow=shadow,
        headings=headings,
        blocks=blocks(shadow, headings, titles, cells),
        parts=parts,
        artefacts=cleaned.artefacts,
        cells=tuple(cells),
    )


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
