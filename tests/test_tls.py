"""The TLS proxy of the compose file in front of a real explorer: forms pass, cookies are for TLS, clients are known."""

import os
import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from http.client import HTTPSConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest

from api.running import running, tls_of
from api.settings import Settings
from graph.access.register import Asked
from graph.errors import BadRequestError
from graph.stores.opening import open_store
from tests.folders import ROOT
from tests.people import CHEAP, PASSWORD, with_accounts

CADDYFILE = ROOT / "packaging" / "Caddyfile"


@contextmanager
def caddy(behind: str, folder: Path) -> Iterator[int]:
    """Caddy with our file before an address; the port of TLS."""
    tool = shutil.which("caddy")
    if tool is None:
        pytest.skip("no caddy to try the file with")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    words = CADDYFILE.read_text(encoding="utf-8").replace(
        "admin off", "admin off\n\tauto_https disable_redirects\n\tskip_install_trust"
    )
    (folder / "Caddyfile").write_text(words, encoding="utf-8")
    told = {
        "NAMES": f"localhost:{port}",
        "TLS": "internal",
        "BEHIND": behind,
        "HOME": str(folder),
        "PATH": os.environ["PATH"],
    }
    with (folder / "caddy.log").open("wb") as log, subprocess.Popen(  # noqa: S603 - a tool on the path
        [tool, "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")], stdout=log, stderr=log, env=told
    ) as proxy:  # fmt: skip
        try:
            deadline = time.monotonic() + 60
            while True:
                try:
                    socket.create_connection(("127.0.0.1", port), 1).close()
                    break
                except OSError:
                    assert time.monotonic() < deadline, (folder / "caddy.log").read_text()
                    time.sleep(0.1)
            yield port
        finally:
            proxy.terminate()


def shaken_hands(port: int, root: Path) -> HTTPSConnection:
    """A connection to the proxy, once it has made its own authority and then a certificate of it."""
    deadline = time.monotonic() + 30
    while True:
        try:
            trusted = ssl.create_default_context(cafile=str(root))
            found = HTTPSConnection("localhost", port, context=trusted, timeout=30)
            found.connect()
        except (FileNotFoundError, ssl.SSLError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            return found


def test_people_sign_in_through_it(tmp_path: Path) -> None:
    with with_accounts(open_store(f"sqlite:///{tmp_path / 'store.db'}")) as store:
        settings = Settings(password_memory=CHEAP, proxies="127.0.0.1", guarded=True)
        with (
            running(store, settings) as address,
            caddy(address.removeprefix("http://"), tmp_path) as port,
            ExitStack() as tidied,
        ):
            root = tmp_path / ".local/share/caddy/pki/authorities/local/root.crt"
            browser = tidied.enter_context(closing(shaken_hands(port, root)))
            form = urlencode({"name": "reader", "password": PASSWORD})
            said = {
                "Origin": f"https://localhost:{port}",
                "Content-Type": "application/x-www-form-urlencoded",
                "X-Forwarded-For": "9.9.9.9",
            }
            browser.request("POST", "/login", form, said)
            answer = browser.getresponse()
            answer.read()
            assert answer.status == 303
            assert "; Secure" in answer.headers["Set-Cookie"]
            assert "max-age" in answer.headers["Strict-Transport-Security"]
            browser.request("POST", "/login", form, {**said, "Origin": "https://elsewhere.example"})
            refused = browser.getresponse()
            refused.read()
            assert refused.status == 403
        entries, _ = store.read_register(lambda register: register.entries(Asked(action="login")))
    assert "127.0.0.1" in entries[0].content  # what the client says of itself is not believed
    assert "9.9.9.9" not in entries[0].content


def test_the_explorer_ends_tls_itself(tmp_path: Path) -> None:
    key, certificate = tmp_path / "site.key", tmp_path / "site.pem"
    tool = shutil.which("openssl")
    if tool is None:
        pytest.skip("no openssl to make a certificate with")
    subprocess.run(  # noqa: S603 - a tool on the path
        [tool, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(certificate)],
        check=True, capture_output=True,
    )  # fmt: skip
    assert tls_of(Settings()) == {}
    with pytest.raises(BadRequestError, match="belong together"):
        tls_of(Settings(certificate=str(certificate)))
    with pytest.raises(BadRequestError, match="can't be read"):
        tls_of(Settings(certificate=str(certificate), key=str(certificate)))
    with with_accounts(open_store(f"sqlite:///{tmp_path / 'store.db'}")):
        pass
    command = [sys.executable, "-m", "api", "serve", "--store", f"sqlite:///{tmp_path / 'store.db'}", "--port", "0"]
    told = {**os.environ, "RESPGRAPH_PASSWORD_MEMORY": str(CHEAP), "RESPGRAPH_CERTIFICATE": str(certificate)}
    with subprocess.Popen(  # noqa: S603 - ours
        [*command, "--key", str(key)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=told, cwd=ROOT
    ) as server:
        assert server.stdout
        line = server.stdout.readline()
        assert "https://127.0.0.1:" in line
        port = int(line.split("127.0.0.1:")[1].split("/")[0])
        trusted = ssl.create_default_context(cafile=str(certificate))
        with closing(HTTPSConnection("localhost", port, context=trusted, timeout=60)) as browser:
            said = {"Origin": f"https://localhost:{port}", "Content-Type": "application/x-www-form-urlencoded"}
            browser.request("POST", "/login", urlencode({"name": "reader", "password": PASSWORD}), said)
            answer = browser.getresponse()
            assert answer.status == 303
            assert "; Secure" in answer.headers["Set-Cookie"]
            answer.read()
        server.terminate()
