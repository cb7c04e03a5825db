"""docs/cli.md and docs/api.md, written from the program: `python -m api.reference cli > docs/cli.md`, likewise `api`."""

import sys
from collections.abc import Iterable
from typing import Any

import typer.main
from fastapi.routing import APIRoute

from api.app import PAGES, create_app
from api.cli import whole
from api.settings import Settings
from graph.stores.opening import open_store

EXIT_CODES = (
    "Exit codes: 0 done (what could not be read inside a plan is listed, and is no failure); 1 not all of it: some file was not loaded, "
    "something was refused of several, a store, a backup or the audit is not whole; 2 bad use, an unknown name, a store that refuses; "
    "130 after Ctrl+C, 128 and its number after another signal."
)


USERS = (
    "Errors and what a load tells are in the language of `RESPGRAPH_LANG` (`zh`, `en`), else of `LC_ALL`, `LC_MESSAGES`, `LANG`, else English; "
    "what is exported or drawn is in the same, else in that of the settings. Times are by the clock of who asks, with their distance from UTC; "
    "in JSON they are UTC. `respgraph --install-completion` completes verbs and options in bash, zsh, fish and PowerShell."
)


def cli_page() -> str:
    """Every verb with its arguments and options, then the settings."""
    verbs: dict[str, Any] = typer.main.get_group(whole()).commands  # type: ignore[assignment]  # typer's own click
    lines = [
        "# The command line",
        "",
        "<!-- Written by `python -m api.reference cli > docs/cli.md`; edit the verbs in api/cli/. -->",
        "",
        "`respgraph VERB …`, or `python -m api VERB …`. Every question prints the answer of the HTTP interface with `--json`.",
        EXIT_CODES,
        USERS,
        "",
    ]
    for name, verb in verbs.items():
        lines += _verb(name, verb)
        for part, under in getattr(verb, "commands", {}).items():
            lines += _verb(f"{name} {part}", under)
    lines += ["## Settings", "", "| variable | default | what it is |", "| --- | --- | --- |"]
    for name, field in Settings.model_fields.items():
        default = "SQLite in the user's data directory" if field.default_factory else f"`{_plain(field.default)}`"
        lines.append(f"| `RESPGRAPH_{name.upper()}` | {default} | {field.description} |")
    return "\n".join(lines) + "\n"


def api_page() -> str:
    """Every path with its parameters, from the OpenAPI document."""
    with open_store("sqlite://") as store:
        document = create_app(store, Settings()).openapi()
    lines = [
        "# The HTTP interface",
        "",
        "<!-- Written by `python -m api.reference api > docs/api.md`; edit the routes in api/routes/. -->",
        "",
        "JSON under `/api`, described at `/api/openapi.json` (`/openapi.json` leads there) and for people at `/docs`, which asks nothing of another host;",
        "`/api/` lists what there is. Where a page shows the same, its address stands with the route.",
        "Clients can be made from the description (openapi-python-client, openapi-typescript): ids of operations are the names",
        "below, every status is declared, and errors have one shape.",
        "Every address that takes GET takes HEAD; OPTIONS says in `Allow` what one takes. There is no CORS.",
        "421: the explorer is not called so (`RESPGRAPH_ALLOWED_HOSTS`, see [deploy.md](deploy.md)).",
        "Errors are problem details (RFC 9457, `application/problem+json`), in English with a stable `type`; pages say the",
        "same in the reader's language: `title`, `status`, `detail`, `hint`,",
        "and `suggestions` (404) or `candidates` (300, a name that fits several things).",
        "503 has `Retry-After`: the store's server is away, or too many exports, what-ifs and files are worked on at once. 308: a decision merged the department into another.",
        "Lists are paged (`limit` up to 500, `offset`, `total`), ordered, have ETags and an `about` block:",
        "plans covered, lists that end in “and others”, collectives, plan-wide rules, places not read, last load.",
        "Ids and names go into paths percent-encoded; slashes inside ids may stay.",
        "",
    ]
    pages = {_bare(route.path) for router in PAGES for route in router.routes if isinstance(route, APIRoute)}
    for path, methods in document["paths"].items():
        beside = _bare(path.removeprefix("/api"))
        for method, operation in methods.items():
            lines += _operation(
                path, method, operation, page=beside if method == "get" and beside in pages - {"/"} else ""
            )
    return "\n".join(lines).rstrip() + "\n"


def main() -> None:
    """Print the page that the first argument names."""
    pages = {"cli": cli_page, "api": api_page}
    sys.stdout.write(pages[sys.argv[1]]())


def _verb(name: str, verb: Any) -> Iterable[str]:  # noqa: ANN401  a command of typer's own click
    arguments = [p.metavar or p.name.upper() for p in verb.params if p.param_type_name == "argument"]
    yield from (f"## {name}", "", f"`respgraph {' '.join([name, *arguments])}`", "", f"{(verb.help or '').strip()}", "")
    options = [p for p in verb.params if p.param_type_name == "option"]
    if options:
        yield from ("| option | default | what it is |", "| --- | --- | --- |")
        for option in options:
            given = "" if option.default in (None, "", False, ()) or callable(option.default) else f"`{option.default}`"
            yield f"| `{', '.join(option.opts)}` | {given} | {option.help or ''} |"
        yield ""


def _bare(path: str) -> str:
    return path.replace(":path", "")


def _operation(path: str, method: str, operation: dict[str, Any], *, page: str) -> Iterable[str]:
    yield from (f"## {method.upper()} {_bare(path)}", "", str(operation.get("description", "")), "")
    yield from (f"Operation: `{operation['operationId']}`", "")
    if page:
        yield from (f"Page: `{page}`", "")
    parameters = operation.get("parameters", [])
    if parameters:
        yield from ("| parameter | in | what it is |", "| --- | --- | --- |")
        for parameter in parameters:
            yield f"| `{parameter['name']}` | {parameter['in']} | {parameter.get('description', '')} |"
        yield ""


def _plain(value: object) -> str:
    """A default as people write it; secrets are empty."""
    return "" if "Secret" in type(value).__name__ else str(value)


if __name__ == "__main__":
    main()
