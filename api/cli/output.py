"""How answers are printed: JSON as it is, else tables and lines for people; progress only on a terminal."""

from collections.abc import Iterable, Sequence

import typer
from rich.console import Console
from rich.table import Table

out = Console(highlight=False, soft_wrap=True, emoji=False)
err = Console(stderr=True, highlight=False, soft_wrap=True, emoji=False)


PIPED = 100_000
"""Columns of a table that goes into a pipe or a file."""


def print_json(answer: object) -> None:
    """The answer (a shape of api/wire or a frozen dataclass) as the HTTP interface gives it, indented."""
    from pydantic import TypeAdapter

    typer.echo(TypeAdapter(type(answer)).dump_json(answer, indent=1).decode())


def print_table(columns: Sequence[str], rows: Iterable[Sequence[object]], *, title: str = "") -> None:
    """A plain table; cells are text, never markup."""
    table = Table(title=title or None, title_justify="left", box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(escape(str(cell)) for cell in row))
    screen = Console(highlight=False, emoji=False)
    if not screen.is_terminal:  # a line of a pipe is searched and cut by its words, so that it is never broken
        screen = Console(highlight=False, emoji=False, width=PIPED)
    screen.print(table)


def escape(text: str) -> str:
    """Text that the console prints as it is, for people: without what converters left in words of plans."""
    if "[" in text:  # few do, and the words are a file to read
        from viz.site.shown_words import readable

        text = readable(text)
    return text.replace("[", r"\[")


def complain(message: str) -> None:
    """One line on the error stream."""
    err.print(escape(message), markup=True)
