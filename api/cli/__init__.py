"""The command line: `respgraph VERB …`. Exit codes: 0 done, 1 some file was not loaded, 2 bad use."""

import gc
import sys
from importlib import import_module
from typing import Annotated

import typer
from typer.core import TyperGroup

from api.cli.kept.signals import INTERRUPTED, heed
from api.cli.manners.verbs import VERBS

USAGE = 2
"""Exit code of bad use: an unknown name, a wrong option, a store that refuses."""

AROUND = 10
"""Characters shown on both sides of one that can't be written."""

YOUNG, MIDDLE, OLD = 50_000, 10, 50
"""After how many new objects, and rounds, the collector looks for circles: a plan is tens of thousands, none in a circle."""


class Verbs(TyperGroup):
    """Verbs that name their options to whoever gives one that there is not."""

    def invoke(self, ctx: typer.Context) -> object:  # type: ignore[override]  # typer has a click of its own
        """Run the verb."""
        try:
            return super().invoke(ctx)
        except Exception as error:
            asked = getattr(error, "ctx", None)
            if getattr(error, "option_name", "") and hasattr(error, "possibilities") and asked:
                options = [name for one in asked.command.params for name in one.opts if name.startswith("--")]
                error.message += "; it takes " + ", ".join(options)  # type: ignore[attr-defined]  # typer's NoSuchOption
            raise


def _bare(*, completes: bool) -> typer.Typer:
    return typer.Typer(
        cls=Verbs,
        name="respgraph",
        help="Who must do what under which plan, with the words behind every edge.",
        no_args_is_help=True,
        add_completion=completes,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )


def whole() -> typer.Typer:
    """The command line with every verb."""
    app = _bare(completes=True)
    for module in dict.fromkeys(module for module, _ in VERBS.values()):
        import_module(f"api.cli.{module}").register(app)
    app.callback()(_verbs)
    return app


def main() -> None:
    """Run the command line; an error of the domain is one line and exit code 2."""
    from graph.errors import AmbiguousNameError, FilterError, RespgraphError, UnknownIdError

    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:  # Chinese must come out whatever the locale says
            reconfigure(encoding="utf-8", errors="replace")
    gc.set_threshold(YOUNG, MIDDLE, OLD)
    heed()
    try:
        _asked(sys.argv[1:])()
    except (UnknownIdError, FilterError) as error:
        _stop(error, "did you mean: " + ", ".join(error.suggestions) if error.suggestions else "")
    except AmbiguousNameError as error:
        _stop(error, "\n".join(f"  {name}  {key}" for key, name in error.candidates))
    except RespgraphError as error:
        _stop(error, "")
    except UnicodeEncodeError as error:
        words = error.object[max(0, error.start - AROUND) : error.end + AROUND]
        _stop(ValueError(f"{words!r} is not UTF-8; rename the file or give the words in UTF-8"), "")
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except (OSError, ValueError) as error:
        _stop(_sayable(error), "")


def _sayable(error: Exception) -> Exception:
    """The error in words of ours where no shape takes an argument (pydantic's, which is not loaded for every verb)."""
    problems = getattr(error, "errors", None)
    if problems:
        return ValueError("; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in problems()))
    if isinstance(error, ValueError):
        raise error
    return error


def _asked(words: list[str]) -> typer.Typer:
    """The command line with no verb but the one that is asked for: loading all of them takes as long as a short one runs."""
    verb = words[0] if words else ""
    if verb in ("-h", "--help"):
        return _listed()
    if verb not in VERBS:  # mistyped, or a shell asks what there is
        return whole()
    every = typer.Typer()
    import_module(f"api.cli.{VERBS[verb][0]}").register(every)
    asked = _bare(completes=False)
    asked.registered_commands = [
        each for each in every.registered_commands if verb in (each.name, getattr(each.callback, "__name__", ""))
    ]
    asked.registered_groups = [each for each in every.registered_groups if each.name == verb]
    asked.callback()(_verbs)  # else a single verb would be left out of what one types
    return asked


def _listed() -> typer.Typer:
    """All verbs by name, none of which runs."""
    listed = _bare(completes=True)
    for verb, (_, line) in VERBS.items():
        listed.command(verb, help=line)(_nothing)
    listed.callback()(_verbs)
    return listed


def _nothing() -> None:
    """Stand for a verb in the list."""


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"respgraph {version('respgraph')}")
        raise typer.Exit


def _verbs(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which version this is, and end.")
    ] = False,
) -> None:
    """Who must do what under which plan, with the words behind every edge."""


def _stop(error: Exception, more: str) -> None:
    from api.cli.manners.language import error_said
    from graph.errors import RespgraphError

    typer.echo(f"respgraph: {error_said(error) if isinstance(error, RespgraphError) else error}", err=True)
    if more:
        typer.echo(more, err=True)
    sys.exit(USAGE)
