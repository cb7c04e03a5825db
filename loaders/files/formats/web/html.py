"""Saved web pages: the article without the chrome, its tables as rows, labels and meta tags as hints."""

import re

from lxml import etree

from graph.errors import SourceError
from graph.shadow import shadow
from loaders.files.formats.charset import decode
from loaders.files.formats.column_names import column_names
from loaders.files.formats.content import Builder, Content, Piece
from loaders.files.formats.refusals import damaged, too_deep
from loaders.files.formats.web.article import page
from loaders.files.formats.web.page_lines import Line, Table, ordinals, walk
from loaders.files.formats.web.page_tables import rows
from loaders.files.formats.web.raised_signs import raise_signs, shown_signs
from loaders.files.limits import LIMITS
from loaders.vocabulary import vocabulary

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*+=\s*+[\"']?+\s*+([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_FRONT = re.compile(r"\s*+---[ \t]*+\r?\n((?:(?!---)[^\n]*+\n){0,50}+)---[ \t]*+\r?\n")
_HEAD = 1 << 14
_FIRST_LINES = 12


def read(data: bytes, file_name: str) -> Content:
    """The text with `element p 12` origins (the twelfth p of the page); raises SourceError for pages nested too deeply."""
    declared = _DECLARED.search(data[:_HEAD])
    decoded = decode(data, file_name, declared[1].decode("ascii") if declared else "")
    return read_text(decoded.text, file_name)


def read_text(text: str, file_name: str) -> Content:
    """The same for a page that is decoded already."""
    front = _FRONT.match(text)
    root = _parse(text[front.end() :] if front else text, file_name)
    raise_signs(root)
    found = page(root)
    builder = Builder(file_name)
    items = [item for item in walk(found.article, ordinals(root), found.labels) if not _chrome(item)]
    if found.title and not _begins_with(items, found.title):
        builder.line((Piece(found.title),), "title of the page")
    tables = 0
    for item in items:
        if isinstance(item, Line):
            builder.line(item.words, item.place)
        else:
            tables += 1
            _table(builder, item, tables)
    hints = found.hints
    if front and (title := re.search(r"^title:[ \t]*+(.+)$", front[1], re.MULTILINE)):
        hints.setdefault("title", title[1].strip().strip("\"'"))
    return builder.content(hints)


def _parse(text: str, where: str) -> etree._Element:
    """Decoded text only: given bytes, lxml stops at the first character that the declared charset lacks."""
    parser = etree.HTMLParser(huge_tree=True, no_network=True, recover=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(shown_signs(_without_declaration(text)), parser)
    if root is None:
        raise damaged(where)
    if any("xcessive depth" in entry.message for entry in parser.error_log):
        raise too_deep(where)
    _measure(root, where)
    return root


def _measure(root: etree._Element, where: str) -> None:
    """Raises SourceError for a page that is nested too deeply, or has more elements than any."""
    elements = depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        elements += event == "start"
        if depth > LIMITS.depth:
            raise too_deep(where)
        if elements > LIMITS.elements:
            raise SourceError(
                f"the page has more than {LIMITS.elements:,} elements", where=where, hint="keep the part with the plan"
            )


def _without_declaration(text: str) -> str:
    """Text that says its own encoding is refused by lxml when it is decoded."""
    return re.sub(r"^\s*+<\?xml[^>]{0,200}+>", "", text.replace("\x00", ""))


def _begins_with(items: list[Line | Table], title: str) -> bool:
    """Whether the first lines hold the title, in one line or several."""
    lines = [item.text for item in items[:_FIRST_LINES] if isinstance(item, Line)]
    return "".join(shadow(title).split()) in "".join(shadow("".join(lines)).split())


def _chrome(item: Line | Table) -> bool:
    if isinstance(item, Table):
        return False
    text = " ".join(shadow(item.text).split())
    return any(
        re.fullmatch(entry["pattern"], text) for entry in vocabulary("files/formats/web/pages")["chrome_lines"].values()
    )


def _table(builder: Builder, table: Table, number: int) -> None:
    grid = rows(table.element, builder.where)
    names = column_names([[square.text for square in row.squares] for row in grid if row.alone is None])
    for at, row in enumerate(grid, 1):
        place = f"table {number} row {at}"
        if row.alone is None:
            builder.row(row.squares, [f"{place} column {name}" for name in names[: len(row.squares)]], number, at)
            continue
        for line in walk(row.alone, {}, frozenset()):
            if isinstance(line, Line):
                builder.line(line.words, place)
