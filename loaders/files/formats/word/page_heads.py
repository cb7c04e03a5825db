"""What the headers of a Word document's pages say of the act: its number, where it stands there on a line of its own."""

import re
from collections.abc import Iterable, Mapping

from lxml import etree

from graph.shadow import shadow
from loaders.files.formats.word.wordprocessing import W
from loaders.vocabulary import vocabulary


def header_hints(heads: Iterable[etree._Element | None]) -> Mapping[str, str]:
    """The number of the act as `number`, nothing where no header or more than one number is found."""
    pattern = vocabulary("files/formats/web/pages")["paragraph_starts"]["document-number"]["pattern"]
    found = set()
    for head in heads:
        for paragraph in head.iter(W + "p") if head is not None else ():
            words = "".join("".join(text.text or "" for text in paragraph.iter(W + "t")).split())
            if re.fullmatch(pattern, shadow(words)):
                found.add(words)
    return {"number": found.pop()} if len(found) == 1 else {}
