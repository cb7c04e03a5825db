"""accounts: who may come in, with which role and for which places; passwords are asked for, or come from a file."""

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from api.cli.options import AsJson, StoreUrl, acting, opened
from api.cli.output import complain, escape, out, print_json, print_table
from api.surroundings import read_settings

RoleWord = Literal["reader", "editor", "admin"]
Name = Annotated[str, typer.Argument(metavar="NAME", help="The name of the account.")]
Places = Annotated[
    list[str] | None,
    typer.Option(
        "--place",
        metavar="PLACE",
        help="A path of places, or a department's id, that it may change; again for more.",
        show_default=False,
    ),
]
PasswordFile = Annotated[
    Path | None,
    typer.Option(
        "--password-file",
        metavar="FILE",
        help="Read the password from the first line of a file, - for standard input; else it is asked for.",
        show_default=False,
    ),
]


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    accounts = typer.Typer(help="Who may come in, with which role and for which places.", no_args_is_help=True)
    accounts.command("add")(add)
    accounts.command("list")(show)
    accounts.command("change")(change)
    accounts.command("passwd")(passwd)
    accounts.command("remove")(remove)
    app.add_typer(accounts, name="accounts")


def add(
    name: Name,
    role: Annotated[RoleWord, typer.Option(help="What it may do.")] = "reader",
    place: Places = None,
    password_file: PasswordFile = None,
    no_password: Annotated[
        bool, typer.Option("--no-password", help="It comes in by tokens, a proxy or a provider only.")
    ] = False,
    store: StoreUrl = "",
) -> None:
    """Make an account; the first one is an admin, and from then on everybody signs in."""
    from api.access import accounts

    with opened(store, create=True) as opened_store:
        made = accounts.add_account(
            opened_store,
            name,
            role,
            acting(),
            places=tuple(place or ()),
            password="" if no_password else _hashed(password_file),
        )
        _warn(opened_store.url)
    out.print(escape(f"account {made.name}: {made.role}" + (f" for {', '.join(made.places)}" if made.places else "")))


def show(store: StoreUrl = "", as_json: AsJson = False) -> None:
    """All accounts."""
    from api.access import accounts
    from api.wire.people.accounts import AccountsOut, account_out

    with opened(store) as opened_store:
        answer = AccountsOut(items=[account_out(one) for one in accounts.accounts(opened_store)])
    if as_json:
        print_json(answer)
        return
    rows = [
        (
            one.name,
            one.role,
            ", ".join(one.places),
            "yes" if one.has_password else "no",
            "stopped" if one.disabled else "",
        )
        for one in answer.items
    ]
    print_table(("name", "role", "places", "password", ""), rows)


def change(
    name: Name,
    role: Annotated[RoleWord | None, typer.Option(help="Another role.", show_default=False)] = None,
    place: Places = None,
    everywhere: Annotated[bool, typer.Option("--everywhere", help="Let it change what belongs to any place.")] = False,
    stop: Annotated[bool | None, typer.Option("--stop/--start", help="Let it in no more, or again.")] = None,
    store: StoreUrl = "",
) -> None:
    """Give an account another role or other places, or stop it; its sessions end."""
    from api.access import accounts

    places = () if everywhere else tuple(place) if place else None
    with opened(store) as opened_store:
        made = accounts.change_account(opened_store, name, acting(), role=role or "", places=places, disabled=stop)
    out.print(escape(f"account {made.name}: {made.role}{', stopped' if made.disabled else ''}"))


def passwd(name: Name, password_file: PasswordFile = None, store: StoreUrl = "") -> None:
    """Give an account another password; its sessions end."""
    from api.access import accounts

    with opened(store) as opened_store:
        opened_store.read_register(lambda register: accounts.account_named(register, name))
        accounts.set_password(opened_store, name, _hashed(password_file), acting())
    out.print(escape(f"account {name}: the password is set"))


def remove(name: Name, store: StoreUrl = "") -> None:
    """Take an account away with its tokens; what it decided stays under its name."""
    from api.access import accounts

    with opened(store) as opened_store:
        accounts.remove_account(opened_store, name, acting())
    out.print(escape(f"account {name}: removed"))


def _hashed(file: Path | None) -> str:
    """The hash of a password that is asked for twice, or stands in a file; never in the command line."""
    from api.access.passwords import Passwords
    from api.cli.options import words_of

    if file is not None and str(file) == "-":
        said = sys.stdin.readline().rstrip("\r\n")
    elif file is not None:
        said = words_of(file).partition("\n")[0].rstrip("\r")
    else:
        said = typer.prompt("Password", hide_input=True, confirmation_prompt="The same again", err=True)
    return Passwords(read_settings().password_memory).hashed(said)


def _warn(url: str) -> None:
    """Say where others may read the file that holds hashes of passwords."""
    if not url.startswith("sqlite:///"):
        return
    path = Path(url.removeprefix("sqlite:///"))
    path = path if path.exists() else Path("/") / path
    if path.exists() and path.stat().st_mode & 0o077:
        complain(f"respgraph: other users of this machine may read the store; chmod 600 {path}")
