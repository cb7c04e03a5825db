"""The outline of a text: numbered headings with their sections, and the blocks into which the text falls.

Any text parses; blocks in order concatenate to the text.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from loaders.act.acts import acts, parts
from loaders.outline import closings
from loaders.outline.blocks import blocks
from loaders.outline.flat_tables import cell_end, flat_tables
from loaders.outline.heading_candidates import heading_candidates
from loaders.outline.heading_labels import Label
from loaders.outline.heading_titles import Title, shortened, title_after
from loaders.outline.nesting import Nested, nest
from loaders.readings import Cell, Heading, Outline, Part, Span
from loaders.tables.tables import tables as understood
from loaders.tables.written_cells import written_cells
from loaders.text.cleaning import clean
from loaders.text.paragraphs import is_unbroken, layout


@dataclass(frozen=True, slots=True)
class _Section:
    """A heading in the making: its label and place in the tree, its title, where its section ends."""

    nested: Nested
    title: Title
    end: int


def outline(text: str, cells: Sequence[Cell] = (), generated: Sequence[Span] = ()) -> Outline:
    """Headings, blocks and parts of `text`; `generated` are runs that the file shows but does not hold (Word's numbers)."""
    cleaned = clean(text)
    cells = (*cells, *written_cells(text, cleaned.shadow, cells))
    laid = layout(cleaned.shadow, cleaned.artefacts)
    tables, annexed = flat_tables(laid), acts(laid)
    rows = {label for table in tables for label in table.rows}
    resets = sorted({*(table.start for table in tables), *(act.start for act in annexed)})
    candidates, sure = heading_candidates(text, laid, cells, tables, annexed)
    nested = nest(laid, candidates, rows | sure, resets)
    titles = _titles(laid, nested, rows, _stops(text, nested, resets))
    divided = parts(laid, annexed, [each.label.start for each in nested])
    ends = _section_ends(nested, _limits(laid, nested, titles, sorted({*resets, *(part.start for part in divided)})))
    sections = [_Section(*each) for each in zip(nested, titles, ends, strict=True)]
    headings = _headings(text, sections, divided, cleaned.artefacts, {span.start for span in generated})
    return Outline(
        text=text,
        shadow=cleaned.shadow,
        laid=laid,
        headings=headings,
        blocks=blocks(laid, headings, titles, cells),
        parts=divided,
        artefacts=cleaned.artefacts,
        acts=annexed,
        cells=cells,
        tables=understood(cleaned.shadow, cells),
    )


def _titles(laid: str, nested: Sequence[Nested], rows: Collection[Label], stops: Sequence[int]) -> list[Title]:
    unbroken = is_unbroken(laid)
    titles = [
        title_after(laid, each.label.end, _title_stop(laid, each, stop, rows), unbroken=unbroken)
        for each, stop in zip(nested, stops, strict=True)
    ]
    return shortened(laid, titles, [(each.parent, each.label.style.family) for each in nested])


def _stops(text: str, nested: Sequence[Nested], resets: Sequence[int]) -> list[int]:
    """Where each title ends at the latest: the next heading, act or table, or the cell of a row written with tabs."""
    bounds = sorted({*(each.label.start for each in nested), *resets, len(text)})
    stops = []
    for each in nested:
        stop = bounds[bisect_right(bounds, each.label.start)]
        words = each.label.end
        while words < stop and text[words].isspace():
            words += 1
        tab = text.find("\t", words, stop)
        stops.append(stop if tab < 0 else tab)
    return stops


def _limits(laid: str, nested: Sequence[Nested], titles: Sequence[Title], cuts: Sequence[int]) -> list[tuple[int, int]]:
    """For each act, table and part: where its last section ends at the latest, and where it ends itself."""
    limits, at = [], 0
    for end in [*(cut for cut in cuts if cut > 0), len(laid)]:
        sections = []
        while at < len(nested) and nested[at].label.start < end:
            label, title = nested[at].label, titles[at]
            sections.append(closings.Section(label.start, title.body, title.run_in, label.style.name))
            at += 1
        limits.append((closings.closing(laid, sections, end), end))
    return limits


def _title_stop(laid: str, each: Nested, stop: int, rows: Collection[Label]) -> int:
    """Where a title ends at the latest: the next heading, or the end of a row's cell."""
    cut = cell_end(laid, each.label.end, stop) if each.label in rows else None
    return stop if cut is None else cut


def _headings(
    text: str, sections: Sequence[_Section], divided: Sequence[Part], artefacts: Sequence[Span], made: Collection[int]
) -> tuple[Heading, ...]:
    """The headings of `sections`, with addresses that are unique in their part; `made`: starts of labels not in the file."""
    seen: Counter[tuple[int, str]] = Counter()
    starts = [part.start for part in divided]
    addresses: list[str] = []
    headings = []
    for section in sections:
        each, title = section.nested, section.title
        label = each.label
        base = addresses[each.parent] + "." if each.parent is not None else ""
        address = f"{base}{label.number}"
        place = (bisect_right(starts, label.start), address)
        seen[place] += 1
        if seen[place] > 1:
            address += f"~{seen[place]}"
        addresses.append(address)
        headings.append(
            Heading(
                start=label.start,
                label=text[label.start : label.end],
                title=_written(text, title, artefacts),
                depth=each.depth,
                number=label.number,
                style=label.style.name,
                body=title.body,
                end=section.end,
                address=address,
                parent=each.parent,
                run_in=title.run_in,
                generated=label.start in made,
            )
        )
    return tuple(headings)


def _written(text: str, title: Title, artefacts: Sequence[Span]) -> str:
    """A title as written, without artefacts and the line breaks inside it."""
    first = bisect_right(artefacts, title.start, key=lambda span: span.start)
    kept, at = [], title.start
    for span in artefacts[first:]:
        if span.start >= title.end:
            break
        kept.append(text[at : span.start])
        at = span.end
    words = "".join((*kept, text[at : title.end]))
    return "".join(line.strip() for line in words.splitlines())


def _section_ends(nested: Sequence[Nested], limits: Sequence[tuple[int, int]]) -> list[int]:
    """Where each heading's section ends: the next heading that is no deeper, or the limit of its act."""
    ends = [0] * len(nested)
    open_: list[int] = []
    act = 0
    for index, each in enumerate(nested):
        while each.label.start >= limits[act][1]:
            for waiting in open_:
                ends[waiting] = limits[act][0]
            open_, act = [], act + 1
        while open_ and nested[open_[-1]].depth >= each.depth:
            ends[open_.pop()] = each.label.start
        open_.append(index)
    for waiting in open_:
        ends[waiting] = limits[act][0]
    return ends
