"""A progress bar that stays below what is said meanwhile, on either stream."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, cast

from api.cli.manners.language import said
from api.cli.output import err, out

if TYPE_CHECKING:
    from rich.console import Console


@contextmanager
def progress(total: int) -> Iterator[Callable[[], None]]:
    """A bar on a terminal, with how many files a second and the time that is left; silent elsewhere.

    It is drawn on the error stream. Where both streams are terminals they are the same one, and what is printed would fall into
    the bar: it goes above it then. What goes to a file or a pipe goes there.
    """
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"), TimeRemainingColumn())
    shown = err.is_terminal and total > 1
    with Progress(*columns, console=err, disable=not shown, transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("", total=total, rate="")

        def advance() -> None:
            bar.advance(task)
            speed = bar.tasks[task].speed
            bar.update(task, rate=said("speed", speed=f"{speed:.1f}") if speed else "")

        if not (shown and out.is_terminal):
            yield advance
            return
        out.file = cast("IO[str]", _Above(err))
        try:
            yield advance
        finally:
            out.file = None  # type: ignore[assignment]  # rich: the standard output of the moment


class _Above:
    """What looks like a stream and prints above what a console draws."""

    def __init__(self, console: "Console") -> None:
        self._console = console

    def write(self, text: str) -> int:
        """Lines as they are."""
        if text.strip("\n"):
            self._console.out(text.rstrip("\n"), highlight=False)
        return len(text)

    def flush(self) -> None:
        """Every line is out already."""

    def isatty(self) -> bool:
        """It ends at a terminal."""
        return True
