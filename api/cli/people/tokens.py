"""tokens: what programs show in place of a password."""

from typing import Annotated, Literal

import typer

from api.cli.manners.language import here
from api.cli.options import AsJson, StoreUrl, acting, opened
from api.cli.output import complain, escape, out, print_json, print_table


def register(app: typer.Typer) -> None:
    """Add the verbs."""
    tokens = typer.Typer(help="What programs show in place of a password.", no_args_is_help=True)
    tokens.command("add")(add)
    tokens.command("list")(show)
    tokens.command("revoke")(revoke)
    app.add_typer(tokens, name="tokens")


def add(
    account: Annotated[str, typer.Argument(metavar="NAME", help="The account that it acts for.")],
    role: Annotated[
        Literal["reader", "editor", "admin"] | None,
        typer.Option(help="Less than the account may do.", show_default="the account's"),
    ] = None,
    days: Annotated[int, typer.Option(min=1, max=366, help="How long it holds.")] = 90,
    note: Annotated[str, typer.Option(help="What it is for.", show_default=False)] = "",
    store: StoreUrl = "",
) -> None:
    """Make a token and print it, this once; only its digest is kept."""
    from api.access.accounts import make_token

    with opened(store) as opened_store:
        shown, token = make_token(opened_store, account, acting(), role=role or "", days=days, note=note)
    complain(
        f"respgraph: token {token.id} of {token.account}, {token.role}, until {here(token.expires_at)}; shown this once:"
    )
    out.print(escape(shown))


def show(
    account: Annotated[str, typer.Argument(metavar="NAME", help="Only those of an account.", show_default=False)] = "",
    store: StoreUrl = "",
    as_json: AsJson = False,
) -> None:
    """The tokens that there are."""
    from api.access.accounts import tokens
    from api.wire.people.accounts import TokensOut, token_out

    with opened(store) as opened_store:
        answer = TokensOut(items=[token_out(one) for one in tokens(opened_store, account)])
    if as_json:
        print_json(answer)
        return
    print_table(
        ("id", "account", "role", "until", "for"),
        [(one.id, one.account, one.role, here(one.expires_at), one.note) for one in answer.items],
    )


def revoke(
    token: Annotated[str, typer.Argument(metavar="ID", help="Its id, as `tokens list` shows it.")], store: StoreUrl = ""
) -> None:
    """Let a token mean nothing from now on."""
    from api.access.accounts import revoke_token

    with opened(store) as opened_store:
        revoke_token(opened_store, token, acting())
    out.print(escape(f"token {token}: revoked"))
