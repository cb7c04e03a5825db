"""Addresses as pages link them: what a URL needs quoted is quoted, Chinese stays readable and a third as long.

HTML lets letters beyond ASCII stand in an address (WHATWG URL, "URL code points"); browsers send them as UTF-8.
"""

from functools import lru_cache
from urllib.parse import quote

LAST_ASCII = "\x7f"


def address(*parts: str, **query: str) -> str:
    """A path within the site, from its parts and its query: of a department, or of the graph around it."""
    path = "/" + "/".join(_quoted(part, "/") for part in parts)
    kept = "&".join(f"{_quoted(name, '')}={_quoted(value, '')}" for name, value in query.items() if value != "")
    return path + (f"?{kept}" if kept else "")


@lru_cache(maxsize=8192)
def _quoted(part: str, safe: str) -> str:
    """Spaces, controls and marks that change the direction of writing are quoted, whatever their script."""
    text = str(part)
    if text.isascii():
        return quote(text, safe=safe)
    return "".join(char if char > LAST_ASCII and char.isprintable() else quote(char, safe=safe) for char in text)
