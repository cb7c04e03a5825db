"""The tables of docs/departments.md, written from the vocabulary: `python -m loaders.departments.dictionary_page` rewrites the page."""

from collections.abc import Iterable
from pathlib import Path

from loaders.departments.names.slots import Slot, slots

PAGE = Path("docs/departments.md")
"""The page, from the root of the repository."""

BEGIN, END = "<!-- tables: begin -->", "<!-- tables: end -->"


def filled(page: str) -> str:
    """The page with its tables as the vocabulary is now; raises ValueError where it has no marks for them."""
    before, rest = page.split(BEGIN, 1)
    _, after = rest.split(END, 1)
    return f"{before}{BEGIN}\n{tables()}{END}{after}"


def tables() -> str:
    """Functions of today, then those of the past, in the order of the dictionary."""
    today = [slot for slot in slots().values() if slot.until is None]
    past = [slot for slot in slots().values() if slot.until is not None]
    head = ("function", "kind", "English", "usual names", "other names and words", "centre", "former names")
    rows = [*_rows(head, map(_today, today)), "", "### Functions of the past", ""]
    rows += _rows(("function", "English", "names", "until", "went to", "why"), map(_past, past))
    return "\n".join(["", f"### Functions of today ({len(today)})", "", *rows, "", ""])


def _today(slot: Slot) -> tuple[str, ...]:
    usual = dict.fromkeys(form for forms in slot.usual.values() for form in forms)
    units = [f"{unit[0]} (own body)" for unit in slot.units]
    centre = slot.national and " ".join(filter(None, (slot.national.name, slot.national.abbreviation)))
    former = [f"{name} (to {until})" for name, until in slot.former.items()]
    others = dict.fromkeys(name for name in (*slot.words, *slot.names) if name not in usual)
    return f"`{slot.id}`", slot.kind, slot.en, _join(usual), _join([*others, *units]), centre or "", _join(former)


def _past(slot: Slot) -> tuple[str, ...]:
    names = dict.fromkeys((*slot.words, *slot.names))
    into = _join(f"`{heir}`" for heir in slot.into)
    return f"`{slot.id}`", slot.en, _join(names), str(slot.until), into, slot.event


def _join(words: Iterable[str]) -> str:
    return " · ".join(words)


def _rows(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    lines = [head, tuple("---" for _ in head), *rows]
    return ["| " + " | ".join(cells) + " |" for cells in lines]


if __name__ == "__main__":
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
