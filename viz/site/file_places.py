"""Where words stood in their file, in the reader's language: `table 2 row 5` is 表2第5行."""

import re

from graph.schema import Language
from viz.site.catalogue_words import words

_PARTS = re.compile(
    r"(?P<kind>line|paragraph|page|table|row|text box|footnote|endnote|cell) (?P<n>\S+)"
    r"|element (?P<tag>\w+) (?P<element>\d+)|(?P<title>title of the page)"
    r"|sheet (?P<sheet>.+) (?=cell )|column (?P<column>.+)"
)
"""What the readers of formats write as places (loaders/formats); the name of a sheet or a column may be any words."""


def place_words(place: str, language: Language) -> str:
    """The place for people; as it is written where it is no place of our readers."""
    said: list[str] = []
    position = 0
    while position < len(place):
        part = _PARTS.match(place, position)
        if part is None:
            return place
        said.append(_part(part, language))
        position = part.end()
        position += place[position : position + 1] == " "
    return {"zh": "", "en": " "}[language].join(said)


def _part(part: re.Match[str], language: Language) -> str:
    if part["tag"]:
        return words("place_element", language, tag=part["tag"], n=part["element"])
    for name in ("sheet", "column"):
        if part[name]:
            return words(f"place_{name}", language, n=part[name])
    if part["title"]:
        return words("place_title", language)
    return words(f"place_{part['kind'].replace(' ', '_')}", language, n=part["n"])
