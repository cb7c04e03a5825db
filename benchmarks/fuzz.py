"""schemathesis with all checks against the explorer over the founding plan: `python benchmarks/fuzz.py [EXAMPLES] [PHASES] [URL]`.

The store is a new file, or the empty one at URL (user and password are taken from RESPGRAPH_STORE_USER and
RESPGRAPH_STORE_PASSWORD); for the word `neo4j` a server is started.

Requests are made from the OpenAPI document, those that it allows and those that it does not. What is allowed beyond the
document stands in tests/schemathesis.toml, what is not asked in tests/schemathesis_hooks.py, each with the reason. All are an
admin's: one of them makes an account, and from the first account on nobody is answered who does not say who it is.
"""

import os
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import httpx

from api.access.accounts import add_account, make_token
from api.running import running
from api.settings import Settings
from graph.access.people import ITSELF
from graph.stores.opening import open_store
from loaders.load import load
from seeds.shelf import seed_plans
from tests.neo4j_server.start import PASSWORD, USER, Server

ROOT = Path(__file__).parents[1]
PATIENCE_S = float(os.environ.get("FUZZ_PATIENCE") or 30)
"""For an answer, on a machine that does other work too; FUZZ_PATIENCE=10 is what an explorer has where nobody sets it."""

CONFIG = ROOT / "tests" / "schemathesis.toml"


def fuzzed(examples: int, phases: str, *, seed: int = 1, url: str = "") -> subprocess.CompletedProcess[str]:
    """How schemathesis ended, with what it said; 0 for no failure. `url` is an empty store, without it a new file."""
    program = Path(sysconfig.get_path("scripts")) / "schemathesis"
    user, password = (os.environ.get(f"RESPGRAPH_STORE_{name}", "") for name in ("USER", "PASSWORD"))
    with (
        tempfile.TemporaryDirectory() as folder,
        open_store(url or f"sqlite:///{folder}/fuzz.db", user=user, password=password) as store,
    ):
        assert [result.error for result in load(store, seed_plans())] == [None]
        add_account(store, "fuzz", "admin", ITSELF)
        token, _ = make_token(store, "fuzz", ITSELF)
        with running(store, Settings(question_limit=PATIENCE_S)) as address:
            httpx.get(
                f"{address}/api/openapi.json", headers={"Authorization": f"Bearer {token}"}, timeout=60
            ).raise_for_status()  # made once, which takes its time
            return subprocess.run(
                [
                    str(program), "--config-file", str(CONFIG), "run", f"{address}/api/openapi.json",
                    "--checks", "all", "--max-examples", str(examples), "--phases", phases, "--request-timeout", str(PATIENCE_S), "--max-response-time", str(PATIENCE_S),
                    "--header", f"Authorization: Bearer {token}", "--continue-on-failure", "--no-color", "--seed", str(seed), "--generation-database", "none",
                ],
                cwd=folder, env={**os.environ, "SCHEMATHESIS_HOOKS": "tests.schemathesis_hooks", "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
            )  # fmt: skip


@contextmanager
def started() -> Iterator[str]:
    """The address of an empty Neo4j that ends with the block."""
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder) / "server")
        server.start()
        os.environ["RESPGRAPH_STORE_USER"], os.environ["RESPGRAPH_STORE_PASSWORD"] = USER, PASSWORD
        try:
            yield server.uri
        finally:
            server.stop()


def main() -> None:
    """Run it and pass its exit code on."""
    examples = int(sys.argv[1]) if sys.argv[1:] else 50
    phases = sys.argv[2] if sys.argv[2:] else "coverage,fuzzing"
    url = sys.argv[3] if sys.argv[3:] else ""
    with started() if url == "neo4j" else nullcontext(url) as store:
        found = fuzzed(examples, phases, url=store)
    print(found.stdout, found.stderr)
    sys.exit(found.returncode)


if __name__ == "__main__":
    main()
