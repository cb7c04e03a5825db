"""read: what files say, written as JSON. It opens no store and imports nothing of one, for it takes no longer than reading does."""

from pathlib import Path
from typing import Annotated, Any

import typer

from api.cli.manners.language import error_said
from api.cli.manners.progress import progress
from api.cli.output import complain, escape, out

NOT_LOADED = 1
"""Exit code where some file was not read or loaded."""

Files = Annotated[list[Path], typer.Argument(metavar="FILE…", help="Plans: files, folders, zip archives.")]


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command()(read)


def read(
    files: Files,
    out_dir: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the JSON files go.")],
) -> None:
    """Write what the reader finds in each file as JSON; nothing is stored."""
    from pydantic_core import to_json  # Python's own takes ten times as long where it indents

    from graph.errors import RespgraphError
    from loaders.apart.readers import readers
    from loaders.files.inputs import expand, names_of

    paths = list(expand(files))
    named = list(zip(paths, names_of(paths), strict=True))
    _make(out_dir)
    failed = 0
    with progress(len(paths)) as advance:
        for (path, name), found in zip(named, readers().ask_all("annotation", named), strict=True):
            if isinstance(found, RespgraphError):
                failed += 1
                complain(f"respgraph: {error_said(found)}")
            else:
                (out_dir / f"{name}.json").write_bytes(to_json(found, indent=1) + b"\n")
                _report(path, found)
            advance()
    if failed:
        raise typer.Exit(NOT_LOADED)


def _make(folder: Path) -> None:
    """Make the folder for the results, or say why it can't be."""
    from graph.errors import BadRequestError

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadRequestError(f"can't make the folder: {error.strerror}", where=str(folder)) from error


def _report(path: Path, found: dict[str, Any]) -> None:
    """One line a file, then each thing that could not be read."""
    from loaders.files.inputs import shown

    counts = ", ".join(f"{len(found[kind])} {kind}" for kind in ("headings", "statements", "targets", "citations"))
    words = found["coverage"]
    share = f"{words['role_words_read']} of {words['role_words']} role words in statements"
    out.print(escape(f"{shown(path.name)}: {counts}; {share}; {len(found['problems'])} places not read"))
    if found["in_part"]:
        out.print(escape(f"  read in part: much is unread of {', '.join(found['in_part'])}"))
    for problem in found["problems"]:
        if isinstance(problem, dict):
            out.print(
                escape(
                    f"  {problem['code']} at {problem['start']}: {problem['message']}: {shortened(problem['quote'])}"
                )
            )


def shortened(words: str, most: int = 60) -> str:
    """Words in one line of at most so many characters."""
    flat = " ".join(words.split())
    return flat if len(flat) <= most else flat[: most - 1] + "…"
