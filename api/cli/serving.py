"""serve: the explorer in a browser."""

import errno
import signal
import socket
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.kept.signals import ENDING
from api.cli.manners.language import error_said, said
from api.cli.options import StoreUrl, Today, day_of, opened
from api.cli.output import complain, escape, out
from api.surroundings import read_settings
from graph.errors import BadRequestError

if TYPE_CHECKING:
    from api.settings import Settings
    from graph.store import Store


BACKLOG = 2048
"""Connections that may wait until a process takes them, as uvicorn has it."""

LEAVE_S = 8
"""How long requests may go on when the explorer is told to end: less than the ten seconds that `docker stop` waits."""


def register(app: typer.Typer) -> None:
    """Add the verb."""
    app.command()(serve)


def serve(
    store: StoreUrl = "",
    host: Annotated[str, typer.Option(envvar="RESPGRAPH_HOST", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(envvar="RESPGRAPH_PORT", min=0, max=65535, help="Port; 0 takes a free one.")
    ] = 8000,
    allowed_host: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", help="A name by which browsers may call the explorer; again for more.", show_default=False
        ),
    ] = None,
    root_path: Annotated[
        str,
        typer.Option(
            metavar="PATH",
            envvar="RESPGRAPH_ROOT_PATH",
            help="Path under which a reverse proxy shows the explorer, such as /duty.",
            show_default=False,
        ),
    ] = "",
    forwarded_prefix: Annotated[
        bool,
        typer.Option(
            "--forwarded-prefix",
            envvar="RESPGRAPH_FORWARDED_PREFIX",
            help="Take that path from X-Forwarded-Prefix; only behind a proxy that sets or drops the header.",
        ),
    ] = False,
    workers: Annotated[
        int,
        typer.Option(
            envvar="RESPGRAPH_WORKERS", min=1, max=64, help="Processes that answer, about as many as there are cores."
        ),
    ] = 1,
    certificate: Annotated[
        str,
        typer.Option(
            metavar="FILE",
            envvar="RESPGRAPH_CERTIFICATE",
            help="Speak TLS, with this certificate and its chain (PEM).",
            show_default=False,
        ),
    ] = "",
    key: Annotated[
        str,
        typer.Option(
            metavar="FILE", envvar="RESPGRAPH_KEY", help="The key of the certificate (PEM).", show_default=False
        ),
    ] = "",
    today: Today = "",
    seed: Annotated[bool, typer.Option("--seed", help="Fill an empty store with the seed plan first.")] = False,
) -> None:
    """Start the explorer and print its address."""
    from api.http.watching.logs import write_logs
    from api.running import tls_of

    settings = read_settings()
    names = ",".join((settings.allowed_hosts, host, *(allowed_host or ())))
    told = {"allowed_hosts": names, "root_path": root_path, "forwarded_prefix": forwarded_prefix, "workers": workers}
    told |= {"certificate": certificate, "key": key}
    settings = settings.model_copy(update=told | ({"today": day_of(today)} if today else {}))
    write_logs(level=settings.log_level, as_json=settings.log_json)
    with opened(store, create=True) as opened_store:
        if seed:
            _fill(opened_store)
        if workers > 1 and opened_store.url == "sqlite://":
            raise BadRequestError("a store in memory belongs to one process", hint="leave --workers, or name a file")
        settings = settings.model_copy(update={"guarded": _guarded(opened_store, settings, host, port)})
        tls_of(settings)  # a certificate that can't be used is told before anybody waits for us
        listener = listening(host, port)
        scheme = "https" if settings.certificate else "http"
        address = f"{scheme}://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}/"
        complain(said("store", url=opened_store.url))
        out.print(escape(said("serving", address=address)))
        if workers == 1:
            _serve(opened_store, settings, listener)
            return
    from api.workers import serve_together

    serve_together(listener, settings.model_copy(update={"store": store or settings.store}), workers)


def _serve(store: "Store", settings: "Settings", listener: socket.socket) -> None:
    import uvicorn

    from api.app import create_app
    from api.connections import ServerConfig
    from api.http.jobs.findings_file import findings_file
    from api.running import settle, tls_of

    app = create_app(store, settings, findings_file(store.url))
    settle()
    config = ServerConfig(app, settings, log_config=None, timeout_graceful_shutdown=LEAVE_S, **tls_of(settings))
    server = uvicorn.Server(config)
    for name in ENDING:  # uvicorn heeds SIGTERM, and raises it again for us when it is done
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), server.handle_exit)
    server.run(sockets=[listener])


def _guarded(store: "Store", settings: "Settings", host: str, port: int) -> bool:
    """Whether it is asked who comes: beyond this machine always. BadRequestError where nobody could come in then."""
    known = store.read_register(lambda register: bool(register.every("account")))
    asked = bool(known or settings.guarded or settings.oidc_issuer or settings.proxy_user)
    if is_loopback(host):
        return asked
    comes_in = known or (settings.newcomers and (settings.oidc_issuer or settings.proxy_user))
    if not comes_in:
        raise BadRequestError(
            "other machines reach this address, and the store has no accounts",
            where=host,
            hint="make the first one: `respgraph accounts add NAME --role admin`; "
            f"or stay on this machine: `respgraph serve --host 127.0.0.1 --port {port}`",
        )
    return True


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address."""
    from ipaddress import ip_address

    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def listening(host: str, port: int) -> socket.socket:
    """A socket that takes connections from now on, so that who opens the printed address at once only waits.

    BadRequestError where the address is not to be had.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio sets TCP_NODELAY only where the protocol is named; else a second answer waits 40 ms for the client's ACK
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        reason = "the port is in use" if error.errno == errno.EADDRINUSE else error.strerror or str(error)
        raise BadRequestError(
            f"can't listen: {reason}", where=f"{host}:{port}", hint="stop the other program or give another --port"
        ) from error
    return listener


def _fill(store: "Store") -> None:
    """Load the seed plans into a store that holds no plan."""
    from loaders.load import load
    from seeds.shelf import seed_plans

    if store.view().load_records():
        return
    for result in load(store, seed_plans()):
        if result.error:
            complain(f"respgraph: {error_said(result.error)}")
        for loaded in result.plans:
            out.print(escape(said("seeded", plan=loaded.graph.plan)))
