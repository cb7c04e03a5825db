"""Addresses of answers and pages; ids hold slashes, brackets and Chinese, so every one is quoted here."""

from urllib.parse import quote, urlencode


def api_path(*parts: str, quoted: bool = False) -> str:
    """The path of an answer under /api; `quoted` for use in a link or header."""
    return "/api/" + "/".join(quote(part, safe="/") if quoted else part for part in parts)


def page_path(*parts: str, **query: str) -> str:
    """A quoted path of a page, with a query."""
    path = "/" + "/".join(quote(part, safe="/") for part in parts)
    kept = {name: value for name, value in query.items() if value}
    return path + (f"?{urlencode(kept)}" if kept else "")
